"""The forms of the Contacts pages."""

from collections.abc import Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.fields import SelectChoice

from mock_crm.importing import uploads
from mock_crm.importing.plan import PermissionChoice, PermissionFrom
from mock_crm.importing.uploads import CsvText
from mock_crm.rules import contact_details, email_status
from mock_crm.rules.contact_details import EMAIL_FIELDS, ContactDetails
from mock_crm.rules.email_status import Trigger
from mock_crm.rules.errors import InvalidInput
from mock_crm.rules.messages import checked_message
from mock_crm.storage.models import ContactEmail, EmailAddress
from mock_crm.web.forms import CrmForm


class ContactForm(CrmForm):
    """The details of a contact."""

    given_name = StringField("First name")
    family_name = StringField("Last name")
    company = StringField("Company")
    email_1 = EmailField("Email 1")
    email_2 = EmailField("Email 2")
    email_3 = EmailField("Email 3")
    permission = BooleanField("I have this person's permission to send marketing email")
    permission_reason = StringField("How permission was given")
    submit = SubmitField("Save")

    def check(self) -> None:
        """Check the details, and that both permission fields are filled in or neither."""
        contact_details.checked(self.details())
        if self.permission_given() and not self.permission.data:
            raise InvalidInput("Tick the box above, or leave this empty.", "permission_reason")

    def details(self) -> ContactDetails:
        """Return the details as entered."""
        return ContactDetails(
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            company=self.company.data or "",
            emails={number: self[f"email_{number}"].data or "" for number in EMAIL_FIELDS},
        )

    def permission_given(self) -> str | None:
        """Return how permission was given, or None if it was not."""
        reason = self.permission_reason.data or ""
        return contact_details.checked_reason(reason, required=self.permission.data) or None


class OptInForm(CrmForm):
    """How permission was given, to opt in one address."""

    permission_reason = StringField("How permission was given")

    def __init__(self, address: EmailAddress | None = None) -> None:
        super().__init__()
        self._address = address

    def check(self) -> None:
        """Require a reason if the address can be opted in. If it cannot, the attempt is recorded as refused."""
        if self._address is not None and email_status.allows(self._address.status, Trigger.OPT_IN):
            contact_details.checked_reason(self.permission_reason.data or "", required=True)


class EmailForm(CrmForm):
    """A one-to-one email."""

    to = SelectField("To")
    subject = StringField("Subject")
    body = TextAreaField("Message", render_kw={"rows": 10})
    submit = SubmitField("Send Email")

    def __init__(self, emails: Sequence[ContactEmail]) -> None:
        super().__init__()
        self.to.choices = [
            SelectChoice(str(email.field), f"{email.label}: {email.address.address} ({email.address.status})")
            for email in emails
        ]

    def check(self) -> None:
        """Check the subject and the text."""
        checked_message(self.subject.data or "", self.body.data or "")


class UploadForm(CrmForm):
    """A CSV file, and who in it gave permission."""

    file = FileField("CSV file", [FileRequired("Choose a CSV file.")], render_kw={"accept": ".csv,.tsv,.txt,text/csv"})
    permission = RadioField(
        "Permission",
        choices=[
            SelectChoice(PermissionFrom.NOBODY.value, "No permission"),
            SelectChoice(PermissionFrom.EVERYBODY.value, "All of these people gave permission"),
            SelectChoice(PermissionFrom.COLUMN.value, "A column of the file says so"),
        ],
        default=PermissionFrom.NOBODY.value,
    )
    permission_reason = StringField("How permission was given")
    submit = SubmitField("Preview")

    csv_text: CsvText

    def check(self) -> None:
        """Read the file and check that it can be imported."""
        self.csv_text = uploads.read(self.file.data.filename, self.file.data.read(), self.choice())

    def choice(self) -> PermissionChoice:
        """Return who in the file gave permission."""
        return PermissionChoice(PermissionFrom(self.permission.data), self.permission_reason.data or "")
