"""The lists of the reports: the consent history, and the messages that were sent."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from mock_crm.rules.email_status import Outcome
from mock_crm.rules.errors import NotFound
from mock_crm.storage.campaign_models import Message
from mock_crm.storage.models import ConsentEvent, EmailAddress


def consent_history(address: str = "", outcome: Outcome | None = None) -> Select[ConsentEvent]:
    """Return the query for the events of the consent history, the newest first.

    Args:
        address: a part of the address, or empty for every address.
        outcome: the outcome, or None for every outcome.
    """
    query = select(ConsentEvent).options(joinedload(ConsentEvent.address, innerjoin=True))
    if address:
        contains = EmailAddress.address.icontains(address, autoescape=True)
        query = query.where(ConsentEvent.address.has(contains))
    if outcome:
        query = query.where(ConsentEvent.outcome == outcome)
    return query.order_by(ConsentEvent.at.desc(), ConsentEvent.id.desc())


def sent_messages() -> Select[Message]:
    """Return the query for the messages that were sent, the newest first."""
    query = select(Message).options(joinedload(Message.address, innerjoin=True), joinedload(Message.contact))
    return query.order_by(Message.at.desc(), Message.id.desc())


def message(session: Session, message_id: int) -> Message:
    """Return a message that was sent.

    Raises:
        NotFound: there is no message with this id.
    """
    found = session.get(Message, message_id)
    if found is None:
        raise NotFound(f"There is no message {message_id}.")
    return found
