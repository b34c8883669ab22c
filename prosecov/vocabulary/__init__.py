"""Steps in the words of help articles: click, select, type and check, and checks of what the screen shows then.

A project uses them with ``pytest_plugins = ["prosecov.vocabulary"]`` in its ``conftest.py``, together with
pytest-playwright, which provides the ``page``. They need the extra ``prosecov[browser]`` and are listed in
``docs/reference/vocabulary.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import then, when

from prosecov.browser.check import entries, states
from prosecov.browser.find.places import Place
from prosecov.browser.screen.errors import ScreenError
from prosecov.errors import missing_extra
from prosecov.run_settings import settings_of
from prosecov.vocabulary.phrases import phrase

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_bdd.parser import Feature, Step

try:
    from prosecov.browser.act.eye import Marks
    from prosecov.browser.act.user import User
except ImportError as error:
    if message := missing_extra(error):
        raise pytest.UsageError(message) from None
    raise


@pytest.fixture(scope="session")
def screen_patience(pytestconfig: pytest.Config) -> float:
    """Return how long a step waits for what it expects, in seconds: the setting ``patience``."""
    return settings_of(pytestconfig).patience


@pytest.fixture(scope="session")
def screen_names(pytestconfig: pytest.Config) -> Mapping[str, str]:
    """Return what the screen calls what articles call otherwise: ``[tool.prosecov.names]`` in ``pyproject.toml``."""
    return settings_of(pytestconfig).names


@pytest.fixture
def screen_user(page: Page, screen_patience: float, screen_names: Mapping[str, str]) -> User:
    """Return the user of the page, who remembers the screens before each action."""
    return User(page, screen_patience, screen_names)


def pytest_bdd_after_step(
    request: pytest.FixtureRequest, feature: Feature, step: Step, step_func_args: dict[str, object]
) -> None:
    """Add what was noted of a step to the properties of its test: such as ``prosecov_vacuous``."""
    user = step_func_args.get("screen_user")
    if isinstance(user, User):
        for note in user.take_notes():
            place = f"{feature.rel_filename}:{step.line_number}"
            request.node.user_properties.append((f"prosecov_{note.kind}", f"{place}: {step.name}: {note.text}"))


@when(phrase("the user clicks {kind:Kind}{name:Text}{place:Place}{optional:Optional}"))
def click(screen_user: User, kind: str, name: str, place: Place | None, optional: bool) -> None:
    """Click a control of any kind: a button, a link, a tab, an option, a check box."""
    wanted = screen_user.wanted(name, kind, place)
    if not optional or screen_user.sees(wanted):
        screen_user.click(wanted)


@when(phrase("the user selects {kind:Kind}{name:Text}{place:Place}{optional:Optional}"))
def select(screen_user: User, kind: str, name: str, place: Place | None, optional: bool) -> None:
    """Select an option, a radio button, a check box, a tab, a menu item or a link."""
    wanted = screen_user.wanted(name, kind, place)
    if not optional or screen_user.sees(wanted):
        screen_user.select(wanted)


@when(phrase("the user sets {kind:Kind}{name:Text} to {value:Text}{place:Place}"))
def set_field(screen_user: User, kind: str, name: str, value: str, place: Place | None) -> None:
    """Choose an option of a field or of a group of radio buttons, or type the value into a text field."""
    screen_user.set(screen_user.wanted(name, kind, place), value)


@when(phrase("the user types {text:Text} into {kind:Kind}{name:Text}{place:Place}"))
def type_into(screen_user: User, text: str, kind: str, name: str, place: Place | None) -> None:
    """Replace the text of a field."""
    screen_user.type(text, screen_user.wanted(name, kind, place))


@when(phrase("the user types {text:Text}{place:Place}"))
def type_there(screen_user: User, text: str, place: Place | None) -> None:
    """Replace the text of the only text field of a place, or of the one with the focus."""
    screen_user.type_there(text, screen_user.place(place))


@when(phrase("the user searches for {text:Text}{place:Place}"))
def search(screen_user: User, text: str, place: Place | None) -> None:
    """Type a text into the search field of an open list or of the page, unless a list without one shows the text."""
    screen_user.search(text, screen_user.place(place))


@when(phrase("the user {change:Change} {kind:Kind}{name:Text}{place:Place}{optional:Optional}"))
def check(screen_user: User, change: bool, kind: str, name: str, place: Place | None, optional: bool) -> None:
    """Check or uncheck a check box, a radio button or a switch, unless it is in that state already."""
    wanted = screen_user.wanted(name, kind, place)
    if not optional or screen_user.sees(wanted):
        screen_user.tick(wanted, on=change)


@when(phrase("the user presses {keys:Text}{place:Place}"))
def press(screen_user: User, keys: str, place: Place | None) -> None:
    """Press a key or a chord, written as on the keyboard: Enter, Ctrl+S."""
    screen_user.press(keys, screen_user.place(place))


@when("this cannot be derived:")
def cannot_be_derived(docstring: str) -> None:
    """Fail, for an instruction that could not be turned into a step; the text says why, and what to do."""
    summary, _, details = docstring.strip().partition("\n")
    raise ScreenError(f"cannot be derived: {summary}", details.splitlines(), is_understood=False)


@then(phrase("{kind:Kind}{name:Text} is {state:Shown}{place:Place}"))
def is_shown(screen_user: User, kind: str, name: str, state: bool, place: Place | None) -> None:
    """Check that a control, a part of the screen or a text is shown, or that it is not."""
    wanted = screen_user.wanted(name, kind, place)
    screen_user.check(lambda screen: (states.shown if state else states.not_shown)(screen, wanted), kind=kind)


@then(phrase("{kind:Kind}{name:Text} is{place:Somewhere}"))
def is_there(screen_user: User, kind: str, name: str, place: Place) -> None:
    """Check where something is: above, below or next to something else, or at a side of a part of the screen."""
    wanted = screen_user.wanted(name, kind, place)
    screen_user.check(lambda screen: states.shown(screen, wanted), kind=kind)


@then(phrase("{kind:Kind}{name:Text} is {state:Selected}{place:Place}"))
def is_selected(screen_user: User, kind: str, name: str, state: bool, place: Place | None) -> None:
    """Check that an option, a radio button, a check box or a tab is selected, or that it is not."""
    wanted = screen_user.wanted(name, kind, place)
    marks: Marks = "its own" if state else "none"
    screen_user.check(lambda screen: states.checked(screen, wanted, on=state), is_effect=state, marks=marks)


@then(phrase("{kind:Kind}{name:Text} is {state:Enabled}{place:Place}"))
def is_enabled(screen_user: User, kind: str, name: str, state: bool, place: Place | None) -> None:
    """Check that a control is enabled, or that it is disabled."""
    wanted = screen_user.wanted(name, kind, place)
    screen_user.check(lambda screen: states.enabled(screen, wanted, on=state))


@then(phrase("{kind:Kind}{name:Text} opens{place:Place}"))
def opens(screen_user: User, kind: str, name: str, place: Place | None) -> None:
    """Check that a page or a part of the screen is shown that was not shown before the last action."""
    wanted = screen_user.wanted(name, kind, place)
    screen_user.check(lambda screen: states.opened(screen, screen_user.before, wanted))


@then(phrase("{kind:Kind}{name:Text} closes"))
def closes(screen_user: User, kind: str, name: str) -> None:
    """Check that a part of the screen that was shown before the last action is not shown now."""
    wanted = screen_user.wanted(name, kind)
    screen_user.check(lambda screen: states.closed(screen, screen_user.before, wanted))


@then("no dialog is open")
def no_dialog(screen_user: User) -> None:
    """Check that no dialog is open, as at the end of a complete procedure."""
    screen_user.check(states.no_dialog)


@then(phrase("the message {text:Text} is shown"))
def message_is_shown(screen_user: User, text: str) -> None:
    """Check that a message is shown: in what announces messages, or in a text that is no label or heading."""
    screen_user.check(lambda screen: states.message_shown(screen, text), is_effect=True)


@then(phrase("the field {name:Text} shows {value:Text}{place:Place}"))
def field_shows(screen_user: User, name: str, value: str, place: Place | None) -> None:
    """Check the text of a field, or the option that is selected in it."""
    wanted = screen_user.wanted(name, "field", place)
    screen_user.check(lambda screen: states.shows_value(screen, wanted, value), is_effect=True)


@then(phrase("{kind:Kind}{name:Text} lists{only:Only}:"))
def lists(screen_user: User, kind: str, name: str, only: bool, datatable: list[list[str]]) -> None:
    """Check the entries of a list, a drop-down or a part of the screen in their order; "only" means no others."""
    names = [entry for row in datatable for entry in row]
    part = screen_user.means(f"{name} {kind}".strip())
    screen_user.check(lambda screen: entries.lists(screen, part, names, only=only))


@then(phrase("{kind:Kind}{name:Text} lists{only:Only} the {entry:Word}:"))
def lists_kind(screen_user: User, kind: str, name: str, only: bool, entry: str, datatable: list[list[str]]) -> None:
    """Check the entries of one kind: the check boxes, the radio buttons, the options, the links, the columns."""
    names = [entry for row in datatable for entry in row]
    part = screen_user.means(f"{name} {kind}".strip())
    screen_user.check(lambda screen: entries.lists(screen, part, names, kind=entry, only=only))


@then(phrase("{kind:Kind}{name:Text} lists several entries"))
def lists_several(screen_user: User, kind: str, name: str) -> None:
    """Check that there are at least two entries."""
    part = screen_user.means(f"{name} {kind}".strip())
    screen_user.check(lambda screen: entries.lists_several(screen, part))


@then(phrase("{name:Text} is one of several entries of {kind:Kind}{part:Text}"))
def is_one_of_several(screen_user: User, name: str, kind: str, part: str) -> None:
    """Check that there are at least two entries, with this one among them."""
    entry, part = screen_user.means(name), screen_user.means(f"{part} {kind}".strip())
    screen_user.check(lambda screen: entries.lists_several(screen, part, entry))


@then(phrase("{kind:Kind}{name:Text} shows only {criterion:Text}"))
def shows_only(screen_user: User, kind: str, name: str, criterion: str) -> None:
    """Check that a list or a table has entries, and that each of them shows a text of its own."""
    part = screen_user.means(f"{name} {kind}".strip())
    screen_user.check(lambda screen: entries.shows_only(screen, part, criterion), is_effect=True, asked=criterion)


@then(phrase("only entries with {criterion:Text} are shown{place:Place}"))
def only_entries_with(screen_user: User, criterion: str, place: Place | None) -> None:
    """Check that the list or table of the page has entries, and that each of them shows a text of its own."""
    part = screen_user.means(place.thing) if place else ""
    screen_user.check(lambda screen: entries.shows_only(screen, part, criterion), is_effect=True, asked=criterion)


@then(phrase("every box is checked{place:Place}"))
def every_box_is_checked(screen_user: User, place: Place | None) -> None:
    """Check that there are check boxes, and that each of them is checked."""
    part = screen_user.means(place.thing) if place else ""
    screen_user.check(lambda screen: entries.all_checked(screen, part), is_effect=True, marks="inside")


@then(phrase("all fields{part:Of} are at their defaults"))
def at_defaults(screen_user: User, part: str) -> None:
    """Check that there are fields, and that each is empty, shows its first option or is not checked."""
    part = screen_user.means(part)
    screen_user.check(lambda screen: entries.at_defaults(screen, part), is_effect=True)
