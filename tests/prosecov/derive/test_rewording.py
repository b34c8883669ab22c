"""Other wordings for sentences that are not understood: each is understood better, and none is made up."""

from __future__ import annotations

import pytest

from prosecov.articles import parse_article
from prosecov.derive.reading import read_sentences
from prosecov.derive.rewording import reworded


def offered(text: str) -> str:
    article = parse_article(text, "a.md")
    [(sentence, reading)] = read_sentences(article)
    return reworded(article, sentence, reading)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("You can click **Plant**.", "Click **Plant**."),
        ("Now users simply click **Plant**.", "Click **Plant**."),
        ("Let's click **Plant**.", "Click **Plant**."),
        ("It is best to click **Plant**.", "Click **Plant**."),
        ("Use the **Name** field to enter `Radish`.", "In the **Name** field, enter `Radish`."),
        ("Wait until the **Beds** page is shown.", "The **Beds** page is shown."),
        ("Wait for the **Beds** page to appear.", "The **Beds** page is shown."),
    ],
)
def test_a_wording_is_offered_that_is_understood(text: str, wording: str) -> None:
    assert offered(text) == wording


@pytest.mark.parametrize(
    "text",
    ["Click **Plant**.", "The **Beds** page opens.", "Seeds need light.", "You can be happy.", "Delete the bed."],
)
def test_no_wording_is_offered_without_need_or_without_a_rule(text: str) -> None:
    assert offered(text) == ""
