"""The settings of a project: ``[tool.prosecov]`` in its ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic_core import core_schema

from prosecov.errors import InputError, read_text
from prosecov.validation import Invalid, Reader

FILE_NAME = "pyproject.toml"
_TABLE = ("tool", "prosecov")
_PLACE = re.compile(r"\(at line (\d+)")


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_Percentage = Annotated[float, core_schema.float_schema(ge=0, le=100, strict=True)]
_Count = Annotated[int, core_schema.int_schema(ge=1, strict=True)]
_Days = Annotated[int, core_schema.int_schema(ge=1, strict=True)]
_Seconds = Annotated[float, core_schema.float_schema(gt=0, strict=True)]
_OneOrMore = Annotated[
    tuple[str, ...],
    core_schema.no_info_before_validator_function(
        _as_list, core_schema.tuple_variable_schema(core_schema.str_schema(), min_length=1)
    ),
]
_Root = Annotated[Path, core_schema.is_instance_schema(Path)]


class Screenshots(StrEnum):
    """Which steps get a picture."""

    QUOTED = "quoted"
    ALL = "all"
    FAILURES = "failures"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class WalkthroughSettings:
    """What the walkthrough of an article, or of one of its sections, needs and the article does not say.

    Attributes:
        given: Steps of the project that set up what the walkthrough needs.
        choices: What to choose where the article leaves the choice to its reader, by the words of the article. A
            single choice can be written as a string.
        without: Steps that set up the walkthrough without the control of an optional step, by the label of the control.
        sections: Other settings for the procedure of a section, by the title of the section.
    """

    given: tuple[str, ...] = ()
    choices: Mapping[str, _OneOrMore] = field(default_factory=dict)
    without: Mapping[str, _OneOrMore] = field(default_factory=dict)
    sections: Mapping[str, WalkthroughSettings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MutationSettings:
    """How ``prosecov mutate`` tests the proofs.

    Attributes:
        most: How many mutants of each family to try for a sentence.
        threshold: The least share of killed mutants, in per cent, with which a run succeeds.
        faults: A command that prints the faults of the product as JSON: a list of objects with ``name`` and
            ``contradicts``, a list of quotations. Without it the product is not broken.
        fault_argument: The argument of pytest that switches a fault on; ``{}`` stands for its name.
    """

    most: _Count = 3
    threshold: _Percentage = 80.0
    faults: tuple[str, ...] = ()
    fault_argument: str = "--fault={}"


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """How to sign in to the product; nothing of it is needed where the product asks for nothing.

    Names, passwords and the values of headers are secrets, so the settings name environment variables.

    Attributes:
        form: The address of the page with the form, relative to the address of the product; empty if there is none.
        name: The environment variable with the name for the form.
        password: The environment variable with the password for the form.
        state: A file with cookies and storage, as Playwright saves them.
        headers: HTTP headers for requests to the product, each with the environment variable that holds its value.
    """

    form: str = ""
    name: str = "PROSECOV_NAME"
    password: str = "PROSECOV_PASSWORD"  # noqa: S105 - the name of a variable
    state: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a project, with their defaults.

    Attributes:
        root: The folder of ``pyproject.toml``; all other paths are relative to it.
        articles: Articles, or folders in which every file of a known format is an article.
        features: The folder of the features. A feature belongs to the article that has the name of a folder above the
            feature, or of the feature itself, without suffixes.
        belongs: Features or folders of features, each with the article to which it belongs instead.
        threshold: The least coverage, in per cent, with which a run succeeds.
        review_days: For how many days a review holds.
        leave_out: Titles of sections whose sentences do not count.
        report: The folder for results and report.
        no_labels: Texts that articles mark like labels and that are not labels.
        screenshots: Which steps get a picture: ``quoted``, ``all``, ``failures`` or ``off``.
        tests: The tests that run the features, as arguments for pytest; by default all that pytest finds. With them
            ``prosecov check`` and ``prosecov steps`` collect the steps faster.
        walkthrough: Settings for the walkthroughs that are derived from articles, by the path of the article.
        picture_arguments: Additional arguments for pytest when pictures of articles are taken, such as an option that
            stops the clock of the product.
        mutation: How ``prosecov mutate`` tests the proofs.
        names: The names on the screen of what articles call otherwise, by the words of the articles.
        url: The address of the product, at which walks begin.
        sign_in: How to sign in to the product.
        patience: For how many seconds a step waits for what it expects.
        serve: A command that serves the product, to be run unless something answers at its address.
        reset: A command that puts the product into its first state, to be run before each scenario.
    """

    root: _Root
    articles: tuple[str, ...] = ("articles",)
    features: str = "features"
    belongs: Mapping[str, str] = field(default_factory=dict)
    threshold: _Percentage = 100.0
    review_days: _Days = 180
    leave_out: tuple[str, ...] = ()
    report: str = "build/report"
    no_labels: tuple[str, ...] = ()
    screenshots: Screenshots = Screenshots.QUOTED
    tests: tuple[str, ...] = ()
    walkthrough: Mapping[str, WalkthroughSettings] = field(default_factory=dict)
    picture_arguments: tuple[str, ...] = ()
    mutation: MutationSettings = field(default_factory=MutationSettings)
    names: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    sign_in: SignInSettings = field(default_factory=SignInSettings)
    patience: _Seconds = 5.0
    serve: tuple[str, ...] = ()
    reset: tuple[str, ...] = ()

    @property
    def report_folder(self) -> Path:
        """The folder for results and report."""
        return self.root / self.report


