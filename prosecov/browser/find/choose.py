"""Choose one of several controls of the same name, as a reader does; each rule says what it chose by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.regions import Region, regions
from prosecov.browser.screen.screen import Screen
from prosecov.text import aria

_FRAME = frozenset({"banner", "contentinfo", "navigation", "complementary"})
_OPENED = aria.DIALOGS | {"menu", "listbox", "tree"}

Fits = Callable[[Node], bool]


def choose(screen: Screen, found: Sequence[Node], recent: Sequence[tuple[str, str]] = ()) -> tuple[Node | None, str]:
    """Choose one of several controls.

    Each rule narrows the choice, in this order: the one in what is open, such as a dialog; the one in the part of the
    screen spoken of last; the one in the main part of the page; one that is enabled; one that can be seen without
    scrolling. Links to the same address are one.

    Args:
        screen: The screen.
        found: The controls, at least one, in the order of the page.
        recent: The parts of the screen spoken of last, by `Region.identity`, the last one first.

    Returns:
        The control, ``None`` if the rules do not decide; and which one it is, as in ``the one in the open dialog``,
        empty if there is only one.
    """
    if len(found) == 1:
        return found[0], ""
    kept = list(found)
    for fits, which in _rules(screen, recent):
        narrowed = [node for node in kept if fits(node)]
        if narrowed and len(narrowed) < len(kept):
            kept = narrowed
            if _is_one(kept):
                return kept[0], which
    return (kept[0], "the first of the links to the same address") if _is_one(kept) else (None, "")


def _is_one(nodes: Sequence[Node]) -> bool:
    return len(nodes) == 1 or bool(nodes[0].url and len({(node.role, node.url) for node in nodes}) == 1)


def _rules(screen: Screen, recent: Sequence[tuple[str, str]]) -> Iterator[tuple[Fits, str]]:
    def is_in(*roles: str) -> Fits:
        return lambda node: any(around.role in roles for around in screen.ancestors(node))

    yield is_in(*_OPENED), "the one in what is open"
    for region in _parts(screen, recent):
        yield region.members.__contains__, f"the one in the {region}, which was spoken of last"
    if screen.main is not screen.page:
        yield set(screen.main.walk()).__contains__, "the one in the main part of the page"
    in_frame = is_in(*_FRAME)
    yield lambda node: not in_frame(node), "the one outside of navigation, header and footer"
    yield lambda node: "disabled" not in node.states, "the one that is enabled"
    yield lambda node: node.is_visible, "the one that can be seen"
    window = screen.window
    yield (
        lambda node: node.box is not None and node.box.y < window.bottom and node.box.bottom > window.y,
        "the one that can be seen without scrolling",
    )


def _parts(screen: Screen, recent: Sequence[tuple[str, str]]) -> Iterator[Region]:
    for identity in recent:
        yield from (region for region in regions(screen) if region.identity == identity and region.role != "page")


def parts_around(screen: Screen, node: Node) -> list[tuple[str, str]]:
    """Return the parts of the screen around a node that have a name, by `Region.identity`, the smallest first."""
    around = [region for region in regions(screen) if region.name and region.role != "page" and node in region.members]
    return [region.identity for region in sorted(around, key=lambda region: len(region.nodes))]
