"""Find the part of a screen that an article names, by its words and its role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from prosecov.browser.find.layout import by_shape, under_text, whole_screen
from prosecov.browser.screen.errors import NothingFound, SeveralFound
from prosecov.browser.screen.regions import Region, regions
from prosecov.browser.screen.screen import Screen
from prosecov.geometry import is_at
from prosecov.text import aria
from prosecov.text.lexicon import (
    CALENDARS,
    FILTERS,
    FORMS,
    MENUS,
    PART_ROLES,
    REGION_WORDS,
    SEARCHES,
    SIDES,
    roles_of,
    split_kind,
)
from prosecov.text.names import (
    is_accounted_for,
    is_label,
    is_same,
    listing,
    nearest,
    readings,
    recall,
    sequence,
    without_determiner,
    words,
)

_CLEARLY_LARGER = 1.5
_MOST_OFFERS = 15
_SIDES = {"top": "top", "upper": "top", "bottom": "bottom", "lower": "bottom", "left": "left", "right": "right"}
_FIRST_OF_ALL = frozenset({"main", "primary"})
_RESULTS = frozenset({"result", "entry"})
_PANELS = frozenset({"region", "section"})
_NAMED = aria.TABLES | aria.GROUPS | {"list", "navigation", "form", "search", "toolbar", "tabpanel", "complementary"}
_SHORTENED = aria.POPUPS | aria.DIALOGS | {"page", "tabpanel"}
"""What is called by the last word of its name, as in *the tracker*."""


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
        by_looks = (find(screen, phrase) for find in (whole_screen, under_text, by_shape))
        if region := next(filter(None, by_looks), None):
            return [region]
        details = [*_closed_list(screen, phrase), *offers(screen, phrase)]
        raise NothingFound(f'"{phrase}" is no part of this screen', details, is_understood=False)
    first, others = best[0], best[1:]
    if strangers := [other for other in others if not other.encloses(first)]:
        parts = listing(str(region) for region in (first, *strangers))
        raise SeveralFound(
            f'"{phrase}" may be more than one part of this screen', [f"They are: {parts}", "Say which by its name."]
        )
    is_page = first.role == "page" and any(roles == {"page"} for _, roles in islice(split_kind(phrase, PART_ROLES), 1))
    return best if is_page else _without_frame(screen, best)


def _without_frame(screen: Screen, around: list[Region]) -> list[Region]:
    """Leave out the frame around a section that is the main part of a page, such as the navigation."""
    is_main = around[0].role == "page" and screen.main is not screen.page
    return [region for region in around if not is_main or region.nodes[0] is not screen.page]


def accepts(phrase: str, region: Region, *, strictly: bool = False) -> float:
    """Return how well a phrase fits a region.

    Every word of the phrase must be in the region's name, or be the word for its kind. A form and a search may be
    described by the labels of their fields as well. Without a word for the kind, the last word of the name must be in
    the phrase: *the tracker* is the page "Email Engagement Tracker", *email* is not.

    Args:
        phrase: The phrase of the article.
        region: The region.
        strictly: Whether a phrase with capitals, which is a label, must be the whole name.

    Returns:
        A score up to 5, higher if it fits better; 0 if it does not fit.
    """
    phrase = without_determiner(phrase)
    best = 0.0
    # The name of an entry is all its text, so it counts only with the word for its kind, as in "Ana Ruiz row".
    if region.role not in aria.ITEMS:
        if region.name and is_same(region.name, phrase):
            return 4.0
        if phrase in REGION_WORDS:
            return 0.0
        can_be_short = not strictly or is_label(phrase) or region.role in _SHORTENED
        if words(region.name) == words(phrase) or (can_be_short and _has_last_word(phrase, region)):
            best = _likeness(phrase, region, strictly=strictly)
    for rest, kinds in _kinds(phrase):
        is_named = bool(rest and region.name) and is_same(region.name, rest)
        if not all(is_of_kind(region, roles) for roles in kinds):
            # What has a name may be called a section, whatever it is.
            return 4.5 if is_named and kinds[-1] >= _PANELS and region.role in _NAMED else best
        if is_named:
            return 5.0
        likeness = _likeness(rest, region, strictly=strictly)
        if not likeness and not is_label(rest) and kinds[0] == SEARCHES and _is_described(rest, region):
            likeness = 0.5
        if likeness:
            best = max(best, 1.0 + likeness)
    return best


def _kinds(phrase: str) -> Iterator[tuple[str, list[frozenset[str]]]]:
    """Yield what is left of a phrase without words for kinds at its end, and the roles of each of these words."""
    kinds: list[frozenset[str]] = []
    for rest, _ in split_kind(phrase, PART_ROLES):
        kinds.append(roles_of(phrase[len(rest) :].strip(" -"), PART_ROLES))
        phrase = rest
        yield rest, list(kinds)


def is_of_kind(region: Region, roles: frozenset[str]) -> bool:
    """Return whether a region is of the kind whose words stand for some roles."""
    if roles == SIDES:
        return region.role in roles and region.box is not None and region.box.height > region.box.width
    if roles == CALENDARS and region.role == "dialog":
        return any(node.role == "grid" for node in region.nodes)
    if roles in {FORMS, SEARCHES, FILTERS} and region.role not in {
        "form",
        "search",
        "combobox",
        "listbox",
        "radiogroup",
    }:
        is_block = region.role in roles or (region.role == "section" and "region" in roles)
        return is_block and any(node.role in aria.FIELDS for node in region.nodes)
    return region.role in roles or (region.role == "section" and "region" in roles)


def _has_last_word(phrase: str, region: Region) -> bool:
    return is_label(phrase) or set(sequence(region.name)[-1:]) <= words(phrase)


def _likeness(phrase: str, region: Region, *, strictly: bool) -> float:
    """Return how much of a region's name a phrase is; 0 if a word of the phrase is not in it."""
    if region.is_alias or not is_accounted_for(phrase, readings(region.name)):
        return 0.0
    exactness = recall(words(region.name), words(phrase))
    return 0.0 if strictly and is_label(phrase) and exactness < 1.0 else 0.75 + 0.25 * exactness


