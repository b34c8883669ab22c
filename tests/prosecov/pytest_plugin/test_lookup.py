"""The search for step definitions: the same ones as pytest-bdd finds, in the same order."""

import re

from hypothesis import given
from hypothesis import strategies as st
from pytest_bdd import parsers
from pytest_bdd.steps import StepFunctionContext

from prosecov.pytest_plugin.lookup import StepIndex
from tests.prosecov.conftest import Project

PATTERNS = ["a page", "a {thing}", "A {thing} opens", "{thing} opens", "{{a}} {b}", "the page opens", ""]
PARSERS = (parsers.string, parsers.parse, parsers.cfparse, lambda name: parsers.re(re.sub(r"{+\w+}+", ".*", name)))
TEXTS = ["a page", "A page", "a page opens", "THE PAGE OPENS", "{a} x", "opens", "", "a  page"]


@given(
    st.lists(st.tuples(st.sampled_from(PATTERNS), st.sampled_from(PARSERS), st.sampled_from([None, "when", "then"]))),
    st.sampled_from(TEXTS),
)
def test_the_index_finds_what_trying_all_finds(chosen: list[tuple[str, type, str | None]], text: str) -> None:
    contexts = [StepFunctionContext(kind, lambda: None, make(pattern)) for pattern, make, kind in chosen]
    index = StepIndex(contexts, lambda context: context)
    for _ in range(2):
        assert index.matching("when", text) == [
            context for context in contexts if context.type in {None, "when"} and context.parser.is_matching(text)
        ]


def test_the_nearest_definition_wins(project: Project) -> None:
    step = 'from pytest_bdd import step, scenarios\n@step("it runs")\ndef _(): assert {passes}\n'
    project.write(
        {
            "conftest.py": step.format(passes=False),
            "tests/test_all.py": step.format(passes=True) + 'scenarios("../features")',
            "tests/other/test_other.py": 'from pytest_bdd import scenarios\nscenarios("../../features")',
            "features/f.feature": "Feature: f\n  Scenario: s\n    When it runs\n",
        }
    )
    assert project.pytest().lines("1 failed, 1 passed")
