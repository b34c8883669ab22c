"""Record a scenario in the browser: take pictures and read screens just before actions and after steps."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from playwright.sync_api import Error, Locator, Page

from prosecov.browser.record.boxes import PATIENCE_MS, box_of
from prosecov.browser.record.pictures import Camera, StoredPicture
from prosecov.browser.record.watch import Watch
from prosecov.browser.screen.cache import cache_of, moment_of
from prosecov.browser.screen.inventory import Inventory, inventory_of
from prosecov.browser.screen.screen import Screen
from prosecov.geometry import Box, clip

_LONGEST_SNAPSHOT = 8_000
"""Characters of a snapshot that are kept."""


class BrowserRecorder:
    """Records what the pages of this process show.

    A picture that fails, because the page is closed, has crashed, shows a dialog or navigates, is left out and never
    changes the outcome of the test. All calls of Playwright here have time limits.

    Attributes:
        seconds: Time that recording has taken in the current step.
    """

    def __init__(self, report_folder: Path) -> None:
        """Begin to observe all pages of this process.

        Args:
            report_folder: The folder to which the paths of pictures are relative.
        """
        self._camera = Camera(report_folder)
        self._last: tuple[Page, str, StoredPicture] | None = None
        self._page: Page | None = None
        self._control: Locator | None = None
        self._unread: dict[Page, None] = {}
        self._reads_screens = False
        self._inventories: list[Inventory] = []
        self._listed: list[Screen] = []
        self._is_first_action = True
        self._wants_action = False
        self._picture_of_action: tuple[str, Box | None] | None = None
        self.seconds = 0.0
        self._watch = Watch(self)

    @property
    def url(self) -> str:
        """Address of the page that was used or looked at last, empty if there is none."""
        return self._page.url if self._page else ""

    def close(self) -> None:
        """Stop observing."""
        self._watch.stop()

    def begin_test(self) -> None:
        """Discard what was recorded of the last test."""
        self._page = self._control = None
        self._unread = {}
        self._reads_screens = False
        self._inventories, self._listed = [], []
        self._last = None
        self.begin_step(wants_action=False)

    def begin_scenario(self, *, reads_screens: bool) -> None:
        """Prepare for a scenario.

        Args:
            reads_screens: Whether to read inventories of its screens.
        """
        self._reads_screens = reads_screens

    def begin_step(self, *, wants_action: bool) -> None:
        """Prepare for a step.

        Args:
            wants_action: Whether to take a picture just before each action.
        """
        self._control = None
        self._is_first_action = True
        self._wants_action = wants_action
        self._picture_of_action = None
        self.seconds = 0.0

    def picture(self) -> tuple[str, Box | None]:
        """Return the picture of the step that has just ended: of its last action if that was wanted, else of now.

        Returns:
            Its path, empty if there is none, and the rectangle of the control in it.
        """
        return self._picture_of_action or self.picture_now()

    def picture_now(self) -> tuple[str, Box | None]:
        """Take a picture now; return its path and the rectangle of the control that was used or looked at last."""
        with self._recording():
            if self._page is not None:
                return self._take(self._page, self._control)
        return "", None

    def said(self) -> str:
        """Return the aria snapshot of the current screen, shortened; empty if there is none."""
        with self._recording():
            if self._page is not None:
                # It makes Playwright discard the references by which the last screen was used.
                cache_of(self._page).forget()
                return _shortened(self._page.locator("body").aria_snapshot(timeout=PATIENCE_MS))
        return ""

    def screens(self) -> list[Inventory]:
        """Return the inventories of the screens that the scenario has visited, including the current one."""
        with self._recording():
            self._read()
        return self._inventories

    def acting(self, control: Locator, *, is_visible: bool) -> None:
        """Take a picture and read the screen before the action, if that is wanted."""
        if self._wants_action or (self._is_first_action and self._reads_screens and self._unread):
            with self._recording():
                # When the control is there, the page has settled.
                awaited: Literal["visible", "attached"] = "visible" if is_visible else "attached"
                if self._wants_action:
                    self._picture_of_action = None
                    self._picture_of_action = self._take(control.page, control, awaited)
                else:
                    control.first.wait_for(state=awaited, timeout=PATIENCE_MS)
                self._read_before_first_action()
        self._is_first_action = False
        self._note(control.page, control)

    def looking(self, page: Page, control: Locator | None) -> None:
        """Note the page and the control."""
        self._note(page, control)

    def visiting(self, page: Page) -> None:
        """Read the screen before it changes, if that is wanted."""
        with self._recording():
            self._read_before_first_action()
        self._is_first_action = False
        self._note(page, None)

    def _note(self, page: Page, control: Locator | None) -> None:
        self._page = page
        self._control = control or self._control
        self._unread[page] = None

    @contextmanager
    def _recording(self) -> Generator[None, None, None]:
        began = time.perf_counter()
        try:
            with self._watch.paused():
                yield
        finally:
            self.seconds += time.perf_counter() - began

    def _read_before_first_action(self) -> None:
        # Right after an action the page may be about to change; before the next one it has settled.
        if self._is_first_action:
            self._read()

    def _read(self) -> None:
        pages, self._unread = list(self._unread), {}
        for page in pages if self._reads_screens else ():
            with suppress(Error, ValueError):
                screen = cache_of(page).screen(moment_of(page, PATIENCE_MS), timeout_ms=PATIENCE_MS)
                if not any(screen is listed for listed in self._listed):
                    self._listed.append(screen)
                    self._inventories.append(inventory_of(screen.page, page.url))

    def _take(
        self, page: Page, control: Locator | None, awaited: Literal["visible", "attached"] | None = None
    ) -> tuple[str, Box | None]:
        """Take a picture, or return the last one if the page has not changed since.

        Args:
            page: The page.
            control: The control in it.
            awaited: What has to become of the control before.
        """
        moment = moment_of(page, PATIENCE_MS)
        box, has_scrolled = None, False
        if control is not None and control.page == page:
            with suppress(Error):
                box, has_scrolled = box_of(control)
            if box is None and awaited is not None:
                control.first.wait_for(state=awaited, timeout=PATIENCE_MS)
                moment = moment_of(page, PATIENCE_MS)
                box, has_scrolled = box_of(control)
        version = "" if has_scrolled else moment.version
        if self._last is not None and version and self._last[:2] == (page, version):
            picture = self._last[2]
        else:
            picture = self._camera.take(page)
            self._last = page, version, picture
        return picture.path, _in_picture(picture, box)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_SNAPSHOT:
        return text
    return text[:_LONGEST_SNAPSHOT].rpartition("\n")[0] + "\n..."


def _in_picture(picture: StoredPicture, box: Box | None) -> Box | None:
    """Convert a rectangle of the viewport to pixels of the picture, without what is outside of it."""
    visible = clip(box.scaled(picture.scale), picture.width, picture.height) if box else None
    return visible and Box(*(round(edge, 1) for edge in (visible.x, visible.y, visible.width, visible.height)))
