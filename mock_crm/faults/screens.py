"""Faults of what is drawn: most of them are seen by the eye alone, not by accessible names and states."""

from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Seams

_TRACKER = "reports/email-engagement-tracker.html"
_BULK = "reports/bulk-actions.html"
_BUTTONS = "contacts/status-macros.html"
_TRACKER_CSS = "engagement-tracker/tracker.css"
_SELECTION = "engagement-tracker/selection.js"
_NEW_SEARCH = """    {% if page %}
    <form method="post" action="{{ url_for('.new_search') }}">
      <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
      <button class="btn btn-outline-primary btn-sm">New Search</button>
    </form>
    {% endif %}
"""


@subtle("Each contact in the results then shows a check mark")
def check_marks_are_not_drawn(seams: Seams) -> None:
    """After Select All, the check boxes of the contacts are checked, but no check mark is drawn in them."""
    seams.static(
        _TRACKER_CSS,
        "",
        "\ntbody .form-check-input:checked { background: #fff; border-color: #8a9ba2; }\n",
    )


@subtle("click the Select All check box to select every contact in the results")
def last_check_mark_is_only_drawn(seams: Seams) -> None:
    """After Select All, the last contact of the page shows a check mark, but is not selected."""
    seams.static(
        _TRACKER_CSS,
        "",
        "\n.painted.form-check-input { background-color: var(--brand); background-image: var(--painted);"
        " background-size: contain; border-color: var(--brand); }\n",
    )
    seams.static(
        _SELECTION,
        "    selection.setAll(selectAll.checked);\n",
        "    const drawn = getComputedStyle(selectAll).backgroundImage;\n"
        "    selection.setAll(selectAll.checked);\n"
        "    const last = boxes[boxes.length - 1];\n"
        "    if (selectAll.checked && boxes.length > 1) {\n"
        "      selection.set(last.value, false);\n"
        '      last.classList.add("painted");\n'
        '      last.style.setProperty("--painted", drawn);\n'
        "    }\n",
    )


@subtle("Each contact in the results then shows a check mark")
def no_check_marks_from_page_3_on(seams: Seams) -> None:
    """After Select All, the contacts from page 3 of the results on show no check mark."""
    seams.static(
        _SELECTION,
        "box.checked = selection.has(box.value);",
        'box.checked = selection.has(box.value) && !(new URLSearchParams(location.search).get("page") > 2);',
    )


@plain("At the top left of the list, click the Select All check box")
def select_all_stands_on_the_right(seams: Seams) -> None:
    """Select All stands at the top right of the list."""
    seams.static(
        _TRACKER_CSS,
        "",
        "\n.table-responsive { position: relative; }\n"
        "thead .select-cell .form-check { position: absolute; right: 1rem; top: 0.65rem; z-index: 1; }\n",
    )


@plain("If a New Search button is visible, click it")
def new_search_is_called_reset(seams: Seams) -> None:
    """The button New Search is called Reset."""
    seams.template(_TRACKER, ">New Search</button>", ">Reset</button>")


@subtle("If a New Search button is visible, click it")
def new_search_is_drawn_as_reset(seams: Seams) -> None:
    """The button New Search reads Reset on the screen; only its accessible name is New Search."""
    seams.template(
        _TRACKER,
        '<button class="btn btn-outline-primary btn-sm">New Search',
        '<button class="btn btn-outline-primary btn-sm" aria-label="New Search">Reset',
    )


@subtle("If a New Search button is visible, click it")
def new_search_is_white_on_white(seams: Seams) -> None:
    """The button New Search is there, but its text and border are as white as the page."""
    seams.template(_TRACKER, "btn btn-outline-primary btn-sm", "btn btn-outline-primary btn-sm unseen")
    seams.static(_TRACKER_CSS, "", "\n.unseen, .unseen:hover { background: #fff; border-color: #fff; color: #fff; }\n")


@plain("The button is above the filter fields")
def new_search_stands_below_the_fields(seams: Seams) -> None:
    """The button New Search stands below the filter fields."""
    seams.template(_TRACKER, _NEW_SEARCH, "")
    seams.template(
        _TRACKER,
        "  </form>\n</section>\n\n{% if page is none %}",
        f"  </form>\n{_NEW_SEARCH}</section>\n\n{{% if page is none %}}",
    )


@plain("Above the list, click Actions")
def actions_stand_below_the_list(seams: Seams) -> None:
    """The button Actions stands below the list."""
    seams.template(_TRACKER, "    {{ action_menu() }}\n", "")
    seams.template(_TRACKER, "  {{ pages(page) }}\n", "  {{ pages(page) }}\n  {{ action_menu() }}\n")


@subtle(
    "select the email fields that you want to update",
    "lists the email fields (Email 1, Email 2 and so on) as check boxes",
)
def update_dialog_lacks_email_3(seams: Seams) -> None:
    """The dialog Update Opt-In/Out Status lists Email 1 and Email 2, but not Email 3."""
    seams.template(
        _BULK, "{% for number in EMAIL_FIELDS %}\n        <div", "{% for number in EMAIL_FIELDS[:2] %}\n        <div"
    )


