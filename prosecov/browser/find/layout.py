"""Find parts of a screen that have no role, by what a reader sees: a text above them, their shape, the whole window."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prosecov.browser.screen.node import Node
from prosecov.browser.screen.regions import Region
from prosecov.browser.screen.screen import Screen
from prosecov.geometry import Box, is_at
from prosecov.text import aria
from prosecov.text.lexicon import PART_ROLES, SIDES, split_kind
from prosecov.text.names import is_same, sequence, without_determiner

_WHOLE = frozenset(
    {"page", "screen", "window", "browser", "browser window", "app", "application", "ui", "gui", "user interface"}
    | {"interface", "website", "web site", "site", "web page", "webpage", "web app", "web application", "product"}
)
"""What stands for all that the browser shows, alone or behind the name of the product."""
_ALL_OF_IT = re.compile(rf"(?:(?:'s)?\s|^)(?:{'|'.join(sorted(_WHOLE, key=len, reverse=True))})$")
_HOME = frozenset({"home page", "homepage", "home screen", "start page", "landing page", "main page", "home"})
_TITLES = frozenset({"heading", "text", "generic", "caption", "legend", "paragraph", "strong", "emphasis", "term"})
"""What a text above a part of the screen may be."""
_FRAME = frozenset({"banner", "navigation"})
_HOMES = frozenset({"/", "./", "#", "#/", "index.html", "/index.html"})
_NARROW = 0.4
_TALL = 0.4
_BAR_HEIGHT = 160.0
_NEAR_EDGE = 12.0
_BARS = {"banner": "top", "toolbar": "top", "contentinfo": "bottom"}


def whole_screen(screen: Screen, phrase: str) -> Region | None:
    """Return the whole screen if a phrase means it: *the app*, *the UI*, the product by its name, *the home page*.

    The product is called by its name if the title or a label at the top of the page says so.
    """
    words = " ".join(without_determiner(phrase).casefold().split())
    if words in _HOME and screen.is_home:
        return _whole(screen, phrase)
    name, is_all = words, False
    if found := _ALL_OF_IT.search(words):
        name, is_all = words[: found.start()].strip(), True
    return _whole(screen, phrase) if (is_all and not name) or is_product(screen, name) else None


def is_product(screen: Screen, name: str) -> bool:
    """Return whether a name is that of the product: a part of the title, a logo, or the link home in the frame."""
    in_frame = (node for frame in screen.page.walk() if frame.role in _FRAME for node in frame.walk())
    logos = (node for node in in_frame if node.role == "img" or (node.role == "link" and node.url in _HOMES))
    return any(is_same(part, name) for part in screen.title_parts) or any(is_same(n.label, name) for n in logos)


def _whole(screen: Screen, name: str) -> Region:
    return Region("page", name, screen.nodes, is_guess=True)


def under_text(screen: Screen, phrase: str) -> Region | None:
    """Return what a text heads: up to the next text of its kind, in the closest element that holds a control as well.

    Args:
        screen: The screen.
        phrase: The text, possibly with a word for a part of the screen behind it, as in ``Members section``.
    """
    names = [phrase, *(rest for rest, _ in split_kind(without_determiner(phrase), PART_ROLES) if rest)]
    titles = [node for node in screen.nodes if node.role in _TITLES and not _is_at_control(screen, node)]
    for name in names:
        for title in titles:
            below = next(filter(_holds_control, _blocks(screen, title)), ()) if is_same(title.label, name) else ()
            if below:
                return Region("section", name, below, is_guess=True)
    return None


def _is_at_control(screen: Screen, node: Node) -> bool:
    """Return whether a node is part of a control, or has one in it."""
    return any(around.role in aria.CONTROLS for around in (*node.walk(), *screen.ancestors(node)))


def _holds_control(nodes: Sequence[Node]) -> bool:
    return any(node.role in aria.CONTROLS and node.is_visible for node in nodes)


def _blocks(screen: Screen, title: Node) -> Iterator[tuple[Node, ...]]:
    """Yield what stands with a text in the elements around it, the closest first, but not in all of the main part."""
    inner = title
    for around in screen.ancestors(title):
        others = around.children[around.children.index(inner) + 1 :]
        end = next((position for position, other in enumerate(others) if _is_next(other, inner)), len(others))
        yield tuple(node for part in (inner, *others[:end]) for node in part.walk())
        if around in {screen.page, screen.main, screen.scope}:
            return
        inner = around


def _is_next(node: Node, title: Node) -> bool:
    """Return whether a node heads something of its own, as the title beside it does."""
    is_title = not _holds_control(tuple(title.walk())) and not _holds_control(tuple(node.walk()))
    return is_title and node.role == title.role and bool(node.label)


def by_shape(screen: Screen, phrase: str) -> Region | None:
    """Return the part without a role that looks like a side bar, a header, a tool bar or a footer.

    Args:
        screen: The screen.
        phrase: Such as ``sidebar``, ``left-hand menu``, ``top bar``.
    """
    rest, roles = next(split_kind(without_determiner(phrase), PART_ROLES), ("", frozenset[str]()))
    sides = [word for word in ("left", "right", "top", "bottom") if any(word in part for part in sequence(rest))]
    wanted = _bar_sides(roles, sides) if sides or not rest else []
    for node in screen.nodes if wanted else ():
        holds = sum(inner.role in aria.PRESSED | aria.MENU_ITEMS for inner in node.walk())
        is_block = holds > 1 and node.role not in aria.CONTROLS and node is not screen.page
        if is_block and node.box and any(_is_bar(node.box, side, screen.window) for side in wanted):
            return Region("section", phrase, tuple(node.walk()), is_guess=True)
    return None


def _bar_sides(roles: frozenset[str], sides: list[str]) -> list[str]:
    """Return the sides of the window at which a part of some kind may be, given the side that is named."""
    if roles == SIDES or (sides and set(sides) <= {"left", "right"}):
        return sides or ["left", "right"]
    bars = [_BARS[role] for role in roles if role in _BARS]
    return sides or bars


def _is_bar(box: Box, side: str, window: Box) -> bool:
    if side in {"left", "right"}:
        is_slim = box.width <= _NARROW * window.width and box.height >= _TALL * window.height
        return is_slim and is_at(box, side, window)
    is_flat = box.height <= _BAR_HEIGHT and box.width >= (1 - _NARROW) * window.width
    gap = box.y - window.y if side == "top" else window.bottom - box.bottom
    return is_flat and gap <= _NEAR_EDGE


def window(screen: Screen) -> Region:
    """Return what a place without a part refers to, such as *in the upper right*: the window.

    If a modal dialog is open, it is the dialog.
    """
    if screen.modal is not None:
        return Region(screen.modal.role, screen.modal.name, tuple(screen.modal.walk()))
    return Region("window", "", screen.nodes, bounds=screen.window)
