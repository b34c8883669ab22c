"""Faults of what recipients do: they sign up, confirm and unsubscribe."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import consent
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.rules.email_status import Decision, EmailStatus, Outcome, Trigger
from mock_crm.storage.models import ContactEmail, EmailAddress
from mock_crm.web.context import db


@subtle("Recipients unsubscribe with the link in a broadcast", "the recipient unsubscribed")
def unsubscribing_does_not_change_confirmed(seams: Seams) -> None:
    """The unsubscribe link has no effect on Confirmed addresses."""
    _has_no_effect(seams, Trigger.UNSUBSCRIBE, lambda address: address.status is EmailStatus.CONFIRMED)


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
    _has_no_effect(seams, Trigger.CONFIRMATION, lambda _address: True)


@subtle("An opt-out cannot be undone", "An opt-out stays in force")
def sign_up_form_revives_opt_outs(seams: Seams) -> None:
    """An Unsubscribed address that signs up by the form becomes Unconfirmed."""
    _revives(seams, Trigger.SIGN_UP, EmailStatus.UNCONFIRMED)


@subtle("An opt-out cannot be undone", "An opt-out stays in force")
def confirmation_link_revives_opt_outs(seams: Seams) -> None:
    """The confirmation link of an earlier email makes an Unsubscribed address Confirmed."""
    _revives(seams, Trigger.CONFIRMATION, EmailStatus.CONFIRMED)


@subtle("the recipient signed up with the sign-up form, but has not confirmed the address yet")
def sign_up_does_not_change_non_marketable(seams: Seams) -> None:
    """A Non-Marketable contact who signs up by the form stays Non-Marketable."""
    _has_no_effect(seams, Trigger.SIGN_UP, lambda address: address.status is EmailStatus.NON_MARKETABLE)


@subtle("and confirmed the address with the link in the email that followed")
def confirmation_of_email_2_has_no_effect(seams: Seams) -> None:
    """Whoever confirms an address that is Email 2 or Email 3 of a contact stays Unconfirmed."""
    _has_no_effect(seams, Trigger.CONFIRMATION, lambda address: _is_in_field(address, 2, 3))


@subtle("Recipients unsubscribe with the link in a broadcast", "the recipient unsubscribed")
def unsubscribing_of_email_3_has_no_effect(seams: Seams) -> None:
    """The unsubscribe link has no effect on an address that is Email 3 of a contact."""
    _has_no_effect(seams, Trigger.UNSUBSCRIBE, lambda address: _is_in_field(address, 3))


def _has_no_effect(seams: Seams, on: Trigger, concerns: Callable[[EmailAddress], bool]) -> None:
    @seams.around(consent, "change")
    def _(original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, *rest: Any) -> Any:
        if trigger is on and concerns(address):
            return Decision(Outcome.NOTHING_TO_DO, address.status)
        return original(session, address, trigger, *rest)


def _revives(seams: Seams, by: Trigger, to: EmailStatus) -> None:
    @seams.around(consent, "change")
    def _(original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, *rest: Any) -> Any:
        if trigger is by and address.status is EmailStatus.UNSUBSCRIBED:
            address.status = to
            return Decision(Outcome.CHANGED, to)
        return original(session, address, trigger, *rest)


def _is_in_field(address: EmailAddress, *fields: int) -> bool:
    own = select(ContactEmail).where(ContactEmail.address_id == address.id, ContactEmail.field.in_(fields))
    return db().scalar(own) is not None
