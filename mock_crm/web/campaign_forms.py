"""The forms of the Campaigns pages."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    Field,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from mock_crm.mailing import MAX_BODY, MAX_SUBJECT
from mock_crm.models import EMAIL_FIELDS, Broadcast, Tag
from mock_crm.sequences import MAX_DELAY_DAYS, MAX_MESSAGES, MAX_NAME, SequenceMessage

ALL_CONTACTS = ""
"""The value of the choice that means all contacts, in place of the number of a tag."""

_FIRST_ADDRESS = ""


def contact_choices(tags: Sequence[Tag]) -> list[SelectChoice]:
    """Return the choices of whom to send to: all contacts, or those with a tag."""
    return [
        SelectChoice(ALL_CONTACTS, "All contacts"),
        *(SelectChoice(str(tag.id), f"Tag: {tag.name}") for tag in tags),
    ]


class BroadcastForm(FlaskForm):
    """What a broadcast says, and whom it is for."""

    subject = StringField("Subject", [InputRequired("Enter a subject."), Length(max=MAX_SUBJECT)])
    body = TextAreaField(
        "Message", [InputRequired("Enter the text of the message."), Length(max=MAX_BODY)], render_kw={"rows": 10}
    )
    recipients = SelectField("Recipients")
    address = SelectField(
        "Address",
        choices=[
            SelectChoice(_FIRST_ADDRESS, "First address of each contact"),
            *(SelectChoice(str(number), f"Email {number}") for number in EMAIL_FIELDS),
        ],
    )
    submit = SubmitField("Save and review")

    def __init__(self, tags: Sequence[Tag], draft: Broadcast | None = None) -> None:
        super().__init__(data=_values(draft) if draft else None)
        self.recipients.choices = contact_choices(tags)

    @property
    def tag_id(self) -> int | None:
        """Return the number of the chosen tag, or None for all contacts."""
        return int(self.recipients.data) if self.recipients.data else None

    @property
    def email_field(self) -> int | None:
        """Return the number of the chosen address field, or None for the first address."""
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


class SequenceForm(FlaskForm):
    """A sequence with its messages."""

    name = StringField("Name", [InputRequired("Enter a name."), Length(max=MAX_NAME)])
    messages = FieldList(FormField(MessageForm), min_entries=1, max_entries=MAX_MESSAGES)
    submit = SubmitField("Save sequence")

    @property
    def is_full(self) -> bool:
        """Tell whether there is no room for another message."""
        return len(self.messages) >= MAX_MESSAGES

    def without(self, index: int) -> "SequenceForm":
        """Return the form without the message at an index; the only message stays."""
        kept = [entry.data for position, entry in enumerate(self.messages) if position != index]
        return SequenceForm(formdata=None, data={"name": self.name.data, "messages": kept or self.messages.data})

    def written(self) -> list[SequenceMessage]:
        """Return the messages as they were typed."""
        return [SequenceMessage(**entry.data) for entry in self.messages]

    def fields(self) -> list[Field]:
        """Return the fields of the form and of its messages."""
        return [self.name, *(field for entry in self.messages for field in entry.form)]


class StartForm(FlaskForm):
    """Whom to start a sequence for."""

    contacts = SelectField("Start for contacts")
    submit = SubmitField("Start sequence")

    def __init__(self, tags: Sequence[Tag]) -> None:
        super().__init__()
        self.contacts.choices = contact_choices(tags)


def _values(draft: Broadcast) -> dict[str, Any]:
    return {
        "subject": draft.subject,
        "body": draft.body,
        "recipients": str(draft.tag_id) if draft.tag_id else ALL_CONTACTS,
        "address": str(draft.email_field) if draft.email_field else _FIRST_ADDRESS,
    }
