"""The vocabulary against small pages: what its steps find, what they do, and what they say when they fail."""

import pytest

from prosecov.browser.screen.errors import ScreenError
from tests.prosecov.vocabulary.conftest import Reader

STATUS = """<label>Email status <select><option>Any status<option>Open<option>Closed</select></label>"""
DIALOG = """
<button onclick="d.showModal()">Delete</button>
<dialog id=d aria-labelledby=t><h2 id=t>Delete Ana Ruiz?</h2><p>For good.</p>
<button onclick="d.close()">Cancel</button>
<button onclick="d.close(); done.textContent='Contact deleted.'">Delete</button>
</dialog><p role=status id=done></p>"""
MENU = """
<button aria-expanded=false onclick="p.hidden = false; this.ariaExpanded = 'true'">Actions</button>
<div id=p hidden><input role=combobox aria-label="Search actions" aria-expanded=true aria-controls=l
 oninput="for (const o of l.children) o.hidden = !o.textContent.includes(this.value)">
<ul role=listbox id=l><li role=option onclick="said.textContent = 'Exported'; p.hidden = true">Export to CSV
<li role=option onclick="said.textContent = 'Tagged'; p.hidden = true">Apply a tag</ul></div><p id=said></p>"""


class TestClicking:
    def test_a_control_is_found_by_its_whole_name(self, reader: Reader) -> None:
        reader.shows("<button onclick='x.textContent=1'>New Search</button><button>Search</button><p id=x></p>")
        reader.does('When the user clicks "Search"')
        assert reader.page.inner_text("#x") == ""
        reader.does('When the user clicks "New Search"')
        assert reader.page.inner_text("#x") == "1"

    def test_case_as_written_comes_first(self, reader: Reader) -> None:
        reader.shows(
            "<button onclick='x.textContent+=\"A\"'>SAVE</button>"
            "<button onclick='x.textContent+=\"b\"'>Save</button><p id=x></p>"
        )
        reader.does('When the user clicks "Save"')
        assert reader.page.inner_text("#x") == "b"
        assert '"save" may be 2 things' in reader.fails('When the user clicks "save"')

    @pytest.mark.parametrize("wording", ["Save as…", "Save as...", "save AS", "Save as button", "Save as"])
    def test_what_tells_a_reader_nothing_is_not_compared(self, reader: Reader, wording: str) -> None:
        reader.shows("<button onclick='this.textContent = 1'>Save as…</button>")
        reader.does(f'When the user clicks "{wording}"')
        assert reader.page.inner_text("button") == "1"

    def test_quotes_and_letters_of_any_script(self, reader: Reader) -> None:
        reader.shows("<button onclick='this.hidden = true'>Say “hello”</button><a href='#x'>Größe ändern \\ 日本</a>")
        reader.does('When the user clicks "Say \\"hello\\""').does(
            'When the user clicks the link "Größe ändern \\\\ 日本"'
        )
        assert reader.page.locator("button").is_hidden()
        assert reader.page.url.endswith("#x")

    def test_the_word_for_the_kind_tells_controls_of_one_name_apart(self, reader: Reader) -> None:
        reader.shows("<a href='#link'>Reports</a><button onclick='location.hash=\"button\"'>Reports</button>")
        assert "2 things" in reader.fails('When the user clicks "Reports"')
        reader.does('When the user clicks the link "Reports"')
        assert reader.page.url.endswith("#link")
        reader.does('When the user clicks "Reports button"')
        assert reader.page.url.endswith("#button")

    def test_the_page_decides_what_kind_a_control_is(self, reader: Reader) -> None:
        reader.shows("<a href='#there'>Send Email</a>").does('When the user clicks the button "Send Email"')
        assert reader.page.url.endswith("#there")

    def test_what_is_clickable_without_a_role(self, reader: Reader) -> None:
        reader.shows(
            "<div style='cursor:pointer' onclick='x.textContent=1'>Card</div><p id=x></p>"
            "<details><summary>More</summary>Inside</details>"
        )
        reader.does('When the user clicks "Card"').does('When the user clicks "More"').does('Then "Inside" is shown')
        assert reader.page.inner_text("#x") == "1"

    def test_an_option_of_a_native_drop_down(self, reader: Reader) -> None:
        reader.shows(STATUS).does('When the user clicks "Closed" in "email status filter"')
        reader.does('Then the field "Email status" shows "Closed"')

    def test_a_check_box_is_checked_by_a_click(self, reader: Reader) -> None:
        reader.shows("<label><input type=checkbox>Select All</label>")
        reader.does('When the user clicks the checkbox "Select All"').does('Then "Select All check box" is checked')

    def test_it_waits_for_what_is_late(self, reader: Reader) -> None:
        button = "<button onclick=this.textContent=1>Late</button>"
        reader.shows(f"<script>setTimeout(() => document.body.innerHTML = '{button}', 250)</script>")
        reader.does('When the user clicks "Late"')
        assert reader.page.inner_text("button") == "1"

    def test_it_waits_for_what_is_disabled_at_first(self, reader: Reader) -> None:
        button = "<button disabled id=b onclick='this.textContent = 1'>Go</button>"
        reader.shows(f"{button}<script>setTimeout(() => b.disabled = false, 250)</script>")
        reader.does('When the user clicks "Go"')
        assert reader.page.inner_text("button") == "1"

    def test_it_looks_anew_after_each_action(self, reader: Reader) -> None:
        reader.shows("<button onclick='b.checked = true'>Check</button><input type=checkbox id=b aria-label=Box>")
        reader.does('Then "Box" is not checked').does('When the user clicks "Check"')
        assert 'check box "Box" is selected' in reader.fails('Then "Box" is not checked')

    def test_within_a_frame(self, reader: Reader) -> None:
        reader.shows("<iframe title=Editor srcdoc='<button onclick=\"this.textContent=1+1\">Bold</button>'></iframe>")
        reader.does('When the user clicks "Bold"').does('Then the button "2" is shown')

    def test_if_it_is_there(self, reader: Reader) -> None:
        reader.shows("<button onclick='this.remove()'>New Search</button>")
        for _ in range(2):
            reader.does('When the user clicks "New Search" if it is there').does('Then "New Search" is not shown')

    def test_what_is_there_but_cannot_be_used_is_no_option(self, reader: Reader) -> None:
        said = reader.shows("<button disabled>Clear</button>").fails('When the user clicks "Clear" if it is there')
        assert 'button "Clear" is disabled' in said


