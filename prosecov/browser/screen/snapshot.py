"""Parse Playwright's aria snapshot into a tree of elements with their roles, names, states and boxes.

The snapshot is the mode ``ai`` of https://playwright.dev/docs/aria-snapshots with boxes. It is a subset of
YAML: one element a line, with role, name and attributes in its key, which a YAML parser would not split.
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
class _Element:
    """An element while its children are still being read."""

    indent: int
    role: str
    name: str = ""
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Element] = field(default_factory=list)


def parse_snapshot(snapshot: str) -> Node:
    """Parse an aria snapshot; lines that are none of it are skipped.

    Args:
        snapshot: What ``page.aria_snapshot(mode="ai", boxes=True)`` returns.

    Returns:
        A node with the role ``document`` that holds everything that is not hidden from assistive technology.
    """
    root = _Element(-1, "document")
    ancestors = [root]
    for element in filter(None, map(_read_line, snapshot.splitlines())):
        while ancestors[-1].indent >= element.indent:
            ancestors.pop()
        if element.role.startswith("/"):
            ancestors[-1].attributes.setdefault(element.role, element.text)
            continue
        ancestors[-1].children.append(element)
        ancestors.append(element)
    return _freeze(root)


def _read_line(line: str) -> _Element | None:
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
    return _Element(len(match["indent"]), key["role"], name, _scalar((key["value"] or "")[1:].strip()), attributes)


def _unquote(text: str) -> str:
    r"""Return what a text in double quotes stands for; it has the escapes of JSON, and ``\x`` for a byte."""
    return str(json.loads(_HEX.sub(r"\\u00\1", text), strict=False))


def _scalar(text: str) -> str:
    return _unquote(text) if len(text) > 1 and text.startswith('"') else text


def _freeze(root: _Element) -> Node:
    """Make nodes of elements, from the leaves up and without recursion, as pages may be nested deeply."""
    done: dict[int, Node] = {}
    for element in reversed(list(_walk(root))):
        states = frozenset(
            f"{name}={value}" if value else name
            for name, value in element.attributes.items()
            if (name not in _NOT_STATES and not name.startswith("/")) or (name, value) == ("cursor", "pointer")
        )
        done[id(element)] = Node(
            element.role,
            element.name,
            element.text,
            states,
            element.attributes.get("ref", ""),
            _box(element.attributes.get("box", "")),
            tuple(done[id(child)] for child in element.children if id(child) in done),
            int(element.attributes.get("level", "0")),
            element.attributes.get("/url", ""),
        )
        if "aria-hidden" in element.attributes:
            del done[id(element)]
    return done[id(root)]


def _walk(root: _Element) -> Iterator[_Element]:
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(element.children)


def _box(text: str) -> Box | None:
    if not text:
        return None
    x, y, width, height = map(float, text.split(","))
    return Box(x, y, width, height) if width > 0 and height > 0 else None
