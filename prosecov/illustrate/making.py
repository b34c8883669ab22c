"""From an article and a walk through it to the files of the illustrated article; nothing here reads or writes any."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image

from prosecov.articles import Article
from prosecov.illustrate.framing import marked, window
from prosecov.illustrate.page import STYLE, Figure, render_article, style_sheet
from prosecov.illustrate.pictures import encode
from prosecov.illustrate.plan import Performed
from prosecov.illustrate.shots import Key, Shot
from prosecov.illustrate.weaving import weave

MARKDOWN = frozenset({".md", ".markdown"})
_LONGEST_NAME = 40
_NOT_IN_A_NAME = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Illustrated:
    """The files of an illustrated article, by their paths from the folder of all illustrated articles.

    Attributes:
        pictures: The pictures, as PNG.
        descriptions: What they show.
        texts: The article with its pictures in it, and the style sheet, which all articles share.
    """

    pictures: Mapping[str, bytes]
    descriptions: Mapping[str, str]
    texts: Mapping[str, str]


def make(
    article: Article,
    source: str,
    place: PurePosixPath,
    blocks: Sequence[Performed],
    shots: Mapping[Key, tuple[Shot, Image.Image]],
) -> Illustrated:
    """Make an illustrated article.

    Args:
        article: The article.
        source: Its source, with whatever line breaks it has.
        place: Its path from the folder of all illustrated articles, without suffix. Its pictures go into a folder of
            that name.
        blocks: The blocks that tell the reader to do something. They number the pictures, so that a step without
            one, because it was optional, does not renumber those behind it.
        shots: What the camera took of each step.

    Returns:
        Its files.
    """
    pictures: dict[str, bytes] = {}
    descriptions: dict[str, str] = {}
    figures: dict[int, list[Figure]] = {}
    for number, performed in enumerate(blocks, start=1):
        for key in performed.steps:
            if key not in shots:
                continue
            shot, screen = shots[key]
            picture = marked(screen, shot.control, window(shot.control, shot.around, screen.size))
            name = _name(number, shot, place, pictures)
            pictures[name], descriptions[name] = encode(picture), shot.description
            path = PurePosixPath(name).relative_to(place.parent).as_posix()
            figures.setdefault(performed.block, []).append(Figure(path, shot.description, picture.size))
    style = "../" * (len(place.parts) - 1) + STYLE
    texts = {f"{place}.html": render_article(article, figures, style), STYLE: style_sheet()}
    suffix = PurePosixPath(article.path).suffix
    if suffix.lower() in MARKDOWN:
        below = {block: [(each.path, each.text) for each in shown] for block, shown in figures.items()}
        texts[f"{place}{suffix}"] = weave(source, article, below)
    return Illustrated(pictures, descriptions, texts)


def _name(number: int, shot: Shot, place: PurePosixPath, taken: Mapping[str, bytes]) -> str:
    """The path of a picture: the number of the step, and the name of the control."""
    control = _NOT_IN_A_NAME.sub("-", (shot.name or shot.role).casefold()).strip("-_")[:_LONGEST_NAME].rstrip("-_")
    stem = f"{place}/{number:02}-{control or shot.role}"
    name, copy = f"{stem}.png", 2
    while name in taken:
        name, copy = f"{stem}-{copy}.png", copy + 1
    return name