class TestWhatCannotBeFound:
    def test_the_nearest_name_is_told(self, reader: Reader) -> None:
        said = reader.shows("<form aria-label=Update><button>Process Action</button></form><a href=x>Home</a>").fails(
            'When the user clicks "Process Actions"'
        )
        assert said.splitlines() == [
            'no "Process Actions" on this screen',
            '  The nearest: button "Process Action" in the form "Update"',
            '  Page: "Contacts · CRM" at about:blank',
        ]

    def test_without_anything_near_it_lists_what_there_is(self, reader: Reader) -> None:
        said = reader.shows("<button>Apply</button><a href=x>Home</a>").fails('When the user clicks "Zoom"')
        assert 'The screen offers: "Apply", "Home"' in said

    def test_a_hidden_control(self, reader: Reader) -> None:
        said = reader.shows("<button hidden>Archive</button>").fails('When the user clicks "Archive"')
        assert 'The page has "Archive", but it is hidden now' in said

    def test_a_covered_control(self, reader: Reader) -> None:
        said = reader.shows("<button>Save</button><div id=veil style='position:fixed;inset:0'></div>").fails(
            'When the user clicks "Save"'
        )
        assert 'button "Save" is covered by something else' in said
        assert '<div id="veil"></div>' in said

    def test_a_label_that_is_only_text(self, reader: Reader) -> None:
        said = reader.shows("<p>Then choose Archive.</p>").fails('When the user clicks "Archive"')
        assert 'It is shown as text: paragraph "Then choose Archive."' in said

    def test_in_another_part_of_the_screen(self, reader: Reader) -> None:
        html = "<nav aria-label=Main><a href=x>Reports</a></nav><main><h1>Home</h1><button>Go</button></main>"
        said = reader.shows(html).fails('When the user clicks "Go" in "main navigation"')
        assert said.splitlines()[0] == 'button "Go" is not in "main navigation"'

    def test_a_part_of_the_screen_that_is_not_there(self, reader: Reader) -> None:
        html = "<section aria-label='Search results'><button>Go</button></section>"
        said = reader.shows(html).fails('When the user clicks "Stop" in "Archive panel"')
        assert said.splitlines()[0] == '"Archive panel" is no part of this screen'
        assert 'section "Search results"' in said

    def test_several_are_told_apart_by_where_they_are(self, reader: Reader) -> None:
        html = (
            "<nav aria-label=Main><a href=#a>Reports</a></nav><nav aria-label=Breadcrumb><a href=#b>Reports</a></nav>"
        )
        said = reader.shows(html).fails('When the user clicks "Reports"')
        assert said.splitlines()[0] == '"Reports" may be 2 things on this screen'
        assert '- link "Reports" in the navigation "Breadcrumb"' in said
        assert 'in the navigation "Main"; in the navigation "Breadcrumb"' in said
        reader.does('When the user clicks "Reports" in "main navigation"')
        assert reader.page.url.endswith("#a")

    def test_no_stack_of_playwright_is_shown(self, reader: Reader) -> None:
        said = reader.shows("<input aria-label=Name readonly>").fails('When the user types "x" into "Name"')
        assert 'text field "Name" is read-only' in said
        assert "Call log" not in said


