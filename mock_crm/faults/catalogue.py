"""The catalogue of faults: what each breaks, and which sentences of the articles it contradicts."""

import difflib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from mock_crm.faults.seams import Seams
from mock_crm.rules.errors import CrmError


class Severity(StrEnum):
    """How easy a fault is to see: in any use of the feature, or with certain data or in a certain order only."""

    PLAIN = "plain"
    SUBTLE = "subtle"


class UnknownFault(CrmError):
    """There is no fault of this name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to break the CRM.

    Attributes:
        name: the name, in kebab case.
        breaks: one sentence that says what a user would notice.
        severity: plain or subtle.
        contradicts: the parts of the articles' sentences that are no longer true, word for word.
        apply: replaces the parts of the CRM.
    """

    name: str
    breaks: str
    severity: Severity
    contradicts: tuple[str, ...]
    apply: Callable[[Seams], None]


FAULTS: dict[str, Fault] = {}
"""The faults by their names."""


def plain(*contradicts: str) -> Callable[[Callable[[Seams], None]], Callable[[Seams], None]]:
    """Return a decorator that adds a plain fault, with the name and the docstring of the function."""
    return _adding(Severity.PLAIN, contradicts)


def subtle(*contradicts: str) -> Callable[[Callable[[Seams], None]], Callable[[Seams], None]]:
    """Return a decorator that adds a subtle fault, with the name and the docstring of the function."""
    return _adding(Severity.SUBTLE, contradicts)


def _adding(
    severity: Severity, contradicts: tuple[str, ...]
) -> Callable[[Callable[[Seams], None]], Callable[[Seams], None]]:
    def add(apply: Callable[[Seams], None]) -> Callable[[Seams], None]:
        name = apply.__name__.replace("_", "-")
        FAULTS[name] = Fault(name, " ".join((apply.__doc__ or "").split()), severity, contradicts, apply)
        return apply

    return add


def named(name: str) -> Fault:
    """Return the fault of a name.

    Raises:
        UnknownFault: there is none; the message names the nearest.
    """
    if name not in FAULTS:
        near = difflib.get_close_matches(name, FAULTS, 1, cutoff=0)
        raise UnknownFault(
            f"there is no fault “{name}”; the nearest is {near[0]}, and 'mock_crm faults' lists them all"
        )
    return FAULTS[name]


@contextmanager
def applied(*names: str) -> Iterator[Seams]:
    """Break the CRM in some ways, until the block ends. The server that is started within it is broken.

    Raises:
        UnknownFault: a name is unknown; nothing is broken.
    """
    chosen = [named(name) for name in names]
    with Seams() as seams:
        for fault in chosen:
            fault.apply(seams)
        yield seams
