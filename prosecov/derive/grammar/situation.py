"""What the clauses so far say of those that follow."""

from __future__ import annotations

from dataclasses import dataclass

from prosecov.derive.grammar.phrase import Phrase, Place


@dataclass(frozen=True, slots=True)
class Situation:
    """What an instruction inherits from the clauses before it.

    Attributes:
        places: Places named ahead (*In the Tools menu, ...*).
        field: A label ahead with a colon or behind *for* (*For Time zone, ...*).
        region: The region that a condition says to be open or shown.
        if_visible: Whether a condition asks for something to be shown.
        last: What was spoken of last, for *it*.
        is_further_reading: Whether the sentence only points to other texts.
    """

    places: tuple[Place, ...] = ()
    field: Phrase | None = None
    region: str | None = None
    if_visible: bool = False
    last: Phrase | None = None
    is_further_reading: bool = False

    @property
    def lead(self) -> Place | None:
        """The innermost place ahead."""
        return self.places[-1] if self.places else None
