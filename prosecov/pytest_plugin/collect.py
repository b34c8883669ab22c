"""Collect: the step definitions of a project, and the scenarios that its tests run."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from pytest_bdd import parsers
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.scenario import iterparentnodeids
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry

from prosecov.coverage.project import relative
from prosecov.errors import Problem
from prosecov.features import Feature
from prosecov.pytest_plugin.lookup import StepIndex
from prosecov.pytest_plugin.record import scenario_place, template_of
from prosecov.results.step_catalogue import Catalogue, Definition, Use
from prosecov.settings import FILE_NAME

_SHIPPED = Path(__file__).parent.parent
"""The folder of the step definitions that come with prosecov; a project need not use all of them."""


class Collection:
    """A plugin that remembers what was collected, deselected tests included."""

    def __init__(self) -> None:
        self.deselected = 0
        self._items: list[pytest.Item] = []
        self._errors: list[Problem] = []
        self._session: pytest.Session | None = None

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Remember tests that will not run."""
        self.deselected += len(items)
        self._items += items

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what cannot be collected."""
        if report.failed:
            lines = [line.removeprefix("E ").strip() for line in report.longreprtext.splitlines() if line.strip()]
            message = f"pytest cannot collect it: {lines[-1]}" if lines else "pytest cannot collect it"
            self._errors.append(Problem(str(report.nodeid).split("::")[0], 0, message, "run pytest to see all of it"))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Remember tests that will run."""
        self._session = session
        self._items += session.items

    def catalogue(self, features: Iterable[Feature]) -> Catalogue | None:
        """Return the catalogue of steps, ``None`` before anything is collected."""
        if self._session is None:
            return None
        root = self._session.config.rootpath
        bound: dict[str, set[str]] = defaultdict(set)
        binders: dict[str, dict[pytest.Item | pytest.Collector, None]] = defaultdict(dict)
        for item in self._items:
            template = template_of(item)
            if template is not None:
                feature = scenario_place(template, root)[0]
                bound[feature].add(template.name)
                binders[feature][item.parent or item] = None
        places = {place: None for group in binders.values() for place in group} or {self._session: None}
        visible = {place: _visible_definitions(self._session, place) for place in places}
        contexts = {id(context): context for groups in visible.values() for group in groups for context in group.items}
        definitions = {key: _definition(context, root) for key, context in contexts.items()}
        ordered = sorted(definitions, key=lambda key: (definitions[key].file, definitions[key].line))
        positions = {key: position for position, key in enumerate(ordered)}
        uses = tuple(
            Use(feature.path, kind, text, tuple(sorted({positions[id(context)] for context in matches})))
            for feature in features
            for kind, text in _texts(feature)
            for matches in [_matches([visible[place] for place in binders.get(feature.path, places)], kind, text)]
        )
        return Catalogue(
            tuple(definitions[key] for key in ordered),
            uses,
            {feature: frozenset(names) for feature, names in bound.items()},
            _files(self._session, {definition.file for definition in definitions.values()}, self._items),
            tuple(self._errors),
        )


def _visible_definitions(
    session: pytest.Session, place: pytest.Item | pytest.Collector
) -> list[StepIndex[StepFunctionContext]]:
    """Return the step definitions that a place can use: one index for each level, the nearest level first."""
    manager = session._fixturemanager
    names = [name for name in get_fixture_names(manager) if name.startswith(StepNamePrefix.step_def.value)]
    fixtures = [fixture for name in names for fixture in getfixturedefs(manager, name, place) or ()]
    fixtures.sort(key=lambda fixture: len(list(iterparentnodeids(fixture.baseid))), reverse=True)
    levels = (
        [context for fixture in level if (context := step_function_context_registry.get(fixture.func)) is not None]
        for _, level in groupby(fixtures, key=lambda fixture: fixture.baseid)
    )
    return [StepIndex(level, lambda context: context) for level in levels]


def _matches(
    visible: Iterable[list[StepIndex[StepFunctionContext]]], kind: str, text: str
) -> Iterator[StepFunctionContext]:
    for levels in visible:
        yield from next(filter(None, (level.matching(kind, text) for level in levels)), ())


def _texts(feature: Feature) -> dict[tuple[str, str], None]:
    filled = (pair for scenario in feature.scenarios for pair in scenario.filled_steps())
    return {(step.kind.value, text): None for step, text in filled}


def _definition(context: StepFunctionContext, root: Path) -> Definition:
    function = inspect.unwrap(context.step_func)
    code = getattr(function, "__code__", None)
    path = Path(code.co_filename) if code else root
    is_own = path.is_relative_to(root) and "site-packages" not in path.parts and not path.is_relative_to(_SHIPPED)
    line = code.co_firstlineno if code else 0
    doc = inspect.getdoc(function) or ""
    is_regex = isinstance(context.parser, parsers.re)
    return Definition(context.type or "step", context.parser.name, relative(path, root), line, doc, is_own, is_regex)


def _files(session: pytest.Session, definitions: set[str], items: Iterable[pytest.Item]) -> dict[str, int]:
    root = session.config.rootpath
    conftests = [
        Path(str(plugin.__file__))
        for plugin in session.config.pluginmanager.get_plugins()
        if Path(str(getattr(plugin, "__file__", ""))).name == "conftest.py"
    ]
    modules = {item.path for item in items if template_of(item) is not None}
    paths = {root / FILE_NAME, *(root / file for file in definitions), *conftests, *modules}
    return {relative(path, root): path.stat().st_mtime_ns for path in sorted(paths) if path.is_file()}
