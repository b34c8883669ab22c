"""One small article in each format: its steps with their lines and numbers, and what is set apart from them."""

import sys
from pathlib import Path

import pytest

from prosecov.articles import Article, MarkKind, parse_article, read_article
from prosecov.errors import InputError

FOLDER = Path(__file__).parents[1] / "data/formats"


def steps(article: Article) -> list[tuple[int, int | None, str]]:
    return [(b.line, b.number, article.text[b.start : b.end]) for b in article.blocks if b.kind.value == "step"]


def set_apart(article: Article) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.quoted]


@pytest.mark.parametrize(
    ("suffix", "expected", "asides"),
    [
        (
            "md",
            [
                (8, 1, "Click Rooms."),
                (13, 2, "Click New room."),
                (14, 3, "Press {{ product }} Save."),
                (25, 1, "Press Start."),
                (29, 1, "Press Apple."),
                (41, 1, "Click One."),
                (52, 1, "Click Hidden."),
            ],
            [
                "Only owners see Rooms.",
                "Click Delete with care.",
                "Press Undo to go back.",
                "Click Never.",
                "Click Not this.",
            ],
        ),
        (
            "rst",
            [(6, 1, "Click Rooms, then press New."), (8, 2, "Go to File > Save."), (18, 1, "Press Ctrl+S.")],
            ["Click Delete with care."],
        ),
        (
            "adoc",
            [
                (8, 1, "Click Rooms."),
                (12, 2, "Choose File > Save > As."),
                (13, 1, "Press OK."),
                (14, 3, "Press Ctrl+S."),
            ],
            ["Click Delete with care.", "Click Never."],
        ),
        ("dita", [(9, 1, "Click Rooms."), (10, 2, "Choose File > Save.")], ["Click Undo with care."]),
        ("html", [(4, 1, "Click C.")], ["Click A.", "Click B."]),
    ],
)
def test_steps_have_their_lines_and_notes_are_set_apart(
    suffix: str, expected: list[tuple[int, int | None, str]], asides: list[str]
) -> None:
    article = read_article(FOLDER / f"bookings.{suffix}")
    assert steps(article) == expected
    assert set_apart(article) == asides


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Click :guilabel:`Rooms`.", "a.rst"),
        ("Click btn:[Rooms].", "a.adoc"),
        ("<p>Click <uicontrol>Rooms</uicontrol>.</p>", "a.dita"),
        ("Click {guilabel}`Rooms`.", "a.md"),
    ],
)
def test_what_a_format_marks_as_a_control_is_a_label(source: str, name: str) -> None:
    article = parse_article(source, name)
    assert article.text == "Click Rooms."
    assert [(m.kind in {MarkKind.BOLD, MarkKind.CODE}, m.text) for m in article.marks] == [(True, "Rooms")]


@pytest.mark.parametrize("name", ["a.rst", "a.adoc", "a.dita", "a.mdx", "a.md"])
@pytest.mark.parametrize(
    "source", ["", "<a", "====", "::: ", "```{note}", "|===\n|a", ".. note::", ":ref:`", "[NOTE]\n===="]
)
def test_a_source_that_ends_in_the_middle_is_read(source: str, name: str) -> None:
    assert parse_article(source, name).path == name


def test_templates_in_code_stay() -> None:
    source = "```\n{% raw %}\n```\n\n{% tip %}Click **Go**.{% endtip %}"
    article = parse_article(source, "a.md")
    assert article.text == "{% raw %}\nClick Go."


def test_a_format_whose_reader_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "prosecov.articles.restructured", raising=False)
    monkeypatch.setitem(sys.modules, "docutils", None)
    with pytest.raises(InputError, match=r"docutils is not installed; install prosecov\[rst\]"):
        parse_article("Click.", "a.rst")


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("Basket page opens\nTotal is shown", ["paragraph", "paragraph"]),
        ("Booking a room\nClick Rooms", ["heading", "step"]),
        ("What is new\nClick Rooms", ["heading", "step"]),
    ],
)
def test_a_line_of_plain_text_that_states_something_is_no_heading(source: str, kinds: list[str]) -> None:
    assert [block.kind.value for block in parse_article(source, "a.txt").blocks] == kinds


@pytest.mark.parametrize("source", ["Click Lost your card?", "Tap on Need help?"])
def test_a_label_that_asks_makes_no_question(source: str) -> None:
    assert [sentence.text for sentence in parse_article(source, "a.txt").sentences] == [source]
