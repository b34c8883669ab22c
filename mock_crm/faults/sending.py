"""Faults of sending: who receives one-to-one email, broadcasts and sequence messages."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.campaigns import broadcasts, due_messages, sequences
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.rules import email_status
from mock_crm.rules.email_status import MARKETABLE, EmailStatus, MessageKind, Way
from mock_crm.storage.campaign_models import Broadcast, Enrolment, Sequence, SequenceStep
from mock_crm.storage.models import ConsentEvent, Contact, ContactEmail, EmailAddress


@plain("But they get no broadcasts", "Non-Marketable | Yes | No | No")
def non_marketable_gets_broadcasts(seams: Seams) -> None:
    """Broadcasts go to Non-Marketable contacts as well."""
    _also_receives(seams, EmailStatus.NON_MARKETABLE, MessageKind.BROADCAST)


@plain("no messages of automated follow-up sequences", "Non-Marketable | Yes | No | No")
def non_marketable_gets_sequences(seams: Seams) -> None:
    """Sequence messages go to Non-Marketable contacts as well."""
    _also_receives(seams, EmailStatus.NON_MARKETABLE, MessageKind.SEQUENCE)


@plain("You can still send one-to-one email to Non-Marketable contacts", "Non-Marketable | Yes | No | No")
def non_marketable_gets_no_email(seams: Seams) -> None:
    """One-to-one email to Non-Marketable contacts is refused."""
    _does_not_receive(seams, EmailStatus.NON_MARKETABLE, MessageKind.ONE_TO_ONE)


@subtle("Soft Bounce | Yes | No | No")
def soft_bounce_gets_no_email(seams: Seams) -> None:
    """One-to-one email to Soft Bounce contacts is refused."""
    _does_not_receive(seams, EmailStatus.SOFT_BOUNCE, MessageKind.ONE_TO_ONE)


@subtle("Soft Bounce | Yes | No | No")
def soft_bounce_gets_broadcasts(seams: Seams) -> None:
    """Broadcasts go to Soft Bounce contacts as well."""
    _also_receives(seams, EmailStatus.SOFT_BOUNCE, MessageKind.BROADCAST)


@subtle("Confirmed | Yes | Yes | Yes", "Unconfirmed, Confirmed and Opted-In allow every kind of email")
def confirmed_gets_no_sequences(seams: Seams) -> None:
    """Sequence messages to Confirmed contacts are held."""
    _does_not_receive(seams, EmailStatus.CONFIRMED, MessageKind.SEQUENCE)


@subtle("Unsubscribed | Yes | No | No", "A contact who unsubscribes during a sequence gets no more of its messages")
def broadcast_reaches_unsubscribed_email_2(seams: Seams) -> None:
    """A broadcast goes to Email 2 of each contact as well, if that address is Unsubscribed."""

    @seams.around(broadcasts, "send")
    def _(original: Replacement, session: Session, mailer: Mailer, broadcast: Broadcast) -> None:
        original(session, mailer, broadcast)
        seconds = select(ContactEmail, Contact).join(Contact, Contact.id == ContactEmail.contact_id)
        for email, contact in session.execute(seconds.where(ContactEmail.field == 2)).all():
            if email.address.status is EmailStatus.UNSUBSCRIBED:
                _deliver_anyway(
                    session, mailer, MessageKind.BROADCAST, contact, email.address, broadcast.subject, broadcast.body
                )


@subtle("Opted-In contacts can get every kind of email, broadcasts and automated sequences included")
def broadcast_reaches_100_contacts(seams: Seams) -> None:
    """A broadcast goes to 100 contacts at most."""

    @seams.around(broadcasts, "_decide")
    def _(original: Replacement, *arguments: Any) -> Any:
        reached = 0
        for record, contact, address in original(*arguments):
            reached += not record.left_out_because
            if reached <= 100 or record.left_out_because:
                yield record, contact, address


@subtle("The CRM checks the status when it sends a message")
def broadcast_decides_when_it_is_written(seams: Seams) -> None:
    """A broadcast ignores what happens to an email status between writing and sending it."""
    when_written: dict[int, dict[int, EmailStatus]] = {}

    @seams.around(broadcasts, "create")
    def _(original: Replacement, session: Session, *rest: Any) -> Broadcast:
        broadcast: Broadcast = original(session, *rest)
        statuses = session.execute(select(EmailAddress.id, EmailAddress.status))
        when_written[broadcast.id] = dict(statuses.all())
        return broadcast

    @seams.around(broadcasts, "send")
    def _(original: Replacement, session: Session, mailer: Mailer, broadcast: Broadcast) -> None:
        statuses = when_written.get(broadcast.id, {})
        addresses = [address for address in session.scalars(select(EmailAddress)) if address.id in statuses]
        now = {address: address.status for address in addresses}
        for address in addresses:
            address.status = statuses[address.id]
        original(session, mailer, broadcast)
        for address, status in now.items():
            address.status = status


@subtle("A contact who unsubscribes during a sequence gets no more of its messages")
def sequence_decides_when_it_starts(seams: Seams) -> None:
    """A sequence goes on for contacts who unsubscribed after it was started for them."""
    begun: set[tuple[int, int]] = set()

    @seams.around(sequences, "start")
    def _(original: Replacement, session: Session, sequence: Sequence, *rest: Any) -> Any:
        result = original(session, sequence, *rest)
        for enrolment in session.scalars(select(Enrolment).where(Enrolment.sequence_id == sequence.id)):
            address = _address_of(session, enrolment)
            if address is not None and address.status in MARKETABLE:
                begun.add((enrolment.contact_id, sequence.id))
        return result

    @seams.around(due_messages, "_send")
    def _(original: Replacement, session: Session, mailer: Mailer, enrolment: Enrolment, step: SequenceStep) -> None:
        if (enrolment.contact_id, enrolment.sequence_id) in begun:
            _send_anyway(session, mailer, enrolment, step)
        else:
            original(session, mailer, enrolment, step)


@subtle("The CRM checks the status when it sends a message", "but no broadcasts and no sequence messages")
def sequence_ignores_opt_outs_by_a_user(seams: Seams) -> None:
    """A sequence stops for contacts who unsubscribed by the link, but not for those whom a user opted out."""

    @seams.around(due_messages, "_send")
    def _(original: Replacement, session: Session, mailer: Mailer, enrolment: Enrolment, step: SequenceStep) -> None:
        address = _address_of(session, enrolment)
        newest = select(ConsentEvent.way).order_by(ConsentEvent.id.desc()).limit(1)
        if (
            address is not None
            and address.status is EmailStatus.UNSUBSCRIBED
            and session.scalar(newest.where(ConsentEvent.address_id == address.id)) is not Way.LINK
        ):
            _send_anyway(session, mailer, enrolment, step)
        else:
            original(session, mailer, enrolment, step)


@subtle("A contact who unsubscribes during a sequence gets no more of its messages")
def sequence_moves_on_to_email_2(seams: Seams) -> None:
    """If the first address of a contact gets no sequence messages any more, they go to the contact's Email 2."""

    @seams.around(due_messages, "_send")
    def _(original: Replacement, session: Session, mailer: Mailer, enrolment: Enrolment, step: SequenceStep) -> None:
        address, second = _address_of(session, enrolment), enrolment.contact.email_in(2)
        if address is not None and second is not None and address.status not in MARKETABLE:
            message = (MessageKind.SEQUENCE, enrolment.contact, second.address, step.subject, step.body)
            delivery.deliver(session, mailer, *message)
        else:
            original(session, mailer, enrolment, step)


