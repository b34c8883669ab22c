"""A reader who follows steps of the vocabulary on small pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_bdd.steps import step_function_context_registry

from prosecov import vocabulary
from prosecov.browser.act.user import Note, User
from prosecov.browser.screen.errors import ScreenError

DEFINITIONS = [
    context
    for context in step_function_context_registry.values()
    if context.step_func.__module__ == vocabulary.__name__
]


class Reader:
    """Follows steps on one page."""

    def __init__(self, page: Page, patience: float) -> None:
        self.page = page
        self._patience = patience
        self._user = User(page, patience)

    def notes(self) -> list[Note]:
        """Return what was noted of the steps since the last call."""
        return self._user.take_notes()

    def shows(self, html: str, names: dict[str, str] | None = None) -> "Reader":
        """Put a page on the screen."""
        self.page.goto("about:blank")
        self.page.set_content(f"<!doctype html><title>Contacts · CRM</title>{html}")
        self._user = User(self.page, self._patience, names)
        return self

    def does(self, step: str, *table: str, docstring: str | None = None) -> "Reader":
        """Run a step, which exactly one definition must match."""
        kind, _, text = step.partition(" ")
        matching = [one for one in DEFINITIONS if one.type == kind.lower() and one.parser.is_matching(text)]
        assert len(matching) == 1, f"{step}: {[one.parser.name for one in matching]}"
        arguments: dict[str, Any] = dict(matching[0].parser.parse_arguments(text) or {})
        if table:
            arguments["datatable"] = [[entry] for entry in table]
        arguments |= {"screen_user": self._user} if docstring is None else {"docstring": docstring}
        matching[0].step_func(**arguments)
        return self

    def fails(self, step: str, *table: str) -> str:
        """Run a step that fails, and return what it says."""
        with pytest.raises(ScreenError) as failure:
            self.does(step, *table)
        return str(failure.value)


@pytest.fixture(scope="module")
def shared_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(shared_page: Page) -> Reader:
    return Reader(shared_page, patience=0.4)
