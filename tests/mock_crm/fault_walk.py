"""A walk through the CRM that takes each way in which a status changes, with data that tells the faults apart."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import flask
from flask.testing import FlaskClient
from sqlalchemy import select

from mock_crm.contacts import consent
from mock_crm.contacts.consent import Origin
from mock_crm.rules.email_status import EmailStatus, Trigger, Way
from mock_crm.storage.database import transaction
from mock_crm.storage.models import Contact, ContactEmail, EmailAddress

TRACKER = "/reports/email-engagement-tracker"
_RANDOM = re.compile(
    r"(?:bulk|import)-[0-9a-f]{8,}|bw_[\w-]+|data-search=\"[\w-]+|name=\"search\" value=\"[\w-]+|https?://\S+|<[\w.]+@\S+>"
    r"|Message-ID: \S+"
)


class Walker:
    """Walks through a CRM, and keeps what its pages show.

    Attributes:
        seen: the text of each page, without what is random.
    """

    def __init__(self, app: flask.Flask) -> None:
        self.client: FlaskClient = app.test_client()
        self.crm = app.extensions["mock_crm"]
        self.seen: list[str] = []

    def see(self, *paths: str) -> None:
        for path in paths:
            with self.client.get(path) as response:
                assert response.status_code == 200, f"{path}: {response.text}"
                self.seen.append(_RANDOM.sub("", response.text))

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> str:
        response = self.client.post(path, data=data or {})
        assert response.status_code < 500, f"{path}: {response.text}"
        return response.headers.get("Location", "")

    def control(self, call: str, body: Any = None) -> Any:
        response = self.client.post(f"/test-controls/{call}", json=body)
        assert response.status_code < 300, f"{call}: {response.text}"
        return response.json

    def add(self, name: str, *emails: tuple[str, str], source: str = "CSV import") -> int:
        given_name, _, family_name = name.partition(" ")
        fields = [
            {"field": field, "address": address, "status": status} for field, (address, status) in enumerate(emails, 1)
        ]
        seed = {"given_name": given_name, "family_name": family_name, "source": source, "emails": fields}
        return int(self.control("contacts", [seed])[0]["id"])

    def link(self, action: str, address: str) -> str:
        with transaction(self.crm.engine) as session:
            number = session.scalars(select(EmailAddress.id).where(EmailAddress.address == address)).first()
        link = str(getattr(self.crm.mailer.links, action)(number))
        return link.removeprefix(self.crm.mailer.links.base_url)

    def write_to(self, contact: int, times: int = 1) -> None:
        for _ in range(times):
            self.post(f"/contacts/{contact}/send-email", {"to": "1", "subject": "Hello", "body": "Hi"})

    def import_file(self, permission: str, *lines: str) -> None:
        file = io.BytesIO("\n".join(lines).encode())
        data = {"file": (file, "contacts.csv"), "permission": permission, "permission_reason": "Fair"}
        self.post(self.post("/contacts/import", data))

    def search(self, status: str) -> str:
        self.post(f"{TRACKER}/search", {"status": status, "text": "", "source": "", "engaged": "Any time"})
        shown = self.client.get(TRACKER).text
        return shown.partition('data-search="')[2].partition('"')[0]

    def act(self, search: str, fields: Sequence[int], status: str = "opt-in", **more: Any) -> None:
        data = {"search": search, "everything": "yes", "field": [*map(str, fields)], "status": status, **more}
        response = self.client.post(f"{TRACKER}/actions/update-status", data=data)
        assert response.status_code == 200, response.text

    def broadcast(self, between: str = "") -> None:
        draft = self.post(
            "/campaigns/broadcasts/new", {"subject": "News", "body": "New", "recipients": "", "address": ""}
        )
        if between:
            self.post(between)
        self.post(f"{draft}/send")
        self.see(draft)


def walk(app: flask.Flask, faults: str) -> list[str]:
    """Walk through the parts of a CRM that a module of faults breaks, and return what its pages showed."""
    walker = Walker(app)
    _people(walker)
    for part in _PARTS[faults]:
        part(walker)
    return walker.seen


def _everything(walker: Walker) -> None:
    with transaction(walker.crm.engine) as session:
        emails = session.scalars(select(ContactEmail).order_by(ContactEmail.contact_id, ContactEmail.field))
        walker.seen += [f"{email.contact_id} {email.label} {email.address.status}" for email in emails]


def _people(walker: Walker) -> None:
    for status in EmailStatus:
        walker.add(f"{status.replace(' ', '-')} Contact", (f"{status.lower().replace(' ', '-')}@x.example.com", status))
    walker.add(
        "Ana Ruiz",
        ("ana@example.com", "Non-Marketable"),
        ("family@example.com", "Unsubscribed"),
        ("ana@example.org", "Non-Marketable"),
    )
    walker.add("Ben Ruiz", ("family@example.com", "Unsubscribed"))
    for name in ("Cy", "Di", "Ed"):
        walker.add(f"{name} Hall", ("trio@example.com", "Non-Marketable"))
    walker.add("Flo Hall", ("flo@example.com", "Confirmed"), ("trio@example.com", "Non-Marketable"))
    walker.add(
        "Gus", ("gus@example.com", "Confirmed"), ("gus2@example.com", "Opted-In"), ("gus3@example.com", "Invalid")
    )


def _contact_pages(walker: Walker) -> None:
    walker.see("/contacts?q=ana+ruiz", "/contacts?q=Ru", "/contacts?q=+Ana+Ruiz+")
    walker.see(*(f"/contacts/{number}" for number in range(1, 16)))
    walker.post("/contacts/10/emails/1/opt-in", {"permission_reason": "  "})
    walker.post("/contacts/10/emails/1/opt-in", {"permission_reason": "Form"})
    walker.post("/contacts/12/emails/1/opt-in", {"permission_reason": "Form"})
    walker.post("/contacts/5/emails/1/opt-in", {"permission_reason": "Form"})
    walker.post("/contacts/16/emails/2/opt-out")
    walker.post("/contacts/13/emails/1/opt-out")
    late = walker.add("Late", ("late@example.com", "Opted-In"))
    walker.post(walker.link("unsubscribe", "late@example.com"))
    walker.post(f"/contacts/{late}/emails/1/opt-in", {"permission_reason": "Form"})
    walker.post("/contacts/add", {"given_name": "Ina", "email_1": "ina@shop.invalid"})
    walker.post("/contacts/add", {"given_name": "Jo", "email_1": "jo@example.com"})
    given = {"permission": "y", "permission_reason": "Form"}
    walker.post(
        "/contacts/add", {"given_name": "Kim", "email_1": "k1@example.com", "email_2": "k2@example.com", **given}
    )
    walker.post("/contacts/add", {"given_name": "Lee", "email_1": "FLO@example.com"})
    moved = {
        "given_name": "Gus",
        "email_1": "gus@example.com",
        "email_2": "new@example.com",
        "email_3": "gus3@example.com",
    }
    walker.post("/contacts/16/edit", moved)
    walker.post("/contacts/7/delete")
    walker.post("/contacts/add", {"given_name": "Hard", "email_1": "hard-bounce@x.example.com"})
    _everything(walker)


def _mail(walker: Walker) -> None:
    early = walker.add("Early", ("early@example.com", "Opted-In"), ("early2@example.com", "Opted-In"))
    user = walker.add("User", ("user@example.com", "Confirmed"))
    held = walker.add("Held", ("held@example.com", "Non-Marketable"))
    walker.add("Second", ("second@example.com", "Unsubscribed"), ("second2@example.com", "Confirmed"))
    walker.control(
        "sequences", {"name": "One", "messages": [{"delay_days": d, "subject": f"S{d}", "body": "x"} for d in (1, 2)]}
    )
    walker.control("sequences", {"name": "Two", "messages": [{"delay_days": 1, "subject": "T", "body": "x"}]})
    walker.post("/campaigns/sequences/1/start", {"contacts": "", "address": ""})
    walker.post("/campaigns/sequences/2/start", {"contacts": "", "address": "2"})
    walker.control("clock", {"advance_days": 1})
    walker.control("tick")
    walker.post(walker.link("unsubscribe", "early@example.com"))
    walker.post(f"/contacts/{user}/emails/1/opt-out")
    walker.post(f"/contacts/{held}/emails/1/opt-in", {"permission_reason": "Form"})
    walker.control("tick")
    walker.control("clock", {"advance_days": 2})
    walker.control("tick")
    walker.see(f"/contacts/{early}", f"/contacts/{user}", f"/contacts/{held}", "/campaigns/sequences/1")
    late = walker.add("Opt", ("opt@example.com", "Opted-In"))
    walker.broadcast(between=f"/contacts/{late}/emails/1/opt-out")
    for number in range(1, 10):
        if number != 7:
            walker.write_to(number)
    between = walker.add("Between", ("between@example.com", "Opted-In"))
    for answer in ("Refused for now", "Refused for now", "Accepted", "Refused for now"):
        walker.control("mail-server", {"address": "between@example.com", "answer": answer})
        walker.write_to(between)
    walker.add("Three", ("three@soft-bounce.example.com", "Opted-In"))
    for _ in range(3):
        walker.broadcast()
    for status in ("Unsubscribed", "Opted-In"):
        complaining = walker.add("Complaint", (f"{status.lower()}@complaint.example.com", status))
        walker.write_to(complaining)
    walker.see("/reports/sent-messages", "/reports/email-status-summary")
    _everything(walker)


def _recipients(walker: Walker) -> None:
    for name, status in (
        ("sign", "Non-Marketable"),
        ("gone", "Unsubscribed"),
        ("conf", "Confirmed"),
        ("one", "Opted-In"),
    ):
        walker.add(name, (f"{name}@example.com", status))
    for name in ("sign", "gone", "fresh"):
        walker.post("/sign-up", {"name": name, "email": f"{name}@example.com"})
    for name in ("fresh", "gone"):
        walker.post(walker.link("confirm", f"{name}@example.com"))
    walker.post(walker.link("unsubscribe", "conf@example.com"))
    walker.post(walker.link("unsubscribe", "one@example.com"), {"List-Unsubscribe": "One-Click"})
    walker.see("/reports/consent-history")
    _everything(walker)


def _plugins(walker: Walker) -> None:
    key = re.search(r"bw_[\w-]+", walker.client.post("/integrations/connect", data={"name": "Shop"}).text)
    assert key

    def add(name: str, *emails: str) -> None:
        addresses = [
            {"email": email, "field": f"EMAIL{field}", "opt_in_reason": "Order"}
            for field, email in enumerate(emails, 1)
        ]
        body = {"given_name": name, "email_addresses": addresses}
        response = walker.client.post("/crm/rest/v2/contacts", json=body, headers={"Authorization": f"Bearer {key[0]}"})
        assert response.status_code == 201, response.text

    add("Past", "past@example.com")
    walker.post("/integrations/1", {"name": "Shop", "passes_permission": "y"})
    add("Next", "next@example.com", "next2@example.com")
    walker.add("Out", ("out@example.com", "Unsubscribed"))
    add("Out", "out@example.com")
    walker.see("/reports/consent-history")
    _everything(walker)


def _imports(walker: Walker) -> None:
    walker.import_file("nobody", "First name,Email", "N,n@example.com", "U,unconfirmed@x.example.com")
    walker.import_file("nobody", "First name,Email", "C,confirmed@x.example.com", "O,opted-in@x.example.com")
    walker.import_file("everybody", "First name,Email", "S,soft-bounce@x.example.com", "S,spam-complaint@x.example.com")
    walker.import_file("everybody", "First name,Email 1,Email 2", "Ana,ana@example.com,family@example.com")
    walker.import_file("column", "First name,Email,Permission", "A,a@example.com, yes ", "B,b@example.com,YES")
    walker.import_file("column", "Permission,First name,Email", "yes,D,d@example.com")
    walker.import_file("nobody", "First name,Email", *(f"Row,row-{number}@example.com" for number in range(102)))
    walker.see("/reports/consent-history")
    _everything(walker)


def _tracker(walker: Walker) -> None:
    visitor = Walker(flask_app(walker))
    visitor.see(TRACKER, TRACKER)
    visitor.post(f"{TRACKER}/search", {"status": "Confirmed", "text": "", "source": "", "engaged": "Never"})
    visitor.see(TRACKER)
    visitor.post(f"{TRACKER}/new-search")
    visitor.see(TRACKER)
    for status in ("Non-Marketable", "Opted-In"):
        visitor.search(status)
        visitor.see(TRACKER)
    walker.seen += visitor.seen


def _bulk(walker: Walker) -> None:
    walker.add(
        "Only Third",
        ("t1@example.com", "Confirmed"),
        ("t2@example.com", "Confirmed"),
        ("t3@example.com", "Non-Marketable"),
    )
    walker.control("contacts", [
        {"given_name": "Many", "family_name": f"{number:03}", "source": "Fair" if number % 10 == 0 else "CSV import",
         "emails": [{"field": 1, "address": f"many{number}@example.com", "status": "Non-Marketable"}]}
        for number in range(105)
    ])  # fmt: skip
    search = walker.search("Non-Marketable")
    walker.see(TRACKER)
    late = walker.add("Arrival", ("arrival@example.com", "Non-Marketable"))
    walker.act(search, [1], contact=[str(late - 2)], **{"current-status": "Hard Bounce"})
    walker.see(TRACKER)
    _everything(walker)
    walker.act(search, [3])
    _everything(walker)
    walker.act(walker.search(""), [1, 2])
    walker.see(TRACKER, f"/contacts/{late}", "/contacts?q=Many")
    walker.broadcast()
    _everything(walker)


def _history(walker: Walker) -> None:
    with transaction(walker.crm.engine) as session:
        contact = session.scalars(select(Contact).where(Contact.given_name == "Gus")).one()
        first, third = contact.emails[0].address, contact.emails[2].address
        origin = Origin("Ada", Way.PAGE, walker.crm.clock.now())
        for number in range(101):
            consent.change(session, third if number == 50 else first, Trigger.CONFIRMATION, origin)
    walker.see("/contacts/16", "/contacts/16?page=3", "/reports/consent-history?address=gus")
    walker.see("/reports/consent-history?address=hard-bounce", "/reports/consent-history?page=2")
    walker.post("/contacts/3/delete")
    walker.see("/reports/consent-history?address=confirmed@x")


def _files(walker: Walker) -> None:
    folder = "/static/engagement-tracker"
    walker.see(
        *(f"{folder}/{name}" for name in ("action-menu.js", "dialogs.js", "main.js", "selection.js", "tracker.css"))
    )
    walker.see("/static/contacts.css")


def flask_app(walker: Walker) -> flask.Flask:
    """Return the application that a walker uses."""
    app = walker.client.application
    assert isinstance(app, flask.Flask)
    return app


_PARTS = {
    "bulk_actions": (_bulk,),
    "contact_page": (_contact_pages,),
    "history": (_contact_pages, _recipients, _plugins, _imports, _bulk, _history),
    "importing": (_imports,),
    "plugins": (_contact_pages, _mail, _recipients, _plugins),
    "recipients": (_contact_pages, _mail, _recipients, _plugins),
    "screens": (_contact_pages, _tracker, _bulk, _files),
    "searching": (_contact_pages, _tracker, _bulk, _files),
    "sending": (_mail, _bulk),
    "statuses": (_contact_pages, _mail, _recipients, _plugins),
    "unreadable": (_contact_pages, _tracker, _bulk, _files),
}
