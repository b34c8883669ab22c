"""Step mutants: the values in the Then steps of a proof are changed, so that the steps claim something false."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from prosecov.features import Feature, Scenario, Step, StepKind
from prosecov.mutation.model import Family, Mutant, Proof, ProvedSentence
from prosecov.results.runs import ScenarioRun, StepResult

_NUMBER = re.compile(r"(?<![\w.-])\d+(?![\w.-])")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)+)"')
_NAME = re.compile(r"(?<!\w)[A-Z][a-z]+ [A-Z][a-z]+(?!\w)")
_NEGATIVE = re.compile(r"\b(?:no|not|no longer|neither|nothing|never|without)\b", re.IGNORECASE)
Rows = tuple[tuple[str, ...], ...]


class StepMutants:
    """Makes step mutants from the values that the features use themselves."""

    def __init__(self, features: Iterable[Feature]) -> None:
        """Collect the values that can stand for one another.

        Args:
            features: All features; the cells of a column are values of one kind.
        """
        self._scenarios: dict[tuple[str, str, str], Scenario] = {}
        self._columns: dict[str, set[str]] = defaultdict(set)
        for feature in features:
            for scenario in feature.scenarios:
                self._scenarios[feature.path, scenario.rule or "", scenario.name] = scenario
                for examples in scenario.examples:
                    for column, cells in zip(examples.columns, zip(*examples.rows, strict=True), strict=False):
                        self._columns[column].update(filter(None, cells))
        self._alternatives = self._by_value()

    def _by_value(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for values in self._columns.values():
            for value in values:
                found[value] |= values - {value}
        return {value: tuple(sorted(others)) for value, others in found.items() if others}

    def of(self, target: ProvedSentence, runs: Mapping[str, ScenarioRun]) -> Iterator[Mutant]:
        """Yield the mutants of a sentence, for each run that proves it."""
        for proof in target.proofs:
            run = runs[proof.nodeid]
            scenario = self._scenarios.get((run.feature, run.rule, run.name))
            if scenario is None or len(scenario.all_steps) != len(run.steps):
                continue
            for step, result in zip(scenario.all_steps, run.steps, strict=True):
                if step.kind is StepKind.THEN and (not proof.steps or step.line in proof.steps):
                    yield from self._of_step(target, proof, scenario, run, step, result)

    def _of_step(
        self, target: ProvedSentence, proof: Proof, scenario: Scenario, run: ScenarioRun, step: Step, result: StepResult
    ) -> Iterator[Mutant]:
        for operator, text in self._changed_texts(scenario, run, step, result.text):
            yield Mutant(Family.STEP, operator, target.key, (proof,), result.text, text, step.line, {"text": text})
        for operator, rows in self._changed_tables(step.table):
            shown, was = (" / ".join(" | ".join(row) for row in table) for table in (rows, step.table))
            table = json.dumps(rows, ensure_ascii=False)
            yield Mutant(Family.STEP, operator, target.key, (proof,), was, shown, step.line, {"table": table})

    def _changed_texts(self, scenario: Scenario, run: ScenarioRun, step: Step, text: str) -> Iterator[tuple[str, str]]:
        """Yield texts that claim something else, each with the operator that made it.

        A text that another step of the scenario claims as well is true, and so may be what is said not to be there.
        """
        seen = {text, *(other.text for other in run.steps)}
        candidates = [*_other_rows(scenario, run, step), *_other_numbers(text)]
        if not _NEGATIVE.search(text):
            candidates += [*self._other_values(text), *_other_names(text, run), *_other_quotes(text, run)]
        for operator, changed in candidates:
            if changed not in seen:
                seen.add(changed)
                yield operator, changed

    def _other_values(self, text: str) -> Iterator[tuple[str, str]]:
        for value in sorted(self._alternatives, key=len, reverse=True):
            place = _whole(value).search(text)
            if place:
                for other in self._alternatives[value][:2]:
                    yield "another value", f"{text[: place.start()]}{other}{text[place.end() :]}"
                return

    def _changed_tables(self, table: Rows) -> Iterator[tuple[str, Rows]]:
        if not table:
            return
        yield "row dropped", table[:-1] if len(table) > 1 else ((*table[0][:-1], "nothing at all"),)
        yield (
            "row added",
            (*table, tuple(f"{cell} too" if position == 0 else cell for position, cell in enumerate(table[-1]))),
        )
        for number in {0, len(table) // 2, len(table) - 1}:
            row = table[number]
            cell = row[-1]
            others = self._alternatives.get(cell, ())
            changed = (
                str(int(cell) + 1) if cell.isdigit() else next((o for o in others if o != cell), f"{cell} (changed)")
            )
            yield "cell changed", (*table[:number], (*row[:-1], changed), *table[number + 1 :])


def _whole(value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])")


def _other_rows(scenario: Scenario, run: ScenarioRun, step: Step) -> Iterator[tuple[str, str]]:
    """Yield the text with the outcome of another row of the outline."""
    own = dict(run.example)
    for row in scenario.rows:
        other = dict(row)
        text = step.text
        for column, value in other.items():
            text = text.replace(f"<{column}>", value)
        if other != own:
            yield "outcome of another row", text


def _other_numbers(text: str) -> Iterator[tuple[str, str]]:
    for number in _NUMBER.finditer(text):
        yield "another number", f"{text[: number.start()]}{int(number.group()) + 1}{text[number.end() :]}"


def _other_names(text: str, run: ScenarioRun) -> Iterator[tuple[str, str]]:
    people = list(dict.fromkeys(name for step in run.steps for name in _NAME.findall(step.text)))
    for name in _NAME.findall(text):
        for other in [person for person in people if person != name][:1]:
            yield "another name", text.replace(name, other)


def _other_quotes(text: str, run: ScenarioRun) -> Iterator[tuple[str, str]]:
    texts = list(dict.fromkeys(quote for step in run.steps for quote in _QUOTED.findall(step.text)))
    for quote in _QUOTED.finditer(text):
        others: Sequence[str] = [other for other in texts if other != quote.group(1)]
        for other in (*others[:1], "Something That Is Nowhere"):
            yield "another label", f"{text[: quote.start(1)]}{other}{text[quote.end(1) :]}"
