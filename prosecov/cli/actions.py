"""The command ``prosecov actions``."""

from __future__ import annotations

from pathlib import Path

import click

from prosecov.cli.actions_file import read_items, understood


def print_actions(path: Path) -> None:
    """Print what is understood of each item of a file, one JSON object a line.

    Raises:
        InputError: The file is wrong; nothing was printed then.
    """
    for item in read_items(path):
        click.echo(understood(item))
