"""Store pictures of screens, compressed and each one once."""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from prosecov.results.merge import PICTURES

_MAX_WIDTH = 1280
"""Largest width of a picture in pixels; wider screens are scaled down."""
_SMALL = 40_000
"""Size in bytes up to which a picture without loss is small enough."""
_SHADES = [round(value * 31 / 255) * 255 // 31 for value in range(256)]


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture that was stored.

    Attributes:
        path: Its path, relative to the report's folder, with forward slashes.
        scale: Its width divided by that of the screen.
        width: Width in pixels.
        height: Height in pixels.
    """

    path: str
    scale: float
    width: int
    height: int


def store_picture(png: bytes, report_folder: Path) -> StoredPicture:
    """Store a picture under the hash of its content, so that all processes together store it once.

    Args:
        png: The picture of a screen.
        report_folder: The folder of ``results.json``.

    Raises:
        OSError: It cannot be written, or is no picture.
    """
    path = f"{PICTURES}/{hashlib.sha256(png).hexdigest()[:20]}.webp"
    with Image.open(io.BytesIO(png)) as screen:
        scale = min(1.0, _MAX_WIDTH / screen.width)
        size = (round(screen.width * scale), max(1, round(screen.height * scale)))
        target = report_folder / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            # Other processes may store the same picture at the same time.
            draft = target.with_name(f".{os.getpid()}-{target.name}")
            draft.write_bytes(_encoded(screen.convert("RGB"), size))
            draft.replace(target)
    return StoredPicture(path, scale, *size)


def _encoded(screen: Image.Image, size: tuple[int, int]) -> bytes:
    """Encode a screen as WebP.

    Drawn content, as most screens have, takes fewer bytes without loss than with it, and fewer still with 32 shades of
    each colour in place of 256, which the eye does not see. Photographs need loss.
    """
    picture = screen if screen.size == size else screen.resize(size, Image.Resampling.LANCZOS)
    sharp = _webp(picture.point(_SHADES * 3), lossless=True, quality=60)
    return sharp if len(sharp) <= _SMALL else min(sharp, _webp(picture, lossless=False, quality=55), key=len)


def _webp(picture: Image.Image, *, lossless: bool, quality: int) -> bytes:
    content = io.BytesIO()
    picture.save(content, "WEBP", lossless=lossless, quality=quality, method=4)
    return content.getvalue()