class TestFields:
    def test_setting_whatever_the_field_is(self, reader: Reader) -> None:
        reader.shows(f"""{STATUS}<label>Name <input></label>
            <fieldset><legend>Size</legend><label><input type=radio name=s>Small</label>
            <label><input type=radio name=s>Large</label></fieldset>""")
        reader.does('When the user sets "Email status" to "closed"').does('When the user sets "Size" to "Large"')
        reader.does('When the user sets the field "Name" to "Ana"')
        reader.does('Then the field "Email status" shows "Closed"').does('Then the field "Name" shows "Ana"')
        reader.does('Then the radio button "Large" is selected').does('Then "Small" is not selected')

    def test_an_option_that_is_not_offered(self, reader: Reader) -> None:
        said = reader.shows(STATUS).fails('When the user sets "Email status" to "Archived"')
        assert 'drop-down "Email status" does not offer "Archived"' in said
        assert "It offers: Any status; Open; Closed" in said

    def test_a_drop_down_of_the_page_s_own_opens_when_an_option_is_set(self, reader: Reader) -> None:
        html = """<div role=combobox tabindex=0 aria-label=Owner aria-expanded=false aria-controls=l
            onclick="l.hidden=false; this.ariaExpanded='true'">Anybody</div>
            <ul role=listbox id=l hidden><li role=option>Bo
            <li role=option onclick="this.ariaSelected='true'">Ana</ul>"""
        reader.shows(html).does('When the user sets "Owner" to "Ana"').does('Then "Ana" is selected')
        reader.shows(html).does('When the user selects "Ana" in "Owner list"').does('Then "Ana" is selected')

    def test_a_field_that_suggests_takes_the_suggestion(self, reader: Reader) -> None:
        reader.shows("""<input role=combobox aria-label=Tag aria-expanded=false oninput="l.hidden=false">
            <ul role=listbox id=l hidden><li role=option onclick="x.textContent='took VIP'">VIP</ul><p id=x></p>""")
        reader.does('When the user sets "Tag" to "VIP"').does('Then "took VIP" is shown')

    def test_a_list_that_a_button_opens_is_not_opened_for_the_reader(self, reader: Reader) -> None:
        said = reader.shows(MENU).fails('When the user selects "Export to CSV" in "Actions drop-down"')
        assert '"Actions drop-down" is no part of this screen' in said
        assert 'There is the button "Actions", but nothing of its name is open' in said

    def test_searching_an_open_list_and_choosing(self, reader: Reader) -> None:
        reader.shows(MENU).does('When the user clicks the drop-down "Actions"').does('Then "list of actions" opens')
        reader.does('When the user searches for "Export to CSV" in "Actions drop-down"')
        reader.does('Then "Apply a tag" is not shown')
        reader.does('When the user selects "Export to CSV" in "Actions drop-down"').does('Then "Exported" is shown')
        reader.does('Then "Actions list" closes')

    def test_searching_a_list_without_a_field(self, reader: Reader) -> None:
        reader.shows("<ul role=menu aria-label=Tools><li role=menuitem>Audit</ul>")
        reader.does('When the user searches for "Audit" in "Tools menu"')
        assert '"Tools menu" has no text field' in reader.fails('When the user searches for "Merge" in "Tools menu"')

    def test_typing_where_the_focus_is_and_where_the_only_field_is(self, reader: Reader) -> None:
        reader.shows(
            "<input aria-label=A autofocus><section aria-label=Notes><textarea aria-label=B></textarea></section>"
        )
        reader.does('When the user clicks "A"').does('When the user types "one"')
        reader.does('When the user types "two" in "Notes section"')
        reader.does('Then the field "A" shows "one"').does('Then the field "B" shows "two"')

    def test_a_value_that_the_field_does_not_take(self, reader: Reader) -> None:
        said = reader.shows("<input type=date aria-label=Due>").fails('When the user types "soon" into "Due"')
        assert 'text field "Due" does not take "soon"\n  A date is typed as 2026-01-31' in said

    def test_checking_what_is_checked_leaves_it_so(self, reader: Reader) -> None:
        reader.shows(
            "<style>[aria-checked=true] { background: green }</style>"
            "<label><input type=checkbox checked>Weekly</label><button role=switch aria-checked=false"
            " onclick='this.ariaChecked = String(this.ariaChecked != \"true\")'>Alerts</button>"
        )
        reader.does('When the user checks "Weekly"').does('Then "Weekly" is checked')
        reader.does('When the user unchecks the check box "Weekly"').does('Then "Weekly" is not checked')
        reader.does('When the user checks the switch "Alerts"').does('Then "Alerts toggle" is checked')

    @pytest.mark.parametrize(
        ("written", "pressed"), [("Ctrl+S", "Control+s"), ("Esc", "Escape"), ("Page Down", "PageDown")]
    )
    def test_pressing_keys(self, reader: Reader, written: str, pressed: str) -> None:
        reader.shows("""<p id=x></p><script>addEventListener('keydown', e =>
            x.textContent = e.ctrlKey && e.key != 'Control' ? 'Control+' + e.key : e.key)</script>""")
        reader.does(f'When the user presses "{written}"')
        assert reader.page.inner_text("#x") == pressed

    def test_a_key_that_no_keyboard_has(self, reader: Reader) -> None:
        assert 'no key is called "Foo"' in reader.shows("x").fails('When the user presses "Ctrl+Foo"')


