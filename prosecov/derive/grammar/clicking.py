"""Instructions to click, to press and to open."""

from __future__ import annotations

from collections.abc import Iterator

from prosecov.derive.grammar.acting import CHOSEN_ROLES, Acting, click_role
from prosecov.derive.grammar.keys import CHORD, KEY, SURE_KEY
from prosecov.derive.grammar.phrase import Place
from prosecov.derive.grammar.targets import Target
from prosecov.derive.grammar.verbs import REACHING
from prosecov.derive.grammar.words import NOT_ON_SCREEN, NOWHERE
from prosecov.derive.model import Action, Do

_OFF = (["it", "off"], ["them", "off"])
_ANYWHERE = ("anywhere", "outside", "away")


def press(acting: Acting, targets: list[Target]) -> Iterator[Action]:
    """*Press Ctrl+S*; anything but a key is clicked."""
    for target in targets:
        name, role = target.phrase.name, target.phrase.role
        keys = [key for key in (name, target.phrase.text) if KEY.fullmatch(key) or CHORD.fullmatch(key)]
        if role == "key" or (keys and role in {"", "bar"}):
            yield acting.action(Do.PRESS, keys[-1] if keys else name, region=target.region)
        else:
            yield from click(acting, [target])


def click(acting: Acting, targets: list[Target]) -> Iterator[Action]:
    """*Click A*, *click A and B*, *go to A > B*: a click on each; a check box or the like is checked."""
    field = acting.situation.field
    if not targets and field is not None:
        yield acting.action(Do.CLICK, field.name, role=click_role(field))
    for number, target in enumerate(targets):
        phrase = acting.resolved(target.phrase)
        if phrase.label is None and phrase.text.casefold().startswith(_ANYWHERE):
            continue
        if acting.verb.startswith("tap") and phrase.label and SURE_KEY.fullmatch(phrase.name) and not phrase.role:
            yield acting.action(Do.PRESS, phrase.name)
            continue
        yield from _menu(acting, target, is_first=number == 0)
        beside = target.place("next to", "beside", "for") if phrase.label is None else None
        if phrase.role in CHOSEN_ROLES and beside is not None and beside.phrase.label is not None:
            yield acting.action_elsewhere(_checking(acting), beside.phrase.name, phrase.role)
        elif phrase.role in CHOSEN_ROLES and phrase.label is not None:
            yield acting.action(_checking(acting), phrase.name, role=phrase.role, region=target.region)
        elif number and target.region is None:
            yield acting.action_elsewhere(Do.CLICK, phrase.name, click_role(phrase))
        else:
            yield acting.action(Do.CLICK, phrase.name, role=click_role(phrase), region=target.region)


def _checking(acting: Acting) -> Do:
    """To tick, or the reverse in *Click the X toggle to turn it off*."""
    words = [acting.phrases.low(acting.clause.end + offset) for offset in range(4)]
    return Do.UNCHECK if words[0] == "to" and words[2:] in _OFF else Do.CHECK


def _menu(acting: Acting, target: Target, *, is_first: bool) -> Iterator[Action]:
    """A menu with a name has to be opened before something is chosen from it."""
    own = target.place("from")
    ahead = acting.situation.places if is_first and target.region is None else ()
    sources: list[Place] = [place for place in (own, *ahead) if place is not None]
    menu = next((place for place in sources if place.phrase.role == "menu"), None)
    if menu is not None and menu.preposition == "from" and menu.phrase.label is not None:
        yield acting.action_elsewhere(Do.CLICK, menu.phrase.name, "menu")


def open_(acting: Acting, targets: list[Target]) -> Iterator[Action]:
    """*Open X*, *go to X*: a click, unless X is no part of the product or only further reading."""
    if not acting.situation.is_further_reading:
        yield from click(acting, [target for target in targets if _is_reached_by_click(acting, target)])


def _is_reached_by_click(acting: Acting, target: Target) -> bool:
    phrase = target.phrase
    if phrase.name.casefold().startswith("step ") or phrase.text.casefold() in NOWHERE:
        return False
    if phrase.label is not None:
        return True
    if phrase.determiners & {"a", "an", "any", "another"}:
        return False
    words = {token.low for token in phrase.tokens}
    is_elsewhere = bool(words & NOT_ON_SCREEN) or "new" in words or acting.verb not in REACHING
    is_address = "." in phrase.text or "/" in phrase.text
    return not is_elsewhere and not is_address
