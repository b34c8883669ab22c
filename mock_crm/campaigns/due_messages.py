"""Send the sequence messages that are due."""

from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.rules.contact_details import no_address
from mock_crm.rules.email_status import MessageKind
from mock_crm.rules.errors import NotAllowed
from mock_crm.storage.campaign_models import Enrolment, Sequence, SequenceStep
from mock_crm.storage.models import Contact

INTERRUPTED = "The CRM stopped while it sent this message, so it may have arrived; stop the sequence and start it anew."
"""The reason for holding an enrolment after a crash between sending a message and recording that it was sent."""


@dataclass(frozen=True, slots=True)
class TickResult:
    """The number of messages that were sent, and of contacts whose due message was held."""

    sent: int
    held: int


def tick(session: Session, mailer: Mailer) -> TickResult:
    """Send each due message to the address that its sequence was started for, if the rules allow it.

    A message that is not allowed is held, and the next tick tries again. The delay of a message begins when the
    message before was sent.

    This function commits: each message is a transaction, and another one before it claims the message. So neither a
    crash nor two ticks at the same time can send a message twice. After a crash, the claimed message is held with the
    reason `INTERRUPTED` until a user decides. The session must have no other changes.
    """
    now = mailer.clock.now()
    all_sequences = session.scalars(select(Sequence).options(selectinload(Sequence.steps)))
    steps = {sequence.id: sequence.steps for sequence in all_sequences}
    due = select(Enrolment.id, Enrolment.due_at).where(Enrolment.due_at <= now)
    sent = held = 0
    for enrolment_id, first_due_at in session.execute(due.order_by(Enrolment.due_at, Enrolment.id)).all():
        due_at: datetime | None = first_due_at
        while due_at is not None and due_at <= now and _claim(session, enrolment_id, due_at):
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


def _claim(session: Session, enrolment_id: int, due_at: datetime) -> bool:
    # No row matches if another tick claimed the message or if the sequence was stopped.
    due = update(Enrolment).where(Enrolment.id == enrolment_id, Enrolment.due_at == due_at)
    marked = due.values(due_at=None, held_because=INTERRUPTED).returning(Enrolment.id)
    taken = session.scalar(marked, execution_options={"synchronize_session": False}) is not None
    session.commit()
    return taken


def _fresh(session: Session, enrolment_id: int) -> Enrolment | None:
    # Read again: other transactions may have changed the contact or the status of its address.
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
        _send(session, mailer, enrolment, step)
    except NotAllowed as error:
        enrolment.due_at = due_at
        enrolment.held_because = str(error)
        return False
    enrolment.next_position += 1
    enrolment.due_at = now + timedelta(days=later[0].delay_days) if later else None
    enrolment.held_because = ""
    return True


def _send(session: Session, mailer: Mailer, enrolment: Enrolment, step: SequenceStep) -> None:
    contact = enrolment.contact
    email = contact.email_in(enrolment.email_field)
    if email is None:
        raise NotAllowed(no_address(enrolment.email_field))
    delivery.deliver(session, mailer, MessageKind.SEQUENCE, contact, email.address, step.subject, step.body)
