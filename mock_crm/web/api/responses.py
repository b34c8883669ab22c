"""What plugins get: contacts as Keap's API v2 shows them. Numbers are strings there, times are ISO 8601."""

from typing import Any

from mock_crm import rules
from mock_crm.models import Contact, ContactEmail
from mock_crm.rules import EmailStatus

# Keap's statuses tell more of the history, ours more of the permission. Unconfirmed and Opted-In are both a
# permission that was given once and never confirmed.
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
"""What Keap's API calls each email status."""


def contact(source: Contact) -> dict[str, Any]:
    """Return a contact as Keap's API shows it."""
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
        "is_opt_in": email.address.status in rules.MARKETABLE,
        "email_opt_status": OPT_STATUS[email.address.status],
    }
