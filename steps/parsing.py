"""Parsing of steps: the types of the values in them, such as names and email statuses."""

import re
from collections.abc import Callable
from typing import Any

from pytest_bdd import parsers

STATUSES = (
    "Non-Marketable",
    "Unconfirmed",
    "Confirmed",
    "Opted-In",
    "Unsubscribed",
    "Soft Bounce",
    "Hard Bounce",
    "Spam Complaint",
    "Invalid",
)
"""The email statuses, in the order in which the CRM lists them."""

MAIN_FIELD = "Email 1"
"""The email field of a contact with one address."""


class _StepType:
    """A type for the parse library: a pattern, and a function that converts what matches."""

    def __init__(self, pattern: str, convert: Callable[[str], Any] = str) -> None:
        self.pattern = pattern
        self._convert = convert

    def __call__(self, text: str) -> Any:
        return self._convert(text)


def _split(text: str) -> list[str]:
    return re.split(", | and ", text)


_FIELD = "Email [123]"
# A given name and a family name. With two words, "Email 2 of Ana Ruiz" is never read as a name.
_NAME = "[A-Z][a-z]+ [A-Z][a-z]+"

_TYPES = {
    "Status": _StepType("|".join(STATUSES)),
    "Name": _StepType(_NAME),
    "Names": _StepType(rf"{_NAME}(?:(?:, | and ){_NAME})+", _split),
    "Field": _StepType(_FIELD),
    "Fields": _StepType(rf"{_FIELD}(?:(?:, | and ){_FIELD})*", _split),
    "Permission": _StepType("with permission|without permission", lambda text: text == "with permission"),
    "Days": _StepType(r"\d+ days?", lambda text: int(re.sub(r"\D", "", text))),
}


def sentence(pattern: str) -> parsers.parse:
    """Return the parser of a step.

    Besides the types of the parse library, a pattern can use:

    - `Status`: an email status
    - `Name`: a given name and a family name
    - `Names`: several names, as a list
    - `Field`: an email field, such as "Email 1"
    - `Fields`: one or more email fields, as a list
    - `Permission`: "with permission" or "without permission", as true or false
    - `Days`: a number of days, such as "3 days"
    """
    return parsers.parse(pattern, extra_types=_TYPES)
