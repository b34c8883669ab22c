"""Articles in AsciiDoc, line by line as the Markdown that they stand for, so that lines keep their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from prosecov.articles.drafts import Draft
from prosecov.articles.formats import reader_for

_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):\s*(.*)$")
_REFERENCE = re.compile(r"\{([\w-]+)\}")
_HEADING = re.compile(r"(={1,6})\s+(\S.*)$")
_ORDERED = re.compile(r"\s*(\.{1,5})\s+(\S.*)$")
_ITEM = re.compile(r"\s*(\*{1,5}|-)\s+(\S.*)$")
_NUMBERED = re.compile(r"\s*\d+\.\s+\S")
_TERM = re.compile(r"(\S.*?)::\s*(.*)$")
_ASIDE = re.compile(r"(NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+(.*)$")
_ASIDE_BLOCK = re.compile(r"\[(NOTE|TIP|IMPORTANT|WARNING|CAUTION)[^\]]*\]$")
_BLOCK = re.compile(r"(={4,}|-{4,}|\.{4,}|\+{4,}|\*{4,}|_{4,}|/{4,}|--)$")
_CODE = frozenset("-.+/")
_INLINE: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"btn:\[([^\]]*)\]"), r"**\1**"),
    (re.compile(r"kbd:\[([^\]]*)\]"), r"`\1`"),
    (re.compile(r"menu:([^\[\]]+)\[([^\]]*)\]"), lambda m: f"**{m[1]}{f' > {m[2]}' if m[2] else ''}**"),
    (re.compile(r"image::?([^\[\s]+)\[([^\],]*)[^\]]*\]"), r"![\2](\1)"),
    (re.compile(r"(?:link:|xref:)([^\[\s]+)\[([^\]]+)\]"), r"[\2](<\1>)"),
    (re.compile(r"(https?://[^\[\s]+)\[([^\]]+)\]"), r"[\2](<\1>)"),
    (re.compile(r"<<[^,<>]+,\s*([^<>]+)>>"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])"), r"**\1**"),
    (re.compile(r"\[\[[^\]]*\]\]|\(\(\([^)]*\)\)\)|\[\.[\w-]+\](?=#)"), ""),
)


def read_blocks(source: str, first_line: int = 1) -> list[Draft]:
    """Read the blocks of an AsciiDoc document.

    Args:
        source: The source, with line feeds as line breaks.
        first_line: Source line on which it begins.

    Returns:
        The blocks in order.
    """
    translator = _Translator()
    return reader_for(".md")("\n".join(map(translator.line, source.split("\n"))), first_line)


class _Translator:
    """Translates line after line."""

    def __init__(self) -> None:
        self._attributes: dict[str, str] = {}
        self._item_indent = ""
        self._is_attached = False
        self._is_aside = False
        self._open: list[str] = []
        self._in_table = False

    def line(self, line: str) -> str:
        """Return a line of Markdown."""
        text = line.rstrip()
        if (block := _BLOCK.match(text)) or (self._open and self._open[-1][0] in _CODE):
            return self._block(text) if block else text
        if attribute := _ATTRIBUTE.match(text):
            self._attributes[attribute[1]] = attribute[2]
            return ""
        if text.startswith("//") or (text.startswith("[") and text.endswith("]") and " " not in text.partition(",")[0]):
            self._is_aside |= _ASIDE_BLOCK.match(text) is not None
            return ""
        if text == "|===":
            self._in_table = not self._in_table
            return ""
        return self._text(_inline(_REFERENCE.sub(lambda m: self._attributes.get(m[1], m[0]), text)))

    def _block(self, text: str) -> str:
        """Translate the delimiter of a block: code, or what is set apart."""
        is_end = bool(self._open) and self._open[-1] == text
        is_code = text[0] in _CODE and text != "--"
        line = f"{self._indent()}{'~~~~' if is_code else ':::'}"
        if is_end:
            self._open.pop()
            self._is_attached = bool(self._open) and self._is_attached
            return line
        self._open.append(text)
        name = "note" if self._is_aside or text[0] in "*_" else "details"
        self._is_aside = False
        return line if is_code else f"{line} {name}"

    def _text(self, text: str) -> str:
        if not text or text == "+":
            self._is_attached |= text == "+"
            return ""
        if heading := _HEADING.match(text):
            return f"{'#' * len(heading[1])} {heading[2]}"
        if self._in_table and text.startswith("|"):
            return "- " + " \u2014 ".join(cell.strip() for cell in text.split("|")[1:])
        return self._item(text) or self._paragraph(text)

    def _item(self, text: str) -> str:
        """Return the line for an item of a list; empty if it is none."""
        for pattern, marker in ((_ORDERED, "1."), (_ITEM, "-")):
            if item := pattern.match(text):
                depth = "    " * (len(item[1]) - 1)
                self._item_indent = f"{depth}    "
                self._is_attached = False
                return f"{depth}{marker} {item[2]}"
        return ""

    def _paragraph(self, text: str) -> str:
        indent = self._indent()
        if aside := _ASIDE.match(text):
            self._is_attached = bool(self._open) and self._is_attached
            return f"{indent}> {aside[2]}"
        if (term := _TERM.match(text)) and not _NUMBERED.match(text):
            return f"**{term[1]}**" + (f" \u2013 {term[2]}" if term[2] else "")
        if text.startswith(".") and not text.startswith(".."):
            return f"**{text[1:]}**"
        return f"{indent}{text.lstrip()}" if indent else text

    def _indent(self) -> str:
        """Return the indentation of what a ``+`` attaches to an item."""
        return self._item_indent if self._is_attached else ""


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
