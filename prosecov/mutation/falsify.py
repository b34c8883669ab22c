"""From prose mutants to features: the article is falsified, derived anew, and cut behind what was falsified."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prosecov.articles import Article, parse_article
from prosecov.coverage.ledger import build_ledger
from prosecov.derive.deriving import derive
from prosecov.errors import InputError
from prosecov.features import parse_feature
from prosecov.mutation.model import Mutant
from prosecov.settings import WalkthroughSettings


@dataclass(frozen=True, slots=True)
class Falsified:
    """A walk that would prove a falsified sentence.

    Attributes:
        feature: The feature as Gherkin: one scenario, called like the mutant, that ends behind the steps in question.
        steps: The lines of the steps that stand below a quotation of the falsified words.
    """

    feature: str
    steps: frozenset[int]


def falsified_source(article: Article, source: str, mutant: Mutant) -> str | None:
    """Return the source of an article with a mutant in it; ``None`` if the words are not found in their line.

    Args:
        article: The article.
        source: Its source, with line feeds as line breaks.
        mutant: The mutant.
    """
    start = int(mutant.data["start"])
    number = article.line_at(start)
    lines = source.split("\n")
    line_start = next((offset for offset, line in article.lines if line == number), start)
    earlier = article.text[line_start:start].count(mutant.original)
    places = [match.start() for match in re.finditer(re.escape(mutant.original), lines[number - 1])]
    if earlier >= len(places):
        return None
    place, line = places[earlier], lines[number - 1]
    lines[number - 1] = f"{line[:place]}{mutant.replacement}{line[place + len(mutant.original) :]}"
    return "\n".join(lines)


def falsify(source: str, path: str, mutant: Mutant, settings: WalkthroughSettings) -> Falsified | None:
    """Derive a falsified article.

    Args:
        source: The falsified source.
        path: The path of the article.
        mutant: What was falsified.
        settings: The settings of the walkthrough.

    Returns:
        The walk; ``None`` if no step stands below a quotation of the falsified words, so that nothing proves them.
    """
    article = parse_article(source, path)
    try:
        text = derive(article, settings).text
    except InputError:
        return None
    feature = parse_feature(text, "walkthrough.feature")
    start = int(mutant.data["start"])
    end = start + len(mutant.replacement)
    judging: set[tuple[int, int]] = set()
    for claim in (claim for entry in build_ledger(article, [feature]).entries for claim in entry.claims):
        if claim.span.start < end and start < claim.span.end:
            judging |= {(s.scenario, line) for s in claim.quotation.stretches for line in s.steps or ()}
    if not judging:
        return None
    scenario_line = min(scenario for scenario, _ in judging)
    steps = frozenset(line for scenario, line in judging if scenario == scenario_line)
    return Falsified(_cut(text, scenario_line, max(steps), mutant.id), steps)


def _cut(text: str, scenario: int, last: int, name: str) -> str:
    """Keep one scenario of a feature, up to a step; lines keep their numbers."""
    lines = text.split("\n")
    end = last
    while end < len(lines) and lines[end].lstrip().startswith(("|", '"""')):
        end += 1
    head = [line if line.startswith("Feature:") else "" for line in lines[: scenario - 1]]
    return "\n".join([*head, f"  Scenario: Mutant {name}", *lines[scenario:end], ""])
