"""Format times, numbers, statuses and tables."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

import flask
from markupsafe import Markup

from mock_crm.rules import email_status
from mock_crm.rules.contact_details import EMAIL_FIELDS
from mock_crm.rules.email_status import EmailStatus, MessageKind
from mock_crm.web import context

# OWASP, "CSV Injection": spreadsheets read cells that start with these characters as formulas, some of them also with
# the full-width forms.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows_to_csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table as CSV (RFC 4180). A cell that a spreadsheet would read as a formula gets a leading apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


_STATUS_CLASS = {
    EmailStatus.NON_MARKETABLE: "status-held",
    EmailStatus.UNCONFIRMED: "status-new",
    EmailStatus.CONFIRMED: "status-good",
    EmailStatus.OPTED_IN: "status-good",
    EmailStatus.UNSUBSCRIBED: "status-out",
    EmailStatus.SOFT_BOUNCE: "status-bad",
    EmailStatus.HARD_BOUNCE: "status-bad",
    EmailStatus.SPAM_COMPLAINT: "status-bad",
    EmailStatus.INVALID: "status-bad",
}


def init_app(app: flask.Flask) -> None:
    """Add the filters and globals of the templates."""
    app.jinja_env.filters.update(moment=moment, status_badge=status_badge, plural=plural)
    app.jinja_env.globals.update(
        current_user=context.user,
        EmailStatus=EmailStatus,
        MessageKind=MessageKind,
        rules=email_status,
        EMAIL_FIELDS=EMAIL_FIELDS,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def moment(value: datetime | None) -> Markup:
    """Return a time as `23 Nov 2026, 14:05` UTC, or "never"."""
    if value is None:
        return Markup("never")
    text = f"{value.day} {value:%b %Y, %H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)


def status_badge(status: EmailStatus) -> Markup:
    """Return an email status as a colored badge."""
    return Markup('<span class="badge status {}">{}</span>').format(_STATUS_CLASS[status], status.value)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: `1 contact`, `1,200 contacts`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
