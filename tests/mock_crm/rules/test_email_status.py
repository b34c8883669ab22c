"""The tables of the rules, cell by cell."""

import pytest

from mock_crm.rules.email_status import (
    MARKETABLE,
    EmailStatus,
    MessageKind,
    Outcome,
    Trigger,
    allows,
    decide,
    first_status,
    may_receive,
    why_no_opt_in,
    why_no_opt_out,
    why_not,
)

S = EmailStatus

# Status: may get one-to-one email, broadcasts, sequence messages.
MAY_RECEIVE = {
    S.NON_MARKETABLE: (True, False, False),
    S.UNCONFIRMED: (True, True, True),
    S.CONFIRMED: (True, True, True),
    S.OPTED_IN: (True, True, True),
    S.UNSUBSCRIBED: (True, False, False),
    S.SOFT_BOUNCE: (True, False, False),
    S.HARD_BOUNCE: (False, False, False),
    S.SPAM_COMPLAINT: (False, False, False),
    S.INVALID: (False, False, False),
}

CHANGED, REFUSED, NOTHING = Outcome.CHANGED, Outcome.REFUSED, Outcome.NOTHING_TO_DO

# Trigger: what it does to each status, in the order of the table above.
OUTCOMES = {
    Trigger.NO_PERMISSION: [NOTHING] * 9,
    Trigger.PERMISSION: [CHANGED, NOTHING, NOTHING, NOTHING, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED],
    Trigger.OPT_IN: [CHANGED] + [REFUSED] * 8,
    Trigger.BULK_OPT_IN: [CHANGED] + [REFUSED] * 8,
    Trigger.OPT_OUT: [CHANGED, CHANGED, CHANGED, CHANGED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED],
    Trigger.SIGN_UP: [CHANGED, NOTHING, NOTHING, NOTHING, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED],
    Trigger.CONFIRMATION: [REFUSED, CHANGED, NOTHING, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED],
    Trigger.UNSUBSCRIBE: [CHANGED, CHANGED, CHANGED, CHANGED, NOTHING, CHANGED, REFUSED, REFUSED, REFUSED],
    Trigger.REFUSED_FOR_NOW: [CHANGED, CHANGED, CHANGED, CHANGED, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING],
    Trigger.REFUSED_FOR_GOOD: [CHANGED, CHANGED, CHANGED, CHANGED, CHANGED, CHANGED, NOTHING, REFUSED, REFUSED],
    Trigger.COMPLAINT: [CHANGED, CHANGED, CHANGED, CHANGED, CHANGED, CHANGED, REFUSED, NOTHING, REFUSED],
}

LEADS_TO = {
    Trigger.NO_PERMISSION: S.NON_MARKETABLE,
    Trigger.PERMISSION: S.OPTED_IN,
    Trigger.OPT_IN: S.OPTED_IN,
    Trigger.BULK_OPT_IN: S.OPTED_IN,
    Trigger.OPT_OUT: S.UNSUBSCRIBED,
    Trigger.SIGN_UP: S.UNCONFIRMED,
    Trigger.CONFIRMATION: S.CONFIRMED,
    Trigger.UNSUBSCRIBE: S.UNSUBSCRIBED,
    Trigger.REFUSED_FOR_NOW: S.SOFT_BOUNCE,
    Trigger.REFUSED_FOR_GOOD: S.HARD_BOUNCE,
    Trigger.COMPLAINT: S.SPAM_COMPLAINT,
}


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [(s, k, may) for s, row in MAY_RECEIVE.items() for k, may in zip(MessageKind, row, strict=True)],
)
def test_each_status_receives_the_kinds_of_message_that_the_table_says(
    status: EmailStatus, kind: MessageKind, expected: bool
) -> None:
    assert may_receive(status, kind) is expected


@pytest.mark.parametrize("status", EmailStatus)
@pytest.mark.parametrize("kind", MessageKind)
def test_a_reason_that_names_the_status_is_given_exactly_where_a_message_is_not_allowed(
    status: EmailStatus, kind: MessageKind
) -> None:
    assert (status in why_not(status, kind)) is not may_receive(status, kind)
    assert bool(why_not(status, kind)) is not may_receive(status, kind)


@pytest.mark.parametrize(
    ("trigger", "status", "outcome"),
    [(t, s, outcome) for t, row in OUTCOMES.items() for s, outcome in zip(MAY_RECEIVE, row, strict=True)],
)
def test_each_trigger_changes_exactly_the_statuses_that_the_table_says(
    trigger: Trigger, status: EmailStatus, outcome: Outcome
) -> None:
    decision = decide(status, trigger)

    assert decision.outcome is outcome
    assert decision.to is LEADS_TO[trigger]
    assert bool(decision.why) is (outcome is REFUSED)


@pytest.mark.parametrize("status", EmailStatus)
def test_a_reason_is_given_exactly_where_an_address_cannot_be_opted_in_or_out(status: EmailStatus) -> None:
    assert allows(status, Trigger.OPT_IN) is (status is S.NON_MARKETABLE)
    assert bool(why_no_opt_in(status)) is (status is not S.NON_MARKETABLE)
    assert bool(why_no_opt_out(status)) is (status is not S.NON_MARKETABLE and status not in MARKETABLE)


def test_the_tables_leave_out_no_status_and_no_trigger() -> None:
    assert list(MAY_RECEIVE) == list(EmailStatus)
    assert set(OUTCOMES) == set(LEADS_TO) == set(Trigger)


@pytest.mark.parametrize(
    ("trigger", "status"),
    [
        (Trigger.NO_PERMISSION, S.NON_MARKETABLE),
        (Trigger.PERMISSION, S.OPTED_IN),
        (Trigger.SIGN_UP, S.UNCONFIRMED),
    ],
)
def test_a_new_address_gets_the_status_of_the_way_it_came_in(trigger: Trigger, status: EmailStatus) -> None:
    assert first_status(trigger, "example.com") is status


@pytest.mark.parametrize("domain", ["invalid", "INVALID", "mail.invalid", "mail.invalid."])
def test_an_address_that_cannot_exist_is_invalid_even_with_permission(domain: str) -> None:
    assert first_status(Trigger.PERMISSION, domain) is S.INVALID


def test_a_domain_that_only_ends_in_the_letters_of_invalid_is_a_domain_like_others() -> None:
    assert first_status(Trigger.PERMISSION, "not-invalid") is S.OPTED_IN
    assert first_status(Trigger.PERMISSION, "invalid.example") is S.OPTED_IN
