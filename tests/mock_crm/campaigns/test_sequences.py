"""Sequences: what is sent when, what is held and why, and that nothing is ever sent twice."""

from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.campaigns import due_messages, sequences
from mock_crm.campaigns.due_messages import TickResult
from mock_crm.campaigns.sequences import StartResult
from mock_crm.clock import AdjustableClock
from mock_crm.contacts import bulk, consent, editing
from mock_crm.contacts.consent import Origin
from mock_crm.mail.delivery import Mailer
from mock_crm.mail.transport import OutboxSender, Receipt
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Trigger
from mock_crm.rules.errors import InvalidInput, NotFound
from mock_crm.rules.messages import MAX_MESSAGES, SequenceMessage
from mock_crm.storage.campaign_models import Enrolment, Message, Sequence
from mock_crm.storage.database import open_session
from mock_crm.storage.models import Contact


def add(session: Session, by_hand: Origin, name: str, *emails: str, permission: str | None = "On paper") -> Contact:
    numbered = dict(enumerate(emails or (f"{name.casefold()}@example.com",), 1))
    return editing.add(session, ContactDetails(given_name=name, emails=numbered), "Test", by_hand, permission)


def sequence_with(session: Session, by_hand: Origin, *delays: int) -> Sequence:
    messages = [SequenceMessage(days, f"Message {number}", "Hello.") for number, days in enumerate(delays, 1)]
    return sequences.create(session, "Welcome", messages, by_hand.at)


def started(
    session: Session, by_hand: Origin, *delays: int, permission: str | None = "On paper"
) -> tuple[Sequence, Contact]:
    """Return a sequence and the contact that it was started for."""
    sequence, ann = sequence_with(session, by_hand, *delays), add(session, by_hand, "Ann", permission=permission)
    sequences.start(session, sequence, [ann.id], by_hand.at)
    return sequence, ann


def sent(session: Session) -> list[str]:
    return list(session.scalars(select(Message.subject).order_by(Message.id)))


def enrolment(session: Session) -> Enrolment:
    return session.scalars(select(Enrolment).execution_options(populate_existing=True)).one()


def days_pass(clock: AdjustableClock, days: float) -> None:
    clock.advance(timedelta(days=days))


def test_a_message_is_sent_when_its_delay_is_over_and_not_before(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    started(session, by_hand, 2)
    days_pass(clock, 1.999)
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=0)
    days_pass(clock, 0.001)
    assert due_messages.tick(session, mailer) == TickResult(sent=1, held=0)
    assert sent(session) == ["Message 1"]


def test_the_delay_of_a_message_counts_from_when_the_one_before_was_sent(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    started(session, by_hand, 1, 3)
    days_pass(clock, 5)
    due_messages.tick(session, mailer)
    days_pass(clock, 2)
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=0)
    days_pass(clock, 1)
    assert due_messages.tick(session, mailer) == TickResult(sent=1, held=0)
    assert sent(session) == ["Message 1", "Message 2"]


def test_messages_without_delay_go_out_together_in_their_order(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    started(session, by_hand, 0, 0, 0, 1)
    assert due_messages.tick(session, mailer) == TickResult(sent=3, held=0)
    assert sent(session) == ["Message 1", "Message 2", "Message 3"]


def test_after_the_last_message_nothing_more_comes(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    started(session, by_hand, 0)
    due_messages.tick(session, mailer)
    days_pass(clock, 1000)
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=0)
    assert (enrolment(session).due_at, enrolment(session).next_position) == (None, 2)


@pytest.mark.parametrize("status", EmailStatus)
def test_a_due_message_goes_to_marketable_statuses_and_is_held_for_the_others(
    session: Session, mailer: Mailer, by_hand: Origin, status: EmailStatus
) -> None:
    _, ann = started(session, by_hand, 0)
    ann.emails[0].address.status = status
    result = due_messages.tick(session, mailer)
    if status in {EmailStatus.UNCONFIRMED, EmailStatus.CONFIRMED, EmailStatus.OPTED_IN}:
        assert result == TickResult(sent=1, held=0)
        assert enrolment(session).held_because == ""
    else:
        assert result == TickResult(sent=0, held=1)
        assert f"The email status is {status}" in enrolment(session).held_because
        assert sent(session) == []


def test_a_held_sequence_goes_on_after_opt_in_with_the_message_that_was_due(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    _, ann = started(session, by_hand, 1, 2, permission=None)
    due_at = enrolment(session).due_at
    days_pass(clock, 10)
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=1)
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=1)
    assert enrolment(session).due_at == due_at
    consent.change(session, ann.emails[0].address, Trigger.BULK_OPT_IN, by_hand)
    assert due_messages.tick(session, mailer) == TickResult(sent=1, held=0)
    assert enrolment(session).held_because == ""
    days_pass(clock, 2)
    assert due_messages.tick(session, mailer) == TickResult(sent=1, held=0)
    assert sent(session) == ["Message 1", "Message 2"]