class TestDialogs:
    def test_an_open_modal_dialog_is_the_screen(self, reader: Reader) -> None:
        reader.shows(DIALOG).does('When the user clicks "Delete"').does('Then "dialog" opens')
        assert "[tool.prosecov.names]" in reader.fails('Then "confirmation dialog" opens')
        reader.does('When the user clicks "Delete"').does('Then "dialog" closes').does("Then no dialog is open")
        reader.does('Then the message "Contact deleted" is shown')

    def test_what_is_behind_it_cannot_be_used(self, reader: Reader) -> None:
        reader.shows(f"<a href=x>Home</a>{DIALOG}").does('When the user clicks "Delete"')
        assert 'Behind the dialog that is open: link "Home"' in reader.fails('When the user clicks "Home"')

    def test_a_dialog_without_the_native_element(self, reader: Reader) -> None:
        reader.shows("""<button onclick="d.hidden=false">Invite</button><button>Save</button>
            <div id=d hidden role=dialog aria-modal=true aria-label="Invite people"><button>Save</button></div>""")
        reader.does('When the user clicks "Invite"').does('Then the dialog "Invite people" opens')
        reader.does('When the user clicks "Save"')

    def test_one_that_is_left_open(self, reader: Reader) -> None:
        reader.shows(DIALOG).does('When the user clicks "Delete"')
        assert 'dialog "Delete Ana Ruiz?"' in reader.fails("Then no dialog is open")

    def test_a_label_must_be_the_whole_name(self, reader: Reader) -> None:
        reader.shows(DIALOG).does('When the user clicks "Delete"')
        said = reader.fails('Then the dialog "Delete" opens')
        assert 'What opened: dialog "Delete Ana Ruiz?"' in said


