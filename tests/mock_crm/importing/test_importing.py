"""Reading CSV files and importing the contacts in them."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mock_crm.contacts import consent, editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.importing import csv_contacts, csv_file, importer
from mock_crm.importing.csv_contacts import MAX_ROWS
from mock_crm.importing.importer import ImportResult
from mock_crm.importing.plan import PermissionChoice, PermissionFrom
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, Outcome, Trigger, Way
from mock_crm.rules.errors import InvalidInput
from mock_crm.storage.models import ConsentEvent, Contact, EmailAddress

EVERYBODY = PermissionChoice(PermissionFrom.EVERYBODY, "Signed at the fair")
NOBODY = PermissionChoice()
BY_COLUMN = PermissionChoice(PermissionFrom.COLUMN)


@pytest.fixture
def origin(by_hand: Origin) -> Origin:
    return Origin("Ada", Way.IMPORT, by_hand.at, "import-1")


def run(session: Session, origin: Origin, text: str, permission: PermissionChoice = NOBODY) -> ImportResult:
    result = importer.import_rows(session, csv_contacts.parse(text), permission, origin)
    session.flush()
    return result


def status_of(session: Session, address: str) -> EmailStatus:
    found = consent.find(session, address)
    assert found is not None, address
    return found.status


class TestDecoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_unicode_is_read_without_a_notice(self, encoding: str) -> None:
        assert csv_file.decode("Zoë,日本,🎉".encode(encoding)) == ("Zoë,日本,🎉", None)

    def test_windows_1252_is_read_with_a_notice(self) -> None:
        text, notice = csv_file.decode("Zoë,“Müller”".encode("cp1252"))

        assert text == "Zoë,“Müller”"
        assert notice is not None
        assert "Windows-1252" in notice

    @pytest.mark.parametrize(
        "data",
        [b"a\0b", b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xd8\xff\xe0JFIF\x81", b"\xff\x01\x02"],
        ids=["NUL", "spreadsheet", "PNG", "JPEG", "control characters"],
    )
    def test_a_binary_file_is_refused_with_advice(self, data: bytes) -> None:
        with pytest.raises(InvalidInput, match=r"not a text file.*CSV"):
            csv_file.decode(data)

    @given(st.binary(max_size=200))
    @example(b"\xff\xfe\x00")
    def test_no_file_whatever_is_in_it_causes_anything_but_a_clear_refusal(self, data: bytes) -> None:
        try:
            text, _notice = csv_file.decode(data)
        except InvalidInput:
            return
        assert isinstance(text, str)


class TestParsing:
    @pytest.mark.parametrize(
        "header",
        [
            "First name,Last name,Company,Email 1,Email 2,Tags",
            "GIVEN NAME;surname;Organisation;E-Mail;e_mail 2;tag",
            "first_name\tfamily-name\tcompany name\temail address\temail2\tTAGS",
        ],
    )
    def test_columns_are_recognised_by_their_usual_names_and_separators(self, header: str) -> None:
        separator = next(sign for sign in ",;\t" if sign in header)
        cells = ["Ada", "Lovelace", "Engines", "a@example.com", "b@example.com", "VIP"]

        parsed = csv_contacts.parse(f"{header}\n{separator.join(cells)}\n")

        assert list(parsed.columns) == ["First name", "Last name", "Company", "Email 1", "Email 2", "Tags"]
        assert parsed.rows[0].details == ContactDetails(
            "Ada", "Lovelace", "Engines", {1: "a@example.com", 2: "b@example.com"}
        )
        assert parsed.rows[0].tags == ("VIP",)

    def test_unknown_columns_are_named_and_order_does_not_matter(self) -> None:
        parsed = csv_contacts.parse("Shoe size,Email,,Colour,First name\n38,a@example.com,,blue,Ada\n")

        assert parsed.unknown_columns == ("Shoe size", "Colour")
        assert parsed.rows[0].details.given_name == "Ada"

    def test_separators_and_line_breaks_inside_quotes_belong_to_the_cell(self) -> None:
        parsed = csv_contacts.parse('Email,Company,Colour\n"a@example.com","Smith, Jones; ""Sons""","light\nblue"\n')

        assert parsed.rows[0].details.company == 'Smith, Jones; "Sons"'
        assert parsed.rows[0].cells[2] == "light\nblue"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
    def test_a_bad_row_is_named_by_the_line_on_which_it_starts(self, end: str) -> None:
        lines = [
            "Email,Note",
            '"a@example.com","two',
            'lines"',
            "",
            "nonsense,x",
            "b@example.com,x",
            '"c@example.com","three',
            "",
            'lines"',
            ",nobody",
        ]

        parsed = csv_contacts.parse(end.join(lines) + end)

        assert [(row.line, row.details.emails[1]) for row in parsed.rows] == [
            (2, "a@example.com"),
            (6, "b@example.com"),
            (7, "c@example.com"),
        ]
        assert [(row.line, row.problem.partition(":")[0]) for row in parsed.bad_rows] == [
            (5, "“nonsense” is not a valid email address"),
            (10, "The row has no email address."),
        ]
        assert parsed.bad_rows[0].cells == ("nonsense", "x")

    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            ("a@example.com,b@example.com,x,y,z", "5 cells, but there are 4 columns"),
            ("a@example.com,A@example.com,,", "The same address is in two fields"),
            (f"a@example.com,,{'x' * 10_000},", "The first name has 10,000 characters"),
            ('a@example.com,,"two\nlines",', "The first name has a line break"),
            ("a@example.com,,=?utf-8?q?x?=,", "mail programs take for encoded text"),
            (f"a@example.com,,,ok;{'x' * 101}", "The tag has 101 characters"),
            ('a@example.com,,"quoted"text,', "check its quotation marks"),
        ],
    )
    def test_what_is_wrong_with_a_row_is_said_and_the_rows_around_it_are_kept(self, row: str, problem: str) -> None:
        parsed = csv_contacts.parse(f"Email 1,Email 2,First name,Tags\nx@example.com\n{row}\ny@example.com\n")

        assert [row.details.emails[1] for row in parsed.rows] == ["x@example.com", "y@example.com"]
        (bad,) = parsed.bad_rows
        assert bad.line == 3
        assert problem in bad.problem

    def test_a_row_may_end_early_or_with_empty_cells(self) -> None:
        parsed = csv_contacts.parse("Email,Company\na@example.com\nb@example.com,,,,\n,\n")

        assert [row.line for row in parsed.rows] == [2, 3]
        assert parsed.bad_rows == ()

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("", "The file is empty"),
            (" \r\n\n ,, \n", "The file is empty"),
            ("Email,Company\n", "column names, but no rows"),
            ("Email,Company\n\n ,\n", "column names, but no rows"),
            ("First name,Company\nAda,x\n", "Line 1: no column is called Email 1, but “First name”, “Company”"),
            ("\nAda,ada@example.com\n", "Line 2: it has no column names but a contact"),
            ("Email,E-mail 1\na@example.com,b@example.com\n", "“Email” and “E-mail 1” both mean Email 1"),
            (
                'Email,Company\na@example.com,x\n"b@example.com,y\nc@example.com,z\n',
                "Line 3: a quotation mark is never",
            ),
            ('"Email,Company\na@example.com,x\n', "Line 1: a quotation mark is never closed"),
            ("Email\n" + "a@example.com\n" * (MAX_ROWS + 1), "more than 5,000 rows; split it"),
        ],
    )
    def test_a_file_that_cannot_be_read_as_a_whole_is_refused_with_the_line(self, text: str, problem: str) -> None:
        with pytest.raises(InvalidInput, match=problem.replace("(", r"\(")) as caught:
            csv_contacts.parse(text)

        assert caught.value.field == "file"

    @given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=6), st.sampled_from(",;\t"))
    def test_no_row_is_lost_whatever_is_in_it(self, rows: list[list[str]], delimiter: str) -> None:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([["Email", "First name", "Tags"], ["a@example.com", "Ada", ""], *rows])

        parsed = csv_contacts.parse(text.getvalue())

        filled = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
        read = sorted([*parsed.rows, *parsed.bad_rows], key=lambda row: row.line)
        assert [row.cells for row in read] == [("a@example.com", "Ada", ""), *filled]

    @given(st.text(max_size=200))
    def test_no_text_causes_anything_but_a_clear_refusal(self, text: str) -> None:
        try:
            parsed = csv_contacts.parse(f"Email\na@example.com\n{text}")
        except InvalidInput as error:
            assert "never closed" in str(error)  # noqa: PT017
        else:
            assert parsed.rows[0].details.emails == {1: "a@example.com"}


