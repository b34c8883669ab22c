"""Articles in Markdown (CommonMark with tables, definition lists and admonitions), by markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin

from prosecov.articles.drafts import Draft
from prosecov.articles.formats import reader_for
from prosecov.articles.model import BlockKind, MarkKind
from prosecov.articles.template import without_templates

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(deflist_plugin).use(admon_plugin)
container_plugin(_PARSER, "set-apart", validate=lambda _, __: True)
_OPEN = ("tab", "details", "steps", "example", "tip-steps", "dropdown", "tab-item", "tab-set")
"""Words of containers whose text is part of the article: other containers set a note apart."""
_ALERT = re.compile(r"\[!\w+\][+-]?[ \t]*")
_DIRECTIVE = re.compile(r"\{([\w-]+)\}")
_FRONT_MATTER = re.compile(r"\A---[ ]*\n(?:.*\n)*?---[ ]*(?:\n|\Z)")
_HTML_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_KIND_FROM = {
    "heading_open": BlockKind.HEADING,
    "heading_close": BlockKind.PARAGRAPH,
    "thead_open": BlockKind.TABLE_HEAD,
    "tbody_open": BlockKind.ROW,
    "table_close": BlockKind.PARAGRAPH,
    "dt_open": BlockKind.TERM,
    "dt_close": BlockKind.PARAGRAPH,
}
_MARK_BY_TAG = {
    "strong": MarkKind.BOLD,
    "b": MarkKind.BOLD,
    "em": MarkKind.ITALIC,
    "i": MarkKind.ITALIC,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "a": MarkKind.LINK,
}


def read_blocks(source: str, first_line: int = 1) -> list[Draft]:
    """Read the blocks of a Markdown text; front matter is left out.

    Args:
        source: The source, with line feeds as line breaks.
        first_line: Source line on which it begins.

    Returns:
        The blocks in order.
    """
    front_matter = _FRONT_MATTER.match(source)
    skipped = first_line - 1
    if front_matter:
        skipped += front_matter.group().count("\n")
        source = source[front_matter.end() :]
    return _BlockReader().read(_PARSER.parse("\n" * skipped + without_templates(source)))


def visible_text(source: str) -> str:
    """Return the visible text of a line of Markdown: no emphasis, no link targets, no HTML tags."""
    draft = Draft(BlockKind.PARAGRAPH, 1)
    for token in _PARSER.parseInline(source):
        write_inline(draft, token, 1)
    return draft.text()


class _BlockReader:
    """Follows the tokens, in and out of lists, quotations and tables."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._lists: list[int | None] = []
        self._begins_item = False
        self._quotes = 0
        self._containers: list[bool] = []
        self._in_title = False
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._row: Draft | None = None

    def read(self, tokens: Sequence[Token]) -> list[Draft]:
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type == "fence" and (directive := _DIRECTIVE.match(token.info.strip())):
                self._directive(token, directive[1])
            elif token.type in {"fence", "code_block"}:
                code = self._add(BlockKind.CODE, token)
                code.write(token.content.rstrip("\n"), code.line + (token.type == "fence"))
            elif token.type == "html_block":
                self._drafts += reader_for(".html")(token.content, _first_line(token))
            else:
                self._structure(token)
        return self._drafts

    def _structure(self, token: Token) -> None:
        self._kind = _KIND_FROM.get(token.type, self._kind)
        self._set_apart(token)
        match token.type:
            case "ordered_list_open":
                start = token.attrGet("start")
                self._lists.append(1 if start is None else int(start))
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_close" | "bullet_list_close":
                self._lists.pop()
            case "list_item_open":
                self._begins_item = True
            case "list_item_close":
                number = self._lists[-1]
                self._lists[-1] = None if number is None else number + 1
            case "heading_open" | "heading_close":
                self._level = int(token.tag[1]) if token.nesting > 0 else 0
            case "tr_open":
                self._row = self._add(self._kind, token)
            case "tr_close":
                self._row = None

    def _set_apart(self, token: Token) -> None:
        """Follow quotations, admonitions and containers."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "admonition_open" | "container_set-apart_open":
                self._containers.append(_sets_apart(token))
                self._quotes += self._containers[-1]
            case "admonition_close" | "container_set-apart_close":
                self._quotes -= self._containers.pop()
            case "admonition_title_open" | "admonition_title_close":
                self._in_title = token.nesting > 0

    def _directive(self, token: Token, name: str) -> None:
        """Read the text in a MyST directive, which is written as fenced code."""
        if name.startswith(("code", "image", "figure", "toctree", "math")):
            return
        body = re.sub(r"(?m)^:[\w-]+:.*$", "", token.content)
        inside = _BlockReader().read(_PARSER.parse("\n" * _first_line(token) + body))
        for draft in inside:
            draft.quoted |= self._quotes > 0 or not name.startswith(_OPEN)
        self._drafts += inside

    def _inline(self, token: Token) -> None:
        if self._in_title:
            return
        if self._quotes and (alert := _ALERT.match(token.content)):
            children = token.children or []
            cut = next((index for index, child in enumerate(children) if child.type == "softbreak"), len(children))
            token.children, token.content = children[cut + 1 :], token.content[alert.end() :]
        if self._row is not None and self._row.length:
            self._row.write(" | ", self._row.line)
        draft = self._row or self._add(self._kind, token)
        write_inline(draft, token, draft.line)

    def _add(self, kind: BlockKind, token: Token) -> Draft:
        level = self._level or len(self._lists)
        number = None
        if kind is BlockKind.PARAGRAPH and self._lists and self._begins_item:
            number = self._lists[-1]
            kind = BlockKind.ITEM if number is None else BlockKind.STEP
        self._begins_item = False
        draft = Draft(kind, _first_line(token), level, number, quoted=self._quotes > 0)
        draft.end_line = token.map[1] if token.map else draft.line
        self._drafts.append(draft)
        return draft


def _sets_apart(token: Token) -> bool:
    """Return whether a container sets a note apart from the text; a tab or what can be unfolded does not."""
    words = token.info.strip().strip("{}").casefold() or str(token.meta.get("tag", ""))
    return not words.startswith(_OPEN) and token.markup[:1] != "?"


def _first_line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def write_inline(draft: Draft, token: Token, line: int) -> None:
    """Write the visible text of an inline token, and its marks, into a block.

    Args:
        draft: The block.
        token: markdown-it's token of type ``inline``.
        line: Source line on which the token's content begins.
    """
    source, position = token.content, 0
    is_open: list[tuple[str, int, str]] = []
    for child in token.children or []:
        found = source.find(child.content, position) if child.content else -1
        if found >= 0:
            line += source.count("\n", position, found)
            position = found + len(child.content)
        if child.type in {"text", "text_special", "code_inline"}:
            start = draft.length
            draft.write(child.content, line)
            if child.type == "code_inline":
                draft.mark(MarkKind.CODE, start)
        elif child.type in {"softbreak", "hardbreak"}:
            draft.write(" ", line)
            line += 1
            position = source.find("\n", position) + 1 or position
        elif child.type == "image":
            draft.add_image(child.content, str(child.attrGet("src") or ""))
        elif child.type == "html_inline":
            _write_tag(draft, is_open, child.content, line)
            line += child.content.count("\n")
        elif child.nesting:
            _open_or_close(draft, is_open, child.tag, opens=child.nesting > 0, target=str(child.attrGet("href") or ""))


def _write_tag(draft: Draft, is_open: list[tuple[str, int, str]], source: str, line: int) -> None:
    tag = _HTML_TAG.match(source)
    if tag is None:
        return
    name = tag.group(2).lower()
    if name == "br":
        draft.write(" ", line)
    _open_or_close(draft, is_open, name, opens=not tag.group(1))


def _open_or_close(
    draft: Draft, is_open: list[tuple[str, int, str]], tag: str, *, opens: bool, target: str = ""
) -> None:
    if tag not in _MARK_BY_TAG:
        return
    if opens:
        is_open.append((tag, draft.length, target))
        return
    for index in range(len(is_open) - 1, -1, -1):
        if is_open[index][0] == tag:
            _, start, address = is_open.pop(index)
            draft.mark(_MARK_BY_TAG[tag], start, address)
            return
