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
class PickleKey:
    """A scenario, or a row of its examples, that a test runs.

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
        pickles: The pickles by the scenario or row from which they come.
        next_id: Returns an id that is not used in the stream yet.
    """

    envelopes: tuple[Json, ...]
    pickles: Mapping[PickleKey, Json]
    next_id: Callable[[], str]


def read_documents(sources: Mapping[str, str]) -> Documents:
    """Parse features.

    Args:
        sources: Gherkin by the path of its file; Gherkin that cannot be parsed becomes a parse error.

    Returns:
        The features.
    """
    events = GherkinEvents(GherkinEvents.Options(print_source=True, print_ast=True, print_pickles=True))
    events.compiler = _Compiler(events.id_generator)
    envelopes: list[Json] = []
    pickles: dict[PickleKey, Json] = {}
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
                pickles[PickleKey(uri, lines[scenario], rows[scenario])] = envelope["pickle"]
                rows[scenario] += 1
    return Documents(tuple(envelopes), pickles, events.id_generator.get_next_id)


def without_nulls(value: Any) -> Any:
    """Return a copy of JSON without fields that have no value, as the format requires."""
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
    """Compiles scenarios as pytest-bdd runs them, where Cucumber would run them differently."""

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
