"""The base of the forms: the rules of the CRM decide which values are valid."""

from typing import Any

import flask
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from mock_crm.rules.errors import InvalidInput


class CrmForm(FlaskForm):
    """A form that is valid if its fields are and if the rules of the CRM accept its values.

    Attributes:
        rejected: True after a value was rejected.
    """

    rejected = False

    def check(self) -> None:
        """Apply the rules of the CRM, once every field is valid by itself.

        Raises:
            InvalidInput: a value is not valid; the error has the name of the field.
        """

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the fields, then apply the rules and show what they reject next to its field."""
        valid: bool = super().validate(extra_validators)
        if valid:
            try:
                self.check()
            except InvalidInput as error:
                self.field_named(error.field).errors = [str(error)]
                valid = False
        self.rejected = not valid
        return valid

    def field_named(self, name: str) -> Any:
        """Return the field that an error of the rules is about."""
        return self[name]


def form_page(template: str, form: CrmForm, **values: Any) -> ResponseReturnValue:
    """Render a page with a form. The status is 400 if a value of the form was rejected."""
    return flask.render_template(template, form=form, **values), 400 if form.rejected else 200
