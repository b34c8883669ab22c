"""Faults of the bulk action that updates the opt-in status of many contacts."""

from collections import Counter
from typing import Any

import flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, consent
from mock_crm.contacts.bulk import ContactIds, StatusUpdate
from mock_crm.contacts.consent import Origin
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.reports import tracker
from mock_crm.rules.email_status import Decision, EmailStatus, Outcome, Trigger
from mock_crm.storage.models import Contact, ContactEmail, EmailAddress
from mock_crm.web.context import crm, db
from mock_crm.web.reports import bulk_actions

_DIALOGS = "engagement-tracker/dialogs.js"
_SELECTION = "engagement-tracker/selection.js"


@plain("The status is applied to all selected contacts")
def process_action_changes_nothing(seams: Seams) -> None:
    """Process Action closes the dialog and reports success, but no status is changed."""

    @seams.around(bulk, "update_status")
    def _(original: Replacement, session: Session, *rest: Any) -> Any:
        with session.begin_nested() as attempt:
            update = original(session, *rest)
            attempt.rollback()
        return update


@plain("Bulk opt-in turns Non-Marketable into Opted-In")
def bulk_opt_in_confirms(seams: Seams) -> None:
    """Bulk opt-in makes Non-Marketable addresses Confirmed instead of Opted-In."""

    @seams.around(consent, "change")
    def _(original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, *rest: Any) -> Any:
        decision = original(session, address, trigger, *rest)
        if trigger is Trigger.BULK_OPT_IN and decision.outcome is Outcome.CHANGED:
            address.status = EmailStatus.CONFIRMED
        return decision


@plain("Contacts with another status, such as Unsubscribed or Hard Bounce, cannot be changed with it")
def bulk_opt_in_revives_opt_outs(seams: Seams) -> None:
    """Bulk opt-in makes Unsubscribed addresses Opted-In."""
    _bulk_opt_in_also_changes(seams, EmailStatus.UNSUBSCRIBED)


@subtle("or anything else keep the status that they have", "Bulk opt-in works for Non-Marketable contacts only")
def bulk_opt_in_revives_soft_bounces(seams: Seams) -> None:
    """Bulk opt-in makes Soft Bounce addresses Opted-In; all other statuses are left alone."""
    _bulk_opt_in_also_changes(seams, EmailStatus.SOFT_BOUNCE)


@subtle("Contacts with another status, such as Unsubscribed or Hard Bounce, cannot be changed with it")
def bulk_opt_in_revives_opt_outs_in_email_2(seams: Seams) -> None:
    """Bulk opt-in makes an Unsubscribed address Opted-In if it is in Email 2."""

    @seams.around(bulk, "update_status")
    def _(original: Replacement, session: Session, ids: ContactIds, fields: set[int], *rest: Any) -> Any:
        opted_out = _in_field(session, ids, 2) if 2 in fields and rest[0] is Trigger.BULK_OPT_IN else []
        revived = [address for address in opted_out if address.status is EmailStatus.UNSUBSCRIBED]
        update = original(session, ids, fields, *rest)
        for address in revived:
            address.status = EmailStatus.OPTED_IN
        return update


@subtle("select the email fields that you want to update", "The status is applied to all selected contacts")
def bulk_action_skips_email_3(seams: Seams) -> None:
    """The bulk action changes nothing in Email 3, although this field was selected."""

    @seams.around(bulk, "update_status")
    def _(original: Replacement, session: Session, ids: ContactIds, fields: set[int], *rest: Any) -> Any:
        return original(session, ids, (fields - {3} or {0}) if fields else fields, *rest)


@subtle("select the email fields that you want to update")
def bulk_action_takes_email_3_along(seams: Seams) -> None:
    """The bulk action changes Email 3 as well whenever Email 1 was selected."""

    @seams.around(bulk, "update_status")
    def _(original: Replacement, session: Session, ids: ContactIds, fields: set[int], *rest: Any) -> Any:
        return original(session, ids, fields | {3} if 1 in fields else fields, *rest)


@subtle("The status is applied to all selected contacts", "bulk opt-in makes all these contacts marketable in one step")
def bulk_action_stops_at_100_contacts(seams: Seams) -> None:
    """The bulk action changes the first 100 of the selected contacts and no more."""

    @seams.around(bulk, "update_status")
    def _(original: Replacement, session: Session, ids: ContactIds, *rest: Any) -> Any:
        return original(session, _listed(session, ids)[:100], *rest)


@subtle("The status is applied to all selected contacts", "bulk opt-in makes all these contacts marketable in one step")
def bulk_action_forgets_the_last_contact(seams: Seams) -> None:
    """The bulk action leaves out the last of several selected contacts."""

    @seams.around(bulk, "update_status")
    def _(original: Replacement, session: Session, ids: ContactIds, *rest: Any) -> Any:
        listed = _listed(session, ids)
        return original(session, listed[:-1] or listed, *rest)


@subtle("The status is applied to all selected contacts", "bulk opt-in makes all these contacts marketable in one step")
def bulk_action_stops_at_the_first_refusal(seams: Seams) -> None:
    """If one of the selected contacts cannot be opted in, those behind it are left as they are."""
    stopped: set[str] = set()

    @seams.around(consent, "change")
    def _(
        original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, origin: Origin, *rest: Any
    ) -> Any:
        if origin.batch and origin.batch in stopped:
            return Decision(Outcome.NOTHING_TO_DO, EmailStatus.OPTED_IN)
        decision = original(session, address, trigger, origin, *rest)
        if trigger is Trigger.BULK_OPT_IN and decision.outcome is Outcome.REFUSED:
            stopped.add(origin.batch)
        return decision


