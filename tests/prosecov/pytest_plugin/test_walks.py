"""Walks: what follows a step that failed, could not be done, or was not understood."""

import pytest

from tests.prosecov.conftest import Project

ARTICLE = """\
# Guide

Click One at the top. It opens one. Click Two. It opens two. Click Three.
"""
FEATURE = """\
Feature: Guide
  Scenario: Walk
    Given a page
    # > Click One at the top.
    When one is clicked
    # > It opens one.
    Then one is open
    # > Click Two.
    When two is clicked
    # > It opens two.
    Then two is open
    # > Click Three.
    When three is clicked
"""
STEPS = """\
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

scenarios("../features")

class Error(AssertionError):
    def __init__(self, text, is_understood=True, is_done=False):
        super().__init__(text)
        self.is_understood, self.is_done = is_understood, is_done

@given("a page", target_fixture="clicked")
def page():
    return []

@when(parsers.parse("{name} is clicked"))
def click(name, clicked, request, step):
    clicked.append(name)
    FAIL

@then(parsers.parse("{name} is open"))
def is_open(name, clicked):
    assert clicked[-1] == name

@pytest.fixture
def step():
    return None
"""
PROVED = ["proved"] * 5


@pytest.mark.parametrize(
    ("fails", "verdicts"),
    [
        ("pass", PROVED),
        # Elsewhere than the article says, but done.
        ("if name == 'one': raise Error('elsewhere', is_done=True)", ["contradicted", *PROVED[1:]]),
        # Not there: its effect is not checked, but the walk goes on.
        ("if name == 'one': raise Error('not there')", ["contradicted", "blocked", *PROVED[2:]]),
        ("if name == 'one': raise Error('which?', is_understood=False)", ["not understood", "blocked", *PROVED[2:]]),
        # What fails after that may fail because of it.
        ("if name != 'two': raise Error('not there')", ["contradicted", "blocked", "proved", "proved", "blocked"]),
        # Of any other failure nothing is known.
        ("assert name != 'one'", ["contradicted", *["blocked"] * 4]),
        # Done, but the place is not known.
        (
            "request.node.user_properties += [('prosecov_doubt', 'guide.feature:5: x: where?')] * (name == 'one')",
            ["not understood", *PROVED[1:]],
        ),
    ],
)
def test_a_walk_goes_on_where_it_can(project: Project, fails: str, verdicts: list[str]) -> None:
    project.write(
        {
            "articles/guide.md": ARTICLE,
            "features/guide.feature": FEATURE,
            "tests/test_all.py": STEPS.replace("FAIL", fails),
        }
    )
    project.pytest()
    assert list(project.verdicts().values()) == verdicts


def test_what_was_not_understood_is_no_reason_to_correct_the_article(project: Project) -> None:
    failure = "if name == 'one': raise Error('\"top\" is no part of this screen', is_understood=False)"
    project.write(
        {
            "articles/guide.md": ARTICLE,
            "features/guide.feature": FEATURE,
            "tests/test_all.py": STEPS.replace("FAIL", failure),
        }
    )
    ran = project.pytest()
    assert '"top" is no part of this screen' in project.reason("Click One at the top.")
    assert ran.status == 1
    assert not ran.lines("Click One at the top.*correct the article")