class TestPermission:
    def test_without_permission_addresses_are_non_marketable(self, session: Session, origin: Origin) -> None:
        result = run(session, origin, "Email 1,Email 2\na@example.com,b@example.com\n")

        assert result.statuses == {EmailStatus.NON_MARKETABLE: 2}
        assert (result.added, result.new) == (1, 2)

    def test_permission_of_everybody_needs_its_reason_and_keeps_it(self, session: Session, origin: Origin) -> None:
        with pytest.raises(InvalidInput, match=r"Say how permission was given\.") as caught:
            run(session, origin, "Email\na@example.com\n", PermissionChoice(PermissionFrom.EVERYBODY, " "))
        assert caught.value.field == "permission_reason"

        result = run(session, origin, "Email\na@example.com\n", EVERYBODY)

        assert result.statuses == {EmailStatus.OPTED_IN: 1}
        assert session.scalars(select(ConsentEvent.reason)).all() == ["Signed at the fair"]

    def test_a_column_says_who_gave_permission_and_another_how(self, session: Session, origin: Origin) -> None:
        text = (
            "Email,Permission,Opt-in reason\na@example.com,YES,Shop\nb@example.com,no,\nc@example.com,,\n"
            "d@example.com,x,\ne@example.com,perhaps,\n"
        )

        result = run(session, origin, text, BY_COLUMN)

        assert [status_of(session, f"{who}@example.com").value for who in "abcd"] == [
            "Opted-In",
            "Non-Marketable",
            "Non-Marketable",
            "Opted-In",
        ]
        assert [(row.line, row.problem) for row in result.bad_rows] == [
            (6, "The column “Permission” says “perhaps”; write yes or no.")
        ]
        reasons = session.scalars(select(ConsentEvent.reason).where(ConsentEvent.to_status == EmailStatus.OPTED_IN))
        assert reasons.all() == ["Shop", "The column “Permission” of the file says “x”."]

    def test_a_reason_alone_is_a_permission(self, session: Session, origin: Origin) -> None:
        run(session, origin, "Email,Permission reason\na@example.com,Shop\nb@example.com,\n", BY_COLUMN)

        assert status_of(session, "a@example.com") is EmailStatus.OPTED_IN
        assert status_of(session, "b@example.com") is EmailStatus.NON_MARKETABLE

    def test_a_column_that_is_not_asked_for_is_not_looked_at(self, session: Session, origin: Origin) -> None:
        result = run(session, origin, "Email,Permission\na@example.com,perhaps\nb@example.com,yes\n", NOBODY)

        assert result.statuses == {EmailStatus.NON_MARKETABLE: 2}
        assert result.bad_rows == ()

    def test_a_column_that_is_asked_for_and_missing_is_named(self, session: Session, origin: Origin) -> None:
        with pytest.raises(InvalidInput, match="No column of the file says who gave permission"):
            run(session, origin, "Email\na@example.com\n", BY_COLUMN)


