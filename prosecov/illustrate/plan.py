"""Which steps of a walkthrough perform which part of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from prosecov.articles import Article
from prosecov.coverage.ledger import Ledger
from prosecov.features import Feature, OwnerKind, Scenario, StepKind
from prosecov.illustrate.shots import Key


@dataclass(frozen=True, slots=True)
class Performed:
    """A block of an article with the steps that do what it says.

    Attributes:
        block: Its position in `Article.blocks`.
        steps: The steps, in the order in which they run.
    """

    block: int
    steps: tuple[Key, ...]


def main_scenarios(feature: Feature, titles: Collection[str]) -> tuple[Scenario, ...]:
    """The scenarios that perform procedures from the first step to the last.

    Args:
        feature: A walkthrough.
        titles: The titles of the procedures of its article.

    Returns:
        Those that are called like a procedure, or all if none is, as in a walkthrough that a person wrote.
    """
    named = tuple(scenario for scenario in feature.scenarios if scenario.name in titles)
    return named or feature.scenarios


def quoted_places(ledger: Ledger, feature: Feature) -> dict[Key, int]:
    """Where in the article stands what each step shows.

    Args:
        ledger: The article with the quotations that have their place in it.
        feature: A walkthrough.

    Returns:
        By scenario and step the offset in `Article.text` of the first quotation above it.
    """
    claims = {claim.quotation: claim for entry in ledger.entries for claim in entry.claims if not claim.is_stale}
    places: dict[Key, int] = {}
    for quotation in feature.quotations:
        claim = claims.get(quotation)
        if claim is None or quotation.owner is not OwnerKind.STEP:
            continue
        for stretch in quotation.stretches:
            for line in stretch.steps or ():
                places.setdefault((stretch.scenario, line), claim.span.start)
    return places


def performed(article: Article, scenarios: Iterable[Scenario], places: Mapping[Key, int]) -> tuple[Performed, ...]:
    """The blocks that tell the reader to do something, in the order of the article.

    What several scenarios perform counts for the first of them.

    Args:
        article: The article.
        scenarios: The scenarios of its walkthrough.
        places: What each step shows, as `quoted_places` returns it.

    Returns:
        The blocks with the Whens that perform them.
    """
    starts = [block.start for block in article.blocks]
    steps: dict[int, list[Key]] = {}
    for scenario in scenarios:
        for step in scenario.all_steps:
            place = places.get((scenario.line, step.line))
            if step.kind is StepKind.WHEN and place is not None:
                found = steps.setdefault(bisect_right(starts, place) - 1, [])
                if not found or found[0][0] == scenario.line:
                    found.append((scenario.line, step.line))
    return tuple(Performed(block, tuple(keys)) for block, keys in sorted(steps.items()))
