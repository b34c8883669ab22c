"""Observe the actions and assertions of a test by wrapping methods of Playwright.

Playwright has no event for the element that an action is about to use, and its traces come only after the test. So the
public methods of its classes are wrapped, for all pages at once, as tests create pages in many ways. The wrappers
change neither arguments nor results.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Protocol

import pytest
from playwright.sync_api import Error, Expect, Locator, Page

_ACTIONS = (
    "blur",
    "check",
    "clear",
    "click",
    "dblclick",
    "dispatch_event",
    "drag_to",
    "drop",
    "fill",
    "focus",
    "hover",
    "press",
    "press_sequentially",
    "select_option",
    "select_text",
    "set_checked",
    "set_input_files",
    "tap",
    "type",
    "uncheck",
)
_LOOKS = (
    "all_inner_texts",
    "all_text_contents",
    "bounding_box",
    "count",
    "get_attribute",
    "inner_html",
    "inner_text",
    "input_value",
    "is_checked",
    "is_disabled",
    "is_editable",
    "is_enabled",
    "is_hidden",
    "is_visible",
    "text_content",
    "wait_for",
)
_LOOKS_AT_PAGES = ("aria_snapshot", "content", "title")
_VISITS = ("go_back", "go_forward", "goto", "reload", "set_content")
_ACTIONS_BY_SELECTOR = (
    "check",
    "click",
    "dblclick",
    "fill",
    "focus",
    "hover",
    "press",
    "select_option",
    "set_checked",
    "set_input_files",
    "tap",
    "type",
    "uncheck",
)
_NEED_NOT_BE_VISIBLE = frozenset({"dispatch_event", "set_input_files"})


class Listener(Protocol):
    """An object that is told before each action and each look; its methods must not raise."""

    def acting(self, control: Locator, *, is_visible: bool) -> None:
        """Handle that a control is about to be used; ``is_visible`` says whether it has to be visible for that."""

    def looking(self, page: Page, control: Locator | None) -> None:
        """Handle that a control, or a page as a whole if it is ``None``, is about to be looked at."""

    def visiting(self, page: Page) -> None:
        """Handle that a page is about to navigate."""


class Watch:
    """The wrapped methods of Playwright, which notify a listener of the calls of its own thread."""

    def __init__(self, listener: Listener) -> None:
        """Wrap the methods, except those that the installed version of Playwright does not have."""
        self._listener = listener
        self._thread = threading.get_ident()
        self._is_paused = False
        self._patch = pytest.MonkeyPatch()
        wrapped: tuple[tuple[type, tuple[str, ...], Callable[..., None]], ...] = (
            (Locator, _ACTIONS, self._act),
            (Locator, _LOOKS, self._look),
            (Page, _LOOKS_AT_PAGES, self._look_at_page),
            (Page, _ACTIONS_BY_SELECTOR, self._act_by_selector),
            (Page, _VISITS, self._visit),
            (Expect, ("__call__", "soft"), self._expect),
        )
        for owner, names, notify in wrapped:
            for name in names:
                if hasattr(owner, name):
                    self._patch.setattr(owner, name, self._notifying(getattr(owner, name), name, notify))

    def stop(self) -> None:
        """Restore the methods."""
        self._patch.undo()

    @contextmanager
    def paused(self) -> Generator[None, None, None]:
        """Use pages without notifications.

        Errors of Playwright and of files end the block and are ignored: if it matters that a page cannot be used, the
        test fails by itself.
        """
        self._is_paused = True
        try:
            yield
        except (Error, OSError):
            pass
        finally:
            self._is_paused = False

    def _notifying(self, method: Callable[..., Any], name: str, notify: Callable[..., None]) -> Callable[..., Any]:
        @functools.wraps(method)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            # Pages belong to the thread that created them.
            if not self._is_paused and threading.get_ident() == self._thread:
                notify(name, *args)
            return method(*args, **kwargs)

        return wrapper

    def _act(self, name: str, control: Locator, *_: object) -> None:
        self._listener.acting(control, is_visible=name not in _NEED_NOT_BE_VISIBLE)

    def _act_by_selector(self, name: str, page: Page, selector: object = None, *_: object) -> None:
        if isinstance(selector, str):
            self._act(name, page.locator(selector))

    def _look(self, _: str, control: Locator, *__: object) -> None:
        self._listener.looking(control.page, control)

    def _look_at_page(self, _: str, page: Page, *__: object) -> None:
        self._listener.looking(page, None)

    def _expect(self, _: str, __: Expect, actual: object = None, *___: object) -> None:
        if isinstance(actual, Locator):
            self._listener.looking(actual.page, actual)
        elif isinstance(actual, Page):
            self._listener.looking(actual, None)

    def _visit(self, _: str, page: Page, *__: object) -> None:
        self._listener.visiting(page)
