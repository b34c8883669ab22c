"""The contacts' pages and the home page, over HTTP."""

import email
import email.policy
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from mock_crm.contacts import bulk, consent, editing
from mock_crm.contacts.consent import Origin
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, MessageKind, Trigger, why_not
from mock_crm.storage.campaign_models import Broadcast, BroadcastRecipient, Enrolment, Message, Sequence
from mock_crm.storage.models import Contact, EmailAddress

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror='alert(1)'>",
    "template": "{{ 7 * 7 }} %s {0}",
    "sql": "Robert'); DROP TABLE contact;--",
    "quotes and commas": 'Ada "The Countess", Lovelace; <ada@evil.example>',
    "right to left": "שרה לוי",
    "override of direction": "abc\u202edcba",
    "emoji": "👩‍💻🎉",
    "half an encoded word": "=?utf-8? Bcc=3A",
    "formula": "=1+1",
    "longest": "ß" * 100,
}


def page(response: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def table(soup: BeautifulSoup, caption: str) -> list[list[str]]:
    """Return the text of each cell of each body row of a table."""
    found = soup.find("caption", string=lambda text: text is not None and text.strip() == caption)
    assert isinstance(found, Tag), f"no table {caption}"
    body = found.find_parent("table")
    assert isinstance(body, Tag)
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["td", "th"])] for row in body.select("tbody tr")
    ]


def region(soup: BeautifulSoup, heading: str) -> str:
    """Return the text of the section below a heading."""
    found = soup.find(["h2"], string=heading)
    assert isinstance(found, Tag), f"no section {heading}"
    section = found.find_parent("section")
    assert isinstance(section, Tag)
    return " ".join(section.get_text(" ").split())


def add(session: Session, origin: Origin, *emails: str, name: str = "Ada", permission: str | None = None) -> Contact:
    contact = editing.add(
        session, ContactDetails(name, emails=dict(enumerate(emails, start=1))), "x", origin, permission
    )
    session.commit()
    return contact


def saved(session: Session) -> Contact:
    session.rollback()
    return session.scalars(select(Contact).order_by(Contact.id.desc())).first() or Contact()


class TestAdding:
    def test_a_contact_without_permission_is_saved_as_non_marketable_and_the_page_says_so(
        self, client: FlaskClient, session: Session
    ) -> None:
        response = client.post("/contacts/add", data={"given_name": "Ada", "email_1": "ada@example.com"})

        contact = saved(session)
        assert (contact.name, contact.source) == ("Ada", "Added by hand")
        assert contact.emails[0].address.status is EmailStatus.NON_MARKETABLE
        shown = page(client.get(response.headers["Location"])).get_text()
        assert "Contact saved. ada@example.com is Non-Marketable." in shown

    def test_permission_makes_every_new_address_opted_in(self, client: FlaskClient, session: Session) -> None:
        client.post(
            "/contacts/add",
            data={
                "email_1": "a@example.com",
                "email_3": "c@example.com",
                "permission": "y",
                "permission_reason": "Fair",
            },
        )

        contact = saved(session)
        assert [(e.field, e.address.status) for e in contact.emails] == [
            (1, EmailStatus.OPTED_IN),
            (3, EmailStatus.OPTED_IN),
        ]

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"email_1": "a@example.com", "permission": "y"}, "Say how permission was given."),
            ({"email_1": "a@example.com", "permission_reason": "Fair"}, "Tick the box above, or leave this empty."),
            ({"given_name": "Ada"}, "Enter at least one email address."),
            ({"email_1": "nonsense"}, "“nonsense” is not a valid email address"),
            ({"email_1": "a@example.com", "given_name": "x" * 10_000}, "The first name has 10,000 characters"),
            ({"email_1": "a@example.com", "company": "a\r\nb"}, "The company has a line break"),
            ({"email_1": "a@example.com\r\nBcc: b@example.com"}, "is not a valid email address"),
            (
                {"email_1": "a@example.com", "permission": "y", "permission_reason": "x" * 10_000},
                "10,000 characters; 500 is the maximum",
            ),
        ],
    )
    def test_what_cannot_be_accepted_is_named_what_was_typed_is_kept_and_nothing_is_stored(
        self, client: FlaskClient, session: Session, data: dict[str, str], message: str
    ) -> None:
        response = client.post("/contacts/add", data={"family_name": "Keep me"} | data)

        assert response.status_code == 400
        shown = page(response)
        assert message in shown.get_text()
        field = shown.find("input", attrs={"name": "family_name"})
        assert isinstance(field, Tag)
        assert field["value"] == "Keep me"
        session.rollback()
        assert session.scalars(select(Contact)).all() == []
        assert session.scalars(select(EmailAddress)).all() == []


