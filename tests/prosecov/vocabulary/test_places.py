"""Places as articles word them, on pages as products have them."""

import pytest

from tests.prosecov.vocabulary.conftest import Reader

FAR = "style='position:fixed;top:8px;right:8px'"
HEADER = f"<header><img alt=Kanbo src=''><a href='#a'>Boards</a><button {FAR}>Create</button></header>"
CARDS = """<div class=cards>
<div><span>Members</span><div><button onclick="document.title='member'">Add</button></div></div>
<div><span>Guests</span><div><button onclick="document.title='guest'">Add</button></div></div></div>"""
FLAT = """<main><h1>Team</h1><span>Members</span><button onclick="document.title='member'">Add</button>
<span>Guests</span><button onclick="document.title='guest'">Add</button></main>"""
TABLE = """<table><caption>People</caption>
<tr><th>Name<th>Action<tr><td>Ana Ruiz<td><button onclick="document.title='Ana'">Edit</button>
<tr><td>Ben Cole<td><button onclick="document.title='Ben'">Edit</button></table>"""


def done(reader: Reader, step: str) -> tuple[str, list[tuple[str, str]]]:
    """Do a step, and return the title that the page has then and the notes."""
    reader.does(step)
    return reader.page.title(), [(note.kind, note.text) for note in reader.notes()]


class TestSidesOfTheWindow:
    @pytest.mark.parametrize("place", ["upper right", "upper-right corner", "top right corner of the screen", "right"])
    def test_where_it_is(self, reader: Reader, place: str) -> None:
        assert done(reader.shows(HEADER), f'When the user clicks "Create" in "{place}"')[1] == []

    def test_of_several_the_one_at_the_side(self, reader: Reader) -> None:
        html = f"{HEADER}<main><button onclick=\"document.title='wrong'\">Create</button></main>"
        assert done(reader.shows(html), 'When the user clicks "Create" in "upper right"')[0] == "Contacts · CRM"

    def test_elsewhere_it_is_used_and_the_claim_is_false(self, reader: Reader) -> None:
        html = "<button onclick=\"document.title='created'\">Create</button>"
        said = reader.shows(html).fails('When the user clicks "Create" in "lower right corner"')
        assert said.splitlines()[0] == 'button "Create" is not at the bottom right of the window'
        assert reader.page.title() == "created"

    def test_all_is_done_before_the_claim_is_judged(self, reader: Reader) -> None:
        status = "<label>Status <select><option>Any<option>Open</select></label>"
        said = reader.shows(status).fails('When the user sets "Status" to "Open" in "lower right corner"')
        assert 'drop-down "Status" is not at the bottom right of the window' in said
        assert reader.page.locator("select").input_value() == "Open"

    def test_in_between_nobody_knows(self, reader: Reader) -> None:
        html = "<button style='position:fixed;top:8px;left:750px'>Create</button>"
        notes = done(reader.shows(html), 'When the user clicks "Create" in "upper right"')[1]
        assert [kind for kind, _ in notes] == ["doubt"]

    def test_in_a_dialog(self, reader: Reader) -> None:
        html = "<dialog id=d aria-label=Ask style='width:300px;height:300px;margin:200px'><button>No</button></dialog>"
        reader.shows(f"{html}<script>d.showModal()</script>").does('When the user clicks "No" in "upper left"')
        assert reader.notes() == []


class TestTheWholeScreen:
    @pytest.mark.parametrize("place", ["CRM", "the CRM UI", "the app", "the user interface", "Kanbo", "Kanbo website"])
    def test_the_product_by_its_name(self, reader: Reader, place: str) -> None:
        assert done(reader.shows(HEADER), f'When the user clicks "Create" in "{place}"')[1] == []

    def test_a_name_that_nothing_has(self, reader: Reader) -> None:
        notes = done(reader.shows(HEADER), 'When the user clicks "Create" in "Trello UI"')[1]
        assert [kind for kind, _ in notes] == ["doubt"]
        assert '"Trello UI" is no part of this screen' in notes[0][1]


