"""What the subcommands share: exit status, errors in one line, examples in the help, and the list of findings."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

import click

from prosecov.errors import InputError, Problem

_P = ParamSpec("_P")
GOOD, NOT_GOOD, WRONG_INPUT = 0, 1, 2


def examples(*lines: str) -> str:
    """Return the end of a help page: examples, one a line."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def with_exit_status(command: Callable[_P, int]) -> Callable[_P, None]:
    """Make a command exit with the number that it returns, or with 2 and one line if its input is wrong."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except InputError as error:
            click.echo(str(error), err=True)
            status = WRONG_INPUT
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader of the output has stopped; click exits without a message
            problem = Problem(str(error.filename), 0, f"cannot be read or written ({error.strerror})", "check the disk")
            click.echo(str(problem), err=True)
            status = WRONG_INPUT
        sys.exit(status)

    return run


def show(problems: Iterable[Problem]) -> None:
    """Print problems, one a line."""
    for problem in problems:
        click.secho(str(problem), fg="red")
