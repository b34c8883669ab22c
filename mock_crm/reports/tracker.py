"""The searches of the Email Engagement Tracker.

A search keeps its results, so that what a user does later to "all of them" is done to the contacts that the user
saw, and to no others.
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
    """When a contact last opened a message or clicked a link in one. The value is what the filter shows."""

    ANY = "Any time"
    LAST_30_DAYS = "In the last 30 days"
    LAST_90_DAYS = "In the last 90 days"
    LAST_YEAR = "In the last year"
    LONGER_AGO = "More than a year ago"
    NEVER = "Never"


_DAYS = {LastEngagement.LAST_30_DAYS: 30, LastEngagement.LAST_90_DAYS: 90, LastEngagement.LAST_YEAR: 365}


@dataclass(frozen=True, slots=True)
class Criteria:
    """What to search for; the defaults find everybody.

    Attributes:
        status: the name of an email status that at least one of the contact's addresses has, or empty for any.
        text: words that the names or addresses of the contact contain.
        source: where the contact comes from, or empty for anywhere.
        engaged: when the contact last engaged, one of `LastEngagement`.
    """

    status: str = ""
    text: str = ""
    source: str = ""
    engaged: str = LastEngagement.ANY.value


def run(session: Session, criteria: Criteria, now: datetime) -> str:
    """Search, keep the results and return the number under which `get` and `results` find them."""
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
    """Return what a search was for.

    Raises:
        NotFound: there is no such search, or it was too long ago.
    """
    search = session.get(TrackerSearch, search_id)
    if search is None:
        raise NotFound("This search is no longer there. Click Search to run it again.")
    return Criteria(**search.criteria)


def results(search_id: str) -> Select[Contact]:
    """Return the query for the contacts that a search found, in their order, without those deleted since."""
    return (
        select(Contact)
        .join(TrackerResult, TrackerResult.contact_id == Contact.id)
        .where(TrackerResult.search_id == search_id)
        .options(selectinload(Contact.emails), selectinload(Contact.tags))
        .order_by(TrackerResult.position)
    )


def selected(search_id: str, *, everything: bool, contact_ids: Collection[int]) -> Select[int]:
    """Return the query for the numbers of the contacts that a user selected in the results of a search.

    Args:
        search_id: the search; nobody outside its results is ever selected.
        everything: all results are selected, on every page.
        contact_ids: the selected contacts; with `everything`, those that are not.
    """
    among = TrackerResult.contact_id.not_in(contact_ids) if everything else TrackerResult.contact_id.in_(contact_ids)
    return (
        select(Contact.id)
        .join(TrackerResult, TrackerResult.contact_id == Contact.id)
        .where(TrackerResult.search_id == search_id, among)
    )


def sources(session: Session) -> list[str]:
    """Return the sources that contacts come from, in alphabetical order."""
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
