"""Sequences: follow-up messages that go out one after the other, some days apart."""

from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from mock_crm import mailing, text
from mock_crm.contacts import ContactIds
from mock_crm.errors import InvalidInput, NotAllowed, NotFound
from mock_crm.mailing import Mailer
from mock_crm.models import Contact, Enrolment, Sequence, SequenceStep
from mock_crm.rules import MessageKind

MAX_NAME = 100
"""The most characters that the name of a sequence may have."""

MAX_MESSAGES = 20
"""The most messages that a sequence may have."""

MAX_DELAY_DAYS = 365
"""The most days between two messages of a sequence."""

INTERRUPTED = "The CRM stopped while it sent this message, so it may have arrived; stop the sequence and start it anew."
"""Why an enrolment is held that a crash left between sending a message and noting that it was sent."""


@dataclass(frozen=True, slots=True)
class SequenceMessage:
    """A message of a sequence.

    Attributes:
        delay_days: how many days after the message before it is due; for the first, after the start.
        subject: one line.
        body: the text of the message.
    """

    delay_days: int
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class StartResult:
    """How many contacts a sequence was started for, and how many were in it already."""

    started: int
    already: int


@dataclass(frozen=True, slots=True)
class TickResult:
    """How many messages a tick sent, and how many contacts are held, whose message was due and could not be sent."""

    sent: int
    held: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages a sequence has, how many contacts are in it, and how many of these are held."""

    messages: int
    contacts: int
    held: int


def create(session: Session, name: str, messages: SequenceOf[SequenceMessage], now: datetime) -> Sequence:
    """Write a sequence.

    Args:
        session: a writing session.
        name: a name that no other sequence has.
        messages: its messages in order, at least one.
        now: the moment, in UTC.

    Raises:
        InvalidInput: a value cannot be accepted; nothing was written. The field is `name`, `messages`, or
            `messages-N-NAME` for a field of the message at index N.
    """
    name = text.one_line(name, "name", "The name", MAX_NAME)
    if not name:
        raise InvalidInput("Enter a name.", "name")
    if session.scalar(select(Sequence.id).where(func.lower(Sequence.name) == func.lower(name))) is not None:
        raise InvalidInput(f"There is a sequence named “{name}” already; choose another name.", "name")
    if not 1 <= len(messages) <= MAX_MESSAGES:
        raise InvalidInput(f"A sequence has 1 to {MAX_MESSAGES} messages; this one has {len(messages)}.", "messages")
    sequence = Sequence(name=name, created_at=now)
    for index, message in enumerate(messages):
        checked = _check(message, index)
        step = SequenceStep(
            position=index + 1, delay_days=checked.delay_days, subject=checked.subject, body=checked.body
        )
        sequence.steps.append(step)
    session.add(sequence)
    session.flush()
    return sequence


def get(session: Session, sequence_id: int) -> Sequence:
    """Return a sequence with its messages.

    Raises:
        NotFound: there is none of that number.
    """
    found = session.get(Sequence, sequence_id, options=[selectinload(Sequence.steps)])
    if found is None:
        raise NotFound(f"There is no sequence {sequence_id}.")
    return found


def tallies(session: Session) -> dict[int, Tally]:
    """Return the tally of every sequence, by its number."""
    of_sequence = Enrolment.sequence_id == Sequence.id
    query = select(
        Sequence.id,
        select(func.count()).where(SequenceStep.sequence_id == Sequence.id).scalar_subquery(),
        select(func.count()).where(of_sequence).scalar_subquery(),
        select(func.count()).where(of_sequence, Enrolment.held_because != "").scalar_subquery(),
    )
    return {number: Tally(messages, contacts, held) for number, messages, contacts, held in session.execute(query)}


def start(session: Session, sequence: Sequence, contact_ids: ContactIds, now: datetime) -> StartResult:
    """Start a sequence for contacts; those who are in it, or have been through it, stay where they are.

    Args:
        session: a writing session.
        sequence: the sequence.
        contact_ids: the contacts; numbers of contacts that are no longer there are passed over.
        now: the moment, in UTC, from which the delay of the first message counts.
    """
    enrolled = select(Enrolment.contact_id).where(Enrolment.sequence_id == sequence.id)
    wanted = session.scalars(select(Contact.id).where(Contact.id.in_(contact_ids)).order_by(Contact.id)).all()
    already = set(session.scalars(enrolled.where(Enrolment.contact_id.in_(contact_ids))))
    due_at = now + timedelta(days=sequence.steps[0].delay_days)
    rows = [
        {"sequence_id": sequence.id, "contact_id": contact_id, "started_at": now, "due_at": due_at}
        for contact_id in wanted
        if contact_id not in already
    ]
    if rows:
        session.execute(insert(Enrolment), rows)
    return StartResult(len(rows), len(already))


def stop(session: Session, sequence: Sequence, contact_id: int) -> None:
    """Take a contact out of a sequence; if it is started for them again, it begins with the first message.

    Raises:
        NotFound: the contact is not in the sequence.
    """
    here = (Enrolment.sequence_id == sequence.id, Enrolment.contact_id == contact_id)
    if session.scalar(delete(Enrolment).where(*here).returning(Enrolment.id)) is None:
        raise NotFound("The contact is not in this sequence; it may have been stopped already.")


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
    mailing.deliver(session, mailer, MessageKind.SEQUENCE, contact, address, step.subject, step.body)


def _check(message: SequenceMessage, index: int) -> SequenceMessage:
    prefix = f"messages-{index}-"
    if not 0 <= message.delay_days <= MAX_DELAY_DAYS:
        raise InvalidInput(f"Enter a number of days from 0 to {MAX_DELAY_DAYS}.", f"{prefix}delay_days")
    try:
        subject, body = mailing.read_message(message.subject, message.body)
    except InvalidInput as error:
        raise InvalidInput(str(error), prefix + error.field) from error
    return replace(message, subject=subject, body=body)
