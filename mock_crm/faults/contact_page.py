"""Faults of the contact's page: opting one address in or out, and what the page says about it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import search
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.rules import contact_details, email_status
from mock_crm.rules.email_status import EmailStatus, Trigger, Way
from mock_crm.storage.models import ConsentEvent, Contact
from mock_crm.web.context import db

_PAGE = "contacts/show.html"


@plain("Only a Non-Marketable address can be opted in", "An opt-out stays in force")
def opt_in_is_offered_to_unsubscribed(seams: Seams) -> None:
    """The contact's page offers Opt In for Unsubscribed addresses, too, and goes through with it."""

    @seams.around(email_status, "decide")
    def _(original: Replacement, status: EmailStatus, trigger: Trigger) -> Any:
        if trigger is Trigger.OPT_IN and status is EmailStatus.UNSUBSCRIBED:
            status = EmailStatus.NON_MARKETABLE
        return original(status, trigger)


@subtle("If an address cannot be opted in, its section on the contact's page has no Opt In button")
def opt_in_is_offered_to_unsubscribed_in_email_3(seams: Seams) -> None:
    """The section of Email 3 offers Opt In, even if the address cannot be opted in."""
    seams.template(
        "contacts/status-macros.html",
        "{% set may_opt_in = rules.allows(email.address.status, rules.Trigger.OPT_IN) %}",
        "{% set may_opt_in = email.field == 3 or rules.allows(email.address.status, rules.Trigger.OPT_IN) %}",
    )


@subtle("The other addresses of the contact keep the status that they have")
def opt_in_of_email_1_takes_email_3_along(seams: Seams) -> None:
    """Opting in Email 1 on the contact's page makes a Non-Marketable Email 3 Opted-In as well."""

    @seams.view("contacts.opt_in")
    def _(original: Replacement, contact_id: int, field: int) -> Any:
        response = original(contact_id=contact_id, field=field)
        contact = search.get(db(), contact_id)
        first, third = contact.email_in(1), contact.email_in(3)
        opted_in = field == 1 and first is not None and first.address.status is EmailStatus.OPTED_IN
        if opted_in and third is not None and third.address.status is EmailStatus.NON_MARKETABLE:
            third.address.status = EmailStatus.OPTED_IN
        return response


@subtle("From then on the status is Unsubscribed")
def opt_out_of_email_2_hits_email_1(seams: Seams) -> None:
    """Opting out Email 2 or Email 3 on the contact's page changes Email 1 instead."""

    @seams.view("contacts.opt_out")
    def _(original: Replacement, contact_id: int, field: int) -> Any:
        return original(contact_id=contact_id, field=1 if search.get(db(), contact_id).email_in(1) else field)


@subtle("If you leave the field empty, nothing changes, and the dialog asks for it")
def spaces_are_taken_for_permission(seams: Seams) -> None:
    """Opt-in goes through if nothing but spaces is entered as how permission was given."""

    @seams.around(contact_details, "checked_reason")
    def _(original: Replacement, text: str, *, required: bool = False) -> Any:
        return text if text and not text.strip() else original(text, required=required)


@subtle("the dialog names the other contacts that share the address")
def dialog_names_one_of_those_who_share(seams: Seams) -> None:
    """If more than two contacts share an address, the dialog names one of the others only."""
    seams.template("contacts/status-macros.html", "{% for other in others %}", "{% for other in others[:1] %}")


@subtle("the dialog names the other contacts that share the address")
def dialog_of_email_2_names_nobody(seams: Seams) -> None:
    """The dialog that opts in Email 2 or Email 3 does not name the others who share the address."""

    @seams.around(search, "others_who_share")
    def _(original: Replacement, session: Session, contact: Contact) -> dict[int, list[Contact]]:
        return {field: others if field == 1 else [] for field, others in original(session, contact).items()}


@subtle("the contact's page shows what it may receive")
def page_promises_broadcasts_to_unsubscribed(seams: Seams) -> None:
    """The contact's page says that Unsubscribed addresses get broadcasts, though they do not."""
    seams.template(
        _PAGE,
        '{{ can("Broadcasts", rules.why_not(email.address.status, MessageKind.BROADCAST)) }}',
        '{{ can("Broadcasts", rules.why_not(email.address.status, MessageKind.BROADCAST)'
        " if email.address.status != EmailStatus.UNSUBSCRIBED) }}",
    )


