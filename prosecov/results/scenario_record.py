"""The record of a scenario as plain data, which pytest's reports carry to the process that shows results."""

from __future__ import annotations

from typing import TypedDict

ATTRIBUTE = "prosecov"
"""The attribute of a report that holds a `ScenarioRecord`."""


class StepRecord(TypedDict):
    """The record of a step; the fields are those of `StepResult`."""

    line: int
    keyword: str
    kind: str
    text: str
    status: str
    seconds: float
    screenshot: str
    control: list[float] | None
    message: str
    is_check: bool
    vacuous: str
    doubt: str
    is_done: bool
    notes: list[str]


class ScenarioRecord(TypedDict):
    """The record of a scenario in one phase of its test.

    ``steps`` is empty before the first step; ``is_attributed`` says whether the exception that ended the test
    is the one that ended a step; ``was_to_fail`` whether pytest reports a pass as a failure; ``controls`` holds
    the fields of `Control`.
    """

    feature: str
    line: int
    name: str
    rule: str
    example: dict[str, str]
    steps: list[StepRecord]
    is_attributed: bool
    was_to_fail: bool
    url: str
    said: str
    controls: list[list[str]]
    texts: list[str]
