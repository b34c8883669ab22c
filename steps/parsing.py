"""How the steps read their sentences: contacts, email statuses and counts are recognised by their form."""

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
"""The email statuses, in the order in which the CRM offers them."""


class _Type:
    """A type of the parse library: a pattern, and how what matches it is read."""

    def __init__(self, pattern: str, read: Callable[[str], Any] = str) -> None:
        self.pattern = pattern
        self._read = read

    def __call__(self, text: str) -> Any:
        return self._read(text)


_TYPES = {
    "Status": _Type("|".join(STATUSES)),
    # A given and a family name, so that "Email 2 of Ana Ruiz" is never taken for a name.
    "Name": _Type(r"[A-Z][a-z]+ [A-Z][a-z]+"),
    "Fields": _Type(r"Email [123](?:(?:, | and )Email [123])*", lambda text: re.split(", | and ", text)),
    "Permission": _Type("with permission|without permission", lambda text: text == "with permission"),
    "Days": _Type(r"\d+ days?", lambda text: int(re.sub(r"\D", "", text))),
}


def sentence(pattern: str) -> parsers.parse:
    """Return the parser of a step.

    Besides the types of the parse library it knows `Status` (an email status), `Name` (given and family name),
    `Fields` ("Email 1 and Email 2", read as a list), `Permission` ("with permission", read as true) and `Days`
    ("3 days", read as a number).
    """
    return parsers.parse(pattern, extra_types=_TYPES)
