"""The command ``prosecov``."""

from __future__ import annotations

import errno
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

from prosecov.coverage.accept import renewed
from prosecov.coverage.assess import assess, findings, is_good, scenarios_to_read
from prosecov.coverage.ledger import Claim, show_diff
from prosecov.coverage.lint import used_definitions
from prosecov.coverage.project import Project, read_project, relative
from prosecov.errors import InputError, Problem
from prosecov.outputs import github
from prosecov.outputs.terminal import coverage_table, summary
from prosecov.results.file import FILE_NAME, Recorded, read_recorded, write_results
from prosecov.results.merge import carry_evidence, merge_runs, remove_unused
from prosecov.results.verdicts import Results
from prosecov.running.steps import collect_steps, current_catalogue
from prosecov.settings import Config, find_root, read_config

_P = ParamSpec("_P")
GOOD, NOT_GOOD, WRONG_INPUT = 0, 1, 2
_SINGLE_FILE = click.option("--single-file", is_flag=True, help="Embed pictures, style and script in the page.")


def _examples(*lines: str) -> str:
    """What ``--help`` shows at its end, line by line."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def _reporting(command: Callable[_P, int]) -> Callable[_P, None]:
    """Make a command exit with the number that it returns, and with 2 and one line if its input is wrong."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except InputError as error:
            click.echo(str(error), err=True)
            status = WRONG_INPUT
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever reads the output has seen enough; click ends quietly then
            problem = Problem(str(error.filename), 0, f"cannot be read or written ({error.strerror})", "check the disk")
            click.echo(str(problem), err=True)
            status = WRONG_INPUT
        sys.exit(status)

    return run


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_examples(
        "pytest --prosecov               run the features, and judge every sentence",
        "prosecov check                  see what a changed sentence broke, without a run",
        "prosecov derive articles/a.md   write the walkthrough of an article",
    ),
)
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


@main.command(epilog=_examples("prosecov check"))
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
    found = findings(results, proved_before)
    _show(found)
    again = scenarios_to_read(project, results, proved_before)
    if again:
        click.echo("read again:")
        for place in again:
            click.echo(f"  {place}")
    if recorded is None:
        click.echo("nothing has run yet; run pytest --prosecov")
    click.echo(summary(results))
    _publish(results, found, project.config.report_folder, root)
    if project.errors:
        return WRONG_INPUT
    return GOOD if is_good(results, project.config.threshold) and not again else NOT_GOOD


@main.command(epilog=_examples("prosecov merge shards/*/report --report build/report"))
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--report", type=click.Path(file_okay=False, path_type=Path), help="Where the sum goes.")
@_SINGLE_FILE
@click.pass_obj
@_reporting
def merge(root: Path, records: tuple[Path, ...], report: Path | None, *, single_file: bool) -> int:
    """Add up the RECORDS of several runs: results.json files, or the folders that hold them."""
    project = read_project(read_config(root))
    folder = report or project.config.report_folder
    parts = []
    for number, record in enumerate(records, start=1):
        path = _file_of(record)
        runs = read_recorded(path, relative(path, root)).scenarios
        parts.append(carry_evidence(runs, path.parent, folder, str(number)))
    results = assess(project, merge_runs(parts), None, datetime.now(UTC))
    write_results(results, folder)
    remove_unused(folder, results.scenarios)
    for line in coverage_table(results, shutil.get_terminal_size().columns):
        click.echo(line)
    found = findings(results)
    _show(found)
    click.echo(summary(results))
    _publish(results, found, folder, root)
    _write_report(project, results, folder, None, single_file=single_file)
    if project.errors:
        return WRONG_INPUT
    return GOOD if is_good(results, project.config.threshold) else NOT_GOOD


