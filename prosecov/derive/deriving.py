"""From an article to its walkthrough."""

from __future__ import annotations

from dataclasses import dataclass, replace

from prosecov.articles import Article
from prosecov.articles.matching import Span
from prosecov.derive.gherkin import write_feature
from prosecov.derive.procedures import find_procedures
from prosecov.derive.quoting import Quoter, quotable
from prosecov.derive.reader_choices import settings_for
from prosecov.derive.reading import read_sentences
from prosecov.derive.walk import Walk, derive_walks
from prosecov.errors import InputError, Problem
from prosecov.settings import FILE_NAME, WalkthroughSettings

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """The walkthrough of an article.

    Attributes:
        text: The feature, as Gherkin.
        left: What of the procedure became neither a step nor a check, and what can be done about it; and settings
            for sections that are not there.
        failing: Instructions that became steps that fail.
        hints: The parts of the article that are in ``left`` or ``failing``, each with what can be done about it.
    """

    text: str
    left: tuple[Problem, ...]
    failing: tuple[Problem, ...] = ()
    hints: tuple[tuple[Span, str], ...] = ()


def derive(article: Article, settings: WalkthroughSettings) -> Walkthrough:
    """Derive the walkthrough of an article.

    Args:
        article: The article.
        settings: What the walk needs that the article does not say.

    Returns:
        The walkthrough; the same for the same article and settings.

    Raises:
        InputError: The article has no procedure.
    """
    procedures = find_procedures(article, read_sentences(article))
    if not procedures:
        hint = 'number its steps, and begin each with what to do, as in "1. Click Save."'
        raise InputError(article.path, 0, "no procedure here", hint)
    quoter = Quoter(article)
    walks: list[Walk] = []
    left: list[tuple[Span, str]] = []
    failing: list[tuple[Span, str]] = []
    for procedure in procedures:
        derivation = derive_walks(procedure, settings_for(settings, procedure.section), article.path)
        left += ((part.span, part.hint) for part in derivation.left)
        failing += ((part.span, part.hint) for part in derivation.failing)
        for walk in derivation.walks:
            passages, lost = quotable(walk.passages, quoter)
            left += ((span, "its section says so more than once, so it cannot be quoted; reword it") for span in lost)
            walks.append(replace(walk, passages=tuple(passages)))
    known = [procedure.section for procedure in procedures]
    problems = [
        Problem(
            FILE_NAME, 0, f"{title!r} is no section of {article.path} that has a procedure", f"use {', '.join(known)}"
        )
        for title in settings.sections
        if title not in known
    ]
    text = write_feature(article.title, article.path, walks, quoter.quote)
    problems += (_problem(article, span, hint) for span, hint in dict.fromkeys(left))
    stopping = {_problem(article, span, hint, "no step for") for span, hint in failing}
    return Walkthrough(text, tuple(sorted(problems)), tuple(sorted(stopping)), (*failing, *left))


def _problem(article: Article, span: Span, hint: str, what: str = "not derived:") -> Problem:
    text = " ".join(article.text[span.start : span.end].split()).lstrip(",;: ")
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."
    return Problem(article.path, article.line_at(span.start), f'{what} "{shown}"', hint)