class TestOpening:
    PAGES = """<body><script>
        const show = (title) => { document.body.innerHTML = `<main><h1>${title}</h1><nav aria-label=Main>
        <a href="#${title}" onclick="setTimeout(show, 100, 'Reports')">Reports</a></nav></main>`; };
        show('Home');</script>"""

    def test_a_page(self, reader: Reader) -> None:
        reader.shows(self.PAGES).does('When the user clicks "Reports"').does('Then "Reports section" opens')
        reader.does('Then the page "Reports" opens')

    def test_another_page_than_the_article_says(self, reader: Reader) -> None:
        reader.shows(self.PAGES).does('When the user clicks "Reports"')
        said = reader.fails('Then "Statistics section" opens')
        assert said.splitlines()[0] == '"Statistics section" does not open'
        assert 'page "Reports"' in said

    def test_what_was_there_before_does_not_open(self, reader: Reader) -> None:
        reader.shows("<section aria-label=Filters></section><button>Apply</button>")
        reader.does('When the user clicks "Apply"')
        assert 'section "Filters" was shown before' in reader.fails('Then "Filters section" opens')

    def test_a_form_by_the_label_of_a_field_in_it(self, reader: Reader) -> None:
        reader.shows(
            "<button onclick='f.hidden=false'>Find</button>"
            f"<form id=f hidden role=search aria-label=Filters>{STATUS}</form>"
        )
        reader.does('When the user clicks "Find"').does('Then "email status search tool" opens')
        assert "does not open" in reader.fails('Then "order number search tool" opens')

    def test_what_was_not_open_does_not_close(self, reader: Reader) -> None:
        reader.shows("<button>Apply</button>").does('When the user clicks "Apply"')
        assert "was not open before" in reader.fails('Then "side panel" closes')

    def test_what_stays_does_not_close(self, reader: Reader) -> None:
        reader.shows("<aside aria-label=Help><button>Hide</button></aside>").does('When the user clicks "Hide"')
        assert 'side bar "Help" does not close' in reader.fails('Then "Help panel" closes')


