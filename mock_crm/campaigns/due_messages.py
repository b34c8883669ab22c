"""Sequences: follow-up messages that go out one after the other, some days apart."""

from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.rules.email_status import MessageKind
from mock_crm.rules.errors import NotAllowed
from mock_crm.storage.models import Contact, Enrolment, Sequence, SequenceStep

INTERRUPTED = "The CRM stopped while it sent this message, so it may have arrived; stop the sequence and start it anew."
"""Why an enrolment is held that a crash left between sending a message and noting that it was sent."""


@dataclass(frozen=True, slots=True)
class TickResult:
    """How many messages a tick sent, and how many contacts are held, whose message was due and could not be sent."""

    sent: int
    held: int


def tick(session: Session, mailer: Mailer) -> TickResult:
    """Send every message that is due, as far as the rules allow at this moment, to the contact's first address.

    What may not be sent is held and tried again by the next tick. The delay of a message counts from when the
    one before was sent.

    This function commits, unlike the rest: one message is one transaction, and before each a commit takes it off
    the list of what is due. So a crash, or a second tick at the same time, never sends a message twice. Which
    message a crash cut off is marked `INTERRUPTED` and left to a person, who alone can find out if it arrived.

    Args:
        session: a writing session without changes of its own.
        mailer: how to send.
    """
    now = mailer.clock.now()
    all_sequences = session.scalars(select(Sequence).options(selectinload(Sequence.steps)))
    steps = {sequence.id: sequence.steps for sequence in all_sequences}
    due = select(Enrolment.id, Enrolment.due_at).where(Enrolment.due_at <= now)
    sent = held = 0
    for enrolment_id, first_due_at in session.execute(due.order_by(Enrolment.due_at, Enrolment.id)).all():
        due_at: datetime | None = first_due_at
        while due_at is not None and due_at <= now and _take_off_the_list(session, enrolment_id, due_at):
            enrolment = _fresh(session, enrolment_id)
            if enrolment is None:
                break
            was_sent = _send_or_hold(session, mailer, enrolment, steps[enrolment.sequence_id], due_at, now)
            session.commit()
            if not was_sent:
                held += 1
                break
            sent += 1
            due_at = enrolment.due_at
    return TickResult(sent, held)


def _take_off_the_list(session: Session, enrolment_id: int, due_at: datetime) -> bool:
    # Another tick may have been faster, or somebody may have stopped the sequence: then no row matches.
    claim = update(Enrolment).where(Enrolment.id == enrolment_id, Enrolment.due_at == due_at)
    marked = claim.values(due_at=None, held_because=INTERRUPTED).returning(Enrolment.id)
    taken = session.scalar(marked, execution_options={"synchronize_session": False}) is not None
    session.commit()
    return taken


def _fresh(session: Session, enrolment_id: int) -> Enrolment | None:
    # Others may have changed the contact, or an address's status, since this session last looked.
    query = select(Enrolment).options(joinedload(Enrolment.contact).joinedload(Contact.emails))
    found = session.scalars(query.where(Enrolment.id == enrolment_id).execution_options(populate_existing=True))
    return found.unique().one_or_none()


def _send_or_hold(
    session: Session,
    mailer: Mailer,
    enrolment: Enrolment,
    steps: SequenceOf[SequenceStep],
    due_at: datetime,
    now: datetime,
) -> bool:
    step, *later = steps[enrolment.next_position - 1 :]
    try:
        _send(session, mailer, enrolment.contact, step)
    except NotAllowed as error:
        enrolment.due_at = due_at
        enrolment.held_because = str(error)
        return False
    enrolment.next_position += 1
    enrolment.due_at = now + timedelta(days=later[0].delay_days) if later else None
    enrolment.held_because = ""
    return True


def _send(session: Session, mailer: Mailer, contact: Contact, step: SequenceStep) -> None:
    if contact.first_email is None:
        raise NotAllowed("The contact has no email address.")
    address = contact.first_email.address
    delivery.deliver(session, mailer, MessageKind.SEQUENCE, contact, address, step.subject, step.body)
