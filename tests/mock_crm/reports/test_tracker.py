from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from mock_crm.contacts import bulk, editing
from mock_crm.contacts.consent import Origin
from mock_crm.reports import tracker
from mock_crm.reports.tracker import Criteria, LastEngagement
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus
from mock_crm.rules.errors import NotFound
from mock_crm.storage.models import Contact
from tests.mock_crm.conftest import NOW


def add(session: Session, origin: Origin, name: str, *addresses: str, source: str = "Test") -> Contact:
    details = ContactDetails(family_name=name, emails=dict(enumerate(addresses, 1)))
    return editing.add(session, details, source, origin, None)


def found(session: Session, **criteria: str) -> list[str]:
    search_id = tracker.run(session, Criteria(**criteria), NOW)
    return [contact.family_name for contact in session.scalars(tracker.results(search_id))]


def test_the_defaults_find_everybody_in_the_order_of_names(session: Session, by_hand: Origin) -> None:
    for name in ("Zola", "ames", "Moss"):
        add(session, by_hand, name, f"{name}@example.com")
    assert found(session) == ["ames", "Moss", "Zola"]


def test_a_status_is_found_in_any_address_field(session: Session, by_hand: Origin) -> None:
    second = add(session, by_hand, "Second", "a@example.com", "b@example.com")
    second.emails[1].address.status = EmailStatus.CONFIRMED
    add(session, by_hand, "None", "c@example.com")
    assert found(session, status="Confirmed") == ["Second"]


def test_text_finds_names_and_addresses_and_takes_wildcards_literally(session: Session, by_hand: Origin) -> None:
    add(session, by_hand, "Moss", "x@example.com")
    add(session, by_hand, "Other", "moss%1@example.com")
    assert found(session, text="moss") == ["Moss", "Other"]
    assert found(session, text="%") == ["Other"]


def test_source_narrows_the_search(session: Session, by_hand: Origin) -> None:
    add(session, by_hand, "One", "a@example.com", source="Fair")
    add(session, by_hand, "Two", "b@example.com")
    assert found(session, source="Fair") == ["One"]


@pytest.mark.parametrize(
    ("engaged", "names"),
    [
        (LastEngagement.ANY, ["A10", "B60", "C200", "D500", "Never"]),
        (LastEngagement.LAST_30_DAYS, ["A10"]),
        (LastEngagement.LAST_90_DAYS, ["A10", "B60"]),
        (LastEngagement.LAST_YEAR, ["A10", "B60", "C200"]),
        (LastEngagement.LONGER_AGO, ["D500"]),
        (LastEngagement.NEVER, ["Never"]),
    ],
)
def test_last_engagement(session: Session, by_hand: Origin, engaged: LastEngagement, names: list[str]) -> None:
    for name in ("A10", "B60", "C200", "D500"):
        contact = add(session, by_hand, name, f"{name}@example.com", f"{name}-2@example.com")
        contact.emails[1].address.last_engaged_at = NOW - timedelta(days=int(name[1:]))
    add(session, by_hand, "Never", "never@example.com")
    assert found(session, engaged=engaged.value) == names


def test_results_stay_what_the_user_saw(session: Session, by_hand: Origin) -> None:
    seen = add(session, by_hand, "Seen", "a@example.com")
    gone = add(session, by_hand, "Gone", "b@example.com")
    search_id = tracker.run(session, Criteria(), NOW)
    later = add(session, by_hand, "Later", "c@example.com")
    bulk.remove(session, [gone.id])
    assert session.scalars(tracker.results(search_id)).all() == [seen]
    assert session.scalars(tracker.selected(search_id, everything=True, contact_ids=[])).all() == [seen.id]
    picked = tracker.selected(search_id, everything=False, contact_ids=[seen.id, later.id])
    assert session.scalars(picked).all() == [seen.id]


def test_everything_but_some(session: Session, by_hand: Origin) -> None:
    ids = [add(session, by_hand, name, f"{name}@example.com").id for name in ("A", "B", "C")]
    search_id = tracker.run(session, Criteria(), NOW)
    chosen = tracker.selected(search_id, everything=True, contact_ids=[ids[1]])
    assert session.scalars(chosen).all() == [ids[0], ids[2]]


def test_an_unknown_search_is_a_clear_error(session: Session) -> None:
    with pytest.raises(NotFound, match="Click Search to run it again"):
        tracker.get(session, "nope")


def test_old_searches_are_forgotten(session: Session, by_hand: Origin) -> None:
    add(session, by_hand, "A", "a@example.com")
    old = tracker.run(session, Criteria(), NOW - timedelta(days=32))
    recent = tracker.run(session, Criteria(status="Confirmed"), NOW)
    assert tracker.get(session, recent) == Criteria(status="Confirmed")
    with pytest.raises(NotFound):
        tracker.get(session, old)
