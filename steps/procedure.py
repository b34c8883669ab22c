"""The article's procedure, click by click: the walkthrough uses these steps, and no other scenario does."""

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from steps.pages.frame import PageFrame
from steps.pages.tracker import EmailEngagementTracker
from steps.parsing import sentence


@given("the user is on the home page")
@when("the user opens the home page")
def open_home(frame: PageFrame) -> None:
    """Where everybody starts."""
    frame.open_home()


@when("the user opens the Reports section")
def open_reports(frame: PageFrame) -> None:
    """The list of reports."""
    frame.open_reports()


@then("the main navigation offers:")
def main_navigation_offers(frame: PageFrame, datatable: list[list[str]]) -> None:
    """All links of the main navigation, in their order."""
    expect(frame.main_navigation.get_by_role("link")).to_have_text([label for (label,) in datatable])


@then("these reports are listed:")
def reports_listed(frame: PageFrame, datatable: list[list[str]]) -> None:
    """All reports, in their order."""
    expect(frame.reports()).to_have_text([label for (label,) in datatable])


@when(sentence('the user clicks "{label}" in the main navigation'))
def click_main_navigation(frame: PageFrame, label: str) -> None:
    """A link of the main navigation."""
    frame.main_link(label).click()


@when(sentence('the user clicks the link "{label}"'))
def click_link(frame: PageFrame, label: str) -> None:
    """A link in the content of the page."""
    frame.control("link", label).click()


@when(sentence('the user clicks the button "{label}"'))
def click_button(frame: PageFrame, label: str) -> None:
    """A button in the content of the page."""
    frame.control("button", label).click()


@then(sentence('the page "{title}" opens'))
def page_opens(frame: PageFrame, title: str) -> None:
    """The heading of the page is its title."""
    expect(frame.heading).to_have_text(title)


@then("the search for an email status is shown")
def search_is_shown(tracker: EmailEngagementTracker) -> None:
    """The filter field and the button."""
    expect(tracker.status_filter).to_be_visible()
    expect(tracker.search_button).to_be_visible()


@then("no search results are shown")
def no_results(tracker: EmailEngagementTracker) -> None:
    """The earlier search is gone."""
    expect(tracker.search_button).to_be_visible()
    expect(tracker.results).to_have_count(0)


@when(sentence('the user selects "{option}" in the filter "{label}"'))
def select_in_filter(tracker: EmailEngagementTracker, option: str, label: str) -> None:
    """An option of a filter field."""
    tracker.filter(label).select_option(label=option)


@then(sentence('the filter "{label}" shows "{option}"'))
def filter_shows(tracker: EmailEngagementTracker, label: str, option: str) -> None:
    """The option that is selected."""
    tracker.expect_filters({label: option})


@when(sentence('the user checks the box "{label}" at the top left of the list'))
def check_select_all(tracker: EmailEngagementTracker, label: str) -> None:
    """The check box is where the article says, and is clicked."""
    tracker.expect_select_all_at_top_left()
    tracker.results.get_by_role("checkbox", name=label, exact=True).check()


@when(sentence('the user clicks the button "{label}" above the list'))
def click_button_above_list(tracker: EmailEngagementTracker, label: str) -> None:
    """The button is where the article says, and is clicked."""
    tracker.click_above_results(label)


@then("the list of bulk actions is open")
def actions_open(tracker: EmailEngagementTracker) -> None:
    """The list shows more than one action."""
    expect(tracker.action_list).to_be_visible()
    expect(tracker.action_list.get_by_role("option")).not_to_have_count(0)


@when(sentence('the user searches the actions for "{text}"'))
def search_actions(tracker: EmailEngagementTracker, text: str) -> None:
    """The search field of the drop-down."""
    tracker.action_search.fill(text)


@when(sentence('the user selects the action "{label}"'))
def select_action(tracker: EmailEngagementTracker, label: str) -> None:
    """One of the actions that the search left."""
    tracker.action(label).click()


@then(sentence('the dialog "{title}" opens'))
def dialog_opens(tracker: EmailEngagementTracker, title: str) -> None:
    """The dialog has this title."""
    expect(tracker.dialog.window).to_be_visible()
    expect(tracker.dialog.window.get_by_role("heading")).to_have_text(title)


@when(sentence('the user checks the box "{label}" in the dialog'))
def check_field(tracker: EmailEngagementTracker, label: str) -> None:
    """An email field."""
    tracker.dialog.field(label).check()


@then(sentence('the box "{label}" is checked in the dialog'))
def field_is_checked(tracker: EmailEngagementTracker, label: str) -> None:
    """The email field will be updated."""
    expect(tracker.dialog.field(label)).to_be_checked()


@when(sentence('the user selects the radio button "{label}" in the dialog'))
def select_status(tracker: EmailEngagementTracker, label: str) -> None:
    """The status to apply."""
    tracker.dialog.status(label).check()


@then(sentence('the radio button "{label}" is selected in the dialog'))
def status_is_selected(tracker: EmailEngagementTracker, label: str) -> None:
    """The status will be applied."""
    expect(tracker.dialog.status(label)).to_be_checked()


@when(sentence('the user clicks the button "{label}" at the bottom of the dialog'))
def click_at_bottom_of_dialog(tracker: EmailEngagementTracker, label: str) -> None:
    """The button is where the article says, and is clicked."""
    tracker.dialog.expect_process_button_at_bottom()
    tracker.dialog.window.get_by_role("button", name=label, exact=True).click()


@then("the dialog closes")
def dialog_closes(tracker: EmailEngagementTracker) -> None:
    """No dialog is left on the screen."""
    expect(tracker.dialog.window).to_be_hidden()
