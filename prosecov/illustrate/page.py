"""The pages: an illustrated article, and what changed in its pictures; nothing here reads or writes files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from prosecov.articles import SUFFIXES, Article, BlockKind
from prosecov.articles.links import slugs
from prosecov.illustrate.pictures import Change, Kind
from prosecov.outputs.html.layout import article_html, section_anchor
from prosecov.outputs.html.prose import web_only
from prosecov.results.verdicts import ArticleResult

STYLE = "illustrated.css"
_POLICY = "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in an article.

    Attributes:
        path: Its path from the folder of the page.
        text: What stands in for it.
        size: Width and height in pixels.
    """

    path: str
    text: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the pictures that show a change, or why there is none.

    Attributes:
        title: Which one it is.
        text: What stands in for it.
        path: Its path from the folder of the page; empty if there is none.
        size: Width and height in pixels.
    """

    title: str
    text: str
    path: str = ""
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class ChangedPicture:
    """A change with the pictures that show it."""

    change: Change
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """What changed in an illustrated article.

    Attributes:
        title: Its title.
        path: Its path.
        count: How many pictures it has now.
        pictures: Those that changed.
        texts: Names of other files that are not what they should be.
    """

    title: str
    path: str
    count: int
    pictures: tuple[ChangedPicture, ...]
    texts: tuple[str, ...]


def render_article(article: Article, figures: Mapping[int, Sequence[Figure]], style: str) -> str:
    """Render an illustrated article.

    Args:
        article: The article.
        figures: By position in `Article.blocks` the pictures to put below a block.
        style: Path of the style sheet from the folder of the page.

    Returns:
        A page of HTML.
    """
    image = Markup('<p class="picture"><img src="{}" alt="{}" width="{}" height="{}"></p>')
    below = {
        block: Markup("\n").join(image.format(quote(each.path), each.text, *each.size) for each in shown)
        for block, shown in figures.items()
    }
    html = article_html(article, ArticleResult(article.path, article.title, ()), below, _links(article))
    return _render("article.html", title=article.title, html=html, style=quote(style))


def render_changes(articles: Sequence[ChangedArticle]) -> str:
    """Render what changed in the pictures of some articles."""
    views: list[dict[str, Any]] = []
    for number, article in enumerate(articles, start=1):
        shown = [
            {
                "anchor": f"picture-{number}-{position}",
                "name": changed.change.name,
                "message": str(changed.change),
                "sides": changed.sides,
            }
            for position, changed in enumerate(article.pictures, start=1)
        ]
        same = article.count - sum(changed.change.kind is not Kind.GONE for changed in article.pictures)
        views.append(
            {
                "title": article.title,
                "path": article.path,
                "summary": f"{same} of {article.count} pictures are as they were.",
                "pictures": shown,
                "texts": [{"name": name, "message": "is not what article and pictures say."} for name in article.texts],
            }
        )
    return _render("changes.html", views=views, total=sum(len(article.pictures) for article in articles), style=STYLE)


def style_sheet() -> str:
    """The style of both pages."""
    return files("prosecov.illustrate").joinpath(STYLE).read_text(encoding="utf-8")


def _links(article: Article) -> Callable[[str], str]:
    """Tells where the links of an article lead: to its own sections, to other pages like it, to other sites."""
    headings = [block.start for block in article.blocks if block.kind is BlockKind.HEADING]
    names = slugs(article)
    # What is a heading by its bold type alone has no name, and then it is not known which heading has which.
    known = zip(names, headings, strict=True) if len(names) == len(headings) else ()
    anchors = {name: section_anchor(article, start) for name, start in known}

    def lead_to(target: str) -> str:
        path, _, name = target.partition("#")
        if not path:
            return f"#{anchors[name]}" if name in anchors else ""
        if ":" in path or path.startswith("/"):
            return web_only(target)
        other = PurePosixPath(path)
        return other.with_suffix(".html").as_posix() if other.suffix.lower() in SUFFIXES else ""

    return lead_to


def _render(template: str, **values: object) -> str:
    environment = Environment(
        loader=PackageLoader("prosecov", "illustrate"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(policy=_POLICY, **values)