class TestPartsWithoutARole:
    @pytest.mark.parametrize("html", [CARDS, FLAT])
    @pytest.mark.parametrize(("name", "title"), [("Members", "member"), ("Guests section", "guest")])
    def test_a_block_under_a_text(self, reader: Reader, html: str, name: str, title: str) -> None:
        assert done(reader.shows(html), f'When the user clicks "Add" in "{name}"') == (title, [])

    def test_the_caption_of_a_table(self, reader: Reader) -> None:
        reader.shows(TABLE).does('When the user clicks "Edit" in "Ana Ruiz row"')
        assert reader.page.title() == "Ana"
        reader.does('Then the "People section" is shown')

    @pytest.mark.parametrize("place", ["row of Ben Cole", "row for Ben", "for Ben Cole", "Ben Cole row"])
    def test_a_row_by_what_it_holds(self, reader: Reader, place: str) -> None:
        assert done(reader.shows(TABLE), f'When the user clicks "Edit" in "{place}"') == ("Ben", [])

    def test_a_side_bar_by_its_shape(self, reader: Reader) -> None:
        bar = "<div style='position:fixed;left:0;top:0;width:200px;height:100vh'><a href='#r'>Reports</a><br>"
        html = f"{bar}<a href='#s'>Settings</a></div><div style='margin-left:400px'><a href='#t'>Settings</a></div>"
        for place in ("sidebar", "left-hand menu", "left side bar"):
            reader.shows(html).does(f'When the user clicks "Settings" in "{place}"')
            assert reader.page.url.endswith("#s")


class TestSeveralOfOneName:
    def test_the_main_part_before_the_frame(self, reader: Reader) -> None:
        html = """<nav><a href='#n'>Reports</a></nav><main><h1>Home</h1><a href='#m'>Reports</a></main>"""
        notes = done(reader.shows(html), 'When the user clicks "Reports"')[1]
        assert reader.page.url.endswith("#m")
        assert notes == [("choice", '2 things are called "Reports"; took the one in the main part of the page')]

    def test_the_enabled_before_the_disabled(self, reader: Reader) -> None:
        html = "<button disabled>Save</button><button onclick=\"document.title='saved'\">Save</button>"
        assert done(reader.shows(html), 'When the user clicks "Save"')[0] == "saved"

    def test_the_one_in_a_dialog_that_is_not_modal(self, reader: Reader) -> None:
        html = "<button>Save</button><dialog open aria-label=Ask><button onclick=\"document.title='yes'\">Save</button>"
        assert done(reader.shows(html), 'When the user clicks "Save"')[0] == "yes"

    def test_the_part_spoken_of_last(self, reader: Reader) -> None:
        forms = "".join(
            f"<form aria-label={name} onsubmit=\"document.title='{name}';return false\">"
            f"<label>{name} name<input></label><button>Save</button></form>"
            for name in ("User", "Group")
        )
        reader.shows(forms).does('When the user types "x" into "Group name"').does('When the user clicks "Save"')
        assert reader.page.title() == "Group"

    def test_links_to_the_same_address_are_one(self, reader: Reader) -> None:
        html = "<p><a href='#x'>Help</a><p><a href='#x'>Help</a>"
        assert done(reader.shows(html), 'When the user clicks "Help"')[0] == "Contacts · CRM"

    def test_nothing_tells_them_apart(self, reader: Reader) -> None:
        said = reader.shows("<button>Go</button><button>Go</button>").fails('When the user clicks "Go"')
        assert said.splitlines()[0] == '"Go" may be 2 things on this screen'


SAYS = "onclick=\"document.title='done'\""
SHADOW = f"""<x-menu></x-menu><script>
customElements.define('x-menu', class extends HTMLElement {{ constructor() {{
 super(); this.attachShadow({{mode: 'open'}}).innerHTML = `<div style='cursor:pointer' {SAYS}>Invite</div>`;
}} }})</script>"""
LISTENER = (
    "<p><b id=i><i>Invite</i></b></p><script>i.addEventListener('mousedown', () => document.title = 'done')</script>"
)


