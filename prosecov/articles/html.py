"""Articles in HTML, as help centres export them: a whole page or the body of an article alone."""

from __future__ import annotations

import re

from lxml import etree

from prosecov.articles.drafts import Draft
from prosecov.articles.model import BlockKind, MarkKind

_LAST_COUNTED_LINE = 65535
"""libxml2 keeps the line of a start tag in 16 bits."""
_ROOTS = (".//article", ".//main", ".//*[@role='main']", "body")
_UNSEEN = {
    "head",
    "nav",
    "footer",
    "form",
    "select",
    "textarea",
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "ac:parameter",
}
_MACROS = {"note", "info", "warning", "tip", "panel", "expand-note"}
_ASIDE_CLASS = re.compile(r"(?:^|[\s_-])(?:callout|admonition|alert|infobox|note-box|information-macro|panel-macro)")
"""Classes that Zendesk, Intercom, Confluence and others give to boxes with notes."""
_LISTS = {"menu", "ol", "ul"}
_QUOTES = {"aside", "blockquote"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 6}
_KINDS = {
    **dict.fromkeys(_HEADINGS, BlockKind.HEADING),
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "dt": BlockKind.TERM,
    "pre": BlockKind.CODE,
}
_SECTIONS = {"address", "article", "body", "details", "dialog", "div", "header", "hgroup", "html", "main", "section"}
_TABLE_PARTS = {"table", "tbody", "tfoot", "thead"}
_BLOCKS = {"dd", "dl", "figure", "hr", "li", "p", *_SECTIONS, *_TABLE_PARTS, *_QUOTES, *_LISTS, *_KINDS}
_MARKS = {
    "strong": MarkKind.BOLD,
    "b": MarkKind.BOLD,
    "em": MarkKind.ITALIC,
    "i": MarkKind.ITALIC,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "a": MarkKind.LINK,
}