def test_a_contact_who_unsubscribes_on_the_way_gets_no_further_message(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    _, ann = started(session, by_hand, 0, 1)
    due_messages.tick(session, mailer)
    consent.change(session, ann.emails[0].address, Trigger.UNSUBSCRIBE, by_hand)
    days_pass(clock, 1)
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=1)
    assert sent(session) == ["Message 1"]


def test_a_bounce_holds_the_messages_that_were_due_at_the_same_time(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    sequence = sequence_with(session, by_hand, 0, 0)
    gus = add(session, by_hand, "Gus", "gus@hard-bounce.example.com")
    sequences.start(session, sequence, [gus.id], by_hand.at)
    assert due_messages.tick(session, mailer) == TickResult(sent=1, held=1)
    assert "Hard Bounce" in enrolment(session).held_because


def test_messages_go_to_the_first_address_that_the_contact_has_at_the_moment(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    _, ann = started(session, by_hand, 0)
    details = ContactDetails(given_name="Ann", emails={2: "new@example.com", 3: "other@example.com"})
    editing.update(session, ann, details, by_hand, permission="On paper")
    due_messages.tick(session, mailer)
    message = session.scalars(select(Message)).one()
    assert (message.address.address, message.kind, message.contact_id) == (
        "new@example.com",
        MessageKind.SEQUENCE,
        ann.id,
    )


def test_a_contact_without_address_is_held_for_that(session: Session, mailer: Mailer, by_hand: Origin) -> None:
    sequence = sequence_with(session, by_hand, 0)
    ann = Contact(given_name="Ann", source="Test", created_at=by_hand.at)
    session.add(ann)
    session.flush()
    sequences.start(session, sequence, [ann.id], by_hand.at)
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=1)
    assert enrolment(session).held_because == "The contact has no email address."


def test_starting_counts_who_is_in_it_already_and_leaves_them_where_they_are(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    sequence, ann = started(session, by_hand, 0, 5)
    due_messages.tick(session, mailer)
    ben = add(session, by_hand, "Ben")
    days_pass(clock, 1)
    assert sequences.start(session, sequence, [ann.id, ben.id, 999], clock.now()) == StartResult(started=1, already=1)
    assert sequences.start(session, sequence, select(Contact.id), clock.now()) == StartResult(started=0, already=2)
    assert due_messages.tick(session, mailer) == TickResult(sent=1, held=0)
    assert sent(session) == ["Message 1", "Message 1"]


def test_a_stopped_sequence_sends_nothing_more_and_begins_anew_when_it_is_started_again(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    sequence, ann = started(session, by_hand, 0, 1)
    due_messages.tick(session, mailer)
    sequences.stop(session, sequence, ann.id)
    days_pass(clock, 1)
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=0)
    with pytest.raises(NotFound):
        sequences.stop(session, sequence, ann.id)
    sequences.start(session, sequence, [ann.id], clock.now())
    due_messages.tick(session, mailer)
    assert sent(session) == ["Message 1", "Message 1"]


def test_messages_go_to_the_first_address_or_to_the_chosen_one(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    ann = add(session, by_hand, "Ann", "a1@example.com", "a2@example.com")
    consent.opt_out(session, ann.emails[0].address, by_hand)
    ben = add(session, by_hand, "Ben", "b1@example.com", "b2@example.com")
    cy = add(session, by_hand, "Cy")
    sequence = sequence_with(session, by_hand, 0)
    sequences.start(session, sequence, [ben.id], by_hand.at)
    sequences.start(session, sequence, [ann.id, cy.id], by_hand.at, 2)

    assert due_messages.tick(session, mailer) == TickResult(sent=2, held=1)

    reached = session.scalars(select(Message).order_by(Message.id))
    assert [message.address.address for message in reached] == ["b1@example.com", "a2@example.com"]
    held = session.scalars(select(Enrolment).where(Enrolment.contact_id == cy.id)).one()
    assert held.held_because == "The contact has no address in Email 2."
    with pytest.raises(InvalidInput, match="There is no Email 4"):
        sequences.start(session, sequence, [ann.id], by_hand.at, 4)


def test_a_deleted_contact_leaves_the_sequence(session: Session, mailer: Mailer, by_hand: Origin) -> None:
    _, ann = started(session, by_hand, 0)
    bulk.remove(session, [ann.id])
    assert due_messages.tick(session, mailer) == TickResult(sent=0, held=0)


class PowerCut(OutboxSender):
    """A mail server that takes the message, whereupon the machine that runs the CRM goes down."""

    def send(self, recipient: str, mail: EmailMessage) -> Receipt:
        super().send(recipient, mail)
        raise KeyboardInterrupt


def test_a_message_that_a_crash_cut_off_is_not_sent_again_but_shown(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    sequence, ann = started(session, by_hand, 0)
    ben = add(session, by_hand, "Ben")
    sequences.start(session, sequence, [ben.id], by_hand.at)
    ann_id, ben_id, sequence_id = ann.id, ben.id, sequence.id
    session.commit()
    with pytest.raises(KeyboardInterrupt):
        due_messages.tick(session, Mailer(PowerCut(), clock, mailer.links))
    session.close()
    with open_session(session.get_bind().engine, writing=True) as after_restart:
        assert due_messages.tick(after_restart, mailer) == TickResult(sent=1, held=0)
        (message,) = after_restart.scalars(select(Message))
        assert message.contact_id == ben_id
        held = after_restart.scalars(select(Enrolment).where(Enrolment.contact_id == ann_id)).one()
        assert held.held_because == due_messages.INTERRUPTED
        assert sequences.tallies(after_restart)[sequence_id].held == 1


def test_a_tick_decides_by_what_others_changed_while_it_ran(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    sequence, ann = started(session, by_hand, 0)
    ben = add(session, by_hand, "Ben")
    sequences.start(session, sequence, [ben.id], by_hand.at)
    session.commit()

    class Slow(OutboxSender):
        def send(self, recipient: str, mail: EmailMessage) -> Receipt:
            session.commit()
            with open_session(session.get_bind().engine, writing=True) as other:
                address = consent.find(other, "ben@example.com")
                assert address is not None
                consent.change(other, address, Trigger.UNSUBSCRIBE, by_hand)
                other.commit()
            return super().send(recipient, mail)

    assert due_messages.tick(session, Mailer(Slow(), clock, mailer.links)) == TickResult(sent=1, held=1)
    (message,) = session.scalars(select(Message))
    assert message.contact_id == ann.id


@pytest.mark.parametrize(
    ("name", "messages", "field"),
    [
        (" ", [SequenceMessage(0, "Hello", "Hello.")], "name"),
        ("x" * 101, [SequenceMessage(0, "Hello", "Hello.")], "name"),
        ("Welcome", [], "messages"),
        ("Welcome", [SequenceMessage(0, "Hello", "Hello.")] * (MAX_MESSAGES + 1), "messages"),
        ("Welcome", [SequenceMessage(-1, "Hello", "Hello.")], "messages-0-delay_days"),
        (
            "Welcome",
            [SequenceMessage(0, "Hello", "Hello."), SequenceMessage(366, "Hello", "Hello.")],
            "messages-1-delay_days",
        ),
        ("Welcome", [SequenceMessage(0, "Hello\nall", "Hello.")], "messages-0-subject"),
        ("Welcome", [SequenceMessage(0, "Hello", "")], "messages-0-body"),
    ],
)
def test_a_sequence_with_a_value_that_cannot_be_is_refused_and_not_written(
    session: Session, by_hand: Origin, name: str, messages: list[SequenceMessage], field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        sequences.create(session, name, messages, by_hand.at)
    assert refusal.value.field == field
    assert session.scalars(select(Sequence)).all() == []


def test_two_sequences_cannot_have_the_same_name(session: Session, by_hand: Origin) -> None:
    sequence_with(session, by_hand, 0)
    with pytest.raises(InvalidInput, match="already") as refusal:
        sequences.create(session, " WELCOME ", [SequenceMessage(0, "Hello", "Hello.")], by_hand.at)
    assert refusal.value.field == "name"


def test_the_tally_of_a_sequence_counts_messages_contacts_and_who_is_held(
    session: Session, mailer: Mailer, by_hand: Origin
) -> None:
    sequence, _ = started(session, by_hand, 0, 1, permission=None)
    sequences.start(session, sequence, [add(session, by_hand, "Ben").id], by_hand.at)
    due_messages.tick(session, mailer)
    assert sequences.tallies(session) == {sequence.id: sequences.SequenceTally(messages=2, contacts=2, held=1)}


def test_the_tick_goes_by_the_injected_clock_alone(session: Session, mailer: Mailer, by_hand: Origin) -> None:
    sequence = sequence_with(session, by_hand, 365)
    ann = add(session, by_hand, "Ann")
    sequences.start(session, sequence, [ann.id], datetime(2001, 1, 1, tzinfo=by_hand.at.tzinfo))
    assert due_messages.tick(session, mailer) == TickResult(sent=1, held=0)


def test_messages_without_delay_go_out_together_while_the_clock_runs_on(
    session: Session, mailer: Mailer, by_hand: Origin, clock: AdjustableClock
) -> None:
    clock.reset()
    started(session, by_hand, 0, 0)
    assert due_messages.tick(session, mailer) == TickResult(sent=2, held=0)
