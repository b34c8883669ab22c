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


def split(text: str) -> list[str]:
    """Return the parts of an enumeration, such as "Email 1, Email 2 and Email 3"."""
    return re.split(", | and ", text) if text else []


def _days(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _listed(pattern: str) -> str:
    return rf"(?:{pattern})(?:(?:, | and )(?:{pattern}))*"


_FIELD = "Email [123]"
# A given name and a family name. With two words, "Email 2 of Ana Ruiz" is never read as a name.
_NAME = "[A-Z][a-z]+ [A-Z][a-z]+"

_STATUS = "|".join(STATUSES)

_TYPES = {
    "Status": _StepType(_STATUS),
    "Statuses": _StepType(_listed(_STATUS), split),
    "Wanted": _StepType(f"all|{_STATUS}", lambda text: "Any status" if text == "all" else text),
    "Name": _StepType(_NAME),
    "Names": _StepType(rf"{_NAME}(?:(?:, | and ){_NAME})+", split),
    "Field": _StepType(_FIELD),
    "Fields": _StepType(_listed(_FIELD), split),
    "Choice": _StepType("Opt-In|Opt-Out"),
    "Permission": _StepType("with permission|without permission", lambda text: text == "with permission"),
    "Days": _StepType(r"\d+ days?", lambda text: _days(text)[0]),
    "DayList": _StepType(_listed(r"\d+ days?"), _days),
    "Numbers": _StepType(_listed(r"\d+"), lambda text: [int(number) for number in split(text)]),
    "Answers": _StepType(_listed("accepted|refused"), split),
}


def sentence(pattern: str) -> parsers.parse:
    """Return the parser of a step.

    Besides the types of the parse library, a pattern can use:

    - `Status`: an email status; `Statuses`: one or more, as a list
    - `Wanted`: an email status, or "all" for any
    - `Name`: a given name and a family name; `Names`: several names, as a list
    - `Field`: an email field, such as "Email 1"; `Fields`: one or more, as a list
    - `Choice`: "Opt-In" or "Opt-Out"
    - `Permission`: "with permission" or "without permission", as true or false
    - `Days`: a number of days, such as "3 days"; `DayList`: one or more, as a list
    - `Numbers`: one or more whole numbers, as a list
    - `Answers`: what mail servers do with messages, "accepted" or "refused", as a list
    """
    return parsers.parse(pattern, extra_types=_TYPES)
