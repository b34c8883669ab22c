"""What the steps work with: the stage, the people, and a page object for each screen."""

import pytest
from playwright.sync_api import APIRequestContext, Page

from steps.controls import TestControls
from steps.pages.campaigns import BroadcastPage, SequencePage
from steps.pages.contacts import ContactForm, ContactList, ContactPage, ImportPage, OneToOneForm
from steps.pages.frame import PageFrame
from steps.pages.integrations import IntegrationPage
from steps.pages.recipients import Mailbox, RecipientPage
from steps.pages.reports import ConsentHistoryReport
from steps.pages.tracker import EmailEngagementTracker
from steps.people import People
from steps.plugin import Plugin


@pytest.fixture
def controls(crm_request: APIRequestContext) -> TestControls:
    """Return the controls by which the CRM's stage is set."""
    return TestControls(crm_request)


@pytest.fixture
def people(controls: TestControls) -> People:
    """Return the people of this scenario."""
    return People(controls)


@pytest.fixture
def plugin(crm_request: APIRequestContext) -> Plugin:
    """Return a plugin, which is yet to be connected."""
    return Plugin(crm_request)


@pytest.fixture
def frame(page: Page) -> PageFrame:
    """Return the frame around every page."""
    return PageFrame(page)


@pytest.fixture
def tracker(page: Page) -> EmailEngagementTracker:
    """Return the Email Engagement Tracker."""
    return EmailEngagementTracker(page)


@pytest.fixture
def contact_list(page: Page) -> ContactList:
    """Return the list of contacts."""
    return ContactList(page)


@pytest.fixture
def contact_page(page: Page) -> ContactPage:
    """Return the page of one contact."""
    return ContactPage(page)


@pytest.fixture
def contact_form(page: Page) -> ContactForm:
    """Return the form for a contact."""
    return ContactForm(page)


@pytest.fixture
def one_to_one_form(page: Page) -> OneToOneForm:
    """Return the form for a one-to-one email."""
    return OneToOneForm(page)


@pytest.fixture
def import_page(page: Page) -> ImportPage:
    """Return the import of contacts."""
    return ImportPage(page)


@pytest.fixture
def broadcast_page(page: Page) -> BroadcastPage:
    """Return the page of a broadcast."""
    return BroadcastPage(page)


@pytest.fixture
def sequence_page(page: Page) -> SequencePage:
    """Return the page of a sequence."""
    return SequencePage(page)


@pytest.fixture
def integration_page(page: Page) -> IntegrationPage:
    """Return the page of a plugin."""
    return IntegrationPage(page)


@pytest.fixture
def consent_history(page: Page) -> ConsentHistoryReport:
    """Return the report on the consent history of all contacts."""
    return ConsentHistoryReport(page)


@pytest.fixture
def mailbox(page: Page) -> Mailbox:
    """Return the message that is open."""
    return Mailbox(page)


@pytest.fixture
def recipient_page(page: Page) -> RecipientPage:
    """Return the pages that recipients see."""
    return RecipientPage(page)
