"""Take pictures of screens, and store each one once."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Error, Page

from prosecov.browser.record.boxes import PATIENCE_MS
from prosecov.results.merge import PICTURES

_MAX_WIDTH = 1280
"""Largest width of a picture in pixels; wider screens are scaled down."""
_VIEW = """() => {
  const key = Symbol.for('prosecov caret');
  if (!document[key]) {
    // A caret blinks: without it, pictures of one screen are the same.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { caret-color: transparent !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document[key] = true;
  }
  const {pageLeft, pageTop} = visualViewport;
  return [pageLeft, pageTop, innerWidth, innerHeight, devicePixelRatio];
}"""


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


class Camera:
    """Takes pictures of pages, in the format in which they are kept."""

    def __init__(self, report_folder: Path) -> None:
        """Begin without pictures.

        Args:
            report_folder: The folder of ``results.json``.
        """
        self._folder = report_folder
        self._sessions: WeakKeyDictionary[Page, CDPSession | None] = WeakKeyDictionary()

    def take(self, page: Page) -> StoredPicture:
        """Take a picture of what a page shows, and store it.

        Raises:
            Error: The page cannot be shown now.
            OSError: The picture cannot be written.
        """
        left, top, width, height, density = page.evaluate(_VIEW)
        scale = min(1.0, _MAX_WIDTH / width)
        session = self._session(page)
        if session is None:
            picture, scale = page.screenshot(type="png", scale="css", timeout=PATIENCE_MS), 1.0
        else:
            options: dict[str, Any] = {"format": "png", "optimizeForSpeed": True}
            if scale != density:
                clip = {"x": left, "y": top, "width": width, "height": height, "scale": scale / density}
                options["clip"] = clip
            answer: Mapping[str, str] = session.send("Page.captureScreenshot", options)
            picture = base64.b64decode(answer["data"])
        size = round(width * scale), max(1, round(height * scale))
        return StoredPicture(store(picture, self._folder), scale, *size)

    def _session(self, page: Page) -> CDPSession | None:
        """Return the way to ask the browser itself, which no other browser than Chromium offers."""
        if page not in self._sessions:
            try:
                self._sessions[page] = page.context.new_cdp_session(page)
            except Error:
                self._sessions[page] = None
        return self._sessions[page]


def store(picture: bytes, report_folder: Path) -> str:
    """Store a picture under the hash of its content, so that all processes together store it once.

    Args:
        picture: The picture, as PNG.
        report_folder: The folder of ``results.json``.

    Returns:
        Its path, relative to that folder.

    Raises:
        OSError: It cannot be written.
    """
    path = f"{PICTURES}/{hashlib.sha256(picture).hexdigest()[:20]}.png"
    target = report_folder / path
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        # Other processes may store the same picture at the same time.
        draft = target.with_name(f".{os.getpid()}-{target.name}")
        draft.write_bytes(picture)
        draft.replace(target)
    return path
