"""The searches of the Email Engagement Tracker.

The results of a search are stored, so that a bulk action applies only to contacts that the user saw.
"""

import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session, selectinload

from mock_crm.contacts import search
from mock_crm.rules.email_status import EmailStatus
from mock_crm.rules.errors import NotFound
from mock_crm.storage.models import Contact, ContactEmail, EmailAddress, TrackerResult, TrackerSearch

_KEPT_FOR = timedelta(days=31)


class LastEngagement(StrEnum):
    """The time of the last engagement of a contact. The value is the text in the filter."""

    ANY = "Any time"
    LAST_30_DAYS = "In the last 30 days"
    LAST_90_DAYS = "In the last 90 days"
    LAST_YEAR = "In the last year"
    LONGER_AGO = "More than a year ago"
    NEVER = "Never"


_DAYS = {LastEngagement.LAST_30_DAYS: 30, LastEngagement.LAST_90_DAYS: 90, LastEngagement.LAST_YEAR: 365}


@dataclass(frozen=True, slots=True)
class Criteria:
    """The filters of a search. The defaults match every contact.

    Attributes:
        status: the email status of at least one address of the contact, or empty for any.
        text: words, each of which must be a part of a name, the company or an address.
        source: the source of the contact, or empty for any.
        engaged: the last engagement, a value of `LastEngagement`.
    """

    status: str = ""
    text: str = ""
    source: str = ""
    engaged: str = LastEngagement.ANY.value


def run(session: Session, criteria: Criteria, now: datetime) -> str:
    """Search, store the results and return the id of the search."""
    session.execute(delete(TrackerSearch).where(TrackerSearch.at < now - _KEPT_FOR))
    search_id = secrets.token_urlsafe(12)
    session.execute(insert(TrackerSearch).values(id=search_id, at=now, criteria=asdict(criteria)))
    query = _matching(criteria, now).with_only_columns(Contact.id)
    rows = [
        {"search_id": search_id, "contact_id": contact_id, "position": position}
        for position, contact_id in enumerate(session.scalars(query))
    ]
    if rows:
        session.execute(insert(TrackerResult), rows)
    return search_id


def get(session: Session, search_id: str) -> Criteria:
    """Return the filters of a search.

    Raises:
        NotFound: there is no search with this id; it may have been deleted.
    """
    search = session.get(TrackerSearch, search_id)
    if search is None:
        raise NotFound("This search does not exist any more. Click Search to run it again.")
    return Criteria(**search.criteria)


def results(search_id: str) -> Select[Contact]:
    """Return the query for the contacts in the results of a search, without deleted contacts."""
    return (
        select(Contact)
        .join(TrackerResult, TrackerResult.contact_id == Contact.id)
        .where(TrackerResult.search_id == search_id)
        .options(selectinload(Contact.emails), selectinload(Contact.tags))
        .order_by(TrackerResult.position)
    )


def selected(search_id: str, *, everything: bool, contact_ids: Collection[int]) -> Select[int]:
    """Return the query for the ids of the contacts that a user selected in the results of a search.

    Args:
        search_id: the search; contacts outside its results are never selected.
        everything: select all results, on every page, except `contact_ids`.
        contact_ids: the selected contacts; with `everything`, the contacts that are not selected.
    """
    among = TrackerResult.contact_id.not_in(contact_ids) if everything else TrackerResult.contact_id.in_(contact_ids)
    return (
        select(Contact.id)
        .join(TrackerResult, TrackerResult.contact_id == Contact.id)
        .where(TrackerResult.search_id == search_id, among)
    )


def sources(session: Session) -> list[str]:
    """Return the sources of all contacts, in alphabetical order."""
    return list(session.scalars(select(Contact.source).distinct().order_by(Contact.source)))


def _matching(criteria: Criteria, now: datetime) -> Select[Contact]:
    query = search.matching(criteria.text)
    if criteria.status:
        has_status = ContactEmail.address.has(EmailAddress.status == EmailStatus(criteria.status))
        query = query.where(Contact.emails.any(has_status))
    if criteria.source:
        query = query.where(Contact.source == criteria.source)
    engaged = LastEngagement(criteria.engaged)
    last = (
        select(func.max(EmailAddress.last_engaged_at))
        .join(ContactEmail, ContactEmail.address_id == EmailAddress.id)
        .where(ContactEmail.contact_id == Contact.id)
        .correlate(Contact)
        .scalar_subquery()
    )
    if engaged in _DAYS:
        query = query.where(last >= now - timedelta(days=_DAYS[engaged]))
    elif engaged is LastEngagement.LONGER_AGO:
        query = query.where(last < now - timedelta(days=_DAYS[LastEngagement.LAST_YEAR]))
    elif engaged is LastEngagement.NEVER:
        query = query.where(last.is_(None))
    return query
