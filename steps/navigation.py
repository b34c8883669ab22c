"""Where the user is."""

from pytest_bdd import given

from steps.pages.frame import PageFrame


@given("the user is on the home page")
def open_home(frame: PageFrame) -> None:
    """Where everybody starts."""
    frame.open_home()
