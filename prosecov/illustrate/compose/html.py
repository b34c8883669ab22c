"""Render an illustrated article as an HTML page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from prosecov.articles import SUFFIXES, Article, BlockKind
from prosecov.articles.links import slugs
from prosecov.outputs.html.blocks import article_html, section_anchor
from prosecov.outputs.html.sentences import web_only
from prosecov.results.verdicts import ArticleResult

STYLE = "illustrated.css"
"""File name of the style sheet of all pages."""
_POLICY = "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in an article.

    Attributes:
        path: Its path, relative to the folder of the page.
        text: Its alternative text.
        size: Width and height in pixels.
    """

    path: str
    text: str
    size: tuple[int, int]


def render_article(article: Article, figures: Mapping[int, Sequence[Figure]], style: str) -> str:
    """Render an illustrated article.

    Args:
        article: The article.
        figures: By position in `Article.blocks` the pictures to show below a block.
        style: Path of the style sheet, relative to the folder of the page.

    Returns:
        A page of HTML.
    """
    image = Markup('<p class="picture"><img src="{}" alt="{}" width="{}" height="{}"></p>')
    below = {
        block: Markup("\n").join(image.format(quote(each.path), each.text, *each.size) for each in shown)
        for block, shown in figures.items()
    }
    html = article_html(article, ArticleResult(article.path, article.title, ()), below, _link_resolver(article))
    return render_template("article.html", title=article.title, html=html, style=quote(style))


def style_sheet() -> str:
    """Return the style sheet of all pages."""
    return files("prosecov.illustrate").joinpath(STYLE).read_text(encoding="utf-8")


def _link_resolver(article: Article) -> Callable[[str], str]:
    """Return a function that maps link targets of an article to those of its page; empty for targets that are dropped.

    Links to its own sections, to other articles and to web sites are kept.
    """
    headings = [block.start for block in article.blocks if block.kind is BlockKind.HEADING]
    names = slugs(article)
    # Headings that are only bold text have no name; with one of them it is unknown which name belongs to which heading.
    known = zip(names, headings, strict=True) if len(names) == len(headings) else ()
    anchors = {name: section_anchor(article, start) for name, start in known}

    def resolve(target: str) -> str:
        path, _, name = target.partition("#")
        if not path:
            return f"#{anchors[name]}" if name in anchors else ""
        if ":" in path or path.startswith("/"):
            return web_only(target)
        other = PurePosixPath(path)
        return other.with_suffix(".html").as_posix() if other.suffix.lower() in SUFFIXES else ""

    return resolve


def render_template(template: str, **values: object) -> str:
    """Render one of the templates of this package."""
    environment = Environment(
        loader=PackageLoader("prosecov", "illustrate"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(policy=_POLICY, **values)