@subtle("and the reason for every No")
def no_reason_beside_email_2(seams: Seams) -> None:
    """For Email 2 and Email 3 the contact's page says No without the reason."""
    seams.template(
        _PAGE,
        "<dd>{% if why_not %}No. {{ why_not }}{% else %}Yes{% endif %}</dd>\n",
        "<dd>{% if why_not %}No{% if not bare %}. {{ why_not }}{% endif %}{% else %}Yes{% endif %}</dd>\n",
    )
    seams.template(_PAGE, "{% macro can(label, why_not) %}", "{% macro can(label, why_not, bare=false) %}")
    for kind in ("ONE_TO_ONE", "BROADCAST", "SEQUENCE"):
        call = f"rules.why_not(email.address.status, MessageKind.{kind})"
        seams.template(_PAGE, f"{call})", f"{call}, email.field > 1)")


@subtle("It gives the reason instead", "or if the address cannot exist")
def no_reason_for_no_opt_in_of_invalid(seams: Seams) -> None:
    """The section of an Invalid address says that it cannot be opted in, but gives the reason of a Hard Bounce."""

    @seams.around(email_status, "why_no_opt_in")
    def _(original: Replacement, status: EmailStatus) -> Any:
        return original(EmailStatus.HARD_BOUNCE if status is EmailStatus.INVALID else status)


@subtle("Non-Marketable and marketable addresses can be opted out")
def unconfirmed_cannot_be_opted_out(seams: Seams) -> None:
    """The contact's page offers no Opt Out for Unconfirmed addresses."""

    @seams.around(email_status, "allows")
    def _(original: Replacement, status: EmailStatus, trigger: Trigger) -> Any:
        return original(status, trigger) and (trigger, status) != (Trigger.OPT_OUT, EmailStatus.UNCONFIRMED)


@subtle("the status changes for all of them")
def opt_in_reaches_two_of_those_who_share(seams: Seams) -> None:
    """If three contacts share an address, opting in one of them leaves the third as it was."""

    @seams.view("contacts.opt_in")
    def _(original: Replacement, contact_id: int, field: int) -> Any:
        email = search.get(db(), contact_id).email_in(field)
        third = [c for c in search.sharing(db(), email.address) if c.id != contact_id][1:] if email else []
        before = email.address.status if email else None
        response = original(contact_id=contact_id, field=field)
        for contact in third:
            for own in contact.emails:
                if email and own.address is email.address and own.address.status is not before:
                    own.address = _copy(own.address, contact.id, before)
        return response


@subtle("The CRM keeps what you entered in the consent history")
def note_of_email_2_is_lost(seams: Seams) -> None:
    """What a user enters when opting in Email 2 or Email 3 is not kept in the consent history."""

    @seams.view("contacts.opt_in")
    def _(original: Replacement, contact_id: int, field: int) -> Any:
        response = original(contact_id=contact_id, field=field)
        email = search.get(db(), contact_id).email_in(field)
        if field > 1 and email is not None:
            db().flush()
            newest = select(ConsentEvent).where(ConsentEvent.address_id == email.address.id)
            event = db().scalars(newest.order_by(ConsentEvent.id.desc())).first()
            if event is not None and event.way is Way.PAGE:
                event.reason = "Opted in on the contact's page."
        return response


@subtle("If an address is opted out while you are about to opt it in, your opt-in is refused")
def late_opt_out_of_email_2_is_overruled(seams: Seams) -> None:
    """If Email 2 is opted out while a user is about to opt it in, the opt-in goes through."""

    @seams.view("contacts.opt_in")
    def _(original: Replacement, contact_id: int, field: int) -> Any:
        email = search.get(db(), contact_id).email_in(field)
        if field == 2 and email is not None and email.address.status is EmailStatus.UNSUBSCRIBED:
            email.address.status = EmailStatus.NON_MARKETABLE
        return original(contact_id=contact_id, field=field)


def _copy(address: Any, number: int, status: Any) -> Any:
    copy = type(address)(key=f"{address.key}#{number}", address=address.address, status=status, temporary_refusals=0)
    db().add(copy)
    return copy
