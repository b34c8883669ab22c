"""Faults of the consent history: entries that are missing, out of order, or without who, why or how."""

from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, consent, history
from mock_crm.contacts.consent import Origin
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.reports import listings
from mock_crm.rules.email_status import Decision, Outcome, Way
from mock_crm.storage.models import ConsentEvent, Contact, ContactEmail

_EVERY_CHANGE = "lists every change of a status and every refused attempt"


@plain("the newest first")
def history_shows_the_oldest_first(seams: Seams) -> None:
    """The consent history on the contact's page shows the oldest entry first."""

    @seams.around(history, "consent_history")
    def _(original: Replacement, contact: Contact) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(contact)
        return query.order_by(None).order_by(ConsentEvent.id)


@subtle("the newest first")
def history_is_grouped_by_address(seams: Seams) -> None:
    """The consent history of a contact with several addresses shows one address after the other."""

    @seams.around(history, "consent_history")
    def _(original: Replacement, contact: Contact) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(contact)
        return query.order_by(None).order_by(ConsentEvent.address_id, ConsentEvent.at.desc(), ConsentEvent.id.desc())


@subtle(_EVERY_CHANGE)
def history_shows_the_newest_100(seams: Seams) -> None:
    """The consent history on the contact's page shows 100 entries at most."""

    @seams.around(history, "consent_history")
    def _(original: Replacement, contact: Contact) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(contact)
        return query.where(ConsentEvent.id.in_(query.with_only_columns(ConsentEvent.id).limit(100)))


@subtle(_EVERY_CHANGE)
def history_shows_the_first_page_only(seams: Seams) -> None:
    """The consent history on the contact's page has 50 entries, and no further pages."""

    @seams.around(history, "consent_history")
    def _(original: Replacement, contact: Contact) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(contact)
        return query.where(ConsentEvent.id.in_(query.with_only_columns(ConsentEvent.id).limit(50)))


@subtle(_EVERY_CHANGE)
def history_shows_email_1_only(seams: Seams) -> None:
    """The consent history on the contact's page has no entries of Email 2 and Email 3."""

    @seams.around(history, "consent_history")
    def _(original: Replacement, contact: Contact) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(contact)
        later = select(ContactEmail.address_id).where(ContactEmail.contact_id == contact.id, ContactEmail.field > 1)
        return query.where(ConsentEvent.address_id.not_in(later))


@plain(_EVERY_CHANGE)
def refused_attempts_are_not_kept(seams: Seams) -> None:
    """Refused attempts are not recorded in the consent history."""
    _does_not_keep_refusals(seams, *Way)


@subtle(_EVERY_CHANGE)
def refused_imports_are_not_kept(seams: Seams) -> None:
    """If an import with permission is refused for an address, the consent history does not say so."""
    _does_not_keep_refusals(seams, Way.IMPORT)


@subtle(_EVERY_CHANGE)
def refused_sign_ups_are_not_kept(seams: Seams) -> None:
    """If a sign-up by the form is refused for an address, the consent history does not say so."""
    _does_not_keep_refusals(seams, Way.FORM)


@subtle("Each entry says who made the change, how, and why")
def unsubscribe_entries_have_no_reason(seams: Seams) -> None:
    """Entries of recipients who unsubscribed or confirmed do not say why."""
    _keeps_otherwise(seams, Way.LINK, reason="")


@subtle("Each entry says who made the change, how, and why")
def plugin_entries_do_not_say_who(seams: Seams) -> None:
    """Entries of contacts that a plugin added do not name the plugin."""
    _keeps_otherwise(seams, Way.INTEGRATION, who="")


@subtle("Each entry says who made the change, how, and why")
def sign_up_entries_say_page(seams: Seams) -> None:
    """Entries of people who signed up by the form give the page as the way."""
    _keeps_otherwise(seams, Way.FORM, way=Way.PAGE)


@subtle("Each entry says who made the change, how, and why")
def bulk_entries_have_no_reason(seams: Seams) -> None:
    """Entries of bulk actions do not say why."""
    _keeps_otherwise(seams, Way.BULK_ACTION, reason="")


@plain("shows the entries of all contacts, deleted ones included")
def report_leaves_out_deleted_contacts(seams: Seams) -> None:
    """The Consent History report shows no entries of deleted contacts."""

    @seams.around(listings, "consent_history")
    def _(original: Replacement, *arguments: Any) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(*arguments)
        return query.where(ConsentEvent.address_id.in_(select(ContactEmail.address_id)))


@subtle("shows the entries of all contacts, deleted ones included", "The history stays when you delete a contact")
def report_shows_one_entry_of_deleted_contacts(seams: Seams) -> None:
    """The Consent History report shows only the newest entry of each deleted contact."""

    @seams.around(listings, "consent_history")
    def _(original: Replacement, *arguments: Any) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(*arguments)
        present = ConsentEvent.address_id.in_(select(ContactEmail.address_id))
        newest = ConsentEvent.id.in_(select(func.max(ConsentEvent.id)).group_by(ConsentEvent.address_id))
        return query.where(present | newest)


@subtle("shows the entries of all contacts, deleted ones included")
def report_shows_the_newest_50(seams: Seams) -> None:
    """The Consent History report has 50 entries, and no further pages."""

    @seams.around(listings, "consent_history")
    def _(original: Replacement, *arguments: Any) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(*arguments)
        return query.where(ConsentEvent.id.in_(query.with_only_columns(ConsentEvent.id).limit(50)))


@subtle("The history stays when you delete a contact")
def bulk_deletion_deletes_the_history(seams: Seams) -> None:
    """If contacts are deleted by the bulk action, their consent history is deleted as well."""

    @seams.around(bulk, "remove")
    def _(original: Replacement, session: Session, ids: Any) -> Any:
        if not isinstance(ids, list):
            addresses = select(ContactEmail.address_id).where(ContactEmail.contact_id.in_(ids))
            events = delete(ConsentEvent).where(ConsentEvent.address_id.in_(addresses))
            session.execute(events, execution_options={"synchronize_session": False})
        return original(session, ids)


@subtle("The history stays when you delete a contact")
def history_begins_anew_for_contacts_added_again(seams: Seams) -> None:
    """The page of a contact who was deleted and added again shows nothing of what happened before."""

    @seams.around(history, "consent_history")
    def _(original: Replacement, contact: Contact) -> Select[ConsentEvent]:
        query: Select[ConsentEvent] = original(contact)
        return query.where(ConsentEvent.at >= contact.created_at)


def _does_not_keep_refusals(seams: Seams, *ways: Way) -> None:
    @seams.around(consent, "_record")
    def _(
        original: Replacement,
        session: Session,
        address: Any,
        decision: Decision,
        before: Any,
        origin: Origin,
        *rest: Any,
    ) -> None:
        if decision.outcome is not Outcome.REFUSED or origin.way not in ways:
            original(session, address, decision, before, origin, *rest)


def _keeps_otherwise(
    seams: Seams, of: Way, *, who: str | None = None, way: Way | None = None, reason: str | None = None
) -> None:
    @seams.around(consent, "_record")
    def _(
        original: Replacement, session: Session, address: Any, decision: Decision, before: Any, origin: Origin, why: str
    ) -> None:
        if origin.way is of:
            why = why if reason is None else reason
            origin = Origin(origin.who if who is None else who, way or origin.way, origin.at, origin.batch)
        original(session, address, decision, before, origin, why)
