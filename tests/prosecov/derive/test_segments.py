"""What a reading says beyond actions and facts: the segments of a sentence, and what its form tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosecov.derive.model import Effect, EffectKind, FactKind, Missed
from prosecov.derive.reading import read_sentence


def segments(text: str) -> list[str]:
    return [text[segment.start : segment.end] for segment in read_sentence(text).segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Click Save.", ["Click Save."]),
        ("Click Save to open the New form.", ["Click Save", " to open the New form."]),
        ("Click Send to make your aunt happy.", ["Click Send", " to make your aunt happy."]),
        ("Click Search to run the search.", ["Click Search to run the search."]),
        ("Click Skip; if not, go on.", ["Click Skip", "; if not, go on."]),
        ("Set the Alerts switch to Off.", ["Set the Alerts switch to Off."]),
        ("Select Open as the status to apply.", ["Select Open as the status to apply."]),
        ("If a Clear button is visible, click it to tidy up.", ["If a Clear button is visible, click it to tidy up."]),
        (
            "Clicking Send opens the Sent page and closes the dialog.",
            ["Clicking Send opens the Sent page", " and closes the dialog."],
        ),
        ("This stores the room and closes the dialog.", ["This stores the room", " and closes the dialog."]),
    ],
)
def test_a_sentence_is_cut_where_its_actions_and_facts_begin(text: str, expected: list[str]) -> None:
    assert segments(text) == expected


@given(st.text(max_size=120))
def test_the_segments_hold_all_of_a_sentence(text: str) -> None:
    assert "".join(segments(text)) == text


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Clicking it puts all filter fields back to their defaults.", Effect(EffectKind.RESET, "filter fields")),
        ("It clears the search.", Effect(EffectKind.RESET, None)),
        ("Every letter in the list then shows a check mark.", Effect(EffectKind.CHECKED, "list")),
        ("This selects every contact in the results.", Effect(EffectKind.CHECKED, "results")),
        ("The Select All box is above the list.", None),
    ],
)
def test_a_segment_tells_what_happens_to_many_controls(text: str, effect: Effect | None) -> None:
    assert [segment.effect for segment in read_sentence(text).segments] == [effect]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Otherwise, go on to the next step.", True),
        ("If it is not there, continue with step 3.", True),
        ("If there isn't one, skip this step.", True),
        ("If it is green, all is well.", False),
        ("Otherwise nothing happens.", False),
    ],
)
def test_a_segment_tells_how_to_go_on_otherwise(text: str, *, says: bool) -> None:
    assert [segment.says_otherwise for segment in read_sentence(text).segments] == [says]


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("Drag the file into the box.", Missed.NO),
        ("Then rotate your picture.", Missed.LIKELY),
        ("(Optional) Rotate it.", Missed.LIKELY),
        ("Polish pictures.", Missed.POSSIBLE),
        ("Review the totals.", Missed.NO),
        ("Click Save.", Missed.NO),
        ("Polish the file in the box and click Save.", Missed.LIKELY),
    ],
)
def test_an_instruction_that_was_missed_is_told_by_its_form(text: str, missed: Missed) -> None:
    assert read_sentence(text).missed is missed


def test_only_notes_are_notes() -> None:
    assert read_sentence("Warning: Click Save.").is_note
    assert not read_sentence("Notes are private.").is_note


def test_entries_have_the_kind_that_the_text_gives_them() -> None:
    text = "The dialog lists the check boxes Street and City, and the radio buttons In and Out."
    (fact,) = read_sentence(text).facts
    assert dict(fact.roles) == {"Street": "checkbox", "City": "checkbox", "In": "radio", "Out": "radio"}
    (fact,) = read_sentence("The dialog lists the fields (Street, City and so on) as check boxes.").facts
    assert dict(fact.roles) == {"Street": "checkbox", "City": "checkbox"}
    (fact, other) = read_sentence("Urgent and Normal are radio buttons.").facts
    assert (*fact.roles, *other.roles) == (("Urgent", "radio"), ("Normal", "radio"))


def test_facts_say_what_a_walkthrough_needs() -> None:
    (fact,) = read_sentence("The Save button is greyed out until a name is entered.").facts
    assert (fact.kind, fact.subject, fact.state) == (FactKind.OTHER, "Save button", "disabled")
    (fact,) = read_sentence("Open is selected by default.").facts
    assert fact.is_default
    (fact,) = read_sentence("Rooms is one of them.").facts
    assert fact.is_one_of_several
    (segment,) = read_sentence("The screen shows a list of Open letters.").segments
    assert [each.listed for each in segment.facts] == ["Open letters"]
