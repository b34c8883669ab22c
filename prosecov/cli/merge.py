"""The command ``prosecov merge``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from prosecov.cli.common import GOOD, NOT_GOOD, WRONG_INPUT, examples, show, with_exit_status
from prosecov.cli.report import SINGLE_FILE, results_file, write_page
from prosecov.coverage.assess import findings, is_good
from prosecov.coverage.project import read_project, relative
from prosecov.outputs import github
from prosecov.outputs.summary import summary
from prosecov.outputs.terminal import coverage_table
from prosecov.results.file import read_recorded
from prosecov.results.merge import carry_evidence, merge_runs
from prosecov.running.record import judge_and_record
from prosecov.settings import read_settings


@click.command("merge", epilog=examples("prosecov merge shards/*/report --report build/report"))
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--report", type=click.Path(file_okay=False, path_type=Path), help="The folder for the merged results.")
@SINGLE_FILE
@click.pass_obj
@with_exit_status
def command(root: Path, records: tuple[Path, ...], report: Path | None, *, single_file: bool) -> int:
    """Merge the results of several runs.

    RECORDS are results.json files, or the folders that contain them. Of two runs of one test the later one counts.
    """
    project = read_project(read_settings(root))
    folder = report or project.config.report_folder
    parts = []
    for number, record in enumerate(records, start=1):
        path = results_file(record)
        runs = read_recorded(path, relative(path, root)).scenarios
        parts.append(carry_evidence(runs, path.parent, folder, str(number)))
    results = judge_and_record(project, merge_runs(parts), None, folder)
    for line in coverage_table(results, shutil.get_terminal_size().columns):
        click.echo(line)
    found = findings(results)
    show(found)
    click.echo(summary(results))
    github.publish(results, found, relative(folder, root), root, click.echo)
    write_page(project, results, folder, None, single_file=single_file)
    if project.errors:
        return WRONG_INPUT
    return GOOD if is_good(results, project.config.threshold) else NOT_GOOD
