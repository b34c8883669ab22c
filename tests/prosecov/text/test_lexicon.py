"""The words for kinds of controls and parts of a screen."""

import pytest

from prosecov.text import aria
from prosecov.text.lexicon import (
    CONTROL_ROLES,
    GRAMMAR_KINDS,
    KINDS,
    PART_ROLES,
    ROLE_WORDS,
    roles_of,
    split_kind,
    word_for,
)


def test_words_for_kinds_are_taken_off_from_the_end() -> None:
    assert list(split_kind("Email status filter drop-down", PART_ROLES)) == [
        ("Email status filter", PART_ROLES["drop-down"]),
        ("Email status", PART_ROLES["drop-down"]),
    ]
    assert [rest for rest, _ in split_kind("Select All check boxes", CONTROL_ROLES)] == ["Select All"]
    assert list(split_kind("Bookmark", CONTROL_ROLES)) == []


@pytest.mark.parametrize(
    ("word", "table", "role"),
    [
        ("Check Boxes", CONTROL_ROLES, "checkbox"),
        ("radio buttons", CONTROL_ROLES, "radio"),
        ("entries", CONTROL_ROLES, "option"),
        ("dialogs", PART_ROLES, "alertdialog"),
    ],
)
def test_a_word_stands_for_its_roles_in_the_singular_and_the_plural(
    word: str, table: dict[str, frozenset[str]], role: str
) -> None:
    assert role in roles_of(word, table)
    assert roles_of("frobnicator", table) == frozenset()


def test_no_word_for_a_control_is_listed_twice() -> None:
    words = [word for kind in KINDS for word in kind.words]
    assert len(words) == len(set(words))


def test_what_readers_call_a_role_means_that_role() -> None:
    # A number field is described as such, but "House number field" names a field called House number.
    for role in aria.CONTROLS & set(ROLE_WORDS) - {"spinbutton"}:
        assert role in roles_of(word_for(role), CONTROL_ROLES) | roles_of(word_for(role), PART_ROLES), role


def test_plurals_that_are_names_of_pages_are_no_words_for_controls() -> None:
    assert "setting" in GRAMMAR_KINDS
    assert "settings" not in GRAMMAR_KINDS