class TestLists:
    TABLE = """<main><h1>Contacts</h1><button>Actions</button><table><caption>Search results</caption>
        <thead><tr><th><label><input type=checkbox checked>Select All</label><th>Name<th>Status</thead>
        <tr><td><input type=checkbox aria-label="Select Ana" checked><th>Ana<td>Unconfirmed,
        <span style='display: inline-block'>Open</span>
        <tr><td><input type=checkbox aria-label="Select Bo" checked><th>Bo<td>Open</table></main>"""

    def test_entries_in_their_order(self, reader: Reader) -> None:
        reader.shows(STATUS).does('Then "email status filter drop-down" lists:', "Any status", "Closed")
        reader.does('Then "Email status" lists only:', "Any status", "Open", "Closed")
        assert "in another order" in reader.fails('Then "Email status" lists:', "Closed", "Open")
        assert "lists other entries" in reader.fails('Then "Email status" lists only:', "Any status", "Open")
        said = reader.fails('Then "Email status" lists:', "Opened")
        assert 'does not list "Opened"' in said
        assert 'The nearest: "Open"' in said

    def test_entries_of_one_kind(self, reader: Reader) -> None:
        reader.shows("""<div role=dialog aria-label=Update><label><input type=checkbox>Email 1</label>
            <label><input type=radio name=s>Opt-In</label><label><input type=radio name=s>Opt-Out</label></div>""")
        reader.does('Then "update dialog" lists the check boxes:', "Email 1")
        reader.does('Then "update dialog" lists only the radio buttons:', "Opt-In", "Opt-Out")
        assert "does not list" in reader.fails('Then "dialog" lists the radio buttons:', "Email 1")
        reader.does('Then "dialog" lists:', "Email 1", "Opt-In")

    def test_columns(self, reader: Reader) -> None:
        reader.shows(self.TABLE).does('Then "table" lists the columns:', "Name", "Status")

    def test_one_of_several(self, reader: Reader) -> None:
        reader.shows("<nav aria-label=Main><ul><li><a href=a>Home</a><li><a href=b>Reports</a></ul></nav>")
        reader.does('Then "Reports" is one of several entries of "main navigation menu"')
        reader.shows("<nav aria-label=Main><ul><li><a href=b>Reports</a></ul></nav>")
        assert "has one entry" in reader.fails('Then "main navigation" lists several entries')

    def test_every_entry_mentions_it(self, reader: Reader) -> None:
        reader.shows(self.TABLE).does('Then "results list" shows only "Open"')
        reader.does('Then only entries with "Open" are shown')
        said = reader.fails('Then "results list" shows only "Confirmed"')
        assert '2 of 2 entries of table "Search results" do not show "Confirmed"' in said
        assert "- Bo Open" in said

    def test_an_empty_list_shows_nothing(self, reader: Reader) -> None:
        reader.shows("<table aria-label=Results><tr><th>Name</table>")
        assert "has no entries" in reader.fails('Then "results" shows only "Open"')

    def test_every_box(self, reader: Reader) -> None:
        reader.shows(self.TABLE).does('Then every box is checked in "results list"').does("Then every box is checked")
        reader.page.get_by_label("Select Bo").uncheck()
        assert '1 of 3 check boxes are not checked\n  They are: "Select Bo"' in reader.fails(
            "Then every box is checked"
        )
        assert "has no check boxes" in reader.shows("<p>x</p>").fails("Then every box is checked")

    def test_where_things_stand(self, reader: Reader) -> None:
        reader.shows(self.TABLE).does('Then "Select All" is at the top left of "list"')
        reader.does('When the user clicks "Actions" in "above the results list"')
        reader.does('Then "Actions" is above "results list"').does('Then "Bo" is below "Ana"')
        assert "is not below" in reader.fails('Then "Actions" is below "results list"')
        assert "is not at the" in reader.fails('Then "Status" is at the top left of "list"')

    def test_what_is_shown(self, reader: Reader) -> None:
        reader.shows(self.TABLE).does('Then "Unconfirmed" is shown in "results list"').does(
            'Then "Closed" is not shown'
        )
        assert 'no "Closed"' in reader.fails('Then "Closed" is shown')
        assert 'button "Actions"' in reader.fails('Then the button "Actions" is not shown')
        reader.does('Then the dialog "Actions" is not shown').does('Then the table "Search results" is shown')

    def test_fields_at_their_defaults(self, reader: Reader) -> None:
        html = f"<section aria-label='Search filters'><button>New</button>{STATUS}<label>Name <input></label></section>"
        reader.shows(html).does('Then all fields of "search filter fields" are at their defaults')
        reader.does("Then all fields are at their defaults")
        reader.does('When the user sets "Email status" to "Open"')
        said = reader.fails('Then all fields of "filter fields" are at their defaults')
        assert "1 of 2 fields are not at their defaults" in said
        assert 'drop-down "Email status" in the section "Search filters" shows "Open"' in said

    def test_what_can_be_used(self, reader: Reader) -> None:
        reader.shows("<button disabled>Send</button><button>Cancel</button>").does('Then "Send button" is disabled')
        reader.does('Then "Cancel" is enabled')
        assert 'button "Send" is disabled' in reader.fails('Then "Send" is enabled')

    def test_a_message(self, reader: Reader) -> None:
        reader.shows("<p role=status>3 contacts <b>updated</b>.</p>").does(
            'Then the message "3 contacts updated" is shown'
        )
        said = reader.fails('Then the message "4 contacts updated" is shown')
        assert 'Messages shown: "3 contacts updated."' in said


