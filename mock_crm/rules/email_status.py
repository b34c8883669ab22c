"""The CRM's rules: which message may go to which status, and which change of status is allowed from where.

The pages, the API, the import, the bulk actions and the mail delivery all use these rules.
"""

from dataclasses import dataclass
from enum import StrEnum


class EmailStatus(StrEnum):
    """The email statuses. The value is the name on the pages."""

    NON_MARKETABLE = "Non-Marketable"
    UNCONFIRMED = "Unconfirmed"
    CONFIRMED = "Confirmed"
    OPTED_IN = "Opted-In"
    UNSUBSCRIBED = "Unsubscribed"
    SOFT_BOUNCE = "Soft Bounce"
    HARD_BOUNCE = "Hard Bounce"
    SPAM_COMPLAINT = "Spam Complaint"
    INVALID = "Invalid"


class MessageKind(StrEnum):
    """The kinds of message that the CRM sends."""

    ONE_TO_ONE = "one-to-one"
    BROADCAST = "broadcast"
    SEQUENCE = "sequence"


class Way(StrEnum):
    """The part of the CRM through which a change of status was requested."""

    PAGE = "page"
    BULK_ACTION = "bulk action"
    IMPORT = "import"
    INTEGRATION = "integration"
    FORM = "form"
    LINK = "link"
    BOUNCE = "bounce"


class Trigger(StrEnum):
    """The events that can change a status."""

    NO_PERMISSION = "adding without permission"
    PERMISSION = "permission"
    OPT_IN = "opt-in"
    BULK_OPT_IN = "bulk opt-in"
    OPT_OUT = "opt-out"
    SIGN_UP = "sign-up"
    CONFIRMATION = "confirmation"
    UNSUBSCRIBE = "unsubscribe link"
    REFUSED_FOR_NOW = "repeated temporary refusal"
    REFUSED_FOR_GOOD = "permanent refusal"
    COMPLAINT = "spam complaint"


MARKETABLE = frozenset({EmailStatus.UNCONFIRMED, EmailStatus.CONFIRMED, EmailStatus.OPTED_IN})
"""The statuses that receive every kind of message."""

TEMPORARY_REFUSALS_TO_SOFT_BOUNCE = 3
"""The number of consecutive temporary refusals that lead to Soft Bounce."""

_ONE_TO_ONE_ONLY = frozenset({EmailStatus.NON_MARKETABLE, EmailStatus.UNSUBSCRIBED, EmailStatus.SOFT_BOUNCE})
_CAMPAIGNS_OPEN = MARKETABLE | {EmailStatus.NON_MARKETABLE}

_FIRST_STATUS = {
    Trigger.NO_PERMISSION: EmailStatus.NON_MARKETABLE,
    Trigger.PERMISSION: EmailStatus.OPTED_IN,
    Trigger.SIGN_UP: EmailStatus.UNCONFIRMED,
}

# For each trigger, the statuses that it changes and the new status. Only a recipient may revoke an opt-out, and the
# sign-up form cannot tell who fills it in. So Unsubscribed only changes to Hard Bounce or Spam Complaint.
_CHANGES: dict[Trigger, tuple[frozenset[EmailStatus], EmailStatus]] = {
    Trigger.NO_PERMISSION: (frozenset(), EmailStatus.NON_MARKETABLE),
    Trigger.PERMISSION: (frozenset({EmailStatus.NON_MARKETABLE}), EmailStatus.OPTED_IN),
    Trigger.OPT_IN: (frozenset({EmailStatus.NON_MARKETABLE}), EmailStatus.OPTED_IN),
    Trigger.BULK_OPT_IN: (frozenset({EmailStatus.NON_MARKETABLE}), EmailStatus.OPTED_IN),
    Trigger.OPT_OUT: (_CAMPAIGNS_OPEN, EmailStatus.UNSUBSCRIBED),
    Trigger.SIGN_UP: (frozenset({EmailStatus.NON_MARKETABLE}), EmailStatus.UNCONFIRMED),
    Trigger.CONFIRMATION: (frozenset({EmailStatus.UNCONFIRMED}), EmailStatus.CONFIRMED),
    Trigger.UNSUBSCRIBE: (_CAMPAIGNS_OPEN | {EmailStatus.SOFT_BOUNCE}, EmailStatus.UNSUBSCRIBED),
    Trigger.REFUSED_FOR_NOW: (_CAMPAIGNS_OPEN, EmailStatus.SOFT_BOUNCE),
    Trigger.REFUSED_FOR_GOOD: (MARKETABLE | _ONE_TO_ONE_ONLY, EmailStatus.HARD_BOUNCE),
    Trigger.COMPLAINT: (MARKETABLE | _ONE_TO_ONE_ONLY, EmailStatus.SPAM_COMPLAINT),
}

