"""Feature files as Cucumber Messages: sources, documents and pickles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gherkin.pickles.compiler import Compiler
from gherkin.stream.gherkin_events import GherkinEvents
from pytest_bdd.parser import render_string

Json = dict[str, Any]
_MEDIA_TYPE = "text/x.cucumber.gherkin+plain"


@dataclass(frozen=True, slots=True)
class Place:
    """What a test runs.

    Attributes:
        uri: Path of the feature.
        line: Line of the scenario.
        row: Which row of all its examples, counted from 0; 0 without examples.
    """

    uri: str
    line: int
    row: int


@dataclass(frozen=True, slots=True)
class Documents:
    """All features.

    Attributes:
        envelopes: Source, document and pickles of each feature, in turn.
        pickles: The pickles by what they come from.
        next_id: Gives an id that nothing in the stream has yet.
    """

    envelopes: tuple[Json, ...]
    pickles: Mapping[Place, Json]
    next_id: Callable[[], str]


def read_documents(sources: Mapping[str, str]) -> Documents:
    """Parse features.

    Args:
        sources: Gherkin by the path of its file; what pytest-bdd could not parse ends up as a parse error.

    Returns:
        The features.
    """
    events = GherkinEvents(GherkinEvents.Options(print_source=True, print_ast=True, print_pickles=True))
    events.compiler = _Compiler(events.id_generator)
    envelopes: list[Json] = []
    pickles: dict[Place, Json] = {}
    for uri, data in sources.items():
        lines: dict[str, int] = {}
        rows: dict[str, int] = defaultdict(int)
        for event in events.enum({"source": {"uri": uri, "data": data, "mediaType": _MEDIA_TYPE}}):
            envelope: Json = without_nulls(event)
            envelopes.append(envelope)
            if "gherkinDocument" in envelope:
                lines = dict(_scenarios(envelope["gherkinDocument"].get("feature", {})))
            elif "pickle" in envelope:
                scenario = envelope["pickle"]["astNodeIds"][0]
                pickles[Place(uri, lines[scenario], rows[scenario])] = envelope["pickle"]
                rows[scenario] += 1
    return Documents(tuple(envelopes), pickles, events.id_generator.get_next_id)


def without_nulls(value: Any) -> Any:
    """A copy of JSON in which fields that have no value are left out, as the format demands."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def _scenarios(parent: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for child in parent.get("children", ()):
        if "scenario" in child:
            yield child["scenario"]["id"], child["scenario"]["location"]["line"]
        elif "rule" in child:
            yield from _scenarios(child["rule"])


class _Compiler(Compiler):
    """Compiles what pytest-bdd runs where that is not what Cucumber would run."""

    def _compile_scenario_outline(self, *args: Any) -> None:
        # pytest-bdd runs an outline whose tables have no rows, once, with its placeholders as text.
        scenario = args[3]
        compile_one = super()._compile_scenario_outline
        if not any(examples["tableBody"] for examples in scenario["examples"]):
            compile_one = self._compile_scenario
        compile_one(*args)

    def _interpolate(self, name: Any, variable_cells: Any, value_cells: Any) -> Any:
        # The official compiler reads names of columns as regular expressions, so "cost (€)" is not replaced.
        if name is None:
            return None
        cells = zip(variable_cells, value_cells, strict=True)
        return render_string(name, {variable["value"]: value["value"] for variable, value in cells})
