"""Observe the actions and assertions of a test by wrapping methods of Playwright.

Playwright has no event for the element that an action is about to use, and its traces come only after the test. So the
public methods of its classes are wrapped, for all pages at once, as tests create pages in many ways. The wrappers
change neither arguments nor results.
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
    """An object that is told before each action and each look; its methods must not raise."""

    def acting(self, control: Locator, *, is_visible: bool) -> None:
        """Handle that a control is about to be used; ``is_visible`` says whether it has to be visible for that."""

    def looking(self, page: Page, control: Locator | None) -> None:
        """Handle that a control, or a page as a whole if it is ``None``, is about to be looked at."""

    def visiting(self, page: Page) -> None:
        """Handle that a page is about to navigate."""


def watch(listener: Listener) -> pytest.MonkeyPatch:
    """Wrap the methods of Playwright so that they notify a listener.

    Methods that the installed version of Playwright does not have are left out.

    Returns:
        The patch, whose ``undo()`` ends the notifications.
    """
    patch = pytest.MonkeyPatch()
    notifier = _Notifier(listener)
    wrapped: tuple[tuple[type, tuple[str, ...], Callable[..., None]], ...] = (
        (Locator, _ACTIONS, notifier.act),
        (Locator, _LOOKS, notifier.look),
        (Page, _LOOKS_AT_PAGES, notifier.look_at_page),
        (Page, _ACTIONS_BY_SELECTOR, notifier.act_by_selector),
        (Page, _VISITS, notifier.visit),
        (Expect, ("__call__", "soft"), notifier.expect),
    )
    for owner, names, notify in wrapped:
        for name in names:
            if hasattr(owner, name):
                patch.setattr(owner, name, _notifying(getattr(owner, name), functools.partial(notify, name)))
    return patch


class _Notifier:
    """Translates the name and the arguments of a method that is called into a call of the listener."""

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


def _notifying(method: Callable[..., Any], notify: Callable[..., None]) -> Callable[..., Any]:
    @functools.wraps(method)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        notify(*args)
        return method(*args, **kwargs)

    return wrapper