def test_what_cannot_be_derived_fails_with_a_hint(reader: Reader) -> None:
    with pytest.raises(ScreenError, match=r'^cannot be derived: "Think twice\."\n  Write it by hand'):
        reader.does("When this cannot be derived:", docstring='"Think twice."\nWrite it by hand in another feature.')


class TestKinds:
    HTML = """<label><input type=checkbox>Weekly</label><label><input type=radio>Opt-In</label><a href=#x>Reports</a>
        <button>Go</button><button aria-haspopup=menu>Actions</button><label>Name <input></label>"""

    @pytest.mark.parametrize(
        "claim",
        [
            'the radio button "Weekly"',
            'the switch "Weekly"',
            'the check box "Opt-In"',
            'the button "Reports"',
            'the tab "Reports"',
            'the link "Go"',
            'the drop-down "Go"',
            'the drop-down "Name"',
            '"Opt-In check box"',
        ],
    )
    def test_a_kind_is_a_claim_in_checks(self, reader: Reader, claim: str) -> None:
        reader.shows(self.HTML).fails(f"Then {claim} is shown")

    def test_the_kinds_as_they_are(self, reader: Reader) -> None:
        reader.shows(self.HTML)
        for claim in (
            'the check box "Weekly"',
            'the drop-down "Actions"',
            '"Opt-In radio button"',
            'the link "Reports"',
        ):
            reader.does(f"Then {claim} is shown")
        assert 'Of another kind: radio button "Opt-In"' in reader.fails('Then the check box "Opt-In" is shown')

    def test_not_shown_means_nothing_that_looks_alike(self, reader: Reader) -> None:
        reader.shows(self.HTML).does('Then the check box "Opt-In" is not shown')
        assert 'link "Reports"' in reader.fails('Then the button "Reports" is not shown')

    def test_what_does_not_look_alike_is_not_used(self, reader: Reader) -> None:
        said = reader.shows(self.HTML).fails('When the user checks the radio button "Weekly"')
        assert 'Of another kind: check box "Weekly"' in said
        reader.does('When the user clicks the tab "Reports"')
        assert reader.page.url.endswith("#x")


class TestWhatCountsAsAnEntry:
    def test_a_word_in_a_longer_text_is_no_entry(self, reader: Reader) -> None:
        reader.shows(
            "<ul aria-label=Tasks><li>Buy milk <button>Delete</button><li>Buy tea <button>Delete</button></ul>"
        )
        reader.does('Then "Buy tea" is one of several entries of "Tasks"').does(
            'Then "Tasks list" lists only:', "Buy milk", "Buy tea"
        )
        for name in ("Delete", "Buy", "milk", "Tasks"):
            assert "does not list" in reader.fails(f'Then "{name}" is one of several entries of "Tasks"')
        assert "do not show" in reader.fails('Then "Tasks" shows only "Delete"')
        assert "says nothing" in reader.fails('Then "Tasks" shows only "none"')

    def test_a_closed_drop_down_does_not_open(self, reader: Reader) -> None:
        reader.shows(
            f"<main id=m><button onclick='m.innerHTML += s.innerHTML'>Go</button></main><template id=s>{STATUS}"
        )
        reader.does('When the user clicks "Go"')
        reader.fails('Then "Email status drop-down" opens')


def test_what_would_have_passed_before_is_noted(reader: Reader) -> None:
    reader.shows(
        "<button>Go</button><label><input type=radio checked>Small</label><label><input type=radio>Big</label>"
    )
    reader.does('When the user clicks "Go"').does('Then "Small" is selected')
    assert [note.kind for note in reader.notes()] == ["vacuous"]
    reader.does('When the user selects "Big"').does('Then "Big" is selected')
    assert reader.notes() == []


def test_a_declared_name_is_noted(reader: Reader) -> None:
    reader.shows(MENU, names={"bulk actions": "Actions"}).does('When the user clicks "Actions"')
    reader.does('Then "list of available bulk actions" opens')
    assert reader.fails('Then "bulk exports" opens')
    [note] = reader.notes()
    assert (note.kind, note.text) == ("name", '"list of available bulk actions" is declared to be "Actions list"')
