"""The HTTP calls that prepare the CRM for a test scenario; the option `--test-controls` adds them."""

import hmac
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, TypeVar

import flask
from flask.typing import ResponseReturnValue
from pydantic import AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError

from mock_crm.campaigns import due_messages, sequences
from mock_crm.clock import AdjustableClock
from mock_crm.mail.transport import OutboxSender, Receipt
from mock_crm.rules.errors import InvalidInput
from mock_crm.rules.messages import SequenceMessage
from mock_crm.seeding.seeds import SeedContact, seed_contacts
from mock_crm.storage import database
from mock_crm.web.context import crm, csrf, db

blueprint = flask.Blueprint("staging", __name__, url_prefix="/test-controls")
csrf.exempt(blueprint)

T = TypeVar("T")

# The CRM adds and subtracts up to 100 years, which must not exceed the range of datetime.
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)


class NewMessage(BaseModel, extra="forbid"):
    """A message of a sequence."""

    delay_days: int
    subject: str
    body: str


class NewSequence(BaseModel, extra="forbid"):
    """The body of `/sequences`."""

    name: str
    messages: list[NewMessage]


class ClockSetting(BaseModel, extra="forbid"):
    """The body of `/clock`, with one of the two values."""

    advance_days: Annotated[int, Field(ge=0)] | None = None
    stop_at: Annotated[AwareDatetime, Field(ge=_FIRST, le=_LAST)] | None = None


class MailServerAnswer(BaseModel, extra="forbid"):
    """The body of `/mail-server`: what the mail server of an address answers from now on."""

    address: str
    answer: Receipt


_SEEDS = TypeAdapter(Annotated[list[SeedContact], Field(max_length=5_000)])
_SEQUENCE = TypeAdapter(NewSequence)
_CLOCK_SETTING = TypeAdapter(ClockSetting)
_ANSWER = TypeAdapter(MailServerAnswer)


@blueprint.before_request
def ask_for_password() -> ResponseReturnValue | None:
    """Refuse a call without the password, if the CRM has one: the calls can delete everything."""
    password = flask.current_app.config["PASSWORD"]
    given = flask.request.authorization
    token = given.token if given and given.type == "bearer" else None
    if password is None or hmac.compare_digest((token or "").encode(), password.encode()):
        return None
    message = "The CRM has a password; send it as “Authorization: Bearer PASSWORD”."
    answer = {"code": HTTPStatus.UNAUTHORIZED.value, "message": message, "status": HTTPStatus.UNAUTHORIZED.phrase}
    return answer, HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": "Bearer"}


@blueprint.post("/reset")
def reset() -> ResponseReturnValue:
    """Delete all data, reset the clock to the system time, and forget the answers of mail servers."""
    clock, sender = _clock(), crm().mailer.sender
    database.empty(crm().engine)
    clock.reset()
    if isinstance(sender, OutboxSender):
        sender.reset()
    return "", HTTPStatus.NO_CONTENT


@blueprint.post("/contacts")
def add_contacts() -> ResponseReturnValue:
    """Add contacts whose addresses have a given email status and a history that leads to it."""
    seeds = _body(_SEEDS)
    added = seed_contacts(db(), seeds, crm().clock.now())
    return [
        {"id": contact.id, "name": contact.name, "emails": [email.address.address for email in contact.emails]}
        for contact in added
    ], HTTPStatus.CREATED


@blueprint.post("/sequences")
def add_sequence() -> ResponseReturnValue:
    """Add a sequence with its messages."""
    body = _body(_SEQUENCE)
    messages = [SequenceMessage(message.delay_days, message.subject, message.body) for message in body.messages]
    sequence = sequences.create(db(), body.name, messages, crm().clock.now())
    return {"id": sequence.id, "name": sequence.name}, HTTPStatus.CREATED


@blueprint.post("/clock")
def set_clock() -> ResponseReturnValue:
    """Set the clock forward by days, or stop it at a time."""
    setting, clock = _body(_CLOCK_SETTING), _clock()
    if setting.advance_days is not None and setting.stop_at is None:
        if setting.advance_days > (_LAST - clock.now()).days:
            raise InvalidInput(f"advance_days: {setting.advance_days} days from now is after the year {_LAST.year}")
        clock.advance(timedelta(days=setting.advance_days))
    elif setting.stop_at is not None and setting.advance_days is None:
        clock.stop_at(setting.stop_at)
    else:
        raise InvalidInput('send either {"advance_days": 3} or {"stop_at": "2026-03-02T09:30:00Z"}')
    return {"now": clock.now().isoformat()}


@blueprint.post("/mail-server")
def set_answer() -> ResponseReturnValue:
    """Set what the simulated mail server answers to the messages to an address."""
    body, sender = _body(_ANSWER), crm().mailer.sender
    if not isinstance(sender, OutboxSender):
        raise InvalidInput("The mail server of this CRM is not simulated.")
    sender.answer(body.address, body.answer)
    return "", HTTPStatus.NO_CONTENT


@blueprint.post("/tick")
def tick() -> ResponseReturnValue:
    """Send the sequence messages that are due."""
    result = due_messages.tick(db(), crm().mailer)
    return {"sent": result.sent, "held": result.held}


def _clock() -> AdjustableClock:
    clock = crm().clock
    if not isinstance(clock, AdjustableClock):
        raise InvalidInput("The clock of this CRM cannot be set.")
    return clock


def _body(wanted: TypeAdapter[T]) -> T:
    try:
        return wanted.validate_json(flask.request.get_data(), strict=True)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidInput("; ".join(f"{_path(problem['loc'])}{problem['msg']}" for problem in problems[:5])) from error


def _path(place: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return f"{path.lstrip('.')}: " if path else ""
