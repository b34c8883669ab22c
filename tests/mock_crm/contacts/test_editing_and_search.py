"""Adding, changing, finding, tagging and deleting contacts."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.reports import counts
from mock_crm.rules import contact_details
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Trigger
from mock_crm.rules.errors import InvalidInput, NotFound
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress


def add(
    session: Session, origin: Origin, *emails: str, name: str = "Ada Lovelace", permission: str | None = None
) -> Contact:
    given, _, family = name.partition(" ")
    details = ContactDetails(given, family, "Engines Ltd", dict(enumerate(emails, start=1)))
    return editing.add(session, details, "Added by hand", origin, permission)


def statuses(contact: Contact) -> list[EmailStatus]:
    return [email.address.status for email in contact.emails]


def test_without_permission_all_addresses_are_non_marketable(session: Session, by_hand: Origin) -> None:
    contact = add(session, by_hand, "a@example.com", "b@example.com", "c@example.com")

    assert statuses(contact) == [EmailStatus.NON_MARKETABLE] * 3


def test_with_permission_all_addresses_are_opted_in_and_the_history_says_how_it_was_given(
    session: Session, by_hand: Origin
) -> None:
    contact = add(session, by_hand, "a@example.com", "b@example.com", permission="Signed at the fair")

    session.flush()
    assert statuses(contact) == [EmailStatus.OPTED_IN] * 2
    assert {event.reason for event in session.scalars(select(ConsentEvent))} == {"Signed at the fair"}


def test_what_surrounds_a_value_is_tidied_away(session: Session, by_hand: Origin) -> None:
    contact = editing.add(
        session, ContactDetails("  Ada ", "Lovelace\t", "", {2: "  ada@example.com\n"}), "x", by_hand, None
    )

    assert (contact.name, contact.emails[0].address.address) == ("Ada Lovelace", "ada@example.com")
    assert contact.emails[0].label == "Email 2"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (ContactDetails("Ada"), "email_1"),
        (ContactDetails("Ada", emails={1: " ", 2: ""}), "email_1"),
        (ContactDetails("Ada", emails={1: "ada@example.com", 2: "nonsense"}), "email_2"),
        (ContactDetails("Ada", emails={1: "ada@example.com", 3: "ADA@example.com"}), "email_3"),
        (ContactDetails("A" * 101, emails={1: "ada@example.com"}), "given_name"),
        (ContactDetails("", "A\r\nBcc: b@example.com", emails={1: "ada@example.com"}), "family_name"),
        (ContactDetails("", "", "\x00", {1: "ada@example.com"}), "company"),
        (ContactDetails("", "", "a\u2028b", {1: "ada@example.com"}), "company"),
        (ContactDetails("=?utf-8?q?a=0D=0ABcc=3A_x=40y.example?=", emails={1: "ada@example.com"}), "given_name"),
        (ContactDetails("\ud800", emails={1: "ada@example.com"}), "given_name"),
    ],
)
def test_a_value_that_cannot_be_accepted_names_its_field_and_nothing_is_added(
    session: Session, by_hand: Origin, details: ContactDetails, field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        editing.add(session, details, "x", by_hand, None)

    assert caught.value.field == field
    assert session.scalars(select(Contact)).all() == []
    assert session.scalars(select(EmailAddress)).all() == []


def test_a_changed_address_starts_anew_and_the_others_keep_their_status(session: Session, by_hand: Origin) -> None:
    contact = add(session, by_hand, "old@example.com", "stays@example.com", permission="Fair")

    editing.update(
        session,
        contact,
        ContactDetails("Ada", "", "", {1: "new@example.com", 2: "stays@example.com"}),
        by_hand,
        None,
    )

    assert statuses(contact) == [EmailStatus.NON_MARKETABLE, EmailStatus.OPTED_IN]
    assert search.sharing(session, consent.find(session, "old@example.com") or EmailAddress()) == []


def test_permission_given_on_editing_goes_for_the_new_addresses_only(session: Session, by_hand: Origin) -> None:
    contact = add(session, by_hand, "stays@example.com")

    editing.update(
        session, contact, ContactDetails(emails={1: "stays@example.com", 2: "new@example.com"}), by_hand, "Fair"
    )

    assert statuses(contact) == [EmailStatus.NON_MARKETABLE, EmailStatus.OPTED_IN]


def test_changing_to_an_address_that_opted_out_does_not_bring_it_back(session: Session, by_hand: Origin) -> None:
    other = add(session, by_hand, "out@example.com", permission="Fair")
    consent.change(session, other.emails[0].address, Trigger.UNSUBSCRIBE, by_hand)
    contact = add(session, by_hand, "ada@example.com", permission="Fair")

    editing.update(session, contact, ContactDetails(emails={1: "out@example.com"}), by_hand, "Fair")

    assert statuses(contact) == [EmailStatus.UNSUBSCRIBED]


def test_swapping_and_emptying_address_fields_keeps_the_statuses_with_the_addresses(
    session: Session, by_hand: Origin
) -> None:
    contact = add(session, by_hand, "a@example.com", "b@example.com", "c@example.com")
    consent.change(session, contact.emails[0].address, Trigger.OPT_OUT, by_hand)

    editing.update(session, contact, ContactDetails(emails={1: "b@example.com", 3: "a@example.com"}), by_hand, None)

    session.commit()
    session.refresh(contact)
    assert [(e.field, e.address.address, e.address.status) for e in contact.emails] == [
        (1, "b@example.com", EmailStatus.NON_MARKETABLE),
        (3, "a@example.com", EmailStatus.UNSUBSCRIBED),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Bob", "Ada"]),
        ("lovelace", ["Ada"]),
        ("ADA engines", ["Ada"]),
        ("second@", ["Ada"]),
        ("ada bob", []),
        ("%", []),
        ("_", []),
        ("babbage", ["Bob"]),
    ],
)
def test_a_search_finds_every_word_in_names_company_or_any_address(
    session: Session, by_hand: Origin, text: str, found: list[str]
) -> None:
    add(session, by_hand, "ada@example.com", "second@example.com")
    editing.add(session, ContactDetails("Bob", "Babbage", "", {1: "b@example.com"}), "x", by_hand, None)

    assert [contact.given_name for contact in session.scalars(search.matching(text))] == found


def test_the_first_address_decides_in_which_status_a_contact_is_counted(session: Session, by_hand: Origin) -> None:
    first = add(session, by_hand, "a@example.com", "b@example.com")
    consent.change(session, first.emails[0].address, Trigger.OPT_OUT, by_hand)
    editing.add(session, ContactDetails(emails={2: "c@example.com", 3: "a@example.com"}), "x", by_hand, None)
    add(session, by_hand, "d@example.com", permission="Fair")

    session.flush()
    assert counts.by_first_status(session) == {
        EmailStatus.UNSUBSCRIBED: 1,
        EmailStatus.NON_MARKETABLE: 1,
        EmailStatus.OPTED_IN: 1,
    }


def test_deleting_a_contact_keeps_the_messages_and_never_gives_its_number_to_another(
    session: Session, by_hand: Origin
) -> None:
    contact = add(session, by_hand, "a@example.com")
    number = contact.id
    message = Message(
        at=by_hand.at,
        kind=MessageKind.ONE_TO_ONE,
        address=contact.emails[0].address,
        contact=contact,
        subject="Hi",
        body="Hi",
        result="Accepted",
        source="",
    )
    session.add(message)
    session.commit()

    assert bulk.remove(session, [number]) == 1

    session.commit()
    session.expire_all()
    assert message.contact is None
    assert add(session, by_hand, "a@example.com").id != number
    with pytest.raises(NotFound, match=f"no contact {number}"):
        search.get(session, number)


def test_a_tag_is_made_once_applied_once_and_removed(session: Session, by_hand: Origin) -> None:
    ada, bob = add(session, by_hand, "a@example.com"), add(session, by_hand, "b@example.com")
    tag = bulk.tag_named(session, " Newsletter ")

    assert bulk.tag_named(session, "Newsletter") is tag
    assert bulk.apply_tag(session, tag, [ada.id]) == 1
    assert bulk.apply_tag(session, tag, [ada.id, bob.id]) == 1
    assert bulk.remove_tag(session, tag, [bob.id, 999]) == 1
    session.refresh(ada)
    session.refresh(bob)
    assert ([t.name for t in ada.tags], bob.tags) == (["Newsletter"], [])


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101])
def test_a_tag_without_a_usable_name_is_refused(session: Session, name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        bulk.tag_named(session, name)

    assert caught.value.field == "tag"


def test_the_reason_of_a_permission_may_be_missing_only_where_it_is_not_required() -> None:
    assert contact_details.checked_reason("  ") == ""
    assert contact_details.checked_reason(" Fair ", required=True) == "Fair"
    with pytest.raises(InvalidInput, match=r"Say how permission was given\."):
        contact_details.checked_reason("  ", required=True)
    with pytest.raises(InvalidInput, match="500 is the maximum"):
        contact_details.checked_reason("x" * 501)