@main.command(epilog=_examples("prosecov report", "prosecov report --single-file -o proof.html"))
@click.argument("record", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The page to write, or the folder for it.")
@_SINGLE_FILE
@click.pass_obj
@_reporting
def report(root: Path, record: Path | None, output: Path | None, *, single_file: bool) -> int:
    """Write the report of a RECORD: a results.json file, or the folder that holds it; by default the last run."""
    project = read_project(read_config(root))
    path = _file_of(record or project.config.report_folder)
    recorded = read_recorded(path, relative(path, root))
    results = assess(project, recorded.scenarios, None, datetime.now(UTC), is_partial=recorded.is_partial)
    _write_report(project, results, path.parent, output, single_file=single_file)
    _show(project.errors)
    return WRONG_INPUT if project.errors else GOOD


@main.command(epilog=_examples("prosecov accept", "prosecov accept --yes"))
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


@main.command(epilog=_examples("prosecov derive articles/guide.md", "prosecov derive --check"))
@click.argument("article", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="FILE", help="Write there instead; - is standard output.")
@click.option("--check", is_flag=True, help="Write nothing; fail if article and walkthrough have parted ways.")
@click.option("--force", is_flag=True, help="Overwrite a file that was not generated.")
@click.pass_obj
@_reporting
def derive(root: Path, article: Path | None, output: str | None, *, check: bool, force: bool) -> int:
    """Derive the walkthrough of ARTICLE; without one, of every article that has settings for it."""
    # The grammar takes a while to load, which no other command should wait for.
    from prosecov.cli.derive import derive_all  # noqa: PLC0415

    articles = [article] if article else []
    return GOOD if derive_all(read_config(root), articles, output, check=check, force=force) else NOT_GOOD


@main.command(epilog=_examples("prosecov illustrate articles/guide.md", "prosecov illustrate --compare"))
@click.argument("article", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
@click.option("--compare", is_flag=True, help="Show what changed in the pictures, and overwrite nothing.")
@click.option("--update", is_flag=True, help="Overwrite the pictures that changed.")
@click.pass_obj
@_reporting
def illustrate(root: Path, article: Path | None, output: Path | None, *, compare: bool, update: bool) -> int:
    """Run the walkthrough of ARTICLE and put a picture of the screen after each of its steps.

    Without ARTICLE, every article that is illustrated already.
    """
    from prosecov.cli.illustrate import illustrate_all  # noqa: PLC0415 - as above

    articles = [article] if article else []
    is_good = illustrate_all(read_config(root), articles, output, compare=compare, update=update)
    return GOOD if is_good else NOT_GOOD


@main.command(epilog=_examples("prosecov actions sentences.jsonl > understood.jsonl"))
@click.argument("items", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@_reporting
def actions(items: Path) -> int:
    """Print what is understood of single sentences: items of FILE.jsonl in, their actions and facts out."""
    from prosecov.cli.actions import print_actions  # noqa: PLC0415 - other commands are not to pay for it

    print_actions(items)
    return GOOD


@main.command(epilog=_examples("prosecov steps"))
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


def _file_of(record: Path) -> Path:
    return record / FILE_NAME if record.is_dir() else record


def _write_report(project: Project, results: Results, folder: Path, output: Path | None, *, single_file: bool) -> None:
    """Write the page of results whose pictures are in ``folder``, and bring these along if it goes elsewhere."""
    from prosecov.outputs.html import PAGE, write_report  # noqa: PLC0415 - other commands are not to pay for it

    page = folder / PAGE if output is None else output / PAGE if output.is_dir() or not output.suffix else output
    if not single_file:
        runs = carry_evidence(results.scenarios, folder, page.parent, page.stem)
        results, folder = replace(results, scenarios=runs), page.parent
    articles = [ledger.article for ledger in project.ledgers]
    write_report(results, articles, page, is_single_file=single_file, evidence=folder)
    click.echo(f"report: {relative(page, project.config.root)}")


def _last_run(config: Config) -> Recorded | None:
    path = config.report_folder / FILE_NAME
    return read_recorded(path, relative(path, config.root)) if path.exists() else None


def _publish(results: Results, found: list[Problem], folder: Path, root: Path) -> None:
    github.publish(results, found, relative(folder, root), root, click.echo)


def _show(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.secho(str(problem), fg="red")
