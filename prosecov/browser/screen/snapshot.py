"""Reading Playwright's aria snapshot: the page as a tree of roles, names, states and boxes.

The snapshot is the mode ``ai`` of https://playwright.dev/docs/aria-snapshots with boxes. It is YAML of a narrow kind:
one element a line, with its role, name and attributes in the key, which a YAML parser would leave to be taken apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from prosecov.browser.screen.node import Node
from prosecov.geometry import Box

_LINE = re.compile(r"(?P<indent> *)- (?P<rest>.*)")
_QUOTED_KEY = re.compile(r"'(?P<key>(?:[^']|'')*)'(?P<value>:.*)?$")
_KEY = re.compile(
    r'(?P<role>/?[\w-]+)(?: (?P<name>"(?:[^"\\]|\\.)*"))?(?P<attributes>(?: \[[^\]]*\])*)(?P<value>:.*)?$', re.DOTALL
)
_ATTRIBUTE = re.compile(r"\[([^\]=]*)(?:=([^\]]*))?\]")
_HEX = re.compile(r"\\x([0-9a-fA-F]{2})")
_NOT_STATES = frozenset({"ref", "box", "level", "cursor"})


@dataclass(slots=True)
class _Draft:
    indent: int
    role: str
    name: str = ""
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Draft] = field(default_factory=list)


def parse_snapshot(snapshot: str) -> Node:
    """Read an aria snapshot.

    Args:
        snapshot: What ``page.aria_snapshot(mode="ai", boxes=True)`` returns.

    Returns:
        A node of the role ``document`` with everything in it that is not hidden from assistive technology.
    """
    root = _Draft(-1, "document")
    trail = [root]
    for draft in filter(None, map(_read_line, snapshot.splitlines())):
        while trail[-1].indent >= draft.indent:
            trail.pop()
        if draft.role.startswith("/"):
            continue
        trail[-1].children.append(draft)
        trail.append(draft)
    return _node(root)


def _read_line(line: str) -> _Draft | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    rest = match["rest"]
    if quoted := _QUOTED_KEY.fullmatch(rest):
        rest = quoted["key"].replace("''", "'") + (quoted["value"] or "")
    key = _KEY.fullmatch(rest)
    if key is None:
        return None
    attributes = dict(_ATTRIBUTE.findall(key["attributes"]))
    name = _unquote(key["name"]) if key["name"] else ""
    return _Draft(len(match["indent"]), key["role"], name, _scalar((key["value"] or "")[1:].strip()), attributes)


def _unquote(text: str) -> str:
    """Read a text in double quotes, with the escapes of JSON and those of a byte."""
    return str(json.loads(_HEX.sub(r"\\u00\1", text), strict=False))


def _scalar(text: str) -> str:
    return _unquote(text) if len(text) > 1 and text.startswith('"') else text


def _node(root: _Draft) -> Node:
    """Freeze a tree, from the leaves up; a page may be nested deeper than Python's stack."""
    order = list(_walk(root))
    done: dict[int, Node] = {}
    for draft in reversed(order):
        states = frozenset(
            f"{name}={value}" if value else name
            for name, value in draft.attributes.items()
            if name not in _NOT_STATES or (name, value) == ("cursor", "pointer")
        )
        done[id(draft)] = Node(
            draft.role,
            draft.name,
            draft.text,
            states,
            draft.attributes.get("ref", ""),
            _box(draft.attributes.get("box", "")),
            tuple(done[id(child)] for child in draft.children if id(child) in done),
            int(draft.attributes.get("level", "0")),
        )
        if "aria-hidden" in draft.attributes:
            del done[id(draft)]
    return done[id(root)]


def _walk(root: _Draft) -> Iterator[_Draft]:
    stack = [root]
    while stack:
        draft = stack.pop()
        yield draft
        stack.extend(reversed(draft.children))


def _box(text: str) -> Box | None:
    if not text:
        return None
    x, y, width, height = map(float, text.split(","))
    return Box(x, y, width, height) if width > 0 and height > 0 else None