class TestControlsAsProductsHaveThem:
    @pytest.mark.parametrize(
        "html",
        [
            f"<div class=row><div {SAYS} style='cursor:pointer'><span>Invite</span></div><span>·</span></div>",
            f"<div tabindex=0 {SAYS}>Invite</div><p>Invite</p>",
            f"<div><span {SAYS}>Invite</span> now</div>",
            f"<a {SAYS} title=Invite style='cursor:pointer'><svg width=16 height=16><circle r=8 /></svg></a>",
            f"<button {SAYS}>+ Invite</button>",
            f"<button {SAYS}>Invite <kbd>Ctrl+I</kbd></button>",
            f"<a href='#' {SAYS}>Invite (3)</a>",
            f"<a href='#' {SAYS}><h3>Invite</h3><p>Ask others to join your team.</p></a>",
            f"<button {SAYS} aria-label='Add a person'>Invite</button>",
            f"<button {SAYS} title=Invite><i class='fa fa-x'></i></button>",
            "<div id=i>Invite</div><script>i.addEventListener('click', () => document.title = 'done')</script>",
            LISTENER,
            SHADOW,
        ],
    )
    def test_clicking(self, reader: Reader, html: str) -> None:
        assert done(reader.shows(html), 'When the user clicks "Invite"')[0] == "done"

    @pytest.mark.parametrize(
        ("html", "name"),
        [
            (f"<span {SAYS} class='icon-gear' style='cursor:pointer'>⚙</span>", "gear"),
            (
                f"<button {SAYS}><i class='fa fa-trash-o'>x</i></button><button><i class='fa fa-pen'>y</i></button>",
                "bin",
            ),
            (f"<a {SAYS} style='cursor:pointer'><svg width=16 height=16 data-icon=ellipsis-v /></a>", "three dots"),
        ],
    )
    def test_icons_by_the_name_of_their_picture(self, reader: Reader, html: str, name: str) -> None:
        title, notes = done(reader.shows(html), f'When the user clicks the icon "{name}"')
        assert title == "done"
        assert notes == [("name", f'"{name}" was found by the name of its icon')]

    @pytest.mark.parametrize(
        ("html", "step"),
        [
            # What was renamed is not found by what it was called in the code, or by a tool tip of other words.
            (f"<button {SAYS} class='search icon-search'>Find</button>", 'clicks "Search"'),
            (f"<button {SAYS} class='search icon-search'>Find</button>", 'clicks the icon "search"'),
            ("<a href='/settings' id=settings>Preferences</a>", 'clicks "Settings"'),
            (f"<div {SAYS} title=Archive style='cursor:pointer'>Store away</div>", 'clicks "Archive"'),
            # A part of a name in an element of its own is not the name.
            (f"<button {SAYS}><span>Process</span> <span>Action</span></button>", 'clicks "Process"'),
        ],
    )
    def test_what_has_another_name_is_not_found(self, reader: Reader, html: str, step: str) -> None:
        reader.shows(html).fails(f"When the user {step}")
        assert reader.page.title() == "Contacts · CRM"

    def test_another_name_is_told(self, reader: Reader) -> None:
        html = f"<button {SAYS}>Invite <kbd>Ctrl+I</kbd></button>"
        notes = done(reader.shows(html), 'When the user clicks "Invite"')[1]
        assert notes == [("name", '"Invite" is taken to be the button "Invite Ctrl+I"')]

    def test_text_that_does_not_react_is_no_control(self, reader: Reader) -> None:
        said = reader.shows("<p>Invite</p><div>Invite</div>").fails('When the user clicks "Invite"')
        assert said.splitlines()[0] == 'no "Invite" on this screen'

    @pytest.mark.parametrize(
        "html",
        [
            "<p>Street <input></p><p>Town <input></p>",
            "<table><tr><td>Street<td><input><tr><td>Town<td><input></table>",
            "<div><div>Street:</div><div><input></div></div><div><div>Town *</div><div><input></div></div>",
            "<div>Street</div><input><div>Town</div><input>",
            "<input placeholder=Street><input placeholder=Town>",
        ],
    )
    def test_fields_with_a_text_beside_them(self, reader: Reader, html: str) -> None:
        reader.shows(html).does('When the user types "Ulm" into "Town"')
        values = reader.page.locator("input").evaluate_all("all => all.map(one => one.value)")
        assert values == ["", "Ulm"]
        reader.does('Then the field "Town" shows "Ulm"')
        assert 'shows "Ulm", not "Bonn"' in reader.fails('Then the field "Town" shows "Bonn"')

    def test_boxes_with_a_text_behind_them(self, reader: Reader) -> None:
        reader.shows("<p><input type=checkbox> Daily<br><input type=checkbox> Weekly</p>")
        reader.does('When the user checks "Weekly"').does('Then the check box "Weekly" is checked')
        reader.does('Then the check box "Daily" is not checked')

    def test_an_editor_by_its_placeholder(self, reader: Reader) -> None:
        reader.shows("<div contenteditable data-placeholder='Write a note' style='height:40px'></div>")
        reader.does('When the user types "Hello" into "Write a note"')
        assert reader.page.inner_text("div") == "Hello"

    @pytest.mark.parametrize("name", ["Process", "Actions", "Process Action now"])
    def test_a_part_of_a_name_is_not_the_name(self, reader: Reader, name: str) -> None:
        reader.shows("<button>Process Action</button>").fails(f'When the user clicks "{name}"')
