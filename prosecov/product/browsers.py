"""Find a browser: the build of Playwright if it is installed, else one of the system.

``python -m prosecov.product`` prints its path, or how to install one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

MISSING = (
    "no browser found; install one with 'playwright install chromium', or with the packages of the system, as in"
    " 'apt-get install chromium'"
)
# A headless shell opens a context in a quarter of the time that full Chromium takes, and shows no window.
_SHELLS = ("chromium-headless-shell",)
_FULL = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser(own: Path, *, headless: bool = True) -> Path | None:
    """Return the executable of a browser.

    Args:
        own: Where Playwright's own build is, if it is installed.
        headless: Whether it needs no window.

    Returns:
        The first that there is: Playwright's own headless shell, its own build, and those on the ``PATH``; ``None`` if
        there is none.
    """
    return next((path for path in _candidates(own, headless=headless) if os.access(path, os.X_OK)), None)


def _candidates(own: Path, *, headless: bool) -> Iterator[Path]:
    if headless and len(own.parents) > 2:
        yield from (p for p in sorted(own.parents[2].glob("chromium_headless_shell-*/*/*shell*"))[::-1] if p.is_file())
    if own.is_file():
        yield own
    for name in (*(_SHELLS if headless else ()), *_FULL):
        if found := shutil.which(name):
            yield Path(found)


def launch_arguments() -> list[str]:
    """Return the command-line arguments for a browser."""
    # The sandbox of Chromium does not start for root, and most containers run as root.
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
