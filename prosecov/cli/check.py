"""The command ``prosecov check``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from prosecov.cli.common import GOOD, NOT_GOOD, WRONG_INPUT, examples, show, with_exit_status
from prosecov.coverage.assess import assess, findings, is_good, scenarios_to_read
from prosecov.coverage.project import read_project, relative
from prosecov.errors import InputError
from prosecov.outputs import github
from prosecov.outputs.summary import summary
from prosecov.results.mutants import read_mutants
from prosecov.running.record import last_run
from prosecov.running.steps import current_catalogue
from prosecov.settings import read_settings


@click.command("check", epilog=examples("prosecov check"))
@click.pass_obj
@with_exit_status
def command(root: Path) -> int:
    """Compare articles, features and the last run, without running anything.

    The output names sentences that are not proved, stale quotations, links that lead nowhere, and scenarios and
    steps that prove nothing. It takes a second and needs no browser.
    """
    project = read_project(read_settings(root))
    folder = project.config.report_folder
    recorded = last_run(folder, root)
    try:
        catalogue = current_catalogue(project)
    except InputError as error:
        catalogue = None
        project = replace(project, errors=(*project.errors, error.problem))
    runs = recorded.scenarios if recorded else ()
    is_partial = recorded is None or recorded.is_partial
    mutants = read_mutants(folder)
    results = assess(project, runs, catalogue, datetime.now(UTC), is_partial=is_partial, mutants=mutants)
    proved_before = recorded.proved if recorded else {}
    found = findings(results, proved_before)
    show(found)
    again = scenarios_to_read(project, results, proved_before)
    if again:
        click.echo("read again:")
        for place in again:
            click.echo(f"  {place}")
    if recorded is None:
        click.echo("nothing has run yet; run pytest --prosecov")
    click.echo(summary(results))
    github.publish(results, found, relative(folder, root), root, click.echo)
    if project.errors:
        return WRONG_INPUT
    return GOOD if is_good(results, project.config.threshold) and not again else NOT_GOOD
