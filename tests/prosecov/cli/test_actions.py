import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosecov.cli.actions import Item, understood
from tests.prosecov.conftest import Project


def line(text: str, identity: str = "a", form: str = "markdown") -> str:
    return json.dumps({"id": identity, "format": form, "text": text}) + "\n"


def test_prints_actions_and_facts_with_every_key(project: Project) -> None:
    source = "If a **New Search** button is visible, click it to open the **Search** page."
    project.write({"items.jsonl": line(source)})
    ran = project.prosecov("actions", "items.jsonl")
    assert ran.status == 0
    assert json.loads(ran.output) == {
        "id": "a",
        "actions": [
            {"do": "click", "what": "New Search", "value": None, "role": "button", "in": None, "if_visible": True}
        ],
        "gestures": [],
        "facts": [{"kind": "opens", "what": "Search page", "items": [], "where": None}],
    }


def test_formats_markers_and_several_sentences(project: Project) -> None:
    items = [
        line("2. Click **Save**. Then press Enter.", "list"),
        line("Tap Start Inventory Count.", "text", "text"),
        line("<ul><li>Tick <b>Spam</b>.</li></ul>", "html", "html"),
        line("| A | B |\n| --- | --- |\n| Click **Go** | x |", "table"),
        line("# Click **Save**", "heading"),
        line("Where do I click?", "question"),
        line("", "nothing"),
    ]
    project.write({"items.jsonl": "\n".join(items)})
    ran = project.prosecov("actions", "items.jsonl")
    found = [json.loads(printed) for printed in ran.output.splitlines()]
    assert {item["id"]: [(action["do"], action["what"]) for action in item["actions"]] for item in found} == {
        "list": [("click", "Save"), ("press", "Enter")],
        "text": [("click", "Start Inventory Count")],
        "html": [("check", "Spam")],
        "table": [("click", "Go")],
        "heading": [],
        "question": [],
        "nothing": [],
    }


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{", ":2: is no item: EOF while parsing an object; write one object"),
        ("[1]", ":2: is no item: should be a table of keys and values; write one object"),
        ('{"id": 1, "format": "text", "text": "x"}', ":2: is no item: id should be a string; write one object"),
        ('{"id": "b", "format": "text"}', ":2: is no item: text is missing; write one object"),
        (
            '{"id": "b", "format": "pdf", "text": "x"}',
            ":2: is no item: format should be 'markdown', 'text' or 'html'; write",
        ),
        ('{"id": "a", "format": "text", "text": "x"}', ":2: the id 'a' is on line 1 already"),
        ('{"id": "b", "format": "text", "text": "\\ud83d"}', ":2: is no item: unexpected end of hex escape; write"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_printed(project: Project, source: str, message: str) -> None:
    project.write({"items.jsonl": line("Click **Save**.") + source})
    ran = project.prosecov("actions", "items.jsonl")
    assert ran.status == 2
    assert ran.output.startswith(f"items.jsonl{message}")
    assert len(ran.output.splitlines()) == 1


def test_a_missing_file_is_named(project: Project) -> None:
    ran = project.prosecov("actions", "none.jsonl")
    assert (ran.status, ran.output) == (2, "none.jsonl: no such file; check the path\n")


def test_other_commands_do_not_load_the_grammar() -> None:
    code = "import sys, prosecov.cli; sys.exit('prosecov.derive.grammar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0


@given(st.text(max_size=300), st.sampled_from(["markdown", "text", "html"]))
def test_any_item_is_understood(text: str, form: str) -> None:
    found = json.loads(understood(Item("x", form, text)))
    assert set(found) == {"id", "actions", "gestures", "facts"}
