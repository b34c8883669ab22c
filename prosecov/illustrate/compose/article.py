"""Compose the files of an illustrated article from its screenshots; nothing here reads or writes files."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from prosecov.articles import Article, BlockKind
from prosecov.illustrate.capture.screenshots import Screenshot
from prosecov.illustrate.capture.walkthrough import Capture
from prosecov.illustrate.compose.html import STYLE, Figure, render_article, style_sheet
from prosecov.illustrate.compose.pictures import choose_window, encode, mark_control

_MARKDOWN = frozenset({".md", ".markdown"})
_LONGEST_NAME = 40
_NOT_IN_A_NAME = re.compile(r"[^\w]+")
_ROWS = frozenset({BlockKind.ROW, BlockKind.TABLE_HEAD})
_BEFORE_TEXT = re.compile(r"(?:[ \t]|>|(?:\d{1,9}[.)]|[-*+])(?=[ \t]))*")
_NOT_A_QUOTE = re.compile(r"[^>\t]")
_SPECIAL = re.compile(r"([\\`*_\[\]<&])")


@dataclass(frozen=True, slots=True)
class IllustratedArticle:
    """The files of an illustrated article, by their paths in the folder of all illustrated articles.

    Attributes:
        article: The article.
        place: Its path in that folder, without suffix; a folder of that name holds its pictures.
        pictures: The pictures, as PNG.
        descriptions: The alternative texts of the pictures.
        texts: The article with its pictures, as HTML and, if it is Markdown, as Markdown; and the style sheet that all
            articles share.
    """

    article: Article
    place: PurePosixPath
    pictures: Mapping[str, bytes]
    descriptions: Mapping[str, str]
    texts: Mapping[str, str]


def compose(capture: Capture, place: PurePosixPath) -> IllustratedArticle:
    """Compose an illustrated article.

    The blocks number its pictures, so that an optional step that was not performed does not renumber the others.

    Args:
        capture: The article and the screenshots of its steps.
        place: Its path in the folder of all illustrated articles, without suffix.
    """
    article = capture.article
    pictures: dict[str, bytes] = {}
    descriptions: dict[str, str] = {}
    figures: dict[int, list[Figure]] = {}
    for number, performed in enumerate(capture.blocks, start=1):
        for key in performed.steps:
            if key not in capture.screenshots:
                continue
            shown, screen = capture.screenshots[key]
            picture = mark_control(screen, shown.control, choose_window(shown.control, shown.around, screen.size))
            name = _picture_name(number, shown, place, pictures)
            pictures[name], descriptions[name] = encode(picture), shown.description
            path = PurePosixPath(name).relative_to(place.parent).as_posix()
            figures.setdefault(performed.block, []).append(Figure(path, shown.description, picture.size))
    style = "../" * (len(place.parts) - 1) + STYLE
    texts = {f"{place}.html": render_article(article, figures, style), STYLE: style_sheet()}
    suffix = PurePosixPath(article.path).suffix
    if suffix.lower() in _MARKDOWN:
        texts[f"{place}{suffix}"] = insert_figures(capture.source, article, figures)
    return IllustratedArticle(article, place, pictures, descriptions, texts)


def _picture_name(number: int, shown: Screenshot, place: PurePosixPath, taken: Collection[str]) -> str:
    """Return a path that is not taken, made of the number of the step and the name of the control."""
    control = _NOT_IN_A_NAME.sub("-", (shown.name or shown.role).casefold()).strip("-_")[:_LONGEST_NAME].rstrip("-_")
    stem = f"{place}/{number:02}-{control or shown.role}"
    name, copy = f"{stem}.png", 2
    while name in taken:
        name, copy = f"{stem}-{copy}.png", copy + 1
    return name


def insert_figures(source: str, article: Article, figures: Mapping[int, Sequence[Figure]]) -> str:
    """Insert pictures into the source of a Markdown article.

    Args:
        source: The source of the article, with any kind of line breaks.
        article: The article.
        figures: By position in `Article.blocks` the pictures to insert below a block.

    Returns:
        The source with paragraphs added, and nothing else changed.
    """
    lines = list(io.StringIO(source, newline=""))
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    added = {_last_line(article, block): (block, shown) for block, shown in figures.items()}
    result: list[str] = []
    for number, line in enumerate(lines, start=1):
        result.append(line)
        if number in added:
            block, shown = added[number]
            prefix = _continuation(lines[article.blocks[block].line - 1])
            if not line.endswith(("\n", "\r")):
                result.append(ending)
            for figure in shown:
                image = f"![{_escaped(figure.text)}]({quote(figure.path)})"
                result += [f"{prefix.rstrip()}{ending}", f"{prefix}{image}{ending}"]
            if number < len(lines) and lines[number].strip(" \t\r\n>"):
                result.append(f"{prefix.rstrip()}{ending}")
    return "".join(result)


def _last_line(article: Article, position: int) -> int:
    """Return the line below which a picture of a block can be inserted: its last line, or that of its whole table."""
    while (
        article.blocks[position].kind in _ROWS
        and position + 1 < len(article.blocks)
        and article.blocks[position + 1].kind in _ROWS
    ):
        position += 1
    return article.blocks[position].end_line


def _continuation(line: str) -> str:
    """Return the prefix of another paragraph in the list items and quotations to which a line belongs."""
    match = _BEFORE_TEXT.match(line)
    return _NOT_A_QUOTE.sub(" ", match.group()) if match else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
