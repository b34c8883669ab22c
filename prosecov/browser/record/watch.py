"""Hears of every action and every look at a page while a test runs.

Playwright tells nobody which element an action is about to use: pages have no event for it, and its traces, in a
format of its own, come only after the test. So the public methods of its public classes are wrapped, those of all
pages at once, as tests make pages in many ways. The wrappers change neither arguments nor results.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Protocol

import pytest
from playwright.sync_api import Expect, Locator, Page

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
    """Who hears of it; nothing may be raised."""

    def acting(self, control: Locator, *, is_visible: bool) -> None:
        """A control is about to be used; ``is_visible`` tells whether it has to be visible for that."""

    def looking(self, page: Page, control: Locator | None) -> None:
        """Something is about to be looked at: a control, or the page as a whole."""

    def visiting(self, page: Page) -> None:
        """A page is about to change as a whole."""


def watch(listener: Listener) -> pytest.MonkeyPatch:
    """Begin to tell a listener; ``undo()`` what is returned to stop.

    Methods that the installed Playwright does not have are left out.
    """
    patch = pytest.MonkeyPatch()
    teller = _Teller(listener)
    wrapped: tuple[tuple[type, tuple[str, ...], Callable[..., None]], ...] = (
        (Locator, _ACTIONS, teller.act),
        (Locator, _LOOKS, teller.look),
        (Page, _LOOKS_AT_PAGES, teller.look_at_page),
        (Page, _ACTIONS_BY_SELECTOR, teller.act_by_selector),
        (Page, _VISITS, teller.visit),
        (Expect, ("__call__", "soft"), teller.expect),
    )
    for owner, names, tell in wrapped:
        for name in names:
            if hasattr(owner, name):
                patch.setattr(owner, name, _telling(getattr(owner, name), functools.partial(tell, name)))
    return patch


class _Teller:
    """Takes the name and the arguments of a method that is called, and tells the listener."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def act(self, name: str, control: Locator, *_: object) -> None:
        self._listener.acting(control, is_visible=name not in _NEED_NOT_BE_VISIBLE)

    def act_by_selector(self, name: str, page: Page, selector: object = None, *_: object) -> None:
        if isinstance(selector, str):
            self.act(name, page.locator(selector))

    def look(self, _: str, control: Locator, *__: object) -> None:
        self._listener.looking(control.page, control)

    def look_at_page(self, _: str, page: Page, *__: object) -> None:
        self._listener.looking(page, None)

    def expect(self, _: str, __: Expect, actual: object = None, *___: object) -> None:
        if isinstance(actual, Locator):
            self._listener.looking(actual.page, actual)
        elif isinstance(actual, Page):
            self._listener.looking(actual, None)

    def visit(self, _: str, page: Page, *__: object) -> None:
        self._listener.visiting(page)


def _telling(method: Callable[..., Any], tell: Callable[..., None]) -> Callable[..., Any]:
    @functools.wraps(method)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        tell(*args)
        return method(*args, **kwargs)

    return wrapper