def _is_described(phrase: str, region: Region) -> bool:
    """Return whether a phrase consists of words of one field's label, or of whole labels and the region's name."""
    known = [*map(readings, region.labels), readings(region.name)]
    whole = frozenset().union(*(label for label in known if label <= words(phrase)))
    return any(is_accounted_for(phrase, label) for label in (*known, whole))


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
    by_size = sorted(of_kind_alone(everything, phrase), key=_area, reverse=True)
    if by_size and by_size[0].role == "page":
        # The main part comes before the frame around it.
        return by_size[::-1]
    if len(by_size) > 1 and _area(by_size[0]) >= _CLEARLY_LARGER * _area(by_size[1]):
        return by_size[:1]
    return by_size


def of_kind_alone(everything: Sequence[Region], phrase: str) -> list[Region]:
    """Return the regions of the kind that a phrase such as *the dialog* or *the left sidebar* names without a name.

    A *results list* is a list. Before the kind there may be a side, at which the region then is, or *main*, which
    stands for a name that it lacks.
    """
    page = next((region.nodes[0].box for region in reversed(everything) if region.role == "page"), None)
    if is_label(phrase):
        return []
    for rest, roles in islice(split_kind(without_determiner(phrase), PART_ROLES), 1):
        found = _of_role(everything, roles - {"navigation"} if roles == MENUS else roles)
        for word in sequence(rest):
            if roles <= aria.LISTS and word in _RESULTS:
                continue
            if word in _SIDES:
                found = [region for region in found if page and is_at(region.box, _SIDES[word], page)]
            else:
                found = [region for region in found if not region.name and word in _FIRST_OF_ALL]
        return found
    return []


def _of_role(everything: Sequence[Region], roles: frozenset[str]) -> list[Region]:
    """Return the regions of some roles, except lists within a navigation and regions within one of their role."""
    if roles == {"page"}:
        return [region for region in everything if region.role == "page"]
    navigation = {node for region in everything if region.role == "navigation" for node in region.nodes}
    found = [
        region
        for region in everything
        if is_of_kind(region, roles) and ("navigation" in roles or not region.members <= navigation)
    ]
    return [r for r in found if not any(other.role == r.role and other.members > r.members for other in found)]


def _fields(screen: Screen, phrase: str) -> Region | None:
    """Return the fields that a phrase such as ``filter fields`` means, as a region; ``None`` if it names no fields."""
    head, _, last = without_determiner(phrase).rpartition(" ")
    is_named = any(is_same(region.name, phrase) for region in regions(screen))
    if is_named or last.casefold() not in {"fields", "filters", "inputs"}:
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


def offers(screen: Screen, phrase: str) -> Iterator[str]:
    """Yield what a screen has in place of a part that is not there, and how to declare what it means."""
    shown = [region for region in regions(screen) if region.name and not region.is_alias]
    named = list(dict.fromkeys(str(region) for region in shown if region.role not in aria.ITEMS))
    near = nearest(phrase, named)
    if near:
        yield f"The nearest: {'; '.join(near)}"
    more = f"; and {len(named) - _MOST_OFFERS} more" if len(named) > _MOST_OFFERS else ""
    yield f"The screen has: {'; '.join(named[:_MOST_OFFERS]) or 'no part with a name'}{more}"
    yield f'If the article means one of them, declare it under [tool.prosecov.names]: "{phrase}" = "its name"'


def _area(region: Region) -> float:
    return region.box.area if region.box else 0.0
