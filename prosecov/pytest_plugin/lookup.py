"""Find step definitions faster than by trying all of them for every step.

pytest-bdd compares each step with each definition, by way of all fixtures. With many definitions that takes longer than
the steps. Here definitions are indexed by the text before their first parameter, once for each module of tests.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

import pytest
from _pytest.fixtures import FixtureManager
from pytest_bdd import parsers
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry

Item = TypeVar("Item")

_PARAMETER = re.compile(r"[{}]")


class StepIndex(Generic[Item]):
    """Step definitions by what the steps that match them begin with."""

    def __init__(self, items: Iterable[Item], context_of: Callable[[Item], StepFunctionContext]) -> None:
        """Index definitions.

        Args:
            items: The definitions, or whatever stands for them.
            context_of: Returns the definition of an item.
        """
        self._contexts = [(item, context_of(item)) for item in items]
        self._by_text: dict[str, list[int]] = defaultdict(list)
        self._by_prefix: dict[str, list[int]] = defaultdict(list)
        self._found: dict[tuple[str, str], list[Item]] = {}
        for position, (_, context) in enumerate(self._contexts):
            if type(context.parser) is parsers.string:
                self._by_text[context.parser.name].append(position)
            else:
                self._by_prefix[_prefix(context.parser)].append(position)
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})

    @property
    def items(self) -> list[Item]:
        """All that was indexed."""
        return [item for item, _ in self._contexts]

    def matching(self, kind: str, text: str) -> list[Item]:
        """Return the definitions that match a step, in the order in which they were given.

        Args:
            kind: ``given``, ``when`` or ``then``.
            text: The text of the step.
        """
        if (kind, text) not in self._found:
            folded = text.casefold()
            prefixes = (folded[:length] for length in self._lengths if length <= len(folded))
            positions = {p for prefix in prefixes for p in self._by_prefix.get(prefix, ())}
            candidates = (self._contexts[p] for p in sorted(positions.union(self._by_text.get(text, ()))))
            of_kind = ((item, context.parser) for item, context in candidates if context.type in {None, kind})
            self._found[kind, text] = [item for item, parser in of_kind if parser.is_matching(text)]
        return self._found[kind, text]


def _prefix(parser: parsers.StepParser) -> str:
    """Return what every text that a parser matches begins with, ignoring case; empty if that is not known."""
    is_known = type(parser) in {parsers.parse, parsers.cfparse}
    return _PARAMETER.split(parser.name, maxsplit=1)[0].casefold() if is_known else ""


class StepLookup:
    """A plugin for every process that runs tests: replaces pytest-bdd's search for the definitions of a step."""

    def __init__(self) -> None:
        """Replace the search."""
        self._known = -1
        self._indexes: WeakKeyDictionary[Any, StepIndex[Any]] = WeakKeyDictionary()
        self._patch = pytest.MonkeyPatch()
        # pytest_bdd.scenario is the decorator, which has the name of its module.
        self._patch.setattr(import_module("pytest_bdd.scenario"), "find_fixturedefs_for_step", self._find)

    @pytest.hookimpl(tryfirst=True)
    def pytest_unconfigure(self) -> None:
        """Restore the search."""
        self._patch.undo()

    def _find(self, step: Step, fixturemanager: FixtureManager, node: pytest.Item) -> Sequence[Any]:
        """Return the fixtures of the definitions that match a step and are visible to a test.

        Tests of one module, or of one class, see the same definitions.
        """
        if len(step_function_context_registry) != self._known:
            self._known = len(step_function_context_registry)
            self._indexes.clear()
        place = node.parent or node
        if place not in self._indexes:
            names = [n for n in get_fixture_names(fixturemanager) if n.startswith(StepNamePrefix.step_def.value)]
            fixtures = [fixture for name in names for fixture in getfixturedefs(fixturemanager, name, node) or ()]
            steps = [fixture for fixture in fixtures if fixture.func in step_function_context_registry]
            self._indexes[place] = StepIndex(steps, lambda fixture: step_function_context_registry[fixture.func])
        return self._indexes[place].matching(step.type, step.name)