class TestEditing:
    def test_the_form_shows_what_is_known(self, client: FlaskClient, session: Session, by_hand: Origin) -> None:
        contact = add(session, by_hand, "a@example.com", "b@example.com")

        shown = page(client.get(f"/contacts/{contact.id}/edit"))

        values = {field["name"]: field.get("value", "") for field in shown.select("form input[name]")}
        assert (values["given_name"], values["email_1"], values["email_2"], values["email_3"]) == (
            "Ada",
            "a@example.com",
            "b@example.com",
            "",
        )
        assert "A changed address starts anew" in shown.get_text()

    def test_a_changed_address_starts_anew(self, client: FlaskClient, session: Session, by_hand: Origin) -> None:
        contact = add(session, by_hand, "old@example.com", permission="Fair")

        response = client.post(f"/contacts/{contact.id}/edit", data={"email_1": "new@example.com"})

        shown = page(client.get(response.headers["Location"]))
        assert "Non-Marketable" in region(shown, "Email 1")
        assert "new@example.com" in region(shown, "Email 1")

    def test_a_wrong_value_changes_nothing(self, client: FlaskClient, session: Session, by_hand: Origin) -> None:
        contact = add(session, by_hand, "old@example.com")

        response = client.post(f"/contacts/{contact.id}/edit", data={"given_name": "Eve", "email_1": "nonsense"})

        assert response.status_code == 400
        session.expire_all()
        assert (saved(session).given_name, saved(session).emails[0].address.address) == ("Ada", "old@example.com")