# For each trigger, the statuses that already meet the request: there is nothing to change and nothing to refuse.
_ALREADY_MET: dict[Trigger, frozenset[EmailStatus]] = {
    Trigger.NO_PERMISSION: frozenset(EmailStatus),
    Trigger.PERMISSION: MARKETABLE,
    Trigger.SIGN_UP: MARKETABLE,
    Trigger.CONFIRMATION: frozenset({EmailStatus.CONFIRMED}),
    Trigger.UNSUBSCRIBE: frozenset({EmailStatus.UNSUBSCRIBED}),
    Trigger.REFUSED_FOR_NOW: frozenset(EmailStatus) - _CAMPAIGNS_OPEN,
    Trigger.REFUSED_FOR_GOOD: frozenset({EmailStatus.HARD_BOUNCE}),
    Trigger.COMPLAINT: frozenset({EmailStatus.SPAM_COMPLAINT}),
}


_WHY_NO_OPT_IN = {
    **dict.fromkeys(MARKETABLE, "The address gets every kind of email already."),
    EmailStatus.UNSUBSCRIBED: "An opt-out cannot be taken back.",
    EmailStatus.SOFT_BOUNCE: "The mail server refuses the address for now, and permission does not change that.",
    EmailStatus.HARD_BOUNCE: "The mail server refuses the address for good, and permission does not change that.",
    EmailStatus.SPAM_COMPLAINT: "The recipient reported a message as spam, and permission does not change that.",
    EmailStatus.INVALID: "The address cannot exist, and permission does not change that.",
}


class Outcome(StrEnum):
    """The outcome of an attempt to change a status."""

    CHANGED = "changed"
    REFUSED = "refused"
    NOTHING_TO_DO = "nothing to do"


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on an attempt to change a status.

    Attributes:
        outcome: changed, refused, or nothing to do.
        to: the requested status.
        why: the reason for the user if the change was refused, else empty.
    """

    outcome: Outcome
    to: EmailStatus
    why: str = ""


def may_receive(status: EmailStatus, kind: MessageKind) -> bool:
    """Tell whether a message of this kind may go to an address of this status."""
    if status in MARKETABLE:
        return True
    return status in _ONE_TO_ONE_ONLY and kind is MessageKind.ONE_TO_ONE


def why_not(status: EmailStatus, kind: MessageKind) -> str:
    """Return the reason why a message of this kind may not go to this status; empty if it may."""
    if may_receive(status, kind):
        return ""
    if status in _ONE_TO_ONE_ONLY:
        return f"The email status is {status}, which gets one-to-one email only."
    return f"The email status is {status}, which gets no email."


def first_status(trigger: Trigger, domain: str) -> EmailStatus:
    """Return the status of a new address.

    Args:
        trigger: `NO_PERMISSION`, `PERMISSION` or `SIGN_UP`.
        domain: the part of the address after the @.
    """
    # RFC 6761 section 6.4: domains below "invalid" never exist.
    if domain.casefold().rstrip(".").rpartition(".")[2] == "invalid":
        return EmailStatus.INVALID
    return _FIRST_STATUS[trigger]


def decide(status: EmailStatus, trigger: Trigger) -> Decision:
    """Decide what a trigger does to an address with a status."""
    allowed_from, to = _CHANGES[trigger]
    if status in allowed_from:
        return Decision(Outcome.CHANGED, to)
    if status in _ALREADY_MET.get(trigger, frozenset()):
        return Decision(Outcome.NOTHING_TO_DO, to)
    return Decision(Outcome.REFUSED, to, f"{trigger.capitalize()} does not change {status}.")


def allows(status: EmailStatus, trigger: Trigger) -> bool:
    """Tell whether a trigger changes an address of this status."""
    return decide(status, trigger).outcome is Outcome.CHANGED


def why_no_opt_in(status: EmailStatus) -> str:
    """Return the reason why an address of this status cannot be opted in; empty if it can."""
    return "" if allows(status, Trigger.OPT_IN) else _WHY_NO_OPT_IN[status]


def why_no_opt_out(status: EmailStatus) -> str:
    """Return the reason why an address of this status cannot be opted out; empty if it can."""
    return "" if allows(status, Trigger.OPT_OUT) else "The address gets no campaigns as it is."