class TestImporting:
    @pytest.mark.parametrize(
        ("trigger", "stays"),
        [
            (Trigger.UNSUBSCRIBE, EmailStatus.UNSUBSCRIBED),
            (Trigger.REFUSED_FOR_NOW, EmailStatus.SOFT_BOUNCE),
            (Trigger.REFUSED_FOR_GOOD, EmailStatus.HARD_BOUNCE),
            (Trigger.COMPLAINT, EmailStatus.SPAM_COMPLAINT),
        ],
    )
    def test_an_import_with_permission_never_revives_an_address_and_says_what_stays(
        self, session: Session, by_hand: Origin, origin: Origin, trigger: Trigger, stays: EmailStatus
    ) -> None:
        address = consent.register(session, "a@example.com", Trigger.PERMISSION, by_hand, "Fair")
        consent.change(session, address, trigger, by_hand)

        result = run(session, origin, "Email\na@example.com\nb@example.com\n", EVERYBODY)

        assert status_of(session, "a@example.com") is stays
        assert result.left == {stays: 1}
        assert result.statuses == {stays: 1, EmailStatus.OPTED_IN: 1}
        refused = session.scalars(select(ConsentEvent).where(ConsentEvent.outcome == Outcome.REFUSED)).one()
        assert (refused.way, refused.batch) == (Way.IMPORT, "import-1")

    def test_an_import_without_permission_never_takes_permission_away(
        self, session: Session, by_hand: Origin, origin: Origin
    ) -> None:
        consent.register(session, "a@example.com", Trigger.PERMISSION, by_hand, "Fair")

        result = run(session, origin, "Email\na@example.com\n")

        assert status_of(session, "a@example.com") is EmailStatus.OPTED_IN
        assert result.left == {EmailStatus.OPTED_IN: 1}

    def test_a_second_import_with_permission_opts_in_who_was_non_marketable(
        self, session: Session, origin: Origin
    ) -> None:
        text = "Email 1,Email 2\na@example.com,b@example.com\n"
        run(session, origin, text)

        result = run(session, origin, text, EVERYBODY)

        assert (result.added, result.updated, result.new, result.changed, result.left) == (0, 1, 0, 2, {})
        assert result.statuses == {EmailStatus.OPTED_IN: 2}

    def test_what_was_empty_is_filled_in_and_what_differs_stays_and_is_named(
        self, session: Session, by_hand: Origin, origin: Origin
    ) -> None:
        details = ContactDetails("Ada", "", "Engines", {1: "a@example.com", 2: "old@example.com"})
        contact = editing.add(session, details, "Shop", by_hand, None)

        result = run(
            session,
            origin,
            "Email 1,Email 2,First name,Last name,Company,Tags\n"
            "A@EXAMPLE.COM,new@example.com,Adelaide,Lovelace,engines,VIP; Fair;VIP\n",
            EVERYBODY,
        )

        session.refresh(contact)
        assert (contact.given_name, contact.family_name, contact.company) == ("Ada", "Lovelace", "Engines")
        assert contact.source == "Shop"
        assert [(e.field, e.address.address, e.address.status.value) for e in contact.emails] == [
            (1, "a@example.com", "Opted-In"),
            (2, "old@example.com", "Non-Marketable"),
            (3, "new@example.com", "Opted-In"),
        ]
        assert [tag.name for tag in contact.tags] == ["Fair", "VIP"]
        assert [(d.line, d.contact, d.field, d.kept, d.offered) for d in result.differences] == [
            (2, "Ada", "First name", "Ada", "Adelaide"),
            (2, "Ada", "Company", "Engines", "engines"),
        ]

    def test_an_address_for_which_no_field_is_free_is_named_and_not_lost_silently(
        self, session: Session, by_hand: Origin, origin: Origin
    ) -> None:
        emails = {1: "a@example.com", 2: "b@example.com", 3: "c@example.com"}
        editing.add(session, ContactDetails("Ada", emails=emails), "Shop", by_hand, None)

        result = run(session, origin, "Email 1,Email 2\na@example.com,new@example.com\n", EVERYBODY)

        assert [(d.field, d.kept, d.offered) for d in result.differences] == [
            ("Email 2", "b@example.com", "new@example.com")
        ]
        assert consent.find(session, "new@example.com") is None
        assert result.statuses == {EmailStatus.OPTED_IN: 1}

    def test_of_several_contacts_with_the_address_the_name_decides(
        self, session: Session, by_hand: Origin, origin: Origin
    ) -> None:
        ada = editing.add(session, ContactDetails("Ada", emails={1: "team@example.com"}), "x", by_hand, None)
        bob = editing.add(session, ContactDetails("Bob", emails={1: "team@example.com"}), "x", by_hand, None)

        result = run(session, origin, "Email,First name,Company\nteam@example.com,bob,Bobs\nteam@example.com,Cy,Cys\n")

        assert (result.added, result.updated, result.differences[0].kept) == (1, 1, "Bob")
        assert (ada.company, bob.company) == ("", "Bobs")
        assert [c.given_name for c in search.sharing(session, bob.emails[0].address)] == ["Ada", "Bob", "Cy"]

    def test_importing_a_file_again_changes_nothing_and_adds_nobody(self, session: Session, origin: Origin) -> None:
        text = "Email 1,Email 2,First name,Tags\na@example.com,b@example.com,Ada,VIP\n,c@example.com,Cy,\n"
        run(session, origin, text, EVERYBODY)
        events = session.scalar(select(func.count()).select_from(ConsentEvent))

        result = run(session, origin, text, EVERYBODY)

        assert (result.added, result.updated, result.changed, result.differences) == (0, 2, 0, ())
        assert session.scalar(select(func.count()).select_from(Contact)) == 2
        assert session.scalar(select(func.count()).select_from(ConsentEvent)) == events

    def test_two_rows_of_one_file_with_the_same_address_are_one_contact(self, session: Session, origin: Origin) -> None:
        result = run(session, origin, "Email 1,Email 2,Company\na@example.com,,\nA@example.com,b@example.com,Engines\n")

        assert (result.added, result.updated, result.new, result.left) == (1, 1, 2, {})
        contact = session.scalars(select(Contact)).one()
        assert (contact.company, len(contact.emails)) == ("Engines", 2)

    def test_all_rows_have_the_way_and_the_batch_of_the_import(self, session: Session, origin: Origin) -> None:
        run(session, origin, "Email\na@example.com\nb@example.com\nnonsense\n", EVERYBODY)

        events = session.scalars(select(ConsentEvent)).all()
        assert {(event.who, event.way, event.batch) for event in events} == {("Ada", Way.IMPORT, "import-1")}
        assert {contact.source for contact in session.scalars(select(Contact))} == {"CSV import"}
        assert session.scalar(select(func.count()).select_from(EmailAddress)) == 2
