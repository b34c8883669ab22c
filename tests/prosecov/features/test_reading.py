from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosecov.errors import InputError
from prosecov.features import Feature, OwnerKind, StepKind, parse_feature, read_feature

SOURCE = '''\
@billing
Feature: Finding contacts

  # a note
  > Contacts are found
  > by their status.
  # inside the description
  > A third line.

  Why it matters.

  Background:
    > not here
    # > nor here
    Given a contact

  Scenario Outline: Each status
    When the user picks <status>

    Examples:
      > not here either
      | status |
      | one    |
      | two    |

  @advisory
  Rule: The search is remembered

    Nothing shows it.
    Not even a log.

    Another paragraph.
    > It stays until New Search.
    >
    > Then it goes.
    # > dangling

    Background:
      Given a search

    @slow
    Scenario: Twice
      > Said of one scenario.

      # > Click **Search**
      # > to run it.
      #
      # > It lists all.
      # a note that ends nothing but the run
      When the user searches
        """
        # > no quotation
        """
      And waits
      # > Every one is checked.
      Then all are listed
        | name | status |
        | Ada  | new    |
'''


@pytest.fixture
def feature() -> Feature:
    return parse_feature(SOURCE, "features/a.feature")


def test_quotations_know_their_lines_text_and_owner(feature: Feature) -> None:
    assert [(q.line, q.end_line, q.owner, q.owner_line, q.text) for q in feature.quotations] == [
        (5, 6, OwnerKind.FEATURE, 2, "Contacts are found by their status."),
        (8, 8, OwnerKind.FEATURE, 2, "A third line."),
        (33, 33, OwnerKind.RULE, 27, "It stays until New Search."),
        (35, 35, OwnerKind.RULE, 27, "Then it goes."),
        (43, 43, OwnerKind.SCENARIO, 42, "Said of one scenario."),
        (45, 46, OwnerKind.STEP, 50, "Click **Search** to run it."),
        (48, 48, OwnerKind.STEP, 50, "It lists all."),
        (55, 55, OwnerKind.STEP, 56, "Every one is checked."),
    ]


def test_quotations_know_what_judges_them(feature: Feature) -> None:
    judged = {q.line: [(s.scenario, s.steps and sorted(s.steps)) for s in q.stretches] for q in feature.quotations}
    assert judged == {
        5: [],
        8: [],
        33: [(42, None)],
        35: [(42, None)],
        43: [(42, None)],
        45: [(42, [50, 54])],
        48: [(42, [50, 54])],
        55: [(42, [56])],
    }


@pytest.mark.parametrize(
    ("tagged", "judging"),
    [
        ("    @slow\n", "    @slow @proves-feature\n"),
        ("  @advisory\n  Rule", "  @proves-feature\n  Rule"),
    ],
)
def test_scenarios_say_that_they_prove_what_their_feature_quotes(tagged: str, judging: str) -> None:
    feature = parse_feature(SOURCE.replace(tagged, judging), "features/a.feature")
    quotations = [quotation for quotation in feature.quotations if quotation.owner is OwnerKind.FEATURE]
    assert [[stretch.scenario for stretch in quotation.stretches] for quotation in quotations] == [[42], [42]]
    outline, twice = feature.scenarios
    assert not outline.quotations
    assert {"Contacts are found by their status.", "A third line."} < twice.quotations


def test_the_only_scenario_proves_what_its_feature_quotes() -> None:
    feature = parse_feature("Feature: F\n  > It is so.\n\n  Scenario: S\n    Then it is so\n", "f.feature")
    assert [stretch.scenario for q in feature.quotations for stretch in q.stretches] == [4]
    assert feature.scenarios[0].quotations == {"It is so."}


@pytest.mark.parametrize(("above", "judging"), [("#", [4]), ("# a note", [4, 6]), ("", [4, 6])])
def test_a_bare_hash_above_a_step_ends_a_quotation(above: str, judging: list[int]) -> None:
    source = f"Feature: F\n  Scenario: S\n    # > It is so.\n    Then it is so\n    {above}\n    Then more is so\n"
    [quotation] = parse_feature(source, "f.feature").quotations
    assert [sorted(stretch.steps or ()) for stretch in quotation.stretches] == [judging]


def test_quotations_inherit_tags_and_keep_the_reason(feature: Feature) -> None:
    by_line = {q.line: q for q in feature.quotations}
    assert by_line[5].tags == ("billing",)
    assert by_line[5].reason == "Why it matters."
    assert by_line[33].tags == ("billing", "advisory")
    assert by_line[33].reason == "Nothing shows it. Not even a log."
    assert by_line[55].tags == ("billing", "advisory", "slow")
    assert by_line[55].reason == "Nothing shows it. Not even a log."


def test_the_reason_is_that_of_whatever_is_tagged() -> None:
    feature = parse_feature(
        "Feature: f\n  About the feature.\n  @advisory\n  Rule: r\n    > One.\n  Rule: s\n    Not tagged.\n"
        "    @advisory\n    Scenario: t\n      Nobody sees it.\n      > Two.\n",
        "x.feature",
    )
    assert [(quotation.text, quotation.reason) for quotation in feature.quotations] == [
        ("One.", ""),
        ("Two.", "Nobody sees it."),
    ]


