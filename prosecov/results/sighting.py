"""What a worker saw of a scenario, as plain data that travels with pytest's reports to the process that shows them."""

from __future__ import annotations

from typing import TypedDict

ATTRIBUTE = "prosecov"
"""The attribute of a report that holds a `Sighting`."""


class StepSighting(TypedDict):
    """A step as it was seen; the fields are those of `prosecov.results.StepResult`."""

    line: int
    keyword: str
    kind: str
    text: str
    status: str
    seconds: float
    screenshot: str
    control: list[float] | None


class Sighting(TypedDict):
    """What one phase of a test saw of its scenario.

    ``steps`` is empty before the first step; ``is_attributed`` says whether the exception that ended the test
    is the one that ended a step; ``was_to_fail`` whether pytest reports a pass as a failure; ``controls`` holds
    the fields of `prosecov.results.Control`.
    """

    feature: str
    line: int
    name: str
    rule: str
    example: dict[str, str]
    steps: list[StepSighting]
    is_attributed: bool
    was_to_fail: bool
    url: str
    said: str
    controls: list[list[str]]
    texts: list[str]
