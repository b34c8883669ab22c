"""Pictures in the source of a Markdown article."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from prosecov.articles import Article, BlockKind

_ROWS = frozenset({BlockKind.ROW, BlockKind.TABLE_HEAD})
_BEFORE_TEXT = re.compile(r"(?:[ \t]|>|(?:\d{1,9}[.)]|[-*+])(?=[ \t]))*")
_NOT_A_QUOTE = re.compile(r"[^>\t]")
_SPECIAL = re.compile(r"([\\`*_\[\]<&])")


def weave(source: str, article: Article, pictures: Mapping[int, Sequence[tuple[str, str]]]) -> str:
    """Put pictures below what they show.

    Args:
        source: The source of the article, with whatever line breaks it has.
        article: The article.
        pictures: By position in `Article.blocks` the pictures to put below a block, each with its path from the
            folder of the new file, and the text that stands in for it.

    Returns:
        The source with paragraphs added, and nothing else changed.
    """
    lines = list(io.StringIO(source, newline=""))
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    added = {_last_line(article, block): (block, shown) for block, shown in pictures.items()}
    woven: list[str] = []
    for number, line in enumerate(lines, start=1):
        woven.append(line)
        if number in added:
            block, shown = added[number]
            prefix = _continued(lines[article.blocks[block].line - 1])
            if not line.endswith(("\n", "\r")):
                woven.append(ending)
            for path, text in shown:
                woven += [f"{prefix.rstrip()}{ending}", f"{prefix}![{_escaped(text)}]({quote(path)}){ending}"]
            if number < len(lines) and lines[number].strip(" \t\r\n>"):
                woven.append(f"{prefix.rstrip()}{ending}")
    return "".join(woven)


def _last_line(article: Article, position: int) -> int:
    """The line behind which a picture of a block can stand: its last one, or that of the whole table."""
    while (
        article.blocks[position].kind in _ROWS
        and position + 1 < len(article.blocks)
        and article.blocks[position + 1].kind in _ROWS
    ):
        position += 1
    return article.blocks[position].end_line


def _continued(line: str) -> str:
    """What a paragraph begins with that belongs to the same list items and quotations as a line."""
    match = _BEFORE_TEXT.match(line)
    return _NOT_A_QUOTE.sub(" ", match.group()) if match else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
