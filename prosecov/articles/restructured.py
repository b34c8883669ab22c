"""Articles in reStructuredText, by docutils; which the extra ``prosecov[rst]`` installs."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles

from prosecov.articles.drafts import Draft
from prosecov.articles.model import BlockKind, MarkKind

_MARKS: dict[type[nodes.Node], MarkKind] = {
    nodes.strong: MarkKind.BOLD,
    nodes.emphasis: MarkKind.ITALIC,
    nodes.title_reference: MarkKind.ITALIC,
    nodes.literal: MarkKind.CODE,
    nodes.reference: MarkKind.LINK,
}
_UNSEEN = (nodes.comment, nodes.system_message, nodes.target, nodes.substitution_definition, nodes.docinfo, nodes.raw)
_ASIDES = (nodes.Admonition, nodes.sidebar, nodes.topic, nodes.footnote, nodes.block_quote)
_LABEL_ROLES = ("guilabel", "menuselection", "option", "term", "abbr", "dfn")
_CODE_ROLES = ("kbd", "command", "file", "program", "samp")
_LINK_ROLES = ("ref", "doc", "download", "numref")
_ASIDE_DIRECTIVES = ("seealso", "versionadded", "versionchanged", "deprecated", "todo")
_PLAIN_DIRECTIVES = ("only", "tab-set", "tab-item", "tabs", "tab", "dropdown", "details", "rst-class", "grid", "card")
_CODE_DIRECTIVES = ("code-block", "sourcecode", "literalinclude", "toctree", "automodule", "graphviz")
_CROSS_REFERENCE = re.compile(r"\s*<[^<>]*>$")


class _Contents(Directive):
    """A directive of which the content is part of the article."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = None

    def run(self) -> list[nodes.Node]:
        """Parse what stands in it, options left out."""
        body: nodes.Element = nodes.note() if self.name in _ASIDE_DIRECTIVES else nodes.container()
        self.state.nested_parse(self.content, self.content_offset, body)
        return [body]


class _Nothing(Directive):
    """A directive that shows no sentence."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return nothing."""
        return []


def _role(kind: type[nodes.TextElement]) -> Any:
    def role(_: str, raw: str, text: str, *__: object, **___: object) -> tuple[list[nodes.Node], list[nodes.Node]]:
        shown = _CROSS_REFERENCE.sub("", text).replace("-->", ">").replace("&", "")
        return [kind(raw, shown)], []

    return role


def _register() -> None:
    """Make the roles and directives of Sphinx known."""
    kinds: tuple[tuple[tuple[str, ...], type[nodes.TextElement]], ...] = (
        (_LABEL_ROLES, nodes.strong),
        (_CODE_ROLES, nodes.literal),
        (_LINK_ROLES, nodes.reference),
    )
    for names, kind in kinds:
        for name in names:
            roles.register_local_role(name, _role(kind))
    for name in (*_ASIDE_DIRECTIVES, *_PLAIN_DIRECTIVES):
        directives.register_directive(name, _Contents)
    for name in _CODE_DIRECTIVES:
        directives.register_directive(name, _Nothing)


def read_blocks(source: str, first_line: int = 1) -> list[Draft]:
    """Read the blocks of a reStructuredText document.

    Args:
        source: The source, with line feeds as line breaks.
        first_line: Source line on which it begins.

    Returns:
        The blocks in order.
    """
    _register()
    quiet = {"report_level": 5, "halt_level": 5, "file_insertion_enabled": False, "raw_enabled": False}
    tree = publish_doctree(source, settings_overrides={**quiet, "doctitle_xform": False, "_disable_config": True})
    reader = _Reader(first_line - 1)
    reader.read(tree)
    return reader.drafts


class _Reader:
    """Walks the nodes of a document."""

    def __init__(self, offset: int) -> None:
        self.drafts: list[Draft] = []
        self._offset = offset
        self._line = 1
        self._level = 0
        self._lists: list[int | None] = []
        self._begins_item = False
        self._quotes = 0

    def read(self, node: nodes.Node) -> None:
        """Read a node and what is in it."""
        if isinstance(node, _UNSEEN):
            return
        if isinstance(node, nodes.Element) and node.line:
            self._line = node.line
        if isinstance(node, nodes.literal_block):
            self._block(BlockKind.CODE, node)
        elif isinstance(node, nodes.title):
            self._line -= 1
            if self._quotes == 0:
                self._block(BlockKind.HEADING, node, level=max(self._level, 1))
        elif isinstance(node, nodes.row):
            self._row(node)
        elif isinstance(node, nodes.image):
            self._draft(BlockKind.PARAGRAPH).add_image(node.get("alt", ""), node.get("uri", ""))
        elif isinstance(node, nodes.TextElement):
            kinds = {nodes.term: BlockKind.TERM, nodes.caption: BlockKind.CAPTION}
            self._block(kinds.get(type(node), BlockKind.PARAGRAPH), node)
        else:
            self._inside(node)

    def _inside(self, node: nodes.Node) -> None:
        is_list = isinstance(node, (nodes.enumerated_list, nodes.bullet_list))
        is_aside = isinstance(node, _ASIDES)
        if is_list:
            start = node.get("start", 1) if isinstance(node, nodes.enumerated_list) else None
            self._lists.append(start)
        self._level += isinstance(node, nodes.section)
        self._quotes += is_aside
        for child in node.children:
            self._begins_item |= isinstance(child, nodes.list_item)
            self.read(child)
            if is_list and self._lists[-1] is not None:
                self._lists[-1] += 1
        self._quotes -= is_aside
        self._level -= isinstance(node, nodes.section)
        if is_list:
            self._lists.pop()

    def _draft(self, kind: BlockKind, level: int = 0) -> Draft:
        number = None
        if kind is BlockKind.PARAGRAPH and self._lists and self._begins_item:
            number = self._lists[-1]
            kind = BlockKind.ITEM if number is None else BlockKind.STEP
        self._begins_item = False
        line = self._line + self._offset
        draft = Draft(kind, line, level or len(self._lists), number, quoted=self._quotes > 0)
        self.drafts.append(draft)
        return draft

    def _block(self, kind: BlockKind, node: nodes.Element, level: int = 0) -> None:
        _write(self._draft(kind, level), node, self._line + self._offset)

    def _row(self, row: nodes.Element) -> None:
        kind = BlockKind.TABLE_HEAD if isinstance(row.parent, nodes.thead) else BlockKind.ROW
        lines = [node.line for node in row.findall() if isinstance(node, nodes.Element) and node.line]
        self._line = min(lines, default=self._line)
        draft = self._draft(kind)
        for index, entry in enumerate(row.children):
            draft.write(" | " if index else "", draft.line)
            for block in entry.children:
                if isinstance(block, nodes.Element):
                    _write(draft, block, draft.line)


def _write(draft: Draft, node: nodes.Node, line: int) -> int:
    """Write the text of a node with its marks; return the source line on which it ends."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            line = draft.write(str(child), line)
            continue
        start = draft.length
        line = _write(draft, child, line)
        mark = _MARKS.get(type(child))
        if mark is not None:
            target = child.get("refuri", "") if isinstance(child, nodes.Element) else ""
            draft.mark(mark, start, target)
    return line
