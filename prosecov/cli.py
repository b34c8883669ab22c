"""The command ``prosecov``."""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from prosecov.accepting import renewed
from prosecov.assess import assess, findings, is_good, scenarios_to_read
from prosecov.config import Config, find_root, read_config
from prosecov.errors import InputError, Problem
from prosecov.ledger import Claim, show_diff
from prosecov.lint import used_definitions
from prosecov.merging import carry_evidence, merge_runs
from prosecov.project import read_project, relative
from prosecov.refreshing import collect_steps, current_catalogue
from prosecov.results_file import FILE_NAME, Recorded, read_recorded, write_results
from prosecov.terminal import coverage_table, summary

_P = ParamSpec("_P")
GOOD, NOT_GOOD, WRONG_INPUT = 0, 1, 2


def _reporting(command: Callable[_P, int]) -> Callable[_P, None]:
    """Make a command exit with the number that it returns, and with 2 and one line if its input is wrong."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except InputError as error:
            click.echo(str(error), err=True)
            status = WRONG_INPUT
        sys.exit(status)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="prosecov")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the project; if not given, the nearest one upwards that has a pyproject.toml.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Prose coverage: which sentences of an article the product keeps.

    Exit status: 0 all is well; 1 something is contradicted, unclaimed, stale or below the threshold;
    2 the input or the call is wrong.
    """
    context.obj = (root or find_root(Path.cwd())).resolve()


@main.command()
@click.pass_obj
@_reporting
def check(root: Path) -> int:
    """Compare articles, features and the last run, without running anything."""
    project = read_project(read_config(root))
    recorded = _last_run(project.config)
    try:
        catalogue = current_catalogue(project)
    except InputError as error:
        catalogue = None
        project = replace(project, errors=(*project.errors, error.problem))
    runs = recorded.scenarios if recorded else ()
    is_partial = recorded is None or recorded.is_partial
    results = assess(project, runs, catalogue, datetime.now(UTC), is_partial=is_partial)
    proved_before = recorded.proved if recorded else {}
    _show(findings(results, proved_before))
    again = scenarios_to_read(project, results, proved_before)
    if again:
        click.echo("read again:")
        for place in again:
            click.echo(f"  {place}")
    if recorded is None:
        click.echo("nothing has run yet; run pytest --prosecov")
    click.echo(summary(results))
    if project.errors:
        return WRONG_INPUT
    return GOOD if is_good(results, project.config.threshold) and not again else NOT_GOOD


@main.command()
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--report", type=click.Path(file_okay=False, path_type=Path), help="Where the sum goes.")
@click.pass_obj
@_reporting
def merge(root: Path, records: tuple[Path, ...], report: Path | None) -> int:
    """Add up the RECORDS of several runs: results.json files, or the folders that hold them."""
    project = read_project(read_config(root))
    folder = report or project.config.report_folder
    parts = []
    for number, record in enumerate(records, start=1):
        path = record / FILE_NAME if record.is_dir() else record
        runs = read_recorded(path, relative(path, root)).scenarios
        parts.append(carry_evidence(runs, path.parent, folder, str(number)))
    results = assess(project, merge_runs(parts), None, datetime.now(UTC))
    write_results(results, folder)
    for line in coverage_table(results, shutil.get_terminal_size().columns):
        click.echo(line)
    _show(findings(results))
    click.echo(summary(results))
    if project.errors:
        return WRONG_INPUT
    return GOOD if is_good(results, project.config.threshold) else NOT_GOOD


@main.command()
@click.option("--yes", is_flag=True, help="Accept all without asking.")
@click.pass_obj
@_reporting
def accept(root: Path, *, yes: bool) -> int:
    """Renew stale quotations, each after a look at both wordings."""
    project = read_project(read_config(root))
    if project.errors:
        _show(project.errors)
        return WRONG_INPUT
    renewed_count = left = 0
    for ledger in project.ledgers:
        chosen: dict[str, list[Claim]] = defaultdict(list)
        for claim in ledger.stale:
            quotation = claim.quotation
            line = ledger.article.line_at(claim.span.start)
            click.echo(f"{quotation.path}:{quotation.line} quotes {ledger.article.path}:{line}")
            click.echo(f"  {show_diff(claim.text, claim.wording)}")
            if yes or click.confirm("accept?"):
                chosen[quotation.path].append(claim)
            else:
                left += 1
        for name, claims in chosen.items():
            path = root / name
            path.write_bytes(renewed(path.read_bytes(), ledger.article, claims))
            renewed_count += len(claims)
    click.echo(f"renewed {renewed_count}, left {left}")
    if renewed_count:
        _show(problem for ledger in read_project(project.config).ledgers for problem in ledger.problems)
        click.echo("read the scenarios again, then run them")
    return NOT_GOOD if left else GOOD


@main.command()
@click.pass_obj
@_reporting
def steps(root: Path) -> int:
    """List the step definitions, what they are for, and where they are used."""
    project = read_project(read_config(root))
    catalogue = collect_steps(project)
    used = used_definitions(project.features, catalogue)
    for position, definition in enumerate(catalogue.definitions):
        if not definition.is_own and position not in used:
            continue
        places = used.get(position, [])
        click.echo(f"{definition.kind} {definition.pattern}")
        if definition.doc:
            click.echo(f"    {definition.doc.splitlines()[0]}")
        click.echo(f"    {definition.file}:{definition.line}, {_uses(places)}")
    _show([*project.errors, *catalogue.errors])
    return WRONG_INPUT if project.errors or catalogue.errors else GOOD


def _uses(places: list[str]) -> str:
    if not places:
        return click.style("unused", fg="red")
    return f"used {len(places)} times: {', '.join(places)}" if len(places) > 1 else f"used once: {places[0]}"


def _last_run(config: Config) -> Recorded | None:
    path = config.report_folder / FILE_NAME
    return read_recorded(path, relative(path, config.root)) if path.exists() else None


def _show(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.secho(str(problem), fg="red")


if __name__ == "__main__":
    main()