_READER = Reader(Settings, forbids_unknown_keys=True, has_hyphens=True)


def find_root(start: Path) -> Path:
    """Return the nearest folder, from ``start`` upwards, that has a ``pyproject.toml``; ``start`` if none has."""
    folders = [start, *start.parents]
    return next((folder for folder in folders if (folder / FILE_NAME).is_file()), start)


def read_settings(root: Path) -> Settings:
    """Read the settings of the project in a folder.

    Args:
        root: The folder; without a ``pyproject.toml`` in it all settings have their defaults.

    Returns:
        The settings.

    Raises:
        InputError: ``pyproject.toml`` cannot be read, or a setting is unknown or has a wrong value.
    """
    path = root / FILE_NAME
    if not path.is_file():
        return Settings(root)
    text = read_text(path, FILE_NAME)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        raise InputError(FILE_NAME, int(place.group(1)) if place else 0, f"is no TOML: {error}") from None
    tool = data.get("tool")
    table = tool.get("prosecov", {}) if isinstance(tool, dict) else {}
    try:
        return _READER.from_data({"root": root, **table} if isinstance(table, dict) else table)
    except Invalid as error:
        raise _input_error(text, error) from None


def _input_error(text: str, error: Invalid) -> InputError:
    # A position in a list has the line of the list.
    names = (*_TABLE, *(key for key in error.keys if isinstance(key, str)))
    key, line = names[-1], _line_of(text, names)
    place = ".".join(name if name.replace("-", "").isalnum() else _quoted(name) for name in names[:-1])
    if error.is_unknown or error.keys == ("root",):
        known = fields(_table_of(error.keys))
        hint = ", ".join(setting.name.replace("_", "-") for setting in known if setting.name != "root")
        return InputError(FILE_NAME, line, f"no setting {key!r} in [{place}]", f"use {hint}")
    value = f"{error.value!r}" if isinstance(error.value, str | int | float) else ""
    value = f"[..., {value}]" if value and error.keys and isinstance(error.keys[-1], int) else value
    return InputError(FILE_NAME, line, f"{key}{' = ' if value else ''}{value} in [{place}]", f"it {error.message}")


_TABLES = {"mutation": MutationSettings, "sign-in": SignInSettings}


def _table_of(keys: Sequence[str | int]) -> type[Settings | MutationSettings | SignInSettings | WalkthroughSettings]:
    """Return the settings of the table in which a key stands."""
    if len(keys) < 2:
        return Settings
    return _TABLES.get(str(keys[0]).replace("_", "-"), WalkthroughSettings)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _line_of(text: str, names: Sequence[str]) -> int:
    """Return the line on which the value at some keys of a TOML text begins, 0 if it is not found."""
    lines = text.splitlines(keepends=True)
    begin = 1
    for end in range(1, len(lines) + 1):
        try:
            data = tomllib.loads("".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value of several lines
        if _has(data, names):
            return begin
        begin = end + 1
    return 0


def _has(data: Any, names: Sequence[str]) -> bool:
    for name in names:
        spelling = name if name in data else name.replace("-", "_")
        if spelling not in data:
            return False
        data = data[spelling]
    return True
