"""What is drawn and what is said must agree: each page tells one lie, and the page without it tells none."""

import pytest

from tests.prosecov.vocabulary.conftest import Reader

SAVE = "<style>{css}</style><main><p>Notes</p><button id=b {attributes}>{text}</button>{more}</main>"
CUSTOM = """<style>.c {{ appearance: none; width: 16px; height: 16px; border: 1px solid gray }} {css}</style>
<label><input type=checkbox class=c checked>Weekly</label><label><input type=checkbox class=c>Daily</label>"""
WHITE = "body { background: white }"


def _button(css: str = "", attributes: str = "", text: str = "Save", more: str = "") -> str:
    return SAVE.format(css=css, attributes=attributes, text=text, more=more)


@pytest.mark.parametrize(
    "html",
    [
        _button(),
        _button("button { text-transform: uppercase }"),
        _button(text="💾 Save"),
        _button(text="Save", attributes="aria-label='Save the notes'").replace("Save the notes", "Save"),
        _button("span { position: absolute; width: 1px; height: 1px; overflow: hidden }", text="Save<span> it</span>"),
        _button("#b { opacity: .6 }"),
        _button("#b { background: linear-gradient(red, blue); color: white }"),
        _button("#v { position: fixed; inset: 0; pointer-events: none }", more="<div id=v></div>"),
    ],
)
def test_what_agrees_is_shown(reader: Reader, html: str) -> None:
    label = "Save it" if "it</span>" in html else "💾 Save" if "💾" in html else "Save"
    reader.shows(html).does(f'Then the button "{label}" is shown').does(f'When the user clicks "{label}"')


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (_button(text="Discard", attributes="aria-label=Save"), 'its text is "Discard"'),
        (_button(text="Save", attributes="aria-label=Discard"), 'its text is "Save"'),
        (_button("#b { opacity: 0 }"), "it is transparent"),
        (_button("main { opacity: .05 }"), "it is transparent"),
        (_button(f"{WHITE} #b {{ background: white; color: white }}"), "the colour of what is behind it"),
        (_button("#b { background: #fff; color: rgba(0, 0, 0, .02) }"), "the colour of what is behind it"),
        (_button("#v { position: fixed; inset: 0; background: white }", more="<div id=v></div>"), "covered"),
        (
            _button("#v { position: fixed; inset: 0; background: #eee; pointer-events: none }", more="<p id=v></p>"),
            "covered",
        ),
        (_button("#b { position: absolute; width: 3px; height: 3px; overflow: hidden; padding: 0 }"), "few pixels"),
        (_button("#b { position: absolute; clip-path: inset(50%) }"), "few pixels"),
        (_button("#b { position: absolute; left: -9999px }"), "outside of the page"),
    ],
)
def test_one_lie_is_enough(reader: Reader, html: str, said: str) -> None:
    assert said in reader.shows(html).fails('Then the button "Save" is shown')


def test_a_control_that_the_eye_reads_otherwise_is_not_used(reader: Reader) -> None:
    reader.shows(_button(text="Discard", attributes="aria-label=Save onclick=\"document.title = 'used'\""))
    assert "is not what the eye sees" in reader.fails('When the user clicks "Save"')
    assert reader.page.title() != "used"


def test_the_label_beside_a_box_or_a_field_counts(reader: Reader) -> None:
    for control in ("type=checkbox", "type=text"):
        html = f"<label><input {control} aria-label='Send news'>Send bills</label>"
        assert 'its text is "Send bills"' in reader.shows(html).fails('Then "Send news" is shown')
    reader.shows("<input type=checkbox aria-label='Select Ana Ruiz'>").does('When the user checks "Select Ana Ruiz"')


def test_the_heading_of_a_dialog_counts(reader: Reader) -> None:
    html = "<button onclick=d.showModal()>Go</button><dialog id=d aria-label='Delete contacts'><h2>{}</h2></dialog>"
    reader.shows(html.format("Delete contacts?")).does('When the user clicks "Go"')
    reader.does('Then "Delete contacts dialog" opens')
    reader.shows(html.format("Archive contacts")).does('When the user clicks "Go"')
    assert 'its heading is "Archive contacts"' in reader.fails('Then "Delete contacts dialog" opens')


@pytest.mark.parametrize(
    "css",
    [
        ".c:checked { background: url('data:image/svg+xml,<svg/>') }",
        ".c:checked { background-color: blue }",
        ".c:checked::before { content: '✓' }",
        ".c { appearance: auto !important }",
    ],
)
def test_a_mark_may_be_drawn_in_many_ways(reader: Reader, css: str) -> None:
    reader.shows(CUSTOM.format(css=css)).does('Then "Weekly" is checked')
    reader.page.get_by_label("Daily").check()
    reader.does("Then every box is checked")


def test_a_mark_that_is_not_drawn(reader: Reader) -> None:
    reader.shows(CUSTOM.format(css="")).does('Then "Daily" is not checked')
    assert "no mark is drawn in the check box" in reader.fails('Then "Weekly" is checked')
    reader.page.get_by_label("Daily").check()
    assert "no check mark is drawn in 2 boxes" in reader.fails("Then every box is checked")