@subtle("They stay out of all your campaigns until their status changes")
def held_message_is_sent_twice(seams: Seams) -> None:
    """A message of a sequence that was held goes out twice once the email status allows it."""
    held: set[tuple[int, int]] = set()

    @seams.around(due_messages, "_send_or_hold")
    def _(
        original: Replacement, session: Session, mailer: Mailer, enrolment: Enrolment, steps: Any, *rest: Any
    ) -> bool:
        key, step = (enrolment.contact_id, enrolment.next_position), steps[enrolment.next_position - 1]
        was_sent: bool = original(session, mailer, enrolment, steps, *rest)
        if not was_sent:
            held.add(key)
        elif key in held:
            _send_anyway(session, mailer, enrolment, step)
        return was_sent


@subtle(
    "From now on they can get your broadcasts and the messages of your automated follow-up sequences",
    "From now on the address gets broadcasts and sequence messages",
)
def held_message_is_lost(seams: Seams) -> None:
    """A message of a sequence that was held is skipped once the email status allows it."""
    held: set[tuple[int, int]] = set()

    @seams.around(due_messages, "_send_or_hold")
    def _(original: Replacement, session: Session, mailer: Mailer, enrolment: Enrolment, *rest: Any) -> bool:
        key, address = (enrolment.contact_id, enrolment.next_position), _address_of(session, enrolment)
        if key in held and address is not None and address.status in MARKETABLE:
            enrolment.next_position += 1
            enrolment.held_because = ""
            return False
        was_sent: bool = original(session, mailer, enrolment, *rest)
        if not was_sent:
            held.add(key)
        return was_sent