def read_blocks(source: str, first_line: int = 1) -> list[Draft]:
    """Read the blocks of an HTML text; navigation, forms, scripts and what is hidden are left out.

    Args:
        source: A page, of which the ``article``, ``main`` or ``body`` is read, or a fragment.
        first_line: Source line on which the text begins, if it stands within another file.

    Returns:
        The blocks in order.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    parser.feed(source.encode(errors="replace") or b" ")
    page = parser.close()
    if page is None:
        return []
    root = next((found for path in _ROOTS if (found := page.find(path)) is not None), page)
    return read_tree(root, first_line)


def read_tree(root: etree._Element, first_line: int = 1) -> list[Draft]:
    """Read the blocks of a tree whose tags are those of HTML.

    Args:
        root: Its root.
        first_line: As for `read_blocks`.

    Returns:
        The blocks in order.
    """
    walk = _TreeReader(first_line - 1)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.open(element)
        elif event == "end":
            walk.close(element)
        if event != "start" and element is not root:
            walk.text(element.tail or "")
    walk.end_block()
    return walk.drafts


class _TreeReader:
    """Turns tags and text into drafts; a draft begins with the first text or image of its block."""

    def __init__(self, line_offset: int) -> None:
        self.drafts: list[Draft] = []
        self._offset = line_offset
        self._line = 1 + line_offset
        self._draft: Draft | None = None
        self._kinds: list[tuple[str, BlockKind]] = []
        self._lists: list[int | None] = []
        self._begins_item = False
        self._quotes = 0
        self._unseen = 0
        self._marks: list[tuple[str, int, str]] = []
        self._breaks = 0
        self._row: Draft | None = None

    def open(self, tag: etree._Element) -> None:
        """Follow a start tag and the text behind it."""
        if 0 < (line := tag.sourceline or 0) < _LAST_COUNTED_LINE:
            self._line = line + self._offset
        self._unseen += _is_unseen(tag)
        if not self._unseen:
            self._open_seen(tag)
        self.text(tag.text or "")

    def _open_seen(self, tag: etree._Element) -> None:
        if tag.tag in _BLOCKS or _is_aside(tag):
            self.end_block()
            self._open_block(tag)
        elif tag.tag in _MARKS:
            self._marks.append((tag.tag, self._draft.length if self._draft else 0, tag.get("href", "")))
        elif tag.tag == "img":
            self._block().add_image(tag.get("alt", ""), tag.get("src", ""))
        elif tag.tag == "br":
            self._break()
        elif tag.tag == "tr":
            self._open_row(tag)
        elif tag.tag in {"td", "th"} and self._row is not None and self._row.length:
            self._row.write(" | ", self._line)

    def close(self, tag: etree._Element) -> None:
        """Follow an end tag, or the place where one is implied."""
        if self._unseen:
            self._unseen -= _is_unseen(tag)
        elif tag.tag in _BLOCKS or _is_aside(tag):
            self.end_block()
            self._close_block(tag)
        elif tag.tag in _MARKS:
            _, start, target = self._marks.pop()
            if self._draft is not None:
                self._draft.mark(_MARKS[tag.tag], start, target)
        elif tag.tag == "tr":
            self._row = None
            self.end_block()

    def _open_block(self, tag: etree._Element) -> None:
        if tag.tag in _KINDS:
            self._kinds.append((tag.tag, _KINDS[tag.tag]))
        elif tag.tag in _LISTS:
            self._lists.append(_integer(tag.get("start"), 1) if tag.tag == "ol" else None)
        elif _is_aside(tag):
            self._quotes += 1
        elif tag.tag == "li":
            self._begins_item = True
            if self._lists and self._lists[-1] is not None:
                self._lists[-1] = _integer(tag.get("value"), self._lists[-1])

    def _close_block(self, tag: etree._Element) -> None:
        if tag.tag in _KINDS:
            self._kinds.pop()
        elif tag.tag in _LISTS:
            self._lists.pop()
        elif _is_aside(tag):
            self._quotes -= 1
        elif tag.tag == "li" and self._lists:
            self._begins_item = False
            number = self._lists[-1]
            self._lists[-1] = None if number is None else number + 1

    def text(self, text: str) -> None:
        """Pass over text; write it if it can be seen."""
        is_code = bool(self._kinds) and self._kinds[-1][1] is BlockKind.CODE
        if self._unseen or (self._draft is None and not text.strip()):
            self._line += text.count("\n")
            return
        if text.strip():
            self._breaks = 0
        if self._draft is None:
            seen = text.lstrip("\n" if is_code else None)
            self._line += text[: len(text) - len(seen)].count("\n")
            text = seen
        self._line = self._block().write(text, self._line)

    def end_block(self) -> None:
        """End the block, but not a table row: what a cell holds belongs to the row."""
        if self._row is not None:
            self._row.write(" ", self._line)
            return
        if self._draft is not None:
            for name, start, target in self._marks:
                self._draft.mark(_MARKS[name], start, target)
        self._marks = [(name, 0, target) for name, _, target in self._marks]
        self._draft = None
        self._breaks = 0

    def _block(self) -> Draft:
        if self._draft is None:
            tag, kind = self._kinds[-1] if self._kinds else ("", BlockKind.PARAGRAPH)
            level = _HEADINGS.get(tag, len(self._lists))
            number = None
            if kind is BlockKind.PARAGRAPH and self._lists and self._begins_item:
                number = self._lists[-1]
                kind = BlockKind.ITEM if number is None else BlockKind.STEP
                self._begins_item = False
            self._draft = Draft(kind, self._line, level, number, quoted=self._quotes > 0)
            self.drafts.append(self._draft)
        return self._draft

    def _open_row(self, tag: etree._Element) -> None:
        self._row = None
        self.end_block()
        parent = tag.getparent()
        is_head = tag.find("td") is None or (parent is not None and parent.tag == "thead")
        kind = BlockKind.TABLE_HEAD if is_head else BlockKind.ROW
        self._row = self._draft = Draft(kind, self._line, len(self._lists), quoted=self._quotes > 0)
        self.drafts.append(self._row)

    def _break(self) -> None:
        self._breaks += 1
        if self._breaks > 1:
            self.end_block()
        elif self._draft is not None:
            self._draft.write(" ", self._line)


def _is_aside(tag: etree._Element) -> bool:
    """Return whether an element sets a note apart: by its tag, a class of help centres, or a macro of Confluence."""
    if tag.tag in _QUOTES:
        return True
    if tag.tag == "ac:structured-macro":
        return tag.get("ac:name") in _MACROS
    return tag.tag in {"div", "section"} and _ASIDE_CLASS.search(tag.get("class", "")) is not None


def _is_unseen(tag: etree._Element) -> bool:
    return tag.tag in _UNSEEN or tag.get("hidden") is not None or tag.get("aria-hidden") == "true"


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else default