class TestContactPage:
    @pytest.mark.parametrize(
        ("triggers", "receives"),
        [
            ([], ("Yes", "No. The email", "No. The email")),
            ([Trigger.PERMISSION], ("Yes", "Yes", "Yes")),
            ([Trigger.OPT_OUT], ("Yes", "No. The email", "No. The email")),
            ([Trigger.REFUSED_FOR_GOOD], ("No. The email", "No. The email", "No. The email")),
        ],
    )
    def test_each_address_says_what_it_may_receive(
        self,
        client: FlaskClient,
        session: Session,
        by_hand: Origin,
        triggers: list[Trigger],
        receives: tuple[str, str, str],
    ) -> None:
        contact = add(session, by_hand, "a@example.com")
        for trigger in triggers:
            consent.change(session, contact.emails[0].address, trigger, by_hand)
        session.commit()

        shown = region(page(client.get(f"/contacts/{contact.id}")), "Email 1")

        for label, answer in zip(("One-to-one email", "Broadcasts", "Sequence messages"), receives, strict=True):
            assert f"{label} {answer}" in shown

    def test_the_history_shows_changes_and_refusals_the_newest_first(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        contact = add(session, by_hand, "a@example.com")
        address = contact.emails[0].address
        consent.change(session, address, Trigger.OPT_OUT, by_hand, "Asked on the phone")
        consent.change(session, address, Trigger.BULK_OPT_IN, by_hand)
        session.commit()

        rows = table(page(client.get(f"/contacts/{contact.id}")), "Consent history")

        assert [row[2:7] for row in rows] == [
            [
                "Unsubscribed → Opted-In",
                "Refused",
                "Ada",
                "Page",
                "Bulk opt-in does not change Unsubscribed.",
            ],
            ["Non-Marketable → Unsubscribed", "Changed", "Ada", "Page", "Asked on the phone"],
            ["New: Non-Marketable", "Changed", "Ada", "Page", "No permission was given."],
        ]

    def test_the_history_has_every_entry_on_its_pages(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        contact = add(session, by_hand, "a@example.com")
        address = contact.emails[0].address
        for number in range(101):
            consent.change(session, address, Trigger.CONFIRMATION, replace(by_hand, who=f"User {number}"))
        session.commit()
        rejected = page(client.post(f"/contacts/{contact.id}/emails/1/opt-in"))

        second = page(client.get(str(rejected.find("a", string="Next")["href"])))
        third = page(client.get(str(second.find("a", string="Next")["href"])))

        entries = [row[4] for shown in (rejected, second, third) for row in table(shown, "Consent history")]
        assert entries == [*(f"User {number}" for number in reversed(range(101))), "Ada"]

    def test_who_shares_an_address_is_linked_from_both_sides(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        ada = add(session, by_hand, "team@example.com", name="Ada")
        bob = add(session, by_hand, "bob@example.com", "team@example.com", name="Bob")

        assert "Shared with Bob" in region(page(client.get(f"/contacts/{ada.id}")), "Email 1")
        shown = page(client.get(f"/contacts/{bob.id}"))
        assert "Shared with Ada" in region(shown, "Email 2")
        assert "Shared with" not in region(shown, "Email 1")

    def test_campaigns_that_left_the_contact_out_are_listed_with_the_reason(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        contact = add(session, by_hand, "a@example.com")
        reason = why_not(EmailStatus.NON_MARKETABLE, MessageKind.BROADCAST)
        broadcast = Broadcast(subject="Spring sale", body="x", created_at=by_hand.at, sent_at=by_hand.at)
        session.add(broadcast)
        session.flush()
        recipient = BroadcastRecipient(
            broadcast_id=broadcast.id,
            contact_id=contact.id,
            contact_name="Ada",
            address="a@example.com",
            left_out_because=reason,
        )
        sequence = Sequence(name="Welcome", created_at=by_hand.at)
        enrolment = Enrolment(sequence=sequence, contact=contact, held_because=reason)
        session.add_all([recipient, enrolment])
        session.commit()

        rows = table(page(client.get(f"/contacts/{contact.id}")), "Left out of")

        assert [row[1:] for row in rows] == [["Sequence", "Welcome", reason], ["Broadcast", "Spring sale", reason]]

    @pytest.mark.parametrize("path", ["/contacts/999", "/contacts/999/edit", "/contacts/999/send-email"])
    def test_a_contact_that_is_not_there_is_a_clear_page(self, client: FlaskClient, path: str) -> None:
        response = client.get(path)

        assert response.status_code == 404
        assert "There is no contact 999" in page(response).get_text()

    def test_a_number_that_no_database_can_hold_is_not_found(self, client: FlaskClient) -> None:
        assert client.get("/contacts/99999999999999999999999").status_code == 404

    def test_deleting_removes_the_contact_and_says_so(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        contact = add(session, by_hand, "a@example.com")

        response = client.post(f"/contacts/{contact.id}/delete", follow_redirects=True)

        assert "Contact Ada deleted." in page(response).get_text()
        assert client.get(f"/contacts/{contact.id}").status_code == 404
        assert client.post(f"/contacts/{contact.id}/delete").status_code == 404

    def test_without_csrf_token_nothing_is_deleted(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        contact = add(session, by_hand, "a@example.com")
        client.application.config["WTF_CSRF_ENABLED"] = True

        assert client.post(f"/contacts/{contact.id}/delete").status_code == 400
        assert client.get(f"/contacts/{contact.id}").status_code == 200


class TestOneToOneEmail:
    def send(self, client: FlaskClient, contact: Contact, **data: str) -> TestResponse:
        data = {"to": "1", "subject": "Hello", "body": "How are you?"} | data
        return client.post(f"/contacts/{contact.id}/send-email", data=data)

    def test_a_non_marketable_address_gets_it_and_the_contacts_page_lists_it(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        contact = add(session, by_hand, "a@example.com", "b@example.com")

        response = self.send(client, contact, to="2")

        shown = page(client.get(response.headers["Location"]))
        assert "Email sent to b@example.com." in shown.get_text()
        assert [row[1:] for row in table(shown, "Messages sent")] == [
            ["One-to-one", "Hello", "b@example.com", "Accepted"]
        ]

    @pytest.mark.parametrize("trigger", [Trigger.REFUSED_FOR_GOOD, Trigger.COMPLAINT], ids=str)
    def test_an_address_that_gets_no_email_is_refused_and_what_was_written_is_kept(
        self, client: FlaskClient, session: Session, by_hand: Origin, trigger: Trigger
    ) -> None:
        contact = add(session, by_hand, "a@example.com")
        consent.change(session, contact.emails[0].address, trigger, by_hand)
        session.commit()

        response = self.send(client, contact)

        assert response.status_code == 409
        shown = page(response)
        alert = shown.find(role="alert")
        assert alert is not None
        assert "Nothing was sent to a@example.com." in alert.get_text()
        assert contact.emails[0].address.status in alert.get_text()
        assert "How are you?" in shown.get_text()
        session.rollback()
        assert session.scalars(select(Message)).all() == []

    def test_a_refusal_by_the_mail_server_changes_the_status_and_the_page_says_so(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        contact = add(session, by_hand, "a@hard-bounce.example.com")

        response = self.send(client, contact)

        shown = page(client.get(response.headers["Location"]))
        assert "The mail server: refused for good. The email status is Hard Bounce." in shown.get_text()
        assert "Hard Bounce" in region(shown, "Email 1")

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"subject": " "}, "Enter a subject."),
            ({"subject": "Hi\r\nBcc: all@example.com"}, "The subject has a line break"),
            ({"subject": "=??q?=0ABcc: all@example.com"}, "which mail programs take for encoded text"),
            ({"subject": "=?utf-8?q?Hi=0D=0ABcc=3A_all=40example.com?="}, "which mail programs take for encoded text"),
            ({"subject": "Hi\u2028there"}, "The subject has a line break"),
            ({"subject": "x" * 10_000}, "The subject has 10,000 characters"),
            ({"body": ""}, "Enter the text of the message."),
            ({"body": "\x00"}, "The message has a control character"),
            ({"to": "3"}, "Not a valid choice"),
            ({"to": "nonsense"}, "Not a valid choice"),
        ],
    )
    def test_what_cannot_be_mailed_is_named_and_nothing_is_sent(
        self, client: FlaskClient, session: Session, by_hand: Origin, data: dict[str, str], message: str
    ) -> None:
        contact = add(session, by_hand, "a@example.com")

        response = self.send(client, contact, **data)

        assert response.status_code == 400
        assert message in page(response).get_text()
        session.rollback()
        assert session.scalars(select(Message)).all() == []

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_hostile_text_is_mailed_unharmed_to_one_recipient_only(
        self, client: FlaskClient, session: Session, by_hand: Origin, text: str
    ) -> None:
        contact = add(session, by_hand, "a@example.com", name=text)
        body = f"{text}\n\n{'long ' * 2000}\n.\nFrom here"

        response = self.send(client, contact, subject=text, body=body)

        assert response.status_code == 302
        session.rollback()
        sent = session.scalars(select(Message)).one()
        mail = email.message_from_string(sent.source, policy=email.policy.SMTPUTF8)
        (to,) = mail["To"].addresses
        assert (to.display_name, to.addr_spec) == (text, "a@example.com")
        assert mail["Subject"] == text
        assert len(mail.get_all("To", [])) == 1
        assert mail["Bcc"] is None
        assert mail.get_content().replace("\r\n", "\n").startswith(body)
        assert max(len(line) for line in sent.source.encode().split(b"\r\n")) <= 998

    def test_a_name_whose_two_parts_make_an_encoded_word_adds_nothing_to_the_header(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        details = ContactDetails("=?utf-8", "?q?a=0D=0ABcc:_b=40example.com?=", "", {1: "a@example.com"})
        contact = editing.add(session, details, "x", by_hand, None)
        session.commit()

        assert self.send(client, contact).status_code == 302

        session.rollback()
        source = session.scalars(select(Message)).one().source
        assert "\r\nTo: a@example.com\r\n" in source
        assert "Bcc" not in source


class TestHostileText:
    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_it_is_stored_and_shown_unharmed_on_every_page_of_the_contact(
        self, client: FlaskClient, session: Session, text: str
    ) -> None:
        data = {
            "given_name": text,
            "family_name": text,
            "company": text,
            "email_1": "a@example.com",
            "permission": "y",
            "permission_reason": text,
        }
        assert client.post("/contacts/add", data=data).status_code == 302
        contact = saved(session)
        bulk.apply_tag(session, bulk.tag_named(session, text), [contact.id])
        session.commit()
        assert (contact.given_name, contact.family_name, contact.company) == (text, text, text)

        for path in ("/", "/contacts", f"/contacts/{contact.id}", f"/contacts/{contact.id}/send-email"):
            shown = page(client.get(path))
            assert shown.find(["img", "script"], onerror=True) is None
            assert "alert(1)" not in "".join(script.get_text() for script in shown.find_all("script"))
            if path != "/":
                assert text in shown.get_text()
        form = page(client.get(f"/contacts/{contact.id}/edit"))
        field = form.find("input", attrs={"name": "company"})
        assert isinstance(field, Tag)
        assert field["value"] == text


class TestList:
    def test_it_shows_names_addresses_statuses_company_tags_and_source(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        details = ContactDetails("Ada", "Lovelace", "Engines", {1: "a@example.com", 2: "b@example.com"})
        contact = editing.add(session, details, "Shop", by_hand, None)
        bulk.apply_tag(session, bulk.tag_named(session, "VIP"), [contact.id])
        session.commit()

        (row,) = table(page(client.get("/contacts")), "Contacts")

        assert row == [
            "Ada Lovelace",
            "a@example.com Non-Marketable b@example.com Non-Marketable",
            "Engines",
            "VIP",
            "Shop",
        ]

    def test_it_has_pages_of_fifty_and_a_search_keeps_to_them(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        for number in range(60):
            details = ContactDetails(f"N{number:02}", "Even" if number % 2 == 0 else "Odd", "", {1: f"n{number}@x.com"})
            editing.add(session, details, "x", by_hand, None)
        session.commit()

        first, second = page(client.get("/contacts")), page(client.get("/contacts?page=2"))
        searched = page(client.get("/contacts?q=even"))

        assert len(table(first, "Contacts")) == 50
        assert len(table(second, "Contacts")) == 10
        assert len(table(searched, "Contacts that match “even”")) == 30
        assert " of 30 contacts" in searched.get_text()

    def test_a_search_that_finds_nothing_says_so(self, client: FlaskClient) -> None:
        shown = page(client.get("/contacts", query_string={"q": '"><script>'}))

        assert 'No contact matches “"><script>”.' in shown.get_text()


class TestHome:
    def test_it_counts_who_gets_campaigns_and_who_does_not_by_status(
        self, client: FlaskClient, session: Session, by_hand: Origin
    ) -> None:
        add(session, by_hand, "a@example.com", permission="Fair")
        add(session, by_hand, "b@example.com", "a@example.com")
        out = add(session, by_hand, "c@example.com")
        consent.change(session, out.emails[0].address, Trigger.REFUSED_FOR_GOOD, by_hand)
        session.commit()

        shown = page(client.get("/"))

        figures = " ".join(region(shown, "Contact figures").split())
        assert "Contacts 3 Get campaigns 1 Left out of campaigns 2" in figures
        assert table(shown, "Contacts that get no campaigns, by the status of their first address") == [
            ["Non-Marketable", "1", "one-to-one email only"],
            ["Hard Bounce", "1", "no email"],
        ]
        events = table(shown, "Latest changes of email status, and attempts that were refused")
        assert events[0][1:4] == ["c@example.com", "Non-Marketable → Hard Bounce", "Changed"]

    def test_it_works_before_there_is_anything(self, client: FlaskClient) -> None:
        shown = page(client.get("/"))

        assert "There are no contacts yet." in shown.get_text()
        assert {
            "Email Engagement Tracker": "/reports/email-engagement-tracker",
            "Import contacts": "/contacts/import",
        }.items() <= {link.get_text(): link["href"] for link in shown.select("main a")}.items()
