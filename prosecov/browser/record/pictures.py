"""Keeping pictures: small, each one once, and none that nobody needs any more."""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from prosecov.results.merge import PICTURES

WIDEST = 1280
"""The most pixels that a picture is wide."""
_ENOUGH_BYTES = 40_000
_SHADES = [round(value * 31 / 255) * 255 // 31 for value in range(256)]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is kept.

    Attributes:
        path: Its path, relative to the report's folder, with forward slashes.
        scale: Its width over that of the screen.
        width: In pixels.
        height: In pixels.
    """

    path: str
    scale: float
    width: int
    height: int


def keep(png: bytes, report_folder: Path) -> Picture:
    """Keep a picture under a name that is its content, so that any process keeps the same one but once.

    Args:
        png: The picture of a screen.
        report_folder: The folder of ``results.json``.

    Returns:
        Where it is.

    Raises:
        OSError: It cannot be written, or is no picture.
    """
    path = f"{PICTURES}/{hashlib.sha256(png).hexdigest()[:20]}.webp"
    with Image.open(io.BytesIO(png)) as screen:
        scale = min(1.0, WIDEST / screen.width)
        size = (round(screen.width * scale), max(1, round(screen.height * scale)))
        target = report_folder / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            # Other processes may keep the same picture at the same time.
            draft = target.with_name(f".{os.getpid()}-{target.name}")
            draft.write_bytes(_encoded(screen.convert("RGB"), size))
            draft.replace(target)
    return Picture(path, scale, *size)


def _encoded(screen: Image.Image, size: tuple[int, int]) -> bytes:
    """A screen as WebP.

    What is drawn, as screens mostly are, stays sharp without loss in fewer bytes than with it, all the more with
    32 shades of each colour in place of 256, which the eye does not miss. Photographs need loss.
    """
    picture = screen if screen.size == size else screen.resize(size, Image.Resampling.LANCZOS)
    sharp = _webp(picture.point(_SHADES * 3), lossless=True, quality=60)
    return sharp if len(sharp) <= _ENOUGH_BYTES else min(sharp, _webp(picture, lossless=False, quality=55), key=len)


def _webp(picture: Image.Image, *, lossless: bool, quality: int) -> bytes:
    content = io.BytesIO()
    picture.save(content, "WEBP", lossless=lossless, quality=quality, method=4)
    return content.getvalue()
