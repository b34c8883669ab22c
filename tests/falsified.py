"""Falsified articles: lies told one at a time, and whether a derived walkthrough would prove them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from prosecov.articles import Article, parse_article
from prosecov.coverage.ledger import build_ledger
from prosecov.derive.deriving import derive
from prosecov.features import Feature, Quotation, StepKind, parse_feature
from prosecov.settings import WalkthroughSettings
from prosecov.text.number import singular

_WORD = re.compile(r"[^\W_]+(?:[-/'.][^\W_]+)*")


@dataclass(frozen=True)
class Lie:
    """A part of an article, and what is made of it.

    Attributes:
        article: The path of the article.
        true: The part.
        false: What stands in its place.
    """

    article: str
    true: str
    false: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words that make it false."""
        true, false = _WORD.findall(self.true), _WORD.findall(self.false)
        changes = SequenceMatcher(None, true, false, autojunk=False).get_opcodes()
        return tuple(word for tag, _, __, first, end in changes if tag != "equal" for word in false[first:end])


@dataclass(frozen=True)
class Told:
    """What a walkthrough makes of a lie.

    Attributes:
        feature: The walkthrough of the falsified article.
        text: Its text.
        quoted: The quotations that hold false words, each with those of them that its steps do not hold.
        is_whole: Whether all words of a sentence with false words are quoted, so that it may become *proved*.
    """

    feature: Feature
    text: str
    quoted: tuple[tuple[Quotation, tuple[str, ...]], ...]
    is_whole: bool

    @property
    def untested(self) -> tuple[str, ...]:
        """False words that are quoted above steps that do not hold them."""
        return tuple(word for _, words in self.quoted for word in words)


def read_lies(path: Path) -> Iterator[Lie]:
    """Yield the lies of a file: ``@`` names an article, ``-`` a part of it, ``+`` what takes its place."""
    article = true = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        match line[:2]:
            case "@ ":
                article = line[2:]
            case "- ":
                true = line[2:]
            case "+ ":
                yield Lie(article, true, line[2:])


def falsified(source: str, lie: Lie) -> str:
    """Return the source of an article with a lie told in the first place that it fits."""
    pattern = re.compile(r"\s+".join(map(re.escape, lie.true.split())))
    assert pattern.search(source), f"not in {lie.article}: {lie.true}"
    return pattern.sub(lambda _: lie.false, source, count=1)


def tell(lie: Lie, source: str, settings: WalkthroughSettings) -> Told:
    """Derive the walkthrough of a falsified article anew, and look for the false words in what it quotes."""
    article = parse_article(falsified(source, lie), lie.article)
    text = derive(article, settings).text
    feature = parse_feature(text, "w.feature")
    false = list(_false_words(article, source, lie))
    entries = [
        (entry, own)
        for entry in build_ledger(article, [feature]).entries
        if (own := [place for place in entry.sentence.words if place in false])
    ]
    assert entries, f"no sentence says it: {lie.false}"
    quoted: dict[Quotation, list[str]] = {}
    for entry, own in entries:
        for place, claims in entry.claimed_words():
            for claim in claims if place in own else ():
                words = _WORD.findall(article.text[slice(*place)])
                tested = _tested(feature, claim.quotation)
                missing = [word for word in words if _base(word) not in tested]
                quoted.setdefault(claim.quotation, []).extend(missing)
    is_whole = any(all(claims for _, claims in entry.claimed_words()) for entry, _ in entries)
    return Told(feature, text, tuple((quotation, tuple(words)) for quotation, words in quoted.items()), is_whole)


def _false_words(article: Article, source: str, lie: Lie) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that differ from the true article."""
    true = parse_article(source, lie.article)
    before, after = ([s.text for s in each.sentences] for each in (true, article))
    for tag, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old = [true.text[slice(*place)] for s in true.sentences[first:last] for place in s.words]
        places = [place for s in article.sentences[begin:end] for place in s.words]
        new = [article.text[slice(*place)] for place in places]
        for change, _, __, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if change != "equal":
                yield from places[low:high]


def _tested(feature: Feature, quotation: Quotation) -> frozenset[str]:
    lines = {line for stretch in quotation.stretches for line in stretch.steps or ()}
    steps = [step for scenario in feature.scenarios for step in scenario.all_steps if step.line in lines]
    texts = [text for step in steps for text in (step.text, *(cell for row in step.table for cell in row))]
    return frozenset(_base(word) for text in texts for word in _WORD.findall(text))


def _base(word: str) -> str:
    return singular(word.casefold().removesuffix("'s"))


def passages(told: Told, name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield a scenario for each quotation of false words: what the walk does before, and the steps below.

    Args:
        told: What became of a lie.
        name: The name of the scenarios.

    Yields:
        The scenario, and the texts of the steps below the quotation, one of which has to fail.
    """
    for quotation, _ in told.quoted:
        for stretch in quotation.stretches:
            own = stretch.steps or frozenset()
            scenario = next(each for each in told.feature.scenarios if each.line == stretch.scenario)
            before = [step for step in scenario.all_steps if step.line < min(own) and step.kind is not StepKind.THEN]
            below = [step for step in scenario.all_steps if step.line in own]
            lines = [f"  Scenario: {name}"]
            for step in (*before, *below):
                lines.append(f"    {step.kind.value.capitalize()} {step.text}")
                lines += (f"      | {' | '.join(row)} |" for row in step.table)
            yield "\n".join(lines), frozenset(step.text for step in below)
