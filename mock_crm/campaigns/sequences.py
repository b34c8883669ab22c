"""Sequences: a series of follow-up messages, sent some days apart."""

from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session, joinedload, selectinload

from mock_crm.contacts.bulk import ContactIds
from mock_crm.rules.contact_details import checked_email_field
from mock_crm.rules.errors import InvalidInput, NotFound
from mock_crm.rules.messages import MAX_MESSAGES, SequenceMessage, checked_sequence_message
from mock_crm.rules.validation import MAX_NAME, one_line
from mock_crm.storage.campaign_models import Enrolment, Sequence, SequenceStep
from mock_crm.storage.models import Contact


@dataclass(frozen=True, slots=True)
class StartResult:
    """The number of contacts that a sequence was started for, and of those that were already in it."""

    started: int
    already: int


@dataclass(frozen=True, slots=True)
class SequenceTally:
    """The number of messages of a sequence, of contacts in it, and of held contacts."""

    messages: int
    contacts: int
    held: int


def checked(session: Session, name: str, messages: SequenceOf[SequenceMessage]) -> tuple[str, list[SequenceMessage]]:
    """Return the name and the messages of a new sequence, with normalized white space.

    Raises:
        InvalidInput: a value is not valid. The field is `name`, `messages`, or `messages-INDEX-NAME` for a field of
            one message.
    """
    name = one_line(name, "name", "The name", MAX_NAME)
    if not name:
        raise InvalidInput("Enter a name.", "name")
    if session.scalar(select(Sequence.id).where(func.lower(Sequence.name) == func.lower(name))) is not None:
        raise InvalidInput(f"There is already a sequence named “{name}”; choose another name.", "name")
    if not 1 <= len(messages) <= MAX_MESSAGES:
        raise InvalidInput(f"A sequence has 1 to {MAX_MESSAGES} messages; this one has {len(messages)}.", "messages")
    return name, [checked_sequence_message(message, index) for index, message in enumerate(messages)]


def create(session: Session, name: str, messages: SequenceOf[SequenceMessage], now: datetime) -> Sequence:
    """Add a sequence. Its name must be unique.

    Raises:
        InvalidInput: as in `checked`; nothing was added.
    """
    name, messages = checked(session, name, messages)
    steps = [
        SequenceStep(position=position, delay_days=message.delay_days, subject=message.subject, body=message.body)
        for position, message in enumerate(messages, 1)
    ]
    sequence = Sequence(name=name, created_at=now, steps=steps)
    session.add(sequence)
    session.flush()
    return sequence


def by_name(session: Session) -> SequenceOf[Sequence]:
    """Return all sequences in the order of their names."""
    return session.scalars(select(Sequence).order_by(Sequence.name)).all()


def get(session: Session, sequence_id: int) -> Sequence:
    """Return a sequence with its messages.

    Raises:
        NotFound: there is no sequence with this id.
    """
    found = session.get(Sequence, sequence_id, options=[selectinload(Sequence.steps)])
    if found is None:
        raise NotFound(f"There is no sequence {sequence_id}.")
    return found


def tallies(session: Session) -> dict[int, SequenceTally]:
    """Return the tally of each sequence by its id."""
    of_sequence = Enrolment.sequence_id == Sequence.id
    query = select(
        Sequence.id,
        select(func.count()).where(SequenceStep.sequence_id == Sequence.id).scalar_subquery(),
        select(func.count()).where(of_sequence).scalar_subquery(),
        select(func.count()).where(of_sequence, Enrolment.held_because != "").scalar_subquery(),
    )
    return {
        number: SequenceTally(messages, contacts, held) for number, messages, contacts, held in session.execute(query)
    }


def enrolments(sequence: Sequence) -> Select[Enrolment]:
    """Return the query for the enrolments of a sequence, with their contacts."""
    return (
        select(Enrolment)
        .where(Enrolment.sequence_id == sequence.id)
        .options(joinedload(Enrolment.contact).selectinload(Contact.emails))
        .order_by(Enrolment.id)
    )


def start(
    session: Session, sequence: Sequence, contact_ids: ContactIds, now: datetime, email_field: int | None = None
) -> StartResult:
    """Start a sequence for contacts. Contacts that are in it or have finished it are left alone.

    The ids of deleted contacts are ignored. The delay of the first message begins now. Without an email field, the
    messages go to the first address that each contact has when they are sent.

    Raises:
        InvalidInput: there is no such email field; nothing was started.
    """
    email_field = checked_email_field(email_field)
    enrolled = select(Enrolment.contact_id).where(Enrolment.sequence_id == sequence.id)
    wanted = session.scalars(select(Contact.id).where(Contact.id.in_(contact_ids)).order_by(Contact.id)).all()
    already = set(session.scalars(enrolled.where(Enrolment.contact_id.in_(contact_ids))))
    due_at = now + timedelta(days=sequence.steps[0].delay_days)
    rows = [
        {"sequence_id": sequence.id, "contact_id": contact_id, "email_field": email_field, "due_at": due_at}
        for contact_id in wanted
        if contact_id not in already
    ]
    if rows:
        session.execute(insert(Enrolment), rows)
    return StartResult(len(rows), len(already))


def stop(session: Session, sequence: Sequence, contact_id: int) -> None:
    """Remove a contact from a sequence. If the sequence is started again, it begins with the first message.

    Raises:
        NotFound: the contact is not in the sequence.
    """
    here = (Enrolment.sequence_id == sequence.id, Enrolment.contact_id == contact_id)
    if session.scalar(delete(Enrolment).where(*here).returning(Enrolment.id)) is None:
        raise NotFound("The contact is not in this sequence; it may have been stopped already.")
