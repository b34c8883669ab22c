"""The command ``prosecov report``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from prosecov.cli.common import GOOD, WRONG_INPUT, examples, show, with_exit_status
from prosecov.coverage.assess import assess
from prosecov.coverage.project import Project, read_project, relative
from prosecov.outputs.html import PAGE, write_report
from prosecov.results.file import FILE_NAME, read_recorded
from prosecov.results.merge import carry_evidence
from prosecov.results.mutants import read_mutants
from prosecov.results.verdicts import Results
from prosecov.settings import read_settings

SINGLE_FILE = click.option("--single-file", is_flag=True, help="Embed screenshots, style and script in the page.")


@click.command("report", epilog=examples("prosecov report", "prosecov report --single-file -o proof.html"))
@click.argument("record", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The page to write, or the folder for it.")
@SINGLE_FILE
@click.pass_obj
@with_exit_status
def command(root: Path, record: Path | None, output: Path | None, *, single_file: bool) -> int:
    """Write the report of a run.

    RECORD is a results.json file, or the folder that contains it; by default that of the last run.
    """
    project = read_project(read_settings(root))
    path = results_file(record or project.config.report_folder)
    recorded = read_recorded(path, relative(path, root))
    mutants = read_mutants(path.parent)
    results = assess(
        project, recorded.scenarios, None, datetime.now(UTC), is_partial=recorded.is_partial, mutants=mutants
    )
    write_page(project, results, path.parent, output, single_file=single_file)
    show(project.errors)
    return WRONG_INPUT if project.errors else GOOD


def results_file(record: Path) -> Path:
    """Return the path of ``results.json``, given that path or its folder."""
    return record / FILE_NAME if record.is_dir() else record


def write_page(project: Project, results: Results, folder: Path, output: Path | None, *, single_file: bool) -> None:
    """Write the page of the report, and copy screenshots and traces if it is written to another folder.

    Args:
        project: The project.
        results: The results.
        folder: The folder to which the paths of screenshots in the results are relative.
        output: The page to write, or its folder; by default ``folder``.
        single_file: Whether to embed everything in the page.
    """
    page = folder / PAGE if output is None else output / PAGE if output.is_dir() or not output.suffix else output
    if not single_file:
        runs = carry_evidence(results.scenarios, folder, page.parent, page.stem)
        results, folder = replace(results, scenarios=runs), page.parent
    articles = [ledger.article for ledger in project.ledgers]
    write_report(results, articles, page, is_single_file=single_file, evidence=folder)
    click.echo(f"report: {relative(page, project.config.root)}")
