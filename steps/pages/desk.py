"""A user at work: forms that are filled in as a browser does it, but without drawing the pages.

For what many contacts need, and for what a scenario is not about. What an article says of a page is checked there.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from urllib.parse import urlencode

from playwright.sync_api import APIRequestContext, APIResponse, FilePayload

from steps.people import NamedPerson


class DeskError(RuntimeError):
    """The CRM did not do what a user asked for, before anything could be checked."""


FIRST_ADDRESS, ALL_CONTACTS = "First address", "All contacts"
_PERMISSION_NOTE = "Signed form at the counter"
_OK, _CONFLICT = 200, 409
_TRACKER = "/reports/email-engagement-tracker"


class Desk:
    """A user who fills in the forms of the CRM.

    Args:
        request: an HTTP client that shares its session with the browser of the user.
    """

    def __init__(self, request: APIRequestContext) -> None:
        self._request = request
        self._token = ""
        self._broadcasts: dict[str, str] = {}

    def contact_path(self, name: str) -> str:
        """Return the path of the page of a contact."""
        found = re.search(
            rf'href="([^"]*)"><bdi>{re.escape(name)}</bdi>', self._read(f"/contacts?{urlencode({'q': name})}")
        )
        if found is None:
            raise DeskError(f"the list of contacts does not show {name}")
        return found[1]

    def add_contact(self, person: NamedPerson, *, permission: bool) -> None:
        """Add a contact by hand."""
        self._submit("/contacts/add", _details(person, permission=permission))

    def change_contact(self, person: NamedPerson, *, permission: bool) -> None:
        """Change the addresses of a contact."""
        self._submit(f"{self.contact_path(person.name)}/edit", _details(person, permission=permission))

    def import_file(self, text: str, permission: str, note: str = "") -> None:
        """Import a CSV file. The permission is one of the choices of the form: nobody, everybody or column."""
        file = FilePayload(name="contacts.csv", mimeType="text/csv", buffer=text.encode())
        form: dict[str, str | float | bool | bytes | FilePayload] = {
            "csrf_token": self._csrf(),
            "file": file,
            "permission": permission,
            "permission_reason": note,
        }
        preview = _accepted(self._request.post("/contacts/import", multipart=form, max_redirects=0))
        self._submit(preview.headers["location"], [])

    def opt_out(self, name: str, label: str) -> None:
        """Opt out an address on the page of its contact."""
        path = self.contact_path(name)
        self._submit(f"{path}/emails/{_number(label)}/opt-out", [])
        self._read(path)  # It shows the message that the next page of the browser would show otherwise.

    def send_one_to_one(self, name: str, label: str, subject: str, *, may_be_refused: bool = False) -> None:
        """Send an email to an address of a contact."""
        fields = [("to", _number(label)), ("subject", subject), ("body", "Your order has left our warehouse.")]
        self._submit(f"{self.contact_path(name)}/send-email", fields, refusal=_CONFLICT if may_be_refused else _OK)

    def write_broadcast(self, subject: str, recipients: str = ALL_CONTACTS, address: str = FIRST_ADDRESS) -> None:
        """Write a broadcast, which is a draft until it is sent."""
        path = "/campaigns/broadcasts/new"
        tag = "" if recipients == ALL_CONTACTS else self._choice(path, recipients)
        field = "" if address == FIRST_ADDRESS else _number(address)
        fields = [
            ("subject", subject),
            ("body", "Everything is half the price."),
            ("recipients", tag),
            ("address", field),
        ]
        self._broadcasts[subject] = self._submit(path, fields).headers["location"]

    def send_broadcast(self, subject: str) -> None:
        """Send a broadcast that was written before."""
        self._submit(f"{self._broadcasts[subject]}/send", [])

    def start_sequence(self, name: str) -> None:
        """Start a sequence for all contacts, on its page."""
        found = re.search(rf'href="([^"]*/sequences/\d+)">{re.escape(name)}<', self._read("/campaigns"))
        if found is None:
            raise DeskError(f"the Campaigns page does not show the sequence {name}")
        self._submit(f"{found[1]}/start", [("contacts", "")])

    def start_sequence_in_bulk(self, name: str) -> None:
        """Start a sequence for all contacts, as a bulk action."""
        self._bulk_action("start-sequence", lambda page: [("sequence", _option(page, name))])

    def opt_out_in_bulk(self, label: str) -> None:
        """Opt out one email field of all contacts, as a bulk action."""
        self._bulk_action("update-status", lambda _page: [("field", _number(label)), ("status", "opt-out")])

    def tag_all_contacts(self, tag: str) -> None:
        """Apply a tag to all contacts, as a bulk action."""
        self._bulk_action("apply-tag", lambda _page: [("tag", tag)])

    def delete_all_contacts(self) -> None:
        """Delete all contacts, as a bulk action."""
        self._bulk_action("delete", lambda _page: [])

    def connect_plugin(self, name: str, *, passes_permission: bool) -> str:
        """Connect a plugin and return its API key."""
        fields = [("name", name), *([("passes_permission", "y")] if passes_permission else [])]
        page = self._submit("/integrations/connect", fields).text()
        found = re.search(r'id="api-key"[^>]* value="([^"]+)"', page)
        if found is None:
            raise DeskError("the CRM shows no key for the plugin")
        return unescape(found[1])

    def newest_message(self, name: str) -> str:
        """Return the source of the newest message that was sent to a contact."""
        path = re.search(r'href="([^"]*/sent-messages/\d+)"', self._read(self.contact_path(name)))
        if path is None:
            raise DeskError(f"no message was sent to {name}")
        source = re.search(r'aria-label="Source">(.*?)</pre>', self._read(path[1]), re.DOTALL)
        if source is None:
            raise DeskError(f"the page of the message at {path[1]} has no source")
        return unescape(source[1])

    def _bulk_action(self, action: str, fields: Callable[[str], list[tuple[str, str]]]) -> None:
        everybody = [("status", ""), ("text", ""), ("source", ""), ("engaged", "Any time")]
        self._submit(f"{_TRACKER}/search", everybody)
        page = self._read(_TRACKER)
        found = re.search(r'data-search="([^"]+)"', page)
        if found is None:
            raise DeskError("the Email Engagement Tracker shows no results")
        selection = [("search", found[1]), ("everything", "yes")]
        self._submit(f"{_TRACKER}/actions/{action}", [*selection, *fields(page)])

    def _choice(self, path: str, label: str) -> str:
        return _option(self._read(path), label)

    def _submit(self, path: str, fields: Iterable[tuple[str, str]], refusal: int = _OK) -> APIResponse:
        body = urlencode([("csrf_token", self._csrf()), *fields])
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return _accepted(self._request.post(path, data=body, headers=headers, max_redirects=0), refusal)

    def _csrf(self) -> str:
        if not self._token:
            found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self._read("/contacts/add"))
            if found is None:
                raise DeskError("the form for a contact has no CSRF token")
            self._token = found[1]
        return self._token

    def _read(self, path: str) -> str:
        return _accepted(self._request.get(path)).text()


def import_text(people: Iterable[NamedPerson], extra: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return a CSV file with a row for each person; `extra` has more columns, by the name of the person."""
    extra = extra or {}
    more = list(next(iter(extra.values()), {}))
    labels = ["Email 1", "Email 2", "Email 3"]
    rows = [["First name", "Last name", *labels, *more]]
    for person in people:
        addresses = [person.addresses.get(label, "") for label in labels]
        rows.append([person.given_name, person.family_name, *addresses, *(extra[person.name][name] for name in more)])
    return "\n".join(",".join(row) for row in rows) + "\n"


def _details(person: NamedPerson, *, permission: bool) -> list[tuple[str, str]]:
    names = [("given_name", person.given_name), ("family_name", person.family_name)]
    emails = [(f"email_{_number(label)}", address) for label, address in person.addresses.items()]
    given = [("permission", "y"), ("permission_reason", _PERMISSION_NOTE)] if permission else []
    return [*names, *emails, *given]


def _number(label: str) -> str:
    return label.removeprefix("Email ")


def _option(page: str, label: str) -> str:
    found = re.search(rf'<option [^>]*value="([^"]+)"[^>]*>{re.escape(label)}<', page)
    if found is None:
        raise DeskError(f"there is no option {label}")
    return found[1]


def _accepted(response: APIResponse, refusal: int = _OK) -> APIResponse:
    if response.status >= 400 and response.status != refusal:
        raise DeskError(f"{response.url}: the CRM answered {response.status}: {response.text()[:300]}")
    return response