@plain("lists the email fields (Email 1, Email 2 and so on) as check boxes")
def email_fields_are_radio_buttons(seams: Seams) -> None:
    """In the dialog Update Opt-In/Out Status only one of the email fields can be selected."""
    seams.template(_BULK, 'type="checkbox" name="field"', 'type="radio" name="field"')


@subtle("Opt-In and Opt-Out are radio buttons")
def radio_buttons_are_drawn_as_check_boxes(seams: Seams) -> None:
    """Opt-In and Opt-Out look like check boxes."""
    seams.static(
        _TRACKER_CSS,
        "",
        "\ninput[type=radio].form-check-input { border-radius: 0.25em; }\n"
        'input[type=radio].form-check-input:checked { background-image: url("data:image/svg+xml,%3csvg'
        " xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3e%3cpath fill='none' stroke='%23fff'"
        " stroke-linecap='round' stroke-linejoin='round' stroke-width='3' d='m6 10 3 3 6-6'/%3e%3c/svg%3e\"); }\n",
    )


@subtle("Then select Opt-In", "Opt-In and Opt-Out are radio buttons")
def opt_in_is_drawn_as_subscribe(seams: Seams) -> None:
    """The radio button Opt-In reads Subscribe on the screen; only its accessible name is Opt-In."""
    seams.template(_BULK, 'id="status-opt-in" aria', 'id="status-opt-in" aria-label="Opt-In" aria')
    seams.template(_BULK, 'for="status-opt-in">Opt-In<', 'for="status-opt-in">Subscribe<')


@plain("At the bottom of the dialog, click Process Action")
def process_action_stands_at_the_top(seams: Seams) -> None:
    """Process Action stands at the top of the dialog."""
    seams.static(
        _TRACKER_CSS, "", "\ndialog form { display: flex; flex-direction: column; }\n.dialog-foot { order: -1; }\n"
    )


@subtle("At the bottom of the dialog, click Process Action")
def process_action_is_drawn_as_apply(seams: Seams) -> None:
    """Process Action reads Apply on the screen; only its accessible name is Process Action."""
    seams.template(
        _BULK,
        '<button class="btn btn-{{ style }}">{{ button }}</button>',
        '<button class="btn btn-{{ style }}" aria-label="{{ button }}">Apply</button>',
    )


@subtle("At the bottom of the dialog, click Process Action")
def process_action_is_white_on_white(seams: Seams) -> None:
    """Process Action is there, but its text is as white as its background."""
    seams.static(
        _TRACKER_CSS,
        "",
        "\n.dialog-foot .btn-primary, .dialog-foot .btn-primary:hover"
        " { background: #fff; border-color: #fff; color: #fff; }\n",
    )


@subtle("This closes the dialog")
def dialog_stays_drawn(seams: Seams) -> None:
    """After Process Action a picture of the dialog stays on the screen, though the dialog is closed."""
    seams.static(
        "engagement-tracker/dialogs.js",
        "  selection.forget();\n",
        '  sessionStorage.setItem("drawn", dialog.id);\n  selection.forget();\n',
    )
    seams.static(
        "engagement-tracker/main.js",
        "",
        'const drawn = document.getElementById(sessionStorage.getItem("drawn"));\n'
        "if (drawn) {\n"
        '  sessionStorage.removeItem("drawn");\n'
        "  const picture = drawn.cloneNode(true);\n"
        '  picture.removeAttribute("id");\n'
        '  picture.setAttribute("aria-hidden", "true");\n'
        "  picture.inert = true;\n"
        "  document.body.append(picture);\n"
        "  picture.show();\n"
        '  Object.assign(picture.style, { position: "fixed", top: "20%", zIndex: "1050" });\n'
        "}\n",
    )


@plain("In the Email 1 section, click Opt Out")
def opt_out_button_is_missing(seams: Seams) -> None:
    """The sections on the contact's page have no button Opt Out."""
    seams.template(_BUTTONS, "{% if may_opt_out %}", "{% if false %}")


@subtle("In the Email 1 section, click Opt In.")
def opt_in_button_is_drawn_as_permit(seams: Seams) -> None:
    """The button Opt In on the contact's page reads Permit on the screen; only its accessible name is Opt In."""
    seams.template(
        _BUTTONS,
        'aria-haspopup="dialog" aria-describedby="email-{{ email.field }}">Opt In</button>',
        'aria-haspopup="dialog" aria-label="Opt In" aria-describedby="email-{{ email.field }}">Permit</button>',
    )


@subtle("At the bottom of the dialog, click Confirm Opt-In")
def confirm_opt_in_is_white_on_white(seams: Seams) -> None:
    """Confirm Opt-In is there, but its text is as white as its background."""
    seams.static(
        "contacts.css",
        "",
        "\n.dialog-foot .btn-primary, .dialog-foot .btn-primary:hover"
        " { background: #fff; border-color: #fff; color: #fff; }\n",
    )
