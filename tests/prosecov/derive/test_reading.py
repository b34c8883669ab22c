import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosecov.articles import Mark, MarkKind, parse_article
from prosecov.cli.actions import Item, understood
from prosecov.derive.lexicon.imperatives import IMPERATIVES
from prosecov.derive.lexicon.words import PREPOSITIONS
from prosecov.derive.model import Action, Do, Fact, FactKind, Reading
from prosecov.derive.reading import read_sentence, read_sentences
from prosecov.text.lexicon import GRAMMAR_KINDS

LABELLED = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data/sentences.jsonl").read_text(encoding="utf-8").splitlines()
]


def read(source: str, name: str = "a.md") -> Reading:
    readings = [reading for _, reading in read_sentences(parse_article(source, name))]
    actions = tuple(action for reading in readings for action in reading.actions)
    return Reading(actions, tuple(fact for reading in readings for fact in reading.facts))


def done(source: str, name: str = "a.md") -> list[tuple[str, str | None, str | None]]:
    return [(action.do.value, action.what, action.value) for action in read(source, name).actions]


def told(source: str, name: str = "a.md") -> list[tuple[str, str, tuple[str, ...], str | None]]:
    return [(fact.kind.value, fact.what, fact.items, fact.region) for fact in read(source, name).facts]


def comparable(item: dict[str, Any]) -> tuple[Counter[Any], Counter[Any]]:
    actions = Counter((action["do"], action["what"], action["value"]) for action in item["actions"])
    facts = Counter((fact["kind"], fact["what"], tuple(fact["items"]), fact["where"]) for fact in item["facts"])
    return actions, facts


@pytest.mark.parametrize("item", LABELLED, ids=lambda item: f"{item['id']}: {item['text']}")
def test_reads_what_a_person_reads(item: dict[str, Any]) -> None:
    found = json.loads(understood(Item(item["id"], item["format"], item["text"])))
    assert comparable(found) == comparable(item)


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("Click the **Save** button.", "button"),
        ("Open the **Sort by** drop-down list.", "combobox"),
        ("Click the [Billing](https://example.com/billing) page.", "link"),
        ("Tick the **Spam** box.", "checkbox"),
        ("Pick the **Blue** radio button.", "radio"),
        ("Turn on the **Sync** toggle.", "switch"),
        ("Tap the switch next to **Sync**.", "switch"),
        ("Using the **Zoom** list, select **200 %**.", "combobox"),
        ("Using the **Find** box, search for `Elm`.", "textbox"),
        ("Type `x` in the search bar.", "textbox"),
        ("Select **A** from the **B** field.", None),
        ("Click **Save**.", None),
    ],
)
def test_the_role_is_that_of_the_text(source: str, role: str | None) -> None:
    assert [action.role for action in read(source).actions] == [role]


@pytest.mark.parametrize(
    ("source", "regions"),
    [
        ("On the **Files** tab, click **Add**.", ["Files tab"]),
        ("Click **Add** at the top of the list.", ["top of the list"]),
        ("Click **Add** next to the owner's name.", ["next to the owner's name"]),
        ("Click **Edit**, then click **Keep** in the **Notes** panel.", [None, "Notes panel"]),
        ("Next to the owner's name, click **Add**.", ["next to the owner's name"]),
        ("In the side bar, go to *A → B*.", ["side bar", None]),
        ("When the **Share** dialog opens, click **Copy** and **Close**.", ["Share dialog", None]),
        ("When the **Share** dialog opens, click **Copy** and then tap **Close**.", ["Share dialog", "Share dialog"]),
        ("Open **Invoices** in a new tab.", [None]),
        ("To the right of the map, click **Go**.", ["to the right of the map"]),
        ("In the **Notes** panel, review the text and click **Save**.", ["Notes panel"]),
        ("Select **A** using the **B** list.", [None]),
        ("Next to **Insured**, tick the box.", [None]),
    ],
)
def test_the_region_covers_what_it_is_said_of(source: str, regions: list[str | None]) -> None:
    assert [action.region for action in read(source).actions] == regions


@pytest.mark.parametrize(
    ("source", "is_visible"),
    [
        ("If a **Skip** button is shown, click it.", True),
        ("If you see the **Skip** button, click it.", True),
        ("Click **Skip** if the **Tour** banner appears.", True),
        ("If you want to go on, click **Skip**.", False),
        ("When the **Tour** dialog opens, click **Skip**.", False),
        ("If the **Tour** banner is not shown, click **Start**.", False),
    ],
)
def test_a_step_may_hang_on_something_being_shown(source: str, *, is_visible: bool) -> None:
    assert [action.if_visible for action in read(source).actions] == [is_visible]


def test_offsets_say_where_instructions_and_statements_begin() -> None:
    text = "In the Notes panel, click Add to open the Editor window, and type Hello."
    reading = read_sentence(text)
    assert [text[action.start :].split(maxsplit=1)[0] for action in reading.actions] == ["click", "type"]
    assert [text[fact.start :].split(maxsplit=1)[0] for fact in reading.facts] == ["to"]


