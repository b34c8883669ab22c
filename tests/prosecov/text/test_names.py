"""Names of things, compared as readers of an article do."""

import pytest

from prosecov.text.names import (
    contains,
    is_accounted_for,
    is_decorated,
    is_exactly,
    is_label,
    is_same,
    is_with_count,
    listing,
    nearest,
    readings,
    recall,
    without_determiner,
    words,
)


def test_names_are_compared_as_a_reader_does() -> None:
    assert is_same("Save as…", "save as")
    assert is_same("Name:", "Name")
    assert is_same("Name *", "name")
    assert is_same("Don\u2019t \u201csend\u201d", 'don\'t "send"')
    assert not is_same("New Search", "Search")
    assert without_determiner("Ana Ruiz") == "Ana Ruiz"
    assert without_determiner("the list of available bulk actions") == "available bulk actions list"
    assert words("the available statuses") == words("Status")
    assert recall(words("email search"), words("Email engagement")) == 0.5


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("opt-in status update", "Update Opt-In/Out Status"),
        ("opt-out status", "Update Opt-In/Out Status"),
        ("the corresponding statuses", "Status"),
        ("sign-in", "Sign in"),
        ("e-mail", "Email"),
    ],
)
def test_a_description_is_accounted_for_word_by_word(phrase: str, name: str) -> None:
    assert is_accounted_for(phrase, readings(name))


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("marketable status", "Non-Marketable status"),
        ("email archive", "Email engagement"),
        ("opt status", "Update Opt-In/Out Status"),
        ("new status", "Status"),
        ("same status", "Status"),
        ("all statuses", "Status"),
        ("main status", "Status"),
        ("the", "Status"),
    ],
)
def test_a_word_that_nothing_accounts_for_is_enough_to_fail(phrase: str, name: str) -> None:
    assert not is_accounted_for(phrase, readings(name))


def test_only_whole_words_are_contained() -> None:
    assert contains("3 contacts updated.", "Contacts updated")
    assert not contains("Unconfirmed", "confirmed")
    assert not contains("Non-Marketable", "marketable")
    assert not contains("Opt-In", "Opt")
    assert not contains("ana@example.com", "com")
    assert not contains("1,060 contacts", "060 contacts")
    assert contains("Non-Marketable contacts.", "contacts")


def test_case_tells_exact_names_and_labels_from_others() -> None:
    assert is_exactly("Save as\u2026", "Save as...")
    assert not is_exactly("Save as", "save as")
    assert is_label("Reports section")
    assert not is_label("results list")


def test_the_nearest_names_come_first_and_others_not_at_all() -> None:
    assert nearest("Process Actions", ["Home", "Process Action", "Action"])[0] == "Process Action"
    assert "Home" not in nearest("Process Actions", ["Home", "Process Action"])


def test_a_long_listing_says_how_much_is_left_out() -> None:
    assert listing(["a", "b"]) == '"a", "b"'
    assert listing(["a", "b", "c"], limit=1) == '"a" and 2 more'


@pytest.mark.parametrize(
    ("name", "wanted", "is_alike"),
    [
        ("+ Invite", "Invite", True),
        ("Save ▾", "Save", True),
        ("🔍 Search", "Search", True),
        ("← Back", "Back", True),
        ("-100", "100", False),
        ("€ 100", "100", False),
        ("C++", "C", False),
        ("(Email)", "Email", False),
        ("Sign-in", "Sign", False),
    ],
)
def test_symbols_apart_from_a_name_are_none_of_it(name: str, wanted: str, *, is_alike: bool) -> None:
    assert is_decorated(name, wanted) is is_alike


@pytest.mark.parametrize(
    ("name", "is_alike"),
    [("Inbox (3)", True), ("Inbox 12", True), ("Inbox Ctrl+I", True), ("Inbox rules", False), ("Inboxes", False)],
)
def test_a_number_or_a_short_cut_may_follow_a_name(name: str, *, is_alike: bool) -> None:
    assert is_with_count(name, "Inbox") is is_alike
