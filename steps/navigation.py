"""Steps for moving between the pages of the CRM."""

from pytest_bdd import given

from steps.pages.home import HomePage


@given("the user is on the home page")
def open_home_page(home_page: HomePage) -> None:
    """Open the home page."""
    home_page.open()