@subtle("From now on they can get your broadcasts and the messages of your automated follow-up sequences")
def sequences_go_to_email_1_only(seams: Seams) -> None:
    """Sequence messages go to Email 1, even if the sequence was started for Email 2."""

    @seams.around(sequences, "start")
    def _(original: Replacement, session: Session, sequence: Sequence, ids: Any, now: Any, *_field: Any) -> Any:
        return original(session, sequence, ids, now, 1)


@subtle("The CRM checks the status when it sends a message")
def sequence_for_email_2_ignores_opt_outs(seams: Seams) -> None:
    """A sequence that goes to Email 2 or Email 3 goes on after a user opted out the address."""

    @seams.around(due_messages, "_send")
    def _(original: Replacement, session: Session, mailer: Mailer, enrolment: Enrolment, step: SequenceStep) -> None:
        address, first = _address_of(session, enrolment), enrolment.contact.email_in(1)
        is_later = address is not None and (first is None or first.address is not address)
        if is_later and address is not None and address.status is EmailStatus.UNSUBSCRIBED:
            _send_anyway(session, mailer, enrolment, step)
        else:
            original(session, mailer, enrolment, step)


@plain("the address gets one-to-one email, but no broadcasts", "Unsubscribed | Yes | No | No")
def unsubscribed_gets_no_email(seams: Seams) -> None:
    """One-to-one email to Unsubscribed contacts is refused."""
    _does_not_receive(seams, EmailStatus.UNSUBSCRIBED, MessageKind.ONE_TO_ONE)


def _also_receives(seams: Seams, status: EmailStatus, kind: MessageKind) -> None:
    @seams.around(email_status, "may_receive")
    def _(original: Replacement, to: EmailStatus, of: MessageKind) -> bool:
        return (to is status and of is kind) or bool(original(to, of))


def _does_not_receive(seams: Seams, status: EmailStatus, kind: MessageKind) -> None:
    @seams.around(email_status, "may_receive")
    def _(original: Replacement, to: EmailStatus, of: MessageKind) -> bool:
        return not (to is status and of is kind) and bool(original(to, of))


def _address_of(session: Session, enrolment: Enrolment) -> EmailAddress | None:
    contact = session.get_one(Contact, enrolment.contact_id)
    email = contact.email_in(enrolment.email_field)
    return email.address if email else None


def _send_anyway(session: Session, mailer: Mailer, enrolment: Enrolment, step: SequenceStep) -> None:
    address = _address_of(session, enrolment)
    if address is not None:
        _deliver_anyway(session, mailer, MessageKind.SEQUENCE, enrolment.contact, address, step.subject, step.body)


def _deliver_anyway(
    session: Session, mailer: Mailer, kind: MessageKind, contact: Contact, address: EmailAddress, *text: str
) -> None:
    status = address.status
    address.status = EmailStatus.OPTED_IN
    delivery.deliver(session, mailer, kind, contact, address, *text)
    address.status = status
