"""The consent histories that lead to each email status."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mock_crm.rules import email_status
from mock_crm.rules.contact_details import ADDED_BY_HAND, CSV_IMPORT, SIGN_UP_FORM
from mock_crm.rules.email_status import EmailStatus, Outcome, Trigger, Way

USER = "Ada Lind"
"""The name of the user who added and imported contacts."""


@dataclass(frozen=True, slots=True)
class _Cause:
    trigger: Trigger
    who: str
    way: Way
    reason: str


# Who adds the contacts of a source, and how. All other sources are plugins. An address of a contact who signed up may
# have a status that a sign-up does not lead to; a user added such an address.
_ARRIVALS = {
    CSV_IMPORT: (USER, Way.IMPORT),
    ADDED_BY_HAND: (USER, Way.PAGE),
    SIGN_UP_FORM: (USER, Way.PAGE),
}
_NO_PERMISSION = "No permission was given."
_PERMISSION = "Ticked the box on the order form."
_SIGNED_UP = _Cause(Trigger.SIGN_UP, SIGN_UP_FORM, Way.FORM, "Signed up by the form.")
_LATER = {
    EmailStatus.CONFIRMED: _Cause(Trigger.CONFIRMATION, "Recipient", Way.LINK, "Clicked the confirmation link."),
    EmailStatus.UNSUBSCRIBED: _Cause(Trigger.UNSUBSCRIBE, "Recipient", Way.LINK, "Clicked the unsubscribe link."),
    EmailStatus.SOFT_BOUNCE: _Cause(
        Trigger.REFUSED_FOR_NOW,
        "Mail server",
        Way.BOUNCE,
        f"The mail server refused for now {email_status.TEMPORARY_REFUSALS_TO_SOFT_BOUNCE} times in a row.",
    ),
    EmailStatus.HARD_BOUNCE: _Cause(
        Trigger.REFUSED_FOR_GOOD, "Mail server", Way.BOUNCE, "The mail server refused for good."
    ),
    EmailStatus.SPAM_COMPLAINT: _Cause(
        Trigger.COMPLAINT, "Mail server", Way.BOUNCE, "The recipient reported a message as spam."
    ),
}


def events(status: EmailStatus, source: str, added_at: datetime, now: datetime) -> list[dict[str, Any]]:
    """Return the values of the consent events that lead an address to a status, the oldest first."""
    first, *later = _causes(status, source)
    domain = "invalid" if status is EmailStatus.INVALID else ""
    history = [_event(first, None, email_status.first_status(first.trigger, domain), added_at)]
    for cause in later:
        before = history[-1]["to_status"]
        history.append(
            _event(cause, before, email_status.decide(before, cause.trigger).to, added_at + (now - added_at) / 2)
        )
    return history


def _causes(status: EmailStatus, source: str) -> list[_Cause]:
    who, way = _ARRIVALS.get(source, (source, Way.INTEGRATION))
    match status:
        case EmailStatus.NON_MARKETABLE | EmailStatus.INVALID:
            first = _Cause(Trigger.NO_PERMISSION, who, way, _NO_PERMISSION)
        case EmailStatus.UNCONFIRMED | EmailStatus.CONFIRMED:
            first = _SIGNED_UP
        case _:
            first = _Cause(Trigger.PERMISSION, who, way, _PERMISSION)
    return [first, _LATER[status]] if status in _LATER else [first]


def _event(cause: _Cause, before: EmailStatus | None, after: EmailStatus, at: datetime) -> dict[str, Any]:
    return {
        "at": at,
        "outcome": Outcome.CHANGED,
        "from_status": before,
        "to_status": after,
        "who": cause.who,
        "way": cause.way,
        "reason": cause.reason,
        # Contacts that were added at the same time are from the same file.
        "batch": f"import-{at:%Y%m%d-%H%M%S}" if cause.way is Way.IMPORT else "",
    }
