"""Find the part of a screen that an article names, by its words and its role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from prosecov.browser.errors import NothingFound, SeveralFound
from prosecov.browser.screen.regions import Region, regions
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria
from prosecov.text.lexicon import PART_ROLES, split_kind
from prosecov.text.names import (
    is_label,
    is_same,
    listing,
    nearest,
    recall,
    without_adjectives,
    without_determiner,
    words,
)

_HALF = 0.5
_CLEARLY_LARGER = 1.5
_MOST_OFFERS = 15


def resolve(screen: Screen, phrase: str) -> list[Region]:
    """Find the part of the screen that a phrase names.

    Args:
        screen: The screen.
        phrase: Such as ``main navigation``, ``Settings dialog``, ``results list``, ``filter fields``.

    Returns:
        The region, followed by regions around it that the phrase may mean as well.

    Raises:
        NothingFound: Nothing has that name and role.
        SeveralFound: More than one could be meant.
    """
    if (fields := _fields(screen, phrase)) is not None:
        return [fields]
    everything = regions(screen)
    best = _best(everything, phrase)
    if not best:
        raise NothingFound(
            f'"{phrase}" is no part of this screen', [*_closed_list(screen, phrase), *_offers(phrase, everything)]
        )
    first, others = best[0], best[1:]
    if strangers := [other for other in others if not other.encloses(first)]:
        parts = listing(str(region) for region in (first, *strangers))
        raise SeveralFound(
            f'"{phrase}" may be more than one part of this screen', [f"They are: {parts}", "Say which by its name."]
        )
    return best


def accepts(phrase: str, region: Region, *, strictly: bool = False) -> float:
    """Return how well a phrase fits a region.

    A phrase with capitals is a label: all its words must be in the region's name. One without is a description: half of
    them are enough if the region is of the kind that the phrase names.

    Args:
        phrase: The phrase of the article.
        region: The region.
        strictly: Whether a label must be the whole name, and not only some words of it.

    Returns:
        A score up to 5, higher if it fits better; 0 if it does not fit.
    """
    phrase = without_determiner(phrase)
    best = 0.0
    # The name of an entry is all its text, so it counts only with the word for its kind, as in "Ana Ruiz row".
    if region.role not in aria.ITEMS:
        if region.name and is_same(region.name, phrase):
            return 4.0
        is_kind_clear = not strictly or region.role in aria.POPUPS
        best = _likeness(phrase, words(region.name), _HALF if is_kind_clear else 1.0, strictly=strictly)
    for rest, roles in split_kind(phrase, PART_ROLES):
        if region.role not in roles and not (region.role == "section" and "region" in roles):
            continue
        if rest and region.name and is_same(region.name, rest):
            return 5.0
        likeness = _likeness(rest, words(region.name), _HALF, strictly=strictly)
        if not likeness and not is_label(rest) and region.role in roles & {"search", "form", "dialog"}:
            likeness = 0.5 * _likeness(rest, words(region.name) | region.contents, _HALF, strictly=strictly)
        if likeness:
            best = max(best, 1.0 + likeness)
    return best


def _likeness(phrase: str, known: frozenset[str], least: float, *, strictly: bool) -> float:
    wanted = words(phrase)
    if not wanted or not known:
        return 0.0
    found, exactness = recall(wanted, known), recall(known, wanted)
    if found < (1.0 if is_label(phrase) else least) or (strictly and is_label(phrase) and exactness < 1.0):
        return 0.0
    return 0.75 * found + 0.25 * exactness


def _best(everything: Sequence[Region], phrase: str) -> list[Region]:
    """Return the regions that fit best, the innermost first."""
    scores = {region: accepts(phrase, region) for region in everything}
    fitting = [region for region, score in scores.items() if score > 0]
    if not fitting:
        return _by_role_alone(everything, phrase)
    top = max(scores.values())
    first = [region for region in fitting if scores[region] == top]
    inner = min(first, key=lambda region: len(region.nodes))
    around = [region for region in fitting if region not in first and region.encloses(inner)]
    return sorted(first, key=lambda region: len(region.nodes)) + sorted(around, key=lambda region: -scores[region])


def _by_role_alone(everything: Sequence[Region], phrase: str) -> list[Region]:
    """Return what a phrase that names only a kind means: the only region of it, or the clearly largest one."""
    for rest, roles in split_kind(without_determiner(phrase), PART_ROLES):
        is_dialog = bool(roles & aria.DIALOGS) and not is_label(rest)
        if without_adjectives(words(rest)) and not is_dialog:
            continue
        by_size = sorted(_of_role(everything, roles & aria.DIALOGS if words(rest) else roles), key=_area, reverse=True)
        if len(by_size) > 1 and not is_dialog and _area(by_size[0]) >= _CLEARLY_LARGER * _area(by_size[1]):
            return by_size[:1]
        if by_size:
            return by_size
    return []


def _of_role(everything: Sequence[Region], roles: frozenset[str]) -> list[Region]:
    """Return the regions of some roles, except lists within a navigation and regions within one of their role."""
    if roles == {"page"}:
        return [region for region in everything if region.role == "page"]
    navigation = {node for region in everything if region.role == "navigation" for node in region.nodes}
    found = [
        region
        for region in everything
        if region.role in roles and ("navigation" in roles or not region.members <= navigation)
    ]
    return [r for r in found if not any(other.role == r.role and other.members > r.members for other in found)]


def _fields(screen: Screen, phrase: str) -> Region | None:
    """Return the fields that a phrase such as ``filter fields`` means, as a region; ``None`` if it names no fields."""
    head, _, last = without_determiner(phrase).rpartition(" ")
    if last.casefold() not in {"fields", "filters", "inputs"}:
        return None
    try:
        base = resolve(screen, head)[-1].nodes if words(head) else tuple((screen.modal or screen.main).walk())
    except NothingFound:
        base = resolve(screen, phrase.removesuffix("s"))[-1].nodes if last == "filters" else ()
    found = tuple(node for node in base if node.role in aria.INPUTS)
    return Region("fields", phrase, found) if found else None


def _closed_list(screen: Screen, phrase: str) -> Iterator[str]:
    """Yield a hint that a list or a menu is not open, if a control has its name."""
    for rest, roles in split_kind(without_determiner(phrase), PART_ROLES):
        for node in screen.nodes if roles & aria.POPUPS else ():
            if node.role in {"button", "combobox", "menuitem"} and is_same(node.label, rest):
                yield f"There is the {screen.describe(node)}, but nothing of its name is open"
                return


def _offers(phrase: str, everything: Iterable[Region]) -> Iterator[str]:
    shown = (region for region in everything if region.name and not region.is_alias and region.role not in aria.ITEMS)
    named = list(dict.fromkeys(map(str, shown)))
    if near := nearest(phrase, named):
        yield f"The nearest: {'; '.join(near)}"
    more = f"; and {len(named) - _MOST_OFFERS} more" if len(named) > _MOST_OFFERS else ""
    yield f"The screen has: {'; '.join(named[:_MOST_OFFERS]) or 'no part with a name'}{more}"


def _area(region: Region) -> float:
    return region.box.area if region.box else 0.0
