"""Names that a project declares."""

import pytest

from prosecov.browser.find.declared import meaning

NAMES = {"bulk actions": "Actions", "search results page": "Search results"}


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("bulk actions", "Actions"),
        ("the list of available bulk actions", "Actions list"),
        ("bulk actions drop-down", "Actions drop-down"),
        ("Search results page", "Search results"),
        ("bulk exports", "bulk exports"),
        ("actions", "actions"),
    ],
)
def test_a_declared_name_stands_for_its_words_and_the_kind_stays(phrase: str, name: str) -> None:
    assert meaning(phrase, NAMES) == name


def test_without_names_nothing_changes() -> None:
    assert meaning("the bulk actions", {}) == "the bulk actions"
