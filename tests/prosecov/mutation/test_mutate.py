"""Mutation testing of a small project without a browser: which mutants are made, and what becomes of them."""

import json
from datetime import UTC, datetime

import pytest

from prosecov.articles import parse_article
from prosecov.coverage.assess import assess
from prosecov.coverage.project import read_project
from prosecov.mutation.choose import choose
from prosecov.mutation.falsify import falsified_source, falsify
from prosecov.mutation.model import Family, Fate, Mutant, MutantResult, Proof, ProvedSentence, score
from prosecov.mutation.prose_mutants import prose_mutants
from prosecov.mutation.step_mutants import StepMutants
from prosecov.mutation.targets import targets
from prosecov.running.record import last_run
from prosecov.settings import WalkthroughSettings, read_settings
from tests.prosecov.conftest import Project

STEPS = '''
from pytest_bdd import given, parsers, scenarios, then, when

scenarios("../features")


@given(parsers.parse("{count:d} cups"), target_fixture="shelf")
def _(count):
    return {"cups": count}


@when(parsers.parse("{count:d} cups are added"))
def _(shelf, count):
    shelf["cups"] += count


@then(parsers.parse("there are {count:d} cups"))
def _(shelf, count):
    assert shelf["cups"] == count


@then(parsers.parse("the shelf has room for {count:d} cups"))
def _(shelf, count):
    """Look at nothing."""


@then(parsers.parse("cup {count:d} can be taken"))
def _(shelf, count):
    if count > shelf["cups"]:
        raise RuntimeError("no such cup")
'''
FEATURE = """\
Feature: Cups

  Rule: Cups add up
    > Cups add up.

    Scenario: Two and three
      Given 2 cups
      When 3 cups are added
      Then there are 5 cups

  Rule: Shelves have room
    > A shelf has room for eight cups.

    Scenario: An empty shelf
      Given 0 cups
      When 0 cups are added
      Then the shelf has room for 8 cups

  Rule: Cups can be taken
    > Cups can be taken.

    Scenario: One cup
      Given 1 cups
      When 0 cups are added
      Then cup 1 can be taken
"""


@pytest.fixture
def cups(project: Project) -> Project:
    """A project whose three sentences are proved: by a check, by none, and by an action."""
    project.write(
        {
            "articles/cups.md": "# Cups\n\nCups add up. A shelf has room for eight cups. Cups can be taken.\n",
            "features/cups/cups.feature": FEATURE,
            "tests/test_all.py": STEPS,
        }
    )
    assert project.pytest().status == 0
    return project


def test_a_check_that_looks_at_nothing_is_found(cups: Project) -> None:
    ran = cups.start("prosecov.cli", "mutate", "--family", "step", "-n", "1")
    assert ran.status == 1, ran.output
    assert ran.lines(r"step +3 +1 +1 +50%  1 error")
    assert ran.lines("3 proved sentences: the checks of 1 were seen to fail")
    assert ran.lines(
        'articles/cups.md:3: no check of "A shelf has room for eight cups." was seen to fail: another number:'
        " the shelf has room for 8 cups -> the shelf has room for 9 cups; make its scenario look at what it says"
    )
    assert ran.lines("mutants: the score is 50 %, less than 80 %; strengthen the checks that mutants survived")
    report = json.loads((cups.root / "build/report/mutation.json").read_text(encoding="utf-8"))
    found = {
        m["description"]: (m["status"], m.get("statusReason")) for m in report["files"]["articles/cups.md"]["mutants"]
    }
    assert found == {
        "there are 5 cups -> there are 6 cups": ("Killed", "line 9: assert 5 == 6"),
        "the shelf has room for 8 cups -> the shelf has room for 9 cups": ("Survived", None),
        "cup 1 can be taken -> cup 2 can be taken": ("RuntimeError", "line 25: no such cup"),
    }


def test_the_results_say_which_checks_can_fail(cups: Project) -> None:
    cups.start("prosecov.cli", "mutate", "--family", "step", "-n", "1")
    assert cups.pytest().status == 0
    sentences = {s["text"]: s for s in cups.results()["articles"][0]["sentences"]}
    assert [(s["can_fail"], s["killed"], len(s["survivors"])) for s in sentences.values()] == [
        (True, 1, 0),
        (False, 0, 1),
        (None, 0, 0),
    ]


def test_without_a_run_there_is_nothing_to_test(project: Project) -> None:
    project.write({"articles/a.md": "# A\n\nIt is.\n"})
    ran = project.prosecov("mutate")
    assert (ran.status, ran.output) == (2, "build/report: nothing has run yet; run pytest --prosecov first\n")


def test_the_same_seed_chooses_the_same_mutants_of_as_many_kinds_as_possible() -> None:
    made = [
        Mutant(Family.STEP, operator, "a:0", (Proof("n"),), "x", f"{operator}{number}")
        for operator in ("one", "two", "three")
        for number in range(5)
    ]
    chosen = choose(made, 3, seed=7)
    assert chosen == choose(made, 3, seed=7)
    assert {mutant.operator for mutant in chosen} == {"one", "two", "three"}
    assert any(choose(made, 3, seed=seed) != chosen for seed in range(5))


def test_no_step_mutant_claims_what_another_step_says(cups: Project) -> None:
    cups.replace(
        "features/cups/cups.feature", "Then there are 5 cups", "Then there are 5 cups\n      And there are 6 cups"
    )
    project = read_project(read_settings(cups.root))
    recorded = last_run(project.config.report_folder, cups.root)
    assert recorded is not None
    results = assess(project, recorded.scenarios, None, datetime.now(UTC))
    runs = {run.nodeid: run for run in results.scenarios}
    made = [m.replacement for t in targets(results) for m in StepMutants(project.features).of(t, runs)]
    assert made == ["the shelf has room for 9 cups", "cup 2 can be taken"]


GUIDE = "# Guide\n\n1. Click **Save** to close the **Edit** dialog.\n2. Click **Print**.\n"


def test_a_falsified_sentence_is_walked_up_to_its_own_steps() -> None:
    article = parse_article(GUIDE, "a.md")
    sentence = article.sentences[0]
    target = ProvedSentence(
        "a.md", sentence.line, sentence.text, sentence.start, "Guide", (Proof("n", frozenset({7})),)
    )
    made = prose_mutants(article, target)
    mutant = next(m for m in made if m.original == "Save" and m.operator == "invented label")
    source = falsified_source(article, GUIDE, mutant)
    assert source is not None
    assert f"Click **{mutant.replacement}** to close" in source
    walk = falsify(source, "a.md", mutant, WalkthroughSettings())
    assert walk is not None
    lines = walk.feature.splitlines()
    assert lines[min(walk.steps) - 1].strip() == f'When the user clicks "{mutant.replacement}"'
    assert "Print" not in walk.feature


def test_only_killed_and_survived_mutants_enter_the_score() -> None:
    fates = [Fate.KILLED, Fate.KILLED, Fate.KILLED, Fate.SURVIVED, Fate.ERROR, Fate.EQUIVALENT, Fate.ELSEWHERE]
    found = score([MutantResult(str(number), fate) for number, fate in enumerate(fates)])
    assert (found.killed, found.survived, found.share) == (3, 1, 75)
    assert sum(found.others.values()) == 3
