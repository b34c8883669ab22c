r"""Articles: reading them from Markdown, HTML, plain text and others, and finding quotations and broken links.

Example:
    >>> article = parse_article("# Home\n\nClick **Save**.", "home.md")
    >>> [(sentence.line, sentence.text) for sentence in article.sentences]
    [(3, 'Click Save.')]
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from prosecov.articles.assembly import assemble
from prosecov.articles.formats import FORMATS, reader_for
from prosecov.articles.markdown import visible_text
from prosecov.articles.model import WORD, Article, Block, BlockKind, Mark, MarkKind, Section, Sentence
from prosecov.errors import InputError, read_text

__all__ = [
    "SUFFIXES",
    "WORD",
    "Article",
    "Block",
    "BlockKind",
    "Mark",
    "MarkKind",
    "Section",
    "Sentence",
    "parse_article",
    "read_article",
    "visible_text",
]

_TAG = re.compile("<[a-z][^<>]*>", re.IGNORECASE)
_ID = re.compile(r"""\s(?:id|name)\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
SUFFIXES = frozenset(FORMATS)
"""The suffixes of files that can be read as articles."""


def read_article(path: Path, name: str | None = None) -> Article:
    """Read an article from a file.

    Args:
        path: The file; its suffix tells the format.
        name: What the article is to call its path, if not ``path``.

    Returns:
        The article, with at least one sentence.

    Raises:
        InputError: The file is missing or not UTF-8 text, its suffix is unknown, or it states nothing.
    """
    named = name or path.as_posix()
    if path.suffix.lower() not in FORMATS:
        raise InputError(
            named, 0, f"is no article ({path.suffix or 'no suffix'})", "use .md, .html, .txt, .rst, .adoc or .dita"
        )
    article = parse_article(read_text(path, named), named)
    if not article.sentences:
        raise InputError(named, 0, "the article states nothing", "write a sentence, or leave the file out")
    return article


def parse_article(source: str, name: str) -> Article:
    """Parse the source of an article.

    Args:
        source: Markdown, HTML or plain text, with line feeds as line breaks.
        name: The path that the article is to have; its suffix tells the format.

    Returns:
        The article; any text is one, and may have no sentence.

    Raises:
        InputError: What reads the format is not installed.
    """
    try:
        read_blocks = reader_for(Path(name).suffix)
    except ModuleNotFoundError as error:
        message = f"cannot be read: {error.name} is not installed"
        raise InputError(name, 0, message, "install prosecov[rst]") from None
    article = assemble(name, read_blocks(source))
    return replace(article, ids=frozenset(name for tag in _TAG.findall(source) for name in _ID.findall(tag)))
