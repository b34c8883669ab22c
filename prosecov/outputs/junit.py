"""Properties of JUnit test cases: the sentences of articles that a scenario quotes.

pytest's ``--junitxml`` writes the user properties of a test as ``<property>`` elements of its test case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest

from prosecov.coverage.ledger import Ledger
from prosecov.results.scenario_record import ATTRIBUTE, ScenarioRecord

QUOTES = "prosecov.quotes"
"""The name of the properties; there is one for each line of an article that a scenario quotes."""


class JUnitProperties:
    """A plugin for the process that writes the file; reports of pytest-xdist's workers pass through it as well."""

    def __init__(self, ledgers: Iterable[Ledger]) -> None:
        """Find out which scenario quotes what.

        Args:
            ledgers: The articles with their quotations.
        """
        self._places = quoted_places(ledgers)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add the properties to the report before pytest writes them."""
        record: ScenarioRecord | None = getattr(report, ATTRIBUTE, None)
        if record is not None and report.when == "teardown":
            places = self._places.get((record["feature"], record["line"]), ())
            report.user_properties += [(QUOTES, place) for place in places]


def quoted_places(ledgers: Iterable[Ledger]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Return the places of the sentences that a scenario, or its rule or feature, quotes.

    Args:
        ledgers: The articles with their quotations.

    Returns:
        Places as ``path:line`` in the order of the articles, by path and line of the scenario.
    """
    places: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    for ledger in ledgers:
        for entry in ledger.entries:
            for claim in entry.claims:
                for stretch in claim.quotation.stretches:
                    place = f"{ledger.article.path}:{entry.sentence.line}"
                    places[claim.quotation.path, stretch.scenario][place] = None
    return {scenario: tuple(quoted) for scenario, quoted in places.items()}
