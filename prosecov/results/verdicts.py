"""The results of an article: a verdict for each sentence, and the quotations and runs behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from prosecov.errors import Problem
from prosecov.results.runs import Control, ScenarioRun

SCHEMA = 1
"""The version of ``results.json``; it changes when an older reader would misread a newer file."""


class Verdict(StrEnum):
    """The verdict on a sentence, or on a part of one."""

    PROVED = "proved"
    CONTRADICTED = "contradicted"
    BLOCKED = "blocked"
    STALE = "stale"
    UNCLAIMED = "unclaimed"
    ADVISORY = "advisory"
    REVIEWED = "reviewed"
    VACUOUS = "vacuous"
    NOT_UNDERSTOOD = "not understood"
    NOT_RUN = "not run"

    @property
    def is_fine(self) -> bool:
        """Whether the sentence needs no attention."""
        return self in {Verdict.PROVED, Verdict.ADVISORY, Verdict.REVIEWED}


@dataclass(frozen=True, slots=True)
class QuotedBy:
    """A quotation of a sentence, or of a part of it.

    Attributes:
        feature: Path of the feature file.
        line: Line of the quotation.
        scenario: Name of the scenario; of the rule or feature if the quotation belongs to all of its scenarios.
        owner: ``feature``, ``rule``, ``scenario`` or ``step``.
        status: The verdict of this quotation.
        reason: Why it is not ``proved``, or the reason or date that an author gave.
        is_flaky: Whether it passed only after a failed attempt.
        is_outdated: Whether the quotation or its scenarios have changed since they ran.
        start: Offset in `Article.text` of the first character of this sentence that it quotes.
        end: Offset behind the last one.
        runs: The runs that decide its verdict, by `ScenarioRun.nodeid`.
        steps: Lines of the steps that decide its verdict; empty means all.
        text: Its own wording.
        wording: If it is stale, what the article says now, else empty.
    """

    feature: str
    line: int
    scenario: str
    owner: str
    status: Verdict
    reason: str
    is_flaky: bool
    is_outdated: bool
    start: int
    end: int
    runs: tuple[str, ...]
    steps: tuple[int, ...]
    text: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class SentencePart:
    """Adjacent words of a sentence that have the same verdict.

    Attributes:
        start: Offset in `Article.text` of the first character.
        end: Offset behind the last one.
        verdict: The verdict.
    """

    start: int
    end: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SentenceResult:
    """A sentence with its verdict.

    Attributes:
        line: Source line in the article.
        text: Visible text.
        section: Title of its section.
        verdict: The verdict of the sentence as a whole.
        reason: Why it has this verdict, empty if ``proved``.
        start: Offset of its first character in `Article.text`.
        end: Offset behind its last one.
        words: How many words it has.
        proved_words: How many of them are proved.
        advisory_words: How many of them are advisory.
        unclaimed_words: How many of them no scenario quotes.
        parts: Its words with their verdicts, adjacent words of one verdict together.
        quoted_by: The quotations of it, or of parts of it.
        can_fail: Whether at least one mutant of it was killed by a failed check; ``None`` if none was tried.
        faults: The faults of the product that its checks noticed.
        killed: How many mutants of it were killed; ``None`` if none was tried.
        survivors: The mutants that no check noticed, each as what it changes.
        screenshot: Picture of the screen that proves it, or that contradicts it.
    """

    line: int
    text: str
    section: str
    verdict: Verdict
    reason: str
    start: int
    end: int
    words: int
    proved_words: int
    advisory_words: int
    unclaimed_words: int
    parts: tuple[SentencePart, ...]
    quoted_by: tuple[QuotedBy, ...]
    can_fail: bool | None = None
    faults: tuple[str, ...] = ()
    killed: int | None = None
    survivors: tuple[str, ...] = ()
    screenshot: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over sentences.

    Attributes:
        sentences: How many there are.
        words: How many words they have.
        proved_words: How many of these are proved.
        advisory_words: How many of these are advisory.
        unclaimed_words: How many of these no scenario quotes.
        verdicts: How many sentences have each verdict.
    """

    sentences: int
    words: int
    proved_words: int
    advisory_words: int
    unclaimed_words: int
    verdicts: Mapping[Verdict, int]

    @property
    def coverage(self) -> float:
        """Proved words in per cent of the words that are not advisory; 100 if there are none of these."""
        return self._share(self.proved_words)

    @property
    def reachable_coverage(self) -> float:
        """The coverage if everything that is quoted were proved."""
        return self._share(self.words - self.advisory_words - self.unclaimed_words)

    def _share(self, words: int) -> float:
        provable = self.words - self.advisory_words
        return 100.0 * words / provable if provable else 100.0

    @classmethod
    def of(cls, sentences: tuple[SentenceResult, ...]) -> Totals:
        """Count the verdicts of sentences."""
        return cls(
            len(sentences),
            sum(sentence.words for sentence in sentences),
            sum(sentence.proved_words for sentence in sentences),
            sum(sentence.advisory_words for sentence in sentences),
            sum(sentence.unclaimed_words for sentence in sentences),
            {verdict: sum(sentence.verdict is verdict for sentence in sentences) for verdict in Verdict},
        )


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """An article with its verdicts.

    Attributes:
        path: Path of the article.
        title: Its title.
        sentences: Its sentences in order.
        unmentioned: Controls of the screens that its scenarios visited and that it does not mention; for a control on
            many screens, ``screen`` is the number of screens.
    """

    path: str
    title: str
    sentences: tuple[SentenceResult, ...]
    unmentioned: tuple[Control, ...] = ()

    @property
    def totals(self) -> Totals:
        """Counts over its sentences."""
        return Totals.of(self.sentences)


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a run.

    Attributes:
        articles: The articles.
        problems: What is wrong with articles, features and steps.
        scenarios: All runs of scenarios.
        is_partial: Whether scenarios were left out on purpose, so that coverage does not count.
        created: When, as ISO 8601 in UTC.
    """

    articles: tuple[ArticleResult, ...]
    problems: tuple[Problem, ...]
    scenarios: tuple[ScenarioRun, ...]
    is_partial: bool
    created: str
    schema: int = SCHEMA

    @property
    def totals(self) -> Totals:
        """Counts over the sentences of all articles."""
        return Totals.of(tuple(sentence for article in self.articles for sentence in article.sentences))
