"""What keeps pictures the same from run to run: how pages are shown, and how the browser is started."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType

STILL = {
    "viewport": {"width": 1280, "height": 800},
    "device_scale_factor": 1,
    "reduced_motion": "reduce",
    "color_scheme": "light",
    "locale": "en-US",
    "timezone_id": "UTC",
}
"""How pages are shown, unless the project says otherwise, so that no machine's habits get into a picture."""
STEADY = ("--disable-partial-raster", "--disable-skia-runtime-opts")
"""How Chromium is started: else corners come out a shade lighter or darker, by what was drawn there before."""


def hold_still(patch: pytest.MonkeyPatch) -> None:
    """Let all browsers that are started, and all pages that are opened, be steady until the patch is undone."""
    for name in ("new_context", "new_page"):
        patch.setattr(Browser, name, _with_still_pages(getattr(Browser, name)))
    patch.setattr(BrowserType, "launch", _with_steady_hand(BrowserType.launch))


def _with_still_pages(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return method(*args, **{**STILL, **kwargs})

    return wrapper


def _with_steady_hand(launch: Callable[..., Browser]) -> Callable[..., Browser]:
    @wraps(launch)
    def wrapper(browser_type: BrowserType, **kwargs: Any) -> Browser:
        if browser_type.name == "chromium":
            kwargs["args"] = [*(kwargs.get("args") or ()), *STEADY]
        return launch(browser_type, **kwargs)

    return wrapper
