"""The settings of a project: ``[tool.prosecov]`` in its ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from prosecov.errors import InputError, read_text

FILE_NAME = "pyproject.toml"
_PLACE = re.compile(r"\(at line (\d+)")


class Screenshots(StrEnum):
    """Which steps get a picture."""

    QUOTED = "quoted"
    ALL = "all"
    FAILURES = "failures"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class WalkthroughSettings:
    """What the walkthrough of an article, or of one section of it, needs that the article does not say.

    Attributes:
        given: Steps of the project that set up what the walk needs beforehand.
        choices: What to choose where the article leaves it to its reader, by the words of the article.
        without: Steps that set up the walk in which the control of an optional step is not there, by its label.
        sections: What differs for the procedure of a section, by its title.
    """

    given: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: Mapping[str, WalkthroughSettings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, with what holds where none is made.

    Attributes:
        root: The folder of ``pyproject.toml``; all other paths are relative to it.
        articles: Articles, or folders in which every file of a known format is one.
        features: The folder of the features. A feature belongs to the article that is called like a folder
            above it, or like the feature itself, without suffixes.
        belongs: Features or folders of features, each with the article to which it belongs instead.
        threshold: The least coverage, in per cent, at which all is well.
        review_days: For how many days a review holds.
        leave_out: Titles of sections whose sentences do not count.
        report: The folder for results and report.
        no_labels: What articles mark like labels and what is none.
        screenshots: Which steps get a picture: ``quoted``, ``all``, ``failures`` or ``off``.
        tests: The tests that run the features, as pytest takes them; all that pytest finds if not given. To
            name them makes it quicker to find out which steps there are.
        walkthrough: What walkthroughs need that are derived from articles, by the paths of the articles.
        picture_arguments: What pytest gets on top when pictures of articles are taken, such as an option that stops
            the clock of the product.
        names: What the screen calls what an article calls otherwise, by the words of the article.
    """

    root: Path
    articles: tuple[str, ...] = ("articles",)
    features: str = "features"
    belongs: Mapping[str, str] = field(default_factory=dict)
    threshold: float = 100.0
    review_days: int = 180
    leave_out: tuple[str, ...] = ()
    report: str = "build/report"
    no_labels: tuple[str, ...] = ()
    screenshots: str = "quoted"
    tests: tuple[str, ...] = ()
    walkthrough: Mapping[str, WalkthroughSettings] = field(default_factory=dict)
    picture_arguments: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def report_folder(self) -> Path:
        """The folder for results and report."""
        return self.root / self.report


def find_root(start: Path) -> Path:
    """The nearest folder, from ``start`` upwards, that has a ``pyproject.toml``; ``start`` if none has."""
    folders = [start, *start.parents]
    return next((folder for folder in folders if (folder / FILE_NAME).is_file()), start)


def read_config(root: Path) -> Config:
    """Read the settings of the project in a folder.

    Args:
        root: The folder; without a ``pyproject.toml`` everything is as it is by default.

    Returns:
        The settings.

    Raises:
        InputError: ``pyproject.toml`` cannot be read, or a setting is unknown or of the wrong kind.
    """
    path = root / FILE_NAME
    if not path.is_file():
        return Config(root)
    text = read_text(path, FILE_NAME)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        raise InputError(FILE_NAME, int(place.group(1)) if place else 0, f"is no TOML: {error}") from None
    table = data.get("tool", {}).get("prosecov", {})
    settings = {str(key).replace("-", "_"): value for key, value in table.items()}
    for key, value in settings.items():
        kind = _KINDS.get(key)
        shown = key.replace("_", "-")
        if kind is None:
            known = ", ".join(name.replace("_", "-") for name in _KINDS)
            raise InputError(
                FILE_NAME, _line_of(text, shown), f"no setting {shown!r} in [tool.prosecov]", f"use {known}"
            )
        message = kind(value)
        if message:
            written = shown if isinstance(value, dict) else f"{shown} = {value!r}"
            raise InputError(FILE_NAME, _line_of(text, shown), f"{written} in [tool.prosecov]", message)
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in settings.items()
    }
    if "walkthrough" in values:
        values["walkthrough"] = {article: _walkthrough(table) for article, table in values["walkthrough"].items()}
    return Config(root, **values)


def _walkthrough(table: Mapping[str, Any]) -> WalkthroughSettings:
    return WalkthroughSettings(
        tuple(table.get("given", ())),
        {name: _texts(chosen) for name, chosen in table.get("choices", {}).items()},
        {name: _texts(steps) for name, steps in table.get("without", {}).items()},
        {title: _walkthrough(inner) for title, inner in table.get("sections", {}).items()},
    )


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _line_of(text: str, key: str) -> int:
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.strip().startswith("[tool.prosecov")), 0)
    names = (key, key.replace("-", "_"), f"[tool.prosecov.{key}")
    found = (number for number, line in enumerate(lines[start:], start=start + 1) if line.strip().startswith(names))
    return next(found, 0)


def _a_list_of_texts(value: Any) -> str:
    is_fine = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return "" if is_fine else "make it a list of texts"


def _a_text(value: Any) -> str:
    return "" if isinstance(value, str) else "make it a text"


def _a_choice_of_pictures(value: Any) -> str:
    choices = [choice.value for choice in Screenshots]
    return "" if value in choices else f"make it one of {', '.join(choices)}"


def _a_table_of_texts(value: Any) -> str:
    is_fine = isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    return "" if is_fine else "make it a table of texts"


def _a_table_of_walkthroughs(value: Any) -> str:
    if not isinstance(value, dict):
        return 'make it a table for each article, as in [tool.prosecov.walkthrough."articles/guide.md"]'
    return next((message for table in value.values() if (message := _a_walkthrough(table))), "")


def _a_walkthrough(value: Any) -> str:
    if not isinstance(value, dict):
        return "make it a table for each article"
    for key, part in value.items():
        kind = _WALKTHROUGH_KINDS.get(key)
        if kind is None:
            return f"{key!r} is unknown there; use {', '.join(_WALKTHROUGH_KINDS)}"
        if message := kind(part):
            return f"{key}: {message}"
    return ""


def _a_table_of_lists(value: Any) -> str:
    is_fine = isinstance(value, dict) and not any(
        _a_text(part) and (_a_list_of_texts(part) or not part) for part in value.values()
    )
    return "" if is_fine else "make it a table of texts, or of lists of texts that are not empty"


def _a_percentage(value: Any) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if is_number and 0 <= value <= 100 else "make it a number from 0 to 100"


def _a_number_of_days(value: Any) -> str:
    is_fine = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return "" if is_fine else "make it a number of days, 1 or more"


_KINDS = {
    "articles": _a_list_of_texts,
    "features": _a_text,
    "belongs": _a_table_of_texts,
    "threshold": _a_percentage,
    "review_days": _a_number_of_days,
    "leave_out": _a_list_of_texts,
    "report": _a_text,
    "no_labels": _a_list_of_texts,
    "screenshots": _a_choice_of_pictures,
    "tests": _a_list_of_texts,
    "walkthrough": _a_table_of_walkthroughs,
    "picture_arguments": _a_list_of_texts,
    "names": _a_table_of_texts,
}
_WALKTHROUGH_KINDS: dict[str, Callable[[Any], str]] = {
    "given": _a_list_of_texts,
    "choices": _a_table_of_lists,
    "without": _a_table_of_lists,
    "sections": _a_table_of_walkthroughs,
}
