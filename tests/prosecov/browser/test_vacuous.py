"""Checks that pass because of an action, and those that would have passed without it."""

from prosecov.browser.check.entries import shows_only
from prosecov.browser.check.states import checked, shows_value
from prosecov.browser.check.vacuous import is_asked_for, is_vacuous
from prosecov.browser.find.controls import Wanted
from prosecov.browser.screen.screen import Screen
from prosecov.browser.screen.snapshot import parse_snapshot


def _screen(snapshot: str) -> Screen:
    return Screen("about:blank", "", parse_snapshot(snapshot))


EMPTY = _screen('- main:\n  - button "Go" [ref=e1] [box=0,0,9,9]')
OFF = _screen('- main:\n  - radio "Opt-In" [ref=e1] [box=0,0,9,9]')
ON = _screen('- main:\n  - radio "Opt-In" [checked] [ref=e1] [box=0,0,9,9]')


def _is_on(screen: Screen) -> object:
    return checked(screen, Wanted("Opt-In"))


def test_what_the_action_brought_about_is_not_vacuous() -> None:
    assert not is_vacuous(_is_on, [])
    assert not is_vacuous(_is_on, [OFF])
    assert not is_vacuous(_is_on, [EMPTY])


def test_what_held_all_along_is_vacuous() -> None:
    assert is_vacuous(_is_on, [ON])
    assert is_vacuous(_is_on, [EMPTY, ON])


def test_what_an_earlier_action_brought_about_is_not_vacuous() -> None:
    assert not is_vacuous(_is_on, [OFF, ON])
    assert not is_vacuous(_is_on, [OFF, EMPTY, ON])


def test_a_list_shows_only_what_was_asked_for() -> None:
    field = '- main:\n  - textbox "Search" [ref=e1] [box=0,0,9,9]: Open\n'
    rows = "  - list [ref=e2] [box=0,9,9,9]:\n    - listitem [ref=e3] [box=0,9,9,9]: Open\n"
    screen = _screen(field + rows)
    shows_only(screen, "", "Open")
    assert shows_value(screen, Wanted("Search"), "Open")
    assert is_asked_for("Open", [EMPTY, screen])
    assert not is_asked_for("Open", [EMPTY, _screen(f"- main:\n{rows}")])
