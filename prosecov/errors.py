"""Errors that a user can correct: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_EXTRAS = {
    "PIL": ("Pillow", "browser"),
    "playwright": ("Playwright", "browser"),
    "cucumber_messages": ("cucumber-messages", "cucumber"),
}
"""The names of optional dependencies, and the extras that install them, by module."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong at one place of one file.

    Attributes:
        file: The file, as a path relative to the project where possible, with forward slashes.
        line: The line, counted from 1; 0 when the file as a whole is meant.
        message: What is wrong, without a full stop.
        hint: What to do about it, without a full stop; empty when the message says it all.
    """

    file: str
    line: int
    message: str
    hint: str = ""

    @property
    def text(self) -> str:
        """The message with its hint: ``what is wrong; what to do``."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.text}"


class InputError(Exception):
    """An article, a feature, a results file or the settings cannot be read.

    Attributes:
        problem: What is wrong, where, and what to do.
    """

    def __init__(self, file: str | Path, line: int, message: str, hint: str = "") -> None:
        name = file if isinstance(file, str) else file.as_posix()
        self.problem = Problem(name, line, message, hint)
        super().__init__(str(self.problem))


def read_text(path: Path, name: str | None = None) -> str:
    """Read a file as UTF-8 text with the line feed as its only line break.

    Args:
        path: The file; a byte order mark at its start is dropped.
        name: What errors are to call the file, if not ``path``.

    Returns:
        The whole text.

    Raises:
        InputError: The file is missing, cannot be opened, or is not UTF-8 text.
    """
    name = name or path.as_posix()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(name, 0, "no such file", "check the path") from None
    except IsADirectoryError:
        raise InputError(name, 0, "is a folder, not a file", "name a file in it") from None
    except OSError as error:
        raise InputError(name, 0, f"cannot be read ({error.strerror})", "check the file's permissions") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(name, line, "is not UTF-8 text", "save it as UTF-8, or leave it out") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(name, line, "holds a NUL character, so it is not text", "save it as UTF-8, or leave it out")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def missing_extra(error: BaseException | None) -> str:
    """Return the message for an import that failed because an optional dependency is not installed.

    Args:
        error: The error, or one that it caused.

    Returns:
        A line that says what to install; empty if the error has another reason.
    """
    while error is not None:
        module = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
        if module in _EXTRAS:
            name, extra = _EXTRAS[module]
            return f'{name} is not installed; run pip install "prosecov[{extra}]"'
        error = error.__cause__ or error.__context__
    return ""
