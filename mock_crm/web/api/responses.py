"""Build the responses: contacts in the format of Keap's API v2, with ids as strings and times in ISO 8601."""

from typing import Any

from mock_crm.rules import email_status
from mock_crm.rules.email_status import EmailStatus
from mock_crm.storage.models import Contact, ContactEmail

# Keap has no equivalent of Unconfirmed and Opted-In: both are a single opt-in, which was not confirmed.
OPT_STATUS = {
    EmailStatus.NON_MARKETABLE: "NON_MARKETABLE",
    EmailStatus.UNCONFIRMED: "SINGLE_OPT_IN",
    EmailStatus.CONFIRMED: "CONFIRMED",
    EmailStatus.OPTED_IN: "SINGLE_OPT_IN",
    EmailStatus.UNSUBSCRIBED: "LIST_UNSUBSCRIBE",
    EmailStatus.SOFT_BOUNCE: "BOUNCE",
    EmailStatus.HARD_BOUNCE: "HARD_BOUNCE",
    EmailStatus.SPAM_COMPLAINT: "SPAM",
    EmailStatus.INVALID: "INVALID",
}
"""The name of each email status in Keap's API."""


def contact(source: Contact) -> dict[str, Any]:
    """Return a contact in the format of Keap's API."""
    answer: dict[str, Any] = {
        "id": str(source.id),
        "given_name": source.given_name,
        "family_name": source.family_name,
        "email_addresses": [_email_address(email) for email in source.emails],
        "tag_ids": [str(tag.id) for tag in source.tags],
        "create_time": source.created_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    if source.company:
        answer["company"] = {"company_name": source.company}
    return answer


def _email_address(email: ContactEmail) -> dict[str, Any]:
    return {
        "email": email.address.address,
        "field": f"EMAIL{email.field}",
        "is_opt_in": email.address.status in email_status.MARKETABLE,
        "email_opt_status": OPT_STATUS[email.address.status],
    }
