"""Faults of how an email status comes about: by mail servers, recipients, forms, plugins, and shared addresses."""

from collections.abc import Mapping
from typing import Any

import flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.integrations import plugins
from mock_crm.mail import delivery
from mock_crm.mail.transport import Receipt
from mock_crm.rules import email_status
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import Decision, EmailStatus, MessageKind, Outcome, Trigger, Way
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import Contact, EmailAddress, Integration
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


@plain("Spam Complaint: the recipient reported a message as spam")
def spam_complaints_are_ignored(seams: Seams) -> None:
    """A message that the recipient reported as spam does not change the email status."""
    _has_no_effect(seams, Trigger.COMPLAINT, frozenset(EmailStatus))


@subtle("Spam Complaint: the recipient reported a message as spam")
def spam_complaints_of_unsubscribed_are_ignored(seams: Seams) -> None:
    """If an Unsubscribed recipient reports a one-to-one email as spam, the email status stays."""
    _has_no_effect(seams, Trigger.COMPLAINT, frozenset({EmailStatus.UNSUBSCRIBED}))


@subtle("Recipients unsubscribe with the link in a broadcast", "the recipient unsubscribed")
def unsubscribing_does_not_change_confirmed(seams: Seams) -> None:
    """The unsubscribe link has no effect on Confirmed addresses."""
    _has_no_effect(seams, Trigger.UNSUBSCRIBE, frozenset({EmailStatus.CONFIRMED}))


@plain("or with one click in their mail program")
def one_click_is_ignored(seams: Seams) -> None:
    """Unsubscribing with one click in the mail program has no effect."""

    @seams.around(consent, "change")
    def _(original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, *rest: Any) -> Any:
        if trigger is Trigger.UNSUBSCRIBE and rest[-1].startswith("Unsubscribed with one click"):
            return Decision(Outcome.NOTHING_TO_DO, EmailStatus.UNSUBSCRIBED)
        return original(session, address, trigger, *rest)


@plain("and confirmed the address with the link in the email that followed")
def confirmation_has_no_effect(seams: Seams) -> None:
    """Whoever confirms the address by the link stays Unconfirmed."""
    _has_no_effect(seams, Trigger.CONFIRMATION, frozenset(EmailStatus))


@subtle("An opt-out cannot be undone", "An opt-out stays in force")
def sign_up_form_revives_opt_outs(seams: Seams) -> None:
    """An Unsubscribed address that signs up by the form becomes Unconfirmed."""
    _revives(seams, Trigger.SIGN_UP, EmailStatus.UNCONFIRMED)


@subtle("An opt-out cannot be undone", "An opt-out stays in force")
def confirmation_link_revives_opt_outs(seams: Seams) -> None:
    """The confirmation link of an earlier email makes an Unsubscribed address Confirmed."""
    _revives(seams, Trigger.CONFIRMATION, EmailStatus.CONFIRMED)


@subtle(
    "The old address keeps its status, even if you delete the contact and add it again",
    "An opt-out stays in force",
)
def plugin_revives_opt_outs(seams: Seams) -> None:
    """An Unsubscribed address that a plugin adds with permission becomes Opted-In."""

    @seams.around(consent, "change")
    def _(
        original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, origin: Origin, *rest: Any
    ) -> Any:
        by_plugin = origin.way is Way.INTEGRATION and trigger is Trigger.PERMISSION
        if by_plugin and address.status is EmailStatus.UNSUBSCRIBED:
            address.status = EmailStatus.NON_MARKETABLE
        return original(session, address, trigger, origin, *rest)


@subtle("the recipient signed up with the sign-up form, but has not confirmed the address yet")
def sign_up_does_not_change_non_marketable(seams: Seams) -> None:
    """A Non-Marketable contact who signs up by the form stays Non-Marketable."""
    _has_no_effect(seams, Trigger.SIGN_UP, frozenset({EmailStatus.NON_MARKETABLE}))


@subtle("the address cannot exist, because it ends in .invalid")
def invalid_is_not_noticed_by_hand(seams: Seams) -> None:
    """An address that ends in .invalid is Opted-In or Non-Marketable if it is added by hand."""

    @seams.around(consent, "register")
    def _(original: Replacement, session: Session, text: str, trigger: Trigger, origin: Origin, *rest: Any) -> Any:
        address = original(session, text, trigger, origin, *rest)
        if origin.way is Way.PAGE and address.status is EmailStatus.INVALID:
            address.status = email_status.first_status(trigger, "")
        return address


@plain(
    "A plugin or an integration that does not pass on permission adds contacts with the email status Non-Marketable",
    "Correct that setting, and future contacts who give permission arrive",
)
def plugins_never_pass_permission(seams: Seams) -> None:
    """Contacts of a plugin are Non-Marketable, even if the plugin is set up to pass permission."""

    @seams.around(editing, "add")
    def _(
        original: Replacement, session: Session, details: ContactDetails, source: str, origin: Origin, permission: Any
    ) -> Any:
        return original(session, details, source, origin, None if origin.way is Way.INTEGRATION else permission)


@subtle("the address came in with permission")
def plugins_pass_permission_for_email_1_only(seams: Seams) -> None:
    """A plugin's permission for Email 2 or Email 3 is lost: these addresses are Non-Marketable."""

    @seams.around(editing, "add")
    def _(
        original: Replacement, session: Session, details: ContactDetails, source: str, origin: Origin, permission: Any
    ) -> Any:
        if isinstance(permission, Mapping):
            permission = {field: reason for field, reason in permission.items() if field == 1}
        return original(session, details, source, origin, permission)


@subtle("future contacts who give permission arrive")
def plugin_setting_reaches_past_contacts(seams: Seams) -> None:
    """Setting up a plugin to pass permission also opts in the contacts that it added earlier."""

    @seams.around(plugins, "change")
    def _(original: Replacement, session: Session, plugin: Integration, name: str, *, passes_permission: bool) -> None:
        original(session, plugin, name, passes_permission=passes_permission)
        if passes_permission:
            for contact in session.scalars(select(Contact).where(Contact.source == plugin.name)):
                for email in contact.emails:
                    if email.address.status is EmailStatus.NON_MARKETABLE:
                        email.address.status = EmailStatus.OPTED_IN


@subtle("Correct that setting, and future contacts who give permission arrive")
def plugin_setting_waits_for_a_restart(seams: Seams) -> None:
    """The corrected setting of a plugin has no effect before the CRM is started again."""
    at_start: dict[str, bool] = {}

    @seams.around(plugins, "authenticate")
    def _(original: Replacement, *arguments: Any) -> Any:
        plugin = original(*arguments)
        if plugin is not None:
            at_start.setdefault(plugin.key_hash, plugin.passes_permission)
            flask.g.passes_permission = at_start[plugin.key_hash]
        return plugin

    @seams.around(editing, "add")
    def _(
        original: Replacement, session: Session, details: ContactDetails, source: str, origin: Origin, permission: Any
    ) -> Any:
        if origin.way is Way.INTEGRATION and not flask.g.passes_permission:
            permission = None
        return original(session, details, source, origin, permission)


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


def _revives(seams: Seams, by: Trigger, to: EmailStatus) -> None:
    @seams.around(consent, "change")
    def _(original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, *rest: Any) -> Any:
        if trigger is by and address.status is EmailStatus.UNSUBSCRIBED:
            address.status = to
            return Decision(Outcome.CHANGED, to)
        return original(session, address, trigger, *rest)
