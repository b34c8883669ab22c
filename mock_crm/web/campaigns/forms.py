"""The forms of the Campaigns pages."""

from collections.abc import Sequence
from typing import Any

from wtforms import FieldList, Form, FormField, IntegerField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from mock_crm.campaigns import sequences
from mock_crm.rules.contact_details import EMAIL_FIELDS
from mock_crm.rules.messages import (
    MAX_BODY,
    MAX_DELAY_DAYS,
    MAX_MESSAGES,
    MAX_SUBJECT,
    SequenceMessage,
    checked_message,
)
from mock_crm.rules.validation import MAX_NAME
from mock_crm.storage.models import Tag
from mock_crm.web.context import db
from mock_crm.web.forms import CrmForm

_ALL_CONTACTS = ""
_ADDRESSES = [
    SelectChoice("", "First address of each contact"),
    *(SelectChoice(str(number), f"Email {number}") for number in EMAIL_FIELDS),
]


class BroadcastForm(CrmForm):
    """The message of a broadcast and its recipients."""

    subject = StringField("Subject", [InputRequired("Enter a subject."), Length(max=MAX_SUBJECT)])
    body = TextAreaField(
        "Message", [InputRequired("Enter the text of the message."), Length(max=MAX_BODY)], render_kw={"rows": 10}
    )
    recipients = SelectField("Recipients")
    address = SelectField("Address", choices=_ADDRESSES)
    submit = SubmitField("Save and review")

    def __init__(self, tags: Sequence[Tag]) -> None:
        super().__init__()
        self.recipients.choices = _contact_choices(tags)

    def check(self) -> None:
        """Check the subject and the text."""
        checked_message(self.subject.data or "", self.body.data or "")

    @property
    def tag_id(self) -> int | None:
        """Return the id of the selected tag, or None for all contacts."""
        return int(self.recipients.data) if self.recipients.data else None

    @property
    def email_field(self) -> int | None:
        """Return the number of the selected address field, or None for the first address."""
        return int(self.address.data) if self.address.data else None


class MessageForm(Form):
    """One message of a sequence."""

    delay_days = IntegerField(
        "Delay in days",
        [InputRequired("Enter a number of days."), NumberRange(0, MAX_DELAY_DAYS)],
        default=1,
        render_kw={"inputmode": "numeric"},
    )
    subject = StringField("Subject", [InputRequired("Enter a subject."), Length(max=MAX_SUBJECT)])
    body = TextAreaField(
        "Message", [InputRequired("Enter the text of the message."), Length(max=MAX_BODY)], render_kw={"rows": 5}
    )


class SequenceForm(CrmForm):
    """A sequence with its messages."""

    name = StringField("Name", [InputRequired("Enter a name."), Length(max=MAX_NAME)])
    messages = FieldList(FormField(MessageForm), min_entries=1, max_entries=MAX_MESSAGES)
    submit = SubmitField("Save sequence")

    def check(self) -> None:
        """Check the name and the messages."""
        sequences.checked(db(), self.name.data or "", self.entered_messages())

    def field_named(self, name: str) -> Any:
        """Return a field of the form or of one of its messages."""
        return {field.name: field for entry in self.messages for field in entry.form}.get(name) or self[name]

    @property
    def is_full(self) -> bool:
        """Tell whether the sequence has the maximum number of messages."""
        return len(self.messages) >= MAX_MESSAGES

    def without(self, index: int) -> "SequenceForm":
        """Return the form without the message at an index. The only message is kept."""
        kept = [entry.data for position, entry in enumerate(self.messages) if position != index]
        return SequenceForm(formdata=None, data={"name": self.name.data, "messages": kept or self.messages.data})

    def entered_messages(self) -> list[SequenceMessage]:
        """Return the messages as entered."""
        return [SequenceMessage(**entry.data) for entry in self.messages]


class StartForm(CrmForm):
    """The contacts to start a sequence for."""

    contacts = SelectField("Start for contacts")
    address = SelectField("Address", choices=_ADDRESSES, default="")
    submit = SubmitField("Start sequence")

    def __init__(self, tags: Sequence[Tag]) -> None:
        super().__init__()
        self.contacts.choices = _contact_choices(tags)

    @property
    def tag_id(self) -> int | None:
        """Return the id of the selected tag, or None for all contacts."""
        return int(self.contacts.data) if self.contacts.data else None

    @property
    def email_field(self) -> int | None:
        """Return the number of the selected address field, or None for the first address."""
        return int(self.address.data) if self.address.data else None


def _contact_choices(tags: Sequence[Tag]) -> list[SelectChoice]:
    return [
        SelectChoice(_ALL_CONTACTS, "All contacts"),
        *(SelectChoice(str(tag.id), f"Tag: {tag.name}") for tag in tags),
    ]
