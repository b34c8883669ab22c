"""Looks at the browser while a scenario runs: takes pictures and reads screens, at the right moments."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from playwright.sync_api import Error, FloatRect, Locator, Page

from prosecov.browser.record.pictures import Picture, keep
from prosecov.browser.record.watch import watch
from prosecov.browser.screen.inventory import Screen, read_screen

_PATIENCE_MS = 2_000
"""How long a page may take to show, before an action, the control that is to be used, and to answer in general."""
_LONGEST_ACCOUNT = 8_000

Rectangle = list[float]
"""Left edge, top edge, width and height, in pixels of a picture."""


class Witness:
    """Sees what a scenario does.

    Whatever goes wrong with a picture, because the page is closed, has crashed, shows a dialog or navigates, ends
    in no picture, and never in another outcome of the test. All of Playwright's calls here have time limits.
    """

    def __init__(self, report_folder: Path) -> None:
        """Begin to watch all pages of this process.

        Args:
            report_folder: The folder to which the paths of pictures are relative.
        """
        self._folder = report_folder
        self._thread = threading.get_ident()
        self._is_busy = False
        self._page: Page | None = None
        self._control: Locator | None = None
        self._unread: dict[Page, None] = {}
        self._reads_screens = False
        self._screens: list[Screen] = []
        self._is_first_action = True
        self._wants_action = False
        self._as_user_acts: tuple[str, Rectangle | None] | None = None
        self.seconds = 0.0
        self._patch = watch(self)

    @property
    def url(self) -> str:
        """The address of the page that was used or looked at last, empty if there is none."""
        return self._page.url if self._page else ""

    def close(self) -> None:
        """Stop watching."""
        self._patch.undo()

    def begin_test(self) -> None:
        """Forget everything."""
        self._page = self._control = None
        self._unread = {}
        self._reads_screens = False
        self._screens = []
        self.begin_step(wants_action=False)

    def begin_scenario(self, *, reads_screens: bool) -> None:
        """Get ready for the steps of a scenario.

        Args:
            reads_screens: Whether to find out what its screens offer and show.
        """
        self._reads_screens = reads_screens

    def begin_step(self, *, wants_action: bool) -> None:
        """Get ready for a step.

        Args:
            wants_action: Whether to take a picture as the user acts.
        """
        self._control = None
        self._is_first_action = True
        self._wants_action = wants_action
        self._as_user_acts = None
        self.seconds = 0.0

    def picture(self) -> tuple[str, Rectangle | None]:
        """Picture of the step that has just ended: as the user acted if that was wanted, else as it is now.

        Returns:
            Its path, empty if there is none, and where in it the control stands.
        """
        return self._as_user_acts or self.picture_now()

    def picture_now(self) -> tuple[str, Rectangle | None]:
        """Picture of the screen as it is now, and where in it the control stands that was used or looked at last."""
        with self._undisturbed():
            if self._page is not None:
                return self._take(self._page, self._control)
        return "", None

    def said(self) -> str:
        """What the screen says now, as an accessibility snapshot of limited length."""
        with self._undisturbed():
            if self._page is not None:
                return _shortened(_snapshot(self._page))
        return ""

    def screens(self) -> list[Screen]:
        """What the screens of the scenario offered and showed so far, the one included that it has come to."""
        with self._undisturbed():
            self._read()
        return self._screens

    def acting(self, control: Locator, *, is_visible: bool) -> None:
        """A control is about to be used."""
        if self._is_elsewhere():
            return
        if self._wants_action or (self._is_first_action and self._reads_screens and self._unread):
            with self._undisturbed():
                control.first.wait_for(state="visible" if is_visible else "attached", timeout=_PATIENCE_MS)
                self._read_before_first_action()
                if self._wants_action:
                    self._as_user_acts = None
                    self._as_user_acts = self._take(control.page, control)
        self._is_first_action = False
        self._note(control.page, control)

    def looking(self, page: Page, control: Locator | None) -> None:
        """A control, or a page, is about to be looked at."""
        if not self._is_elsewhere():
            self._note(page, control)

    def visiting(self, page: Page) -> None:
        """A page is about to change as a whole."""
        if self._is_elsewhere():
            return
        with self._undisturbed():
            self._read_before_first_action()
        self._is_first_action = False
        self._note(page, None)

    def _is_elsewhere(self) -> bool:
        """Whether it is this object itself that looks, or a thread whose pages this one cannot use."""
        return self._is_busy or threading.get_ident() != self._thread

    def _note(self, page: Page, control: Locator | None) -> None:
        self._page = page
        self._control = control or self._control
        self._unread[page] = None

    @contextmanager
    def _undisturbed(self) -> Generator[None, None, None]:
        began, self._is_busy = time.perf_counter(), True
        try:
            yield
        except (Error, OSError):
            pass  # the page is not there to be looked at; the test will tell if that is wrong
        finally:
            self._is_busy = False
            self.seconds += time.perf_counter() - began

    def _read_before_first_action(self) -> None:
        # By then the page has settled; right after an action it may be about to change.
        if self._is_first_action:
            self._read()

    def _read(self) -> None:
        pages, self._unread = list(self._unread), {}
        for page in pages if self._reads_screens else ():
            with suppress(Error, ValueError):
                # Any other mode makes Playwright forget the references by which prosecov.browser.screen finds controls.
                self._screens.append(read_screen(_snapshot(page, "ai"), page.url))

    def _take(self, page: Page, control: Locator | None) -> tuple[str, Rectangle | None]:
        box = None
        if control is not None and control.page == page:
            with suppress(Error):
                box = _around(control)
        picture = keep(page.screenshot(type="png", scale="css", timeout=_PATIENCE_MS), self._folder)
        return picture.path, _within(picture, box)


def _snapshot(page: Page, mode: Literal["ai", "default"] = "default") -> str:
    return page.locator("body").aria_snapshot(mode=mode, timeout=_PATIENCE_MS)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_ACCOUNT:
        return text
    return text[:_LONGEST_ACCOUNT].rpartition("\n")[0] + "\n..."


def _around(control: Locator) -> FloatRect | None:
    """Scroll to a control and return where it stands on the screen, ``None`` if it is not visible.

    Of several elements, such as the entries of a list, the rectangle around the first and the last one counts.
    """
    # Counting has no time limit of its own; this one tells whether the page answers at all.
    control.page.locator(":root").wait_for(state="attached", timeout=_PATIENCE_MS)
    shown = control.locator("visible=true")
    count = shown.count()
    if count == 0:
        # The options of a closed drop-down stand nowhere, but the drop-down does.
        shown = control.locator("xpath=ancestor::select").locator("visible=true")
        count = shown.count()
    if count:
        shown.first.scroll_into_view_if_needed(timeout=_PATIENCE_MS)
    ends = (shown.first, shown.last) if count > 1 else (shown.first,) if count else ()
    boxes = [box for end in ends if (box := end.bounding_box(timeout=_PATIENCE_MS)) is not None]
    if not boxes:
        return None
    x, y = min(box["x"] for box in boxes), min(box["y"] for box in boxes)
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    return {"x": x, "y": y, "width": right - x, "height": bottom - y}


def _within(picture: Picture, box: FloatRect | None) -> Rectangle | None:
    """A rectangle of the screen in pixels of its picture; what lies outside is cut off."""
    if box is None:
        return None
    left, top = max(0.0, box["x"] * picture.scale), max(0.0, box["y"] * picture.scale)
    right = min(float(picture.width), (box["x"] + box["width"]) * picture.scale)
    bottom = min(float(picture.height), (box["y"] + box["height"]) * picture.scale)
    if right <= left or bottom <= top:
        return None
    return [round(edge, 1) for edge in (left, top, right - left, bottom - top)]
