"""The report as text: page, style and script, rendered from results and articles."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from prosecov.articles import Article
from prosecov.outputs.html.blocks import ContentsEntry, article_html, contents
from prosecov.outputs.html.proofs import proofs
from prosecov.outputs.html.sentences import article_anchor, icon, sentence_anchors, slug
from prosecov.outputs.summary import show_percentage
from prosecov.results.runs import Control
from prosecov.results.verdicts import ArticleResult, Results, SentenceResult, Verdict

PAGE, STYLE, SCRIPT = "index.html", "report.css", "report.js"
MEANINGS: Mapping[Verdict, str] = {
    Verdict.PROVED: "A scenario that quotes it ran and passed.",
    Verdict.CONTRADICTED: "A step that checks it failed.",
    Verdict.BLOCKED: "Its scenario stopped before the step that checks it.",
    Verdict.STALE: "The sentence has changed since a scenario quoted it.",
    Verdict.UNCLAIMED: "No scenario quotes it, so nothing checks it.",
    Verdict.ADVISORY: "No test can show it; a reason is given.",
    Verdict.REVIEWED: "A person has checked it; the review expires.",
    Verdict.NOT_UNDERSTOOD: "A part of it was not understood, so that nothing is known of it.",
    Verdict.VACUOUS: "Its check passed, and would have passed without the action as well.",
    Verdict.NOT_RUN: "Its scenario did not run.",
}
_BESIDE = "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; script-src 'self' file:"
_NOTHING_ELSE = "; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class _Todo:
    """A sentence that needs attention, and its address."""

    anchor: str
    sentence: SentenceResult


@dataclass(frozen=True, slots=True)
class _ArticleView:
    """The data of an article for the template."""

    result: ArticleResult
    anchor: str
    html: Markup
    contents: list[ContentsEntry]
    todo: list[_Todo]
    unmentioned: Mapping[str, list[Control]]


def render(results: Results, articles: Iterable[Article], pictures: Mapping[str, str] | None = None) -> dict[str, str]:
    """Render the report.

    Args:
        results: The results.
        articles: Their articles, as they were when they were judged.
        pictures: Screenshots as ``data:`` addresses, by their paths in the results, to embed everything. If not
            given, the page refers to screenshots, style and script by their paths.

    Returns:
        The contents of the files by name: `PAGE`, and `STYLE` and `SCRIPT` unless they are embedded.
    """
    by_path = {article.path: article for article in articles}
    style, script = _source(STYLE), _source(SCRIPT)
    numbers = {path: f"#picture-{number}" for number, path in enumerate(pictures or {})}
    policy = _BESIDE
    if pictures is not None:
        policy = f"default-src 'none'; img-src data:; style-src {_digest(style)}; script-src {_digest(script)}"
    page = _template().render(
        results=results,
        totals=results.totals,
        views=[_view(article, by_path[article.path], is_partial=results.is_partial) for article in results.articles],
        verdicts=[verdict for verdict in Verdict if results.totals.verdicts[verdict]],
        meanings=MEANINGS,
        proofs=proofs(results, by_path, quote if pictures is None else lambda path: numbers.get(path, "")),
        policy=policy + _NOTHING_ELSE,
        style=None if pictures is None else Markup(style),  # noqa: S704 - a file of this package
        script=None if pictures is None else Markup(script),  # noqa: S704 - a file of this package
        style_name=STYLE,
        script_name=SCRIPT,
        pictures=pictures or {},
    )
    return {PAGE: page} if pictures is not None else {PAGE: page, STYLE: style, SCRIPT: script}


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("prosecov", "outputs/html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    environment.filters |= {"slug": slug, "icon": icon, "percentage": show_percentage}
    return environment.get_template(PAGE)


def _view(result: ArticleResult, article: Article, *, is_partial: bool) -> _ArticleView:
    anchors = sentence_anchors(result)
    todo = [
        sentence
        for sentence in result.sentences
        if not sentence.verdict.is_fine and not (is_partial and sentence.verdict is Verdict.NOT_RUN)
    ]
    screens: dict[str, list[Control]] = {}
    for control in result.unmentioned:
        screens.setdefault(control.screen, []).append(control)
    return _ArticleView(
        result,
        article_anchor(result.path),
        article_html(article, result),
        contents(article, [sentence.start for sentence in todo]),
        [_Todo(anchors[sentence.start], sentence) for sentence in todo],
        screens,
    )


def _source(name: str) -> str:
    return files("prosecov.outputs.html").joinpath(name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    """Return the source expression that allows an embedded style or script in a content policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
