"""Explain a derivation: for each sentence what became of its clauses, and what can be done about the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from prosecov.articles import Article
from prosecov.articles.matching import Span
from prosecov.coverage.ledger import Claim, Entry, build_ledger
from prosecov.derive.deriving import Walkthrough
from prosecov.derive.lines import CANNOT
from prosecov.derive.model import Reading
from prosecov.derive.reading import read_sentences
from prosecov.derive.rewording import reworded
from prosecov.features import parse_feature

OUTSIDE = "quote it in a feature of your own, as it stands outside the steps"


@dataclass(frozen=True, slots=True)
class Clause:
    """Adjacent words of a sentence of which the same became.

    Attributes:
        text: The words.
        steps: The steps that prove them; empty if none does.
        hint: If none does, why, or what can be done about it.
    """

    text: str
    steps: tuple[str, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of a sentence.

    Attributes:
        line: Its source line.
        text: Its visible text.
        clauses: Its parts in order.
        words: How many words it has.
        derived_words: How many of them steps prove.
        rewording: A wording of which more is understood; empty if no rule knows one.
    """

    line: int
    text: str
    clauses: tuple[Clause, ...]
    words: int
    derived_words: int
    rewording: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether steps prove every word."""
        return self.derived_words == self.words


def explain(article: Article, walkthrough: Walkthrough) -> tuple[Explanation, ...]:
    """Explain what became of each sentence of an article.

    Args:
        article: The article.
        walkthrough: What was derived from it.

    Returns:
        An explanation for each sentence, in their order.
    """
    feature = parse_feature(walkthrough.text, "walkthrough.feature")
    steps = {
        (scenario.line, step.line): f"{step.keyword} {step.text}"
        for scenario in feature.scenarios
        for step in scenario.all_steps
    }
    readings = dict(read_sentences(article))
    return tuple(
        _explanation(article, entry, readings[entry.sentence], steps, walkthrough.hints)
        for entry in build_ledger(article, [feature]).entries
    )


def expected_coverage(explanations: Iterable[Explanation]) -> float:
    """Return the coverage, in per cent, if all steps pass."""
    counts = [(explanation.derived_words, explanation.words) for explanation in explanations]
    return 100 * sum(derived for derived, _ in counts) / max(sum(words for _, words in counts), 1)


def _explanation(
    article: Article,
    entry: Entry,
    reading: Reading,
    steps: Mapping[tuple[int, int], str],
    hints: Sequence[tuple[Span, str]],
) -> Explanation:
    clauses: list[Clause] = []
    derived = 0
    sentence = entry.sentence
    words = [(place, _steps(claims, steps)) for place, claims in entry.claimed_words()]
    for shown, group in groupby(words, key=lambda word: word[1]):
        places = [place for place, _ in group]
        span = Span(places[0][0], places[-1][1])
        derived += len(places) if shown else 0
        clauses.append(Clause(article.text[span.start : span.end], shown, "" if shown else _hint(span, hints)))
    is_whole = derived == len(words)
    rewording = "" if is_whole else reworded(article, sentence, reading)
    return Explanation(sentence.line, sentence.text, tuple(clauses), len(words), derived, rewording)


def _steps(claims: Iterable[Claim], steps: Mapping[tuple[int, int], str]) -> tuple[str, ...]:
    """Return the steps that prove a word; none if one of them only says that it could not be derived."""
    places = (
        (stretch.scenario, line)
        for claim in claims
        for stretch in claim.quotation.stretches
        for line in stretch.steps or ()
    )
    shown = tuple(dict.fromkeys(steps[place] for place in sorted(places)))
    return () if any(CANNOT in step for step in shown) else shown


def _hint(span: Span, hints: Iterable[tuple[Span, str]]) -> str:
    return next((hint for place, hint in hints if place.start < span.end and span.start < place.end), OUTSIDE)
