"""Screen mutants in the browser: what a step speaks of is changed on the page, before the step looks at it.

A change stays until the run ends: an observer makes it again whenever the page changes, and on every page that is
loaded, as a product that is wrong stays wrong.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from prosecov.mutation.model import Mutant

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Unchanged(Exception):
    """The mutant changes nothing on the screen."""


class ScreenMutation:
    """Applies a screen mutant to a page."""

    def __init__(self, page: Page, mutant: Mutant) -> None:
        """Prepare the change.

        Args:
            page: The page.
            mutant: The mutant; its data hold the name of the operator and the label.
        """
        self._page = page
        script = files("prosecov.mutation").joinpath("screen.js").read_text(encoding="utf-8")
        self._script = f"({script})({json.dumps(dict(mutant.data))})"
        self._waits = mutant.data.get("operator") == "keep open"

    def begin(self) -> None:
        """Make the change, now and from now on.

        Raises:
            Unchanged: There is nothing on the screen that it could change.
        """
        self._page.add_init_script(self._script)
        if not self._page.evaluate(self._script) and not self._waits:
            raise Unchanged