@subtle("Contacts that you leave out of the selection keep their status")
def contacts_taken_out_are_changed_all_the_same(seams: Seams) -> None:
    """A contact that is taken out of the selection after Select All is changed like the others."""

    @seams.around(tracker, "selected")
    def _(original: Replacement, search_id: str, *, everything: bool, contact_ids: list[int]) -> Any:
        return original(search_id, everything=everything, contact_ids=[] if everything else contact_ids)


@subtle("and so do contacts that come in after your search")
def late_arrivals_are_changed_as_well(seams: Seams) -> None:
    """Select All includes contacts that came into the CRM after the search."""

    @seams.around(bulk_actions, "_selected")
    def _(original: Replacement) -> Any:
        if flask.request.form.get("everything") != "yes":
            return original()
        criteria = tracker.get(db(), flask.request.form.get("search", ""))
        return tracker.selected(tracker.run(db(), criteria, crm().clock.now()), everything=True, contact_ids=[])


@subtle(
    "click the Select All check box to select every contact in the results",
    "Contacts that you leave out of the selection keep their status",
)
def select_all_follows_the_filter_field(seams: Seams) -> None:
    """If the filter is changed without a search, a bulk action on all results takes the filter's current value."""
    seams.static(
        _SELECTION,
        "  addTo(data) {\n",
        '  addTo(data) {\n    data.set("current-status", document.querySelector("select[name=status]").value);\n',
    )

    @seams.around(bulk_actions, "_selected")
    def _(original: Replacement) -> Any:
        form = flask.request.form
        criteria = tracker.get(db(), form.get("search", ""))
        current = form.get("current-status", criteria.status)
        if form.get("everything") != "yes" or current == criteria.status:
            return original()
        search = tracker.run(db(), tracker.Criteria(status=current), crm().clock.now())
        return tracker.selected(search, everything=True, contact_ids=[])


@subtle("Opt-In and Opt-Out are radio buttons", "Then select Opt-In")
def the_first_radio_button_wins(seams: Seams) -> None:
    """If both radio buttons are chosen one after the other, the first one is applied."""
    seams.static(
        _DIALOGS,
        '  dialog.querySelector("form").reset();\n',
        '  dialog.querySelector("form").reset();\n  delete dialog.dataset.first;\n',
    )
    seams.static(
        _DIALOGS,
        '    form.addEventListener("submit"',
        '    form.addEventListener("change", ({ target }) => {\n'
        '      if (target.type === "radio") dialog.dataset.first ??= target.value;\n'
        "    });\n"
        '    form.addEventListener("submit"',
    )
    seams.static(
        _DIALOGS,
        "      selection.addTo(data);\n",
        '      selection.addTo(data);\n      if (dialog.dataset.first) data.set("status", dialog.dataset.first);\n',
    )


@subtle("The status is applied to all selected contacts", "bulk opt-in makes all these contacts marketable in one step")
def bulk_action_spares_contacts_of_plugins(seams: Seams) -> None:
    """Bulk opt-in leaves contacts that came in through a plugin as they are."""

    @seams.around(bulk, "update_status")
    def _(original: Replacement, session: Session, ids: ContactIds, *rest: Any) -> Any:
        own = ("CSV import", "Added by hand", "Sign-up form")
        listed = session.scalars(select(Contact.id).where(Contact.id.in_(ids), Contact.source.in_(own))).all()
        if listed:
            return original(session, listed, *rest)
        return StatusUpdate(EmailStatus.OPTED_IN, Counter(), Counter(), 0)


@subtle("Contacts that you leave out of the selection keep their status")
def deselecting_all_reaches_one_page(seams: Seams) -> None:
    """If Select All is unchecked again, only the contacts on the open page are taken out of the selection."""
    seams.static(
        _SELECTION,
        "    selection.setAll(selectAll.checked);\n",
        "    if (selectAll.checked) selection.setAll(true);\n"
        "    else for (const box of boxes) selection.set(box.value, false);\n",
    )


@subtle("Contacts that you leave out of the selection keep their status")
def selection_survives_the_next_search(seams: Seams) -> None:
    """After another search, the selection is still that of the search before."""
    seams.static(_SELECTION, "this.#key = `selection:${searchId}`;", 'this.#key = "selection";')


def _bulk_opt_in_also_changes(seams: Seams, status: EmailStatus) -> None:
    @seams.around(consent, "change")
    def _(original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, *rest: Any) -> Any:
        if trigger is Trigger.BULK_OPT_IN and address.status is status:
            address.status = EmailStatus.OPTED_IN
            return Decision(Outcome.CHANGED, EmailStatus.OPTED_IN)
        return original(session, address, trigger, *rest)


def _listed(session: Session, contact_ids: ContactIds) -> list[int]:
    return list(session.scalars(select(Contact.id).where(Contact.id.in_(contact_ids)).order_by(Contact.id)))


def _in_field(session: Session, contact_ids: ContactIds, field: int) -> list[EmailAddress]:
    in_field = select(ContactEmail.address_id).where(
        ContactEmail.contact_id.in_(contact_ids), ContactEmail.field == field
    )
    return list(session.scalars(select(EmailAddress).where(EmailAddress.id.in_(in_field))))