def test_marks_tell_labels_from_words() -> None:
    text = "Click keep both files and close."
    assert [action.what for action in read_sentence(text, [Mark(MarkKind.BOLD, 6, 21, "keep both files")]).actions] == [
        "keep both files"
    ]
    text = "Set Go to Market to Yes."
    marks = [Mark(MarkKind.BOLD, 4, 16, "Go to Market"), Mark(MarkKind.QUOTED, 20, 23, "Yes")]
    assert read_sentence(text, marks).actions == (Action(Do.SELECT, "Go to Market", "Yes"),)


def test_each_sentence_of_an_article_has_its_own_marks() -> None:
    article = parse_article("1. Click **Save as**. Then tick **Keep both**.\n2. Press **Go on**.", "a.md")
    whats = [action.what for _, reading in read_sentences(article) for action in reading.actions]
    assert whats == ["Save as", "Keep both", "Go on"]


def test_pronouns_without_antecedent_stay() -> None:
    reading = read_sentence("Click it to open the form.")
    assert reading.actions == (Action(Do.CLICK, "it"),)
    assert reading.facts == (Fact(FactKind.OPENS, "form", start=9),)
    assert done("Find **Report 5** and click it.") == [("click", "Report 5", None)]


def test_of_alternatives_the_first_counts() -> None:
    assert done("Pick **Weekly**, **Monthly** or **Yearly**.") == [("click", "Weekly", None)]
    assert done("Click **A**, then **B** or **C**, and press `Esc`.") == [
        ("click", "A", None),
        ("click", "B", None),
        ("press", "Esc", None),
    ]


def test_a_choice_of_the_reader_has_no_value() -> None:
    assert done("Select the email fields that you want to update.") == [("select", "email fields", None)]
    assert done("Choose a colour in the **Label** list.") == [("select", "Label", None)]


@pytest.mark.parametrize(
    "source",
    ["Click **Save**?", "# Click **Save**", "**Note:** Click **Save**.", "Can I click **Save**?", "", " . ", "(", ">"],
)
def test_no_action_outside_of_instructions(source: str) -> None:
    assert done(source) == []


@pytest.mark.parametrize("unit", ["click A, B, and ", "Save, ", "("])
def test_a_sentence_that_nobody_writes_is_not_read(unit: str) -> None:
    text = unit * 20_000
    reading = read_sentence(text)
    assert (reading.actions, reading.facts) == ((), ())
    assert [(segment.start, segment.end) for segment in reading.segments] == [(0, len(text))]


WORDS = sorted(
    {*IMPERATIVES, *GRAMMAR_KINDS, *PREPOSITIONS, "Save", "New Search", "if", "and", "or", "to", "is", "by", "the"}
)
PHRASES = st.lists(
    st.sampled_from([*WORDS, ",", ".", ":", ";", "(", ")", ">", "->", '"', "'", "\u2013", "Ctrl+S", "12"])
)


@given(st.one_of(st.text(max_size=200), PHRASES.map(" ".join)), st.data())
def test_any_text_can_be_read(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    marks = []
    for kind in data.draw(st.lists(st.sampled_from(MarkKind), max_size=4)):
        start, end = sorted((data.draw(ends), data.draw(ends)))
        marks.append(Mark(kind, start, end, text[start:end]))
    reading = read_sentence(text, marks)
    for found in (*reading.actions, *reading.facts):
        assert 0 <= found.start < len(text)
    assert read_sentence(text, marks) == reading


@pytest.mark.parametrize(
    ("source", "kind", "what", "to"),
    [
        ("Hover over **Account**.", "hover", "Account", None),
        ("Move your mouse over the chart.", "hover", "chart", None),
        ("Drag the card to the Done column.", "drag", "card", "Done column"),
        ("Drag and drop the photo into the upload area.", "drag", "photo", "upload area"),
        ("Scroll down to the **Shipping** section.", "scroll", "Shipping", None),
        ("Attach the receipt.", "upload", "receipt", None),
        ("Go back.", "back", None, None),
        ("Reload the page.", "reload", "page", None),
        ("Copy the link.", "copy", "link", None),
    ],
)
def test_gestures_are_no_actions(source: str, kind: str, what: str | None, to: str | None) -> None:
    reading = read_sentence(source.replace("**", ""))
    assert reading.actions == ()
    assert [(gesture.kind.value, gesture.what, gesture.to) for gesture in reading.gestures] == [(kind, what, to)]


@pytest.mark.parametrize(
    "source", ["Do not drag the card.", "Upload a file by clicking **Browse**.", "Dragging helps."]
)
def test_no_gesture_where_none_is_asked_for(source: str) -> None:
    assert all(reading.gestures == () for _, reading in read_sentences(parse_article(source, "a.md")))


@pytest.mark.parametrize(
    ("source", "manner"),
    [
        ("Right-click Chart.", "right-click"),
        ("Double click Chart.", "double-click"),
        ("Long press Chart.", "press and hold"),
        ("Press and hold Chart.", "press and hold"),
        ("Click Chart.", None),
        ("Press Chart.", None),
    ],
)
def test_a_click_may_be_of_its_own_kind(source: str, manner: str | None) -> None:
    assert [(action.do.value, action.what, action.manner) for action in read_sentence(source).actions] == [
        ("click", "Chart", manner)
    ]