def test_quotations_out_of_place_are_found(feature: Feature) -> None:
    assert [(stray.line, stray.place) for stray in feature.strays] == [
        (13, "in the description of Background"),
        (14, "in a comment that is not directly above a scenario's step"),
        (21, "in the description of Examples"),
        (36, "in a comment that is not directly above a scenario's step"),
    ]


def test_scenarios_have_steps_examples_and_backgrounds(feature: Feature) -> None:
    outline, twice = feature.scenarios
    assert (outline.name, outline.is_outline, outline.rows, outline.rule) == (
        "Each status",
        True,
        ((("status", "one"),), (("status", "two"),)),
        None,
    )
    assert [step.text for step in outline.all_steps] == ["a contact", "the user picks <status>"]
    assert outline.examples[0].columns == ("status",)
    assert outline.examples[0].rows == (("one",), ("two",))
    assert (twice.name, twice.is_outline, twice.rows, twice.rule) == ("Twice", False, ((),), "The search is remembered")
    assert [(step.kind, step.text) for step in twice.all_steps] == [
        (StepKind.GIVEN, "a contact"),
        (StepKind.GIVEN, "a search"),
        (StepKind.WHEN, "the user searches"),
        (StepKind.WHEN, "waits"),
        (StepKind.THEN, "all are listed"),
    ]
    assert twice.steps[0].doc_string == "# > no quotation"
    assert twice.steps[2].table == (("name", "status"), ("Ada", "new"))
    assert (twice.tags, twice.inherited_tags) == (("slow",), ("billing", "advisory"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Then all are listed", "Then none is listed"),
        ("Given a contact", "Given two contacts"),
        ("Given a search", "Given no search"),
        ("| Ada  | new    |", "| Bob  | new    |"),
        ("# > no quotation", "# > a doc string"),
    ],
)
def test_fingerprint_changes_with_steps(feature: Feature, old: str, new: str) -> None:
    assert old in SOURCE
    changed = parse_feature(SOURCE.replace(old, new), "features/a.feature")
    assert changed.scenarios[1].fingerprint != feature.scenarios[1].fingerprint


def test_scenarios_know_the_texts_that_they_judge(feature: Feature) -> None:
    outline, twice = feature.scenarios
    assert outline.quotations == frozenset()
    assert twice.quotations == {
        "It stays until New Search.",
        "Then it goes.",
        "Said of one scenario.",
        "Click Search to run it.",
        "It lists all.",
        "Every one is checked.",
    }


def test_fingerprint_stays_when_lines_or_quotations_change(feature: Feature) -> None:
    moved = parse_feature(
        "# moved\n\n" + SOURCE.replace("# a note\n", "# noted\n").replace("> It stays", "> It remains"),
        "features/a.feature",
    )
    assert [s.fingerprint for s in moved.scenarios] == [s.fingerprint for s in feature.scenarios]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "Feature: a\n  Scenario: b\n    Given c\n    nonsense\n",
            "x.feature:4: Gherkin does not allow 'nonsense' here",
        ),
        ("Feature: a\n  Scenario: b\n    Given c\n    | a | b |\n    | c |\n", "x.feature:5: no valid Gherkin: incons"),
        ("# language: xx\nFeature: a", "x.feature:1: no valid Gherkin: Language not supported: xx"),
        ('Feature: a\n Scenario: b\n  Given c\n  """\n', "x.feature:5: the file ends too early"),
        ("", "x.feature: holds no feature; begin it with Feature:"),
        ("# only a comment", "x.feature: holds no feature"),
    ],
)
def test_bad_gherkin_is_an_error_with_its_line(source: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_feature(source, "x.feature")
    assert str(caught.value).startswith(message)


def test_bad_files_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_feature(tmp_path / "none.feature")
    path = tmp_path / "latin.feature"
    path.write_bytes(b"Feature: caf\xe9")
    with pytest.raises(InputError, match=r"latin\.feature:1: is not UTF-8 text"):
        read_feature(path)


def test_another_language_is_read() -> None:
    feature = parse_feature(
        "# language: fr\nFonctionnalité: f\n\n  Plan du scénario: s\n    # > Il marche.\n    Alors il <va>\n", "f"
    )
    assert feature.scenarios[0].is_outline
    assert feature.scenarios[0].rows == ()
    assert feature.quotations[0].text == "Il marche."


@given(st.sets(st.integers(1, SOURCE.count("\n"))))
def test_a_feature_with_lines_missing_is_read_or_an_input_error(dropped: set[int]) -> None:
    lines = [line for number, line in enumerate(SOURCE.splitlines(), start=1) if number not in dropped]
    try:
        feature = parse_feature("\n".join(lines), "x.feature")
    except InputError as error:
        assert error.problem.file == "x.feature"  # noqa: PT017
        return
    for quotation in feature.quotations:
        assert all(">" in lines[number - 1] for number in range(quotation.line, quotation.end_line + 1))
