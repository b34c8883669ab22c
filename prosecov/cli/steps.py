"""The command ``prosecov steps``."""

from __future__ import annotations

from pathlib import Path

import click

from prosecov.cli.common import GOOD, WRONG_INPUT, examples, show, with_exit_status
from prosecov.coverage.lint import used_definitions
from prosecov.coverage.project import read_project
from prosecov.running.steps import collect_steps
from prosecov.settings import read_settings


@click.command("steps", epilog=examples("prosecov steps"))
@click.pass_obj
@with_exit_status
def command(root: Path) -> int:
    """List the step definitions and where they are used.

    Of definitions that come with an installed package, only those that a feature uses are listed.
    """
    project = read_project(read_settings(root))
    catalogue = collect_steps(project)
    used = used_definitions(project.features, catalogue)
    for position, definition in enumerate(catalogue.definitions):
        if not definition.is_own and position not in used:
            continue
        click.echo(f"{definition.kind} {definition.pattern}")
        if definition.doc:
            click.echo(f"    {definition.doc.splitlines()[0]}")
        click.echo(f"    {definition.file}:{definition.line}, {_uses(used.get(position, []))}")
    show([*project.errors, *catalogue.errors])
    return WRONG_INPUT if project.errors or catalogue.errors else GOOD


def _uses(places: list[str]) -> str:
    if not places:
        return click.style("unused", fg="red")
    return f"used {len(places)} times: {', '.join(places)}" if len(places) > 1 else f"used once: {places[0]}"
