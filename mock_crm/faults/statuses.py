"""Faults of how an email status comes about: by mail servers, recipients, forms, plugins, and shared addresses."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.mail import delivery
from mock_crm.mail.transport import Receipt
from mock_crm.rules import email_status
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import Decision, EmailStatus, MessageKind, Outcome, Trigger, Way
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import Contact, EmailAddress
from mock_crm.web.context import db


@subtle("refused three messages in a row")
def refusals_with_an_acceptance_between_count(seams: Seams) -> None:
    """Three refusals for now lead to Soft Bounce, even if the mail server accepted a message in between."""

    @seams.around(delivery, "_record_answer")
    def _(original: Replacement, session: Session, address: EmailAddress, receipt: Receipt, *rest: Any) -> None:
        refusals = address.temporary_refusals
        original(session, address, receipt, *rest)
        if receipt is Receipt.ACCEPTED:
            address.temporary_refusals = refusals


@subtle("refused three messages in a row")
def refused_broadcasts_do_not_count(seams: Seams) -> None:
    """Only refused one-to-one email counts towards Soft Bounce; refused broadcasts do not."""

    @seams.around(delivery, "_record_answer")
    def _(original: Replacement, session: Session, address: EmailAddress, receipt: Receipt, *rest: Any) -> None:
        newest = select(Message.kind).where(Message.address_id == address.id).order_by(Message.id.desc()).limit(1)
        if receipt is not Receipt.REFUSED_FOR_NOW or session.scalar(newest) is MessageKind.ONE_TO_ONE:
            original(session, address, receipt, *rest)


@subtle("refused three messages in a row")
def accepted_broadcasts_do_not_break_the_row(seams: Seams) -> None:
    """Three refusals lead to Soft Bounce, even if the mail server accepted a broadcast in between."""

    @seams.around(delivery, "_record_answer")
    def _(original: Replacement, session: Session, address: EmailAddress, receipt: Receipt, *rest: Any) -> None:
        refusals = address.temporary_refusals
        original(session, address, receipt, *rest)
        newest = select(Message.kind).where(Message.address_id == address.id).order_by(Message.id.desc()).limit(1)
        if receipt is Receipt.ACCEPTED and session.scalar(newest) is not MessageKind.ONE_TO_ONE:
            address.temporary_refusals = refusals


@plain("Spam Complaint: the recipient reported a message as spam")
def spam_complaints_are_ignored(seams: Seams) -> None:
    """A message that the recipient reported as spam does not change the email status."""
    _has_no_effect(seams, Trigger.COMPLAINT, frozenset(EmailStatus))


@subtle("Spam Complaint: the recipient reported a message as spam")
def spam_complaints_of_unsubscribed_are_ignored(seams: Seams) -> None:
    """If an Unsubscribed recipient reports a one-to-one email as spam, the email status stays."""
    _has_no_effect(seams, Trigger.COMPLAINT, frozenset({EmailStatus.UNSUBSCRIBED}))


@subtle("the address cannot exist, because it ends in .invalid")
def invalid_is_not_noticed_by_hand(seams: Seams) -> None:
    """An address that ends in .invalid is Opted-In or Non-Marketable if it is added by hand."""

    @seams.around(consent, "register")
    def _(original: Replacement, session: Session, text: str, trigger: Trigger, origin: Origin, *rest: Any) -> Any:
        address = original(session, text, trigger, origin, *rest)
        if origin.way is Way.PAGE and address.status is EmailStatus.INVALID:
            address.status = email_status.first_status(trigger, "")
        return address


@subtle("the address came in with permission")
def permission_by_hand_covers_email_1_only(seams: Seams) -> None:
    """If a contact is added by hand with permission, Email 2 and Email 3 are Non-Marketable."""

    @seams.around(editing, "add")
    def _(
        original: Replacement, session: Session, details: ContactDetails, source: str, origin: Origin, permission: Any
    ) -> Any:
        if isinstance(permission, str) and origin.way is Way.PAGE:
            permission = {1: permission}
        return original(session, details, source, origin, permission)


@subtle("the new address gets its own status: with permission it is Opted-In, without permission it is Non-Marketable")
def replaced_email_2_inherits_the_status(seams: Seams) -> None:
    """A new address in Email 2 or Email 3 gets the status of the address that it replaces."""

    @seams.around(editing, "update")
    def _(original: Replacement, session: Session, contact: Contact, *rest: Any) -> None:
        before = {email.field: (email.address, email.address.status) for email in contact.emails if email.field > 1}
        original(session, contact, *rest)
        for email in contact.emails:
            old, status = before.get(email.field, (email.address, None))
            if status is not None and old is not email.address:
                email.address.status = status


@subtle("Contacts that share an address share its status as well")
def addresses_are_shared_in_the_same_case_only(seams: Seams) -> None:
    """An address in other letters, such as ANA@EXAMPLE.COM, is a different one with a status of its own."""

    @seams.around(consent, "find")
    def _(original: Replacement, session: Session, text: str) -> EmailAddress | None:
        exact = session.scalar(select(EmailAddress).where(EmailAddress.address == text))
        other: EmailAddress | None = None if exact else original(session, text)
        if other is None:
            return exact
        # The new address gets the key: two addresses cannot have the same.
        other.key = f"{other.key}#"
        session.flush()
        return None


@subtle("Contacts that share an address share its status as well")
def opt_out_on_the_page_is_not_shared(seams: Seams) -> None:
    """If a user opts out one of the contacts that share an address, the others keep the status."""

    @seams.view("contacts.opt_out")
    def _(original: Replacement, contact_id: int, field: int) -> Any:
        contact = search.get(db(), contact_id)
        email = contact.email_in(field)
        if email is not None and len(search.sharing(db(), email.address)) > 1:
            shared = email.address
            copy = EmailAddress(
                key=f"{shared.key}#{contact_id}", address=shared.address, status=shared.status, temporary_refusals=0
            )
            db().add(copy)
            email.address = copy
            db().flush()
        return original(contact_id=contact_id, field=field)


@plain("without a confirmed sign that you may send marketing email to the address")
def contacts_by_hand_need_no_permission(seams: Seams) -> None:
    """Contacts who are added by hand without permission are Opted-In."""

    @seams.around(editing, "add")
    def _(
        original: Replacement, session: Session, details: ContactDetails, source: str, origin: Origin, permission: Any
    ) -> Any:
        return original(session, details, source, origin, permission or ("" if origin.way is Way.PAGE else None))


@subtle("If an address is opted out while you are about to opt it in, your opt-in is refused")
def opt_in_overrules_a_late_unsubscribe(seams: Seams) -> None:
    """If the recipient unsubscribes while a user is about to opt the address in, the opt-in goes through."""

    @seams.around(consent, "opt_in")
    def _(original: Replacement, session: Session, address: EmailAddress, *rest: Any) -> Any:
        if address.status is EmailStatus.UNSUBSCRIBED and address.events and address.events[-1].way is Way.LINK:
            address.status = EmailStatus.NON_MARKETABLE
        return original(session, address, *rest)


@subtle("the address came in without permission to send marketing email to it")
def addresses_added_later_need_no_permission(seams: Seams) -> None:
    """An address that is added to a contact later is Opted-In, even if nobody gave permission."""

    @seams.around(editing, "update")
    def _(original: Replacement, session: Session, contact: Contact, *rest: Any) -> None:
        before = {email.field for email in contact.emails}
        original(session, contact, *rest)
        for email in contact.emails:
            if email.field not in before and email.address.status is EmailStatus.NON_MARKETABLE:
                email.address.status = EmailStatus.OPTED_IN


@subtle(
    "The old address keeps its status, even if you delete the contact and add it again",
    "If the mail server refuses an address, temporarily or permanently, permission does not change that",
)
def adding_by_hand_revives_hard_bounces(seams: Seams) -> None:
    """A Hard Bounce address that is added by hand with permission becomes Opted-In."""

    @seams.around(consent, "register")
    def _(original: Replacement, session: Session, text: str, trigger: Trigger, origin: Origin, *rest: Any) -> Any:
        address = original(session, text, trigger, origin, *rest)
        by_hand = origin.way is Way.PAGE and trigger is Trigger.PERMISSION
        if by_hand and address.status is EmailStatus.HARD_BOUNCE:
            address.status = EmailStatus.OPTED_IN
        return address


@subtle("The old address keeps its status, even if you delete the contact and add it again")
def deletion_forgets_hard_bounces(seams: Seams) -> None:
    """A Hard Bounce address of a contact that is deleted starts anew when it is added again."""

    @seams.around(bulk, "remove")
    def _(original: Replacement, session: Session, ids: Any) -> Any:
        for contact in session.scalars(select(Contact).where(Contact.id.in_(ids))):
            for email in contact.emails:
                if email.address.status is EmailStatus.HARD_BOUNCE:
                    email.address.status = EmailStatus.NON_MARKETABLE
        session.flush()
        return original(session, ids)


def _has_no_effect(seams: Seams, on: Trigger, statuses: frozenset[EmailStatus]) -> None:
    @seams.around(consent, "change")
    def _(original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, *rest: Any) -> Any:
        if trigger is on and address.status in statuses:
            return Decision(Outcome.NOTHING_TO_DO, address.status)
        return original(session, address, trigger, *rest)
