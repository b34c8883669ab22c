"""Fixtures for the steps: the test controls, the people, and the page objects."""

import pytest
from playwright.sync_api import APIRequestContext, Page

from steps.controls import TestControls
from steps.pages.campaigns import BroadcastPage, SequencePage
from steps.pages.contacts import ContactFormPage, ContactList, ContactPage, ImportPage, OneToOneForm, Pages
from steps.pages.desk import Desk
from steps.pages.home import HomePage
from steps.pages.integrations import IntegrationPage
from steps.pages.recipients import MailProgram, RecipientPage
from steps.pages.reports import ConsentHistoryReport, SentMessagesReport
from steps.pages.tracker import EmailEngagementTracker
from steps.people import People
from steps.plugin_client import PluginClient


@pytest.fixture
def controls(crm_request: APIRequestContext) -> TestControls:
    """Return the test controls of the CRM."""
    return TestControls(crm_request)


@pytest.fixture
def people(controls: TestControls) -> People:
    """Return the people in this scenario."""
    return People(controls)


@pytest.fixture
def plugin(crm_request: APIRequestContext) -> PluginClient:
    """Return a plugin that is not connected yet."""
    return PluginClient(crm_request)


@pytest.fixture
def home_page(page: Page) -> HomePage:
    """Return the page object for the home page."""
    return HomePage(page)


@pytest.fixture
def tracker(page: Page) -> EmailEngagementTracker:
    """Return the page object for the Email Engagement Tracker."""
    return EmailEngagementTracker(page)


@pytest.fixture
def desk(page: Page) -> Desk:
    """Return the user at work, in the same session as in the browser."""
    return Desk(page.request)


@pytest.fixture
def contact_list(page: Page) -> ContactList:
    """Return the page object for the list of contacts."""
    return ContactList(page)


@pytest.fixture
def contact_page(page: Page, desk: Desk) -> ContactPage:
    """Return the page object for the page of a contact."""
    return ContactPage(page, desk)


@pytest.fixture
def pages() -> Pages:
    """Return the pages of contacts that the user has read in this scenario: none yet."""
    return {}


@pytest.fixture
def contact_form(page: Page) -> ContactFormPage:
    """Return the page object for the form for a contact."""
    return ContactFormPage(page)


@pytest.fixture
def one_to_one_form(page: Page) -> OneToOneForm:
    """Return the page object for the form for a one-to-one email."""
    return OneToOneForm(page)


@pytest.fixture
def import_page(page: Page) -> ImportPage:
    """Return the page object for the import of contacts."""
    return ImportPage(page)


@pytest.fixture
def broadcast_page(page: Page) -> BroadcastPage:
    """Return the page object for broadcasts."""
    return BroadcastPage(page)


@pytest.fixture
def sequence_page(page: Page) -> SequencePage:
    """Return the page object for sequences."""
    return SequencePage(page)


@pytest.fixture
def integration_page(page: Page) -> IntegrationPage:
    """Return the page object for plugins."""
    return IntegrationPage(page)


@pytest.fixture
def consent_history_report(page: Page) -> ConsentHistoryReport:
    """Return the page object for the Consent History report."""
    return ConsentHistoryReport(page)


@pytest.fixture
def sent_messages_report(page: Page) -> SentMessagesReport:
    """Return the page object for the Sent Messages report."""
    return SentMessagesReport(page)


@pytest.fixture
def recipient_page(page: Page) -> RecipientPage:
    """Return the page object for the public pages."""
    return RecipientPage(page)


@pytest.fixture
def mail_program(page: Page, crm_request: APIRequestContext) -> MailProgram:
    """Return the mail program of a recipient."""
    return MailProgram(page, crm_request)
