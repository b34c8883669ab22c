"""Faults that only the eye sees: what is there, and has the right name, but cannot be read on the screen."""

from mock_crm.faults.catalogue import subtle
from mock_crm.faults.seams import Seams

_TRACKER_CSS = "engagement-tracker/tracker.css"
_CONTACTS_CSS = "contacts.css"
_CRM_CSS = "crm.css"


@subtle("You see the status, and change it, on the contact's page")
def statuses_are_white_on_white(seams: Seams) -> None:
    """The status of each address on the contact's page is as white as the page."""
    seams.static(_CONTACTS_CSS, "", "\n.panel-head .status { background: #fff; border-color: #fff; color: #fff; }\n")


@subtle("and the reason for every No", "the contact's page shows what it may receive")
def reasons_have_the_colour_of_the_page(seams: Seams) -> None:
    """What an address may receive, and why not, is as white as the page."""
    seams.static(_CONTACTS_CSS, "", "\n.addresses .facts dd { color: #fff; }\n")


@subtle("the dialog names the other contacts that share the address")
def names_in_the_dialog_are_transparent(seams: Seams) -> None:
    """The names of the others who share the address are in the dialog, but transparent."""
    seams.static(_CONTACTS_CSS, "", "\ndialog bdi { color: transparent; }\n")


@subtle("A message tells you how many email addresses changed, and how many kept their status")
def message_is_transparent(seams: Seams) -> None:
    """The message that follows a bulk action is there, but transparent."""
    seams.static(_CRM_CSS, "", "\nmain [role=status].alert { opacity: 0; }\n")


@subtle("Each entry says who made the change, how, and why")
def names_in_the_history_are_white(seams: Seams) -> None:
    """The column of the consent history that says who made a change is as white as the page."""
    seams.static(_CONTACTS_CSS, "", "\ntd.who { color: #fff; }\n")


@subtle("Above the list, click Actions")
def actions_are_covered(seams: Seams) -> None:
    """Something white covers the button Actions; a click still gets through."""
    seams.static(
        _TRACKER_CSS,
        "",
        "\n.action-menu { position: relative; }\n.action-menu::after { background: #fff; content: ''; inset: 0;"
        " pointer-events: none; position: absolute; }\n",
    )


@subtle("At the top left of the list, click the Select All check box")
def select_all_is_covered(seams: Seams) -> None:
    """Something white covers the check box Select All; a click still gets through."""
    seams.static(
        _TRACKER_CSS,
        "",
        "\nthead .select-cell { position: relative; }\nthead .select-cell::after { background: #fff; content: '';"
        " inset: 0; pointer-events: none; position: absolute; }\n",
    )


@subtle("At the bottom of the dialog, click Confirm Opt-Out")
def confirm_opt_out_is_transparent(seams: Seams) -> None:
    """The button Confirm Opt-Out is there, but transparent."""
    seams.static(_CONTACTS_CSS, "", "\n.dialog-foot .btn-danger { opacity: 0; }\n")


@subtle("Then select Opt-In", "Opt-In and Opt-Out are radio buttons")
def radio_buttons_are_drawn_with_swapped_labels(seams: Seams) -> None:
    """On the screen the radio button Opt-In reads Opt-Out, and the other way round."""
    swapped = (("status-opt-in", "Opt-Out"), ("status-opt-out", "Opt-In"))
    for control, text in swapped:
        label = f"label[for={control}]"
        seams.static(
            _TRACKER_CSS,
            "",
            f'\n{label} {{ font-size: 0; }}\n{label}::after {{ content: "{text}" / ""; font-size: 1rem; }}\n',
        )


@subtle("lists the email fields (Email 1, Email 2 and so on) as check boxes")
def email_fields_are_drawn_over_one_another(seams: Seams) -> None:
    """In the dialog Update Opt-In/Out Status, Email 2 and Email 3 are drawn on top of Email 1."""
    seams.static(_TRACKER_CSS, "", "\nfieldset .form-check:has([name=field]) + .form-check { margin-top: -1.65rem; }\n")
