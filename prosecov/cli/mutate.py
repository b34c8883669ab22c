"""The command ``prosecov mutate``."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import click

from prosecov.cli.common import GOOD, NOT_GOOD, WRONG_INPUT, examples, show, with_exit_status
from prosecov.coverage.assess import assess
from prosecov.coverage.project import Project, read_project, relative
from prosecov.errors import InputError
from prosecov.mutation.model import Family
from prosecov.mutation.mutate import REPORT, Mutation, Plan, mutate, write
from prosecov.mutation.summary import gate, table
from prosecov.results.verdicts import Results
from prosecov.running.record import last_run
from prosecov.settings import read_settings


@click.command(
    "mutate",
    epilog=examples(
        "prosecov mutate                          all proved sentences",
        "prosecov mutate articles/guide.md        those of one article",
        "prosecov mutate --changed origin/main    those that a branch may have changed",
        "prosecov mutate --family step --most 10  more mutants of one family",
    ),
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option(
    "--family",
    "families",
    multiple=True,
    type=click.Choice([family.value for family in Family]),
    help="Only mutants of this family; repeatable.",
)
@click.option(
    "--most", type=click.IntRange(1), help="Mutants of each family for a sentence (default: the setting, else 3)."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Chooses which mutants are tried.")
@click.option("--changed", metavar="REV", help="Only sentences that changes since this Git revision may concern.")
@click.option("-n", "--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes at once.")
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), help="The least score in per cent (default: the setting, else 80)."
)
@click.option("--resume", is_flag=True, help="Go on where an interrupted run stopped.")
@click.pass_obj
@with_exit_status
def command(
    root: Path,
    articles: tuple[str, ...],
    families: tuple[str, ...],
    most: int | None,
    seed: int,
    changed: str | None,
    workers: int,
    fail_under: float | None,
    *,
    resume: bool,
) -> int:
    """Break what proved sentences say, and see their checks fail.

    A mutant changes the prose of an article, a value in a step, the screen in the browser, or the product, so that one
    sentence becomes false. It is killed if a check fails for that sentence. One that survives shows a check that
    cannot fail.

    Run pytest --prosecov first: only sentences that are proved are tested.
    """
    settings = read_settings(root)
    project = read_project(settings)
    if project.errors:
        show(project.errors)
        return WRONG_INPUT
    results = _results(project)
    plan = Plan(
        frozenset(Family(family) for family in families or Family),
        most or settings.mutation.most,
        seed,
        workers,
        frozenset(relative(Path(article).resolve(), root) for article in articles),
        _changed_files(root, changed) if changed else None,
        anew=not resume,
    )
    mutation = mutate(project, results, plan, settings.mutation, click.echo)
    threshold = settings.mutation.threshold if fail_under is None else fail_under
    write(mutation, project, threshold)
    _show(mutation, root, settings.report_folder)
    problems = gate(mutation, threshold)
    show(problems)
    return NOT_GOOD if problems else GOOD


def _results(project: Project) -> Results:
    recorded = last_run(project.config.report_folder, project.config.root)
    if recorded is None:
        raise InputError(project.config.report, 0, "nothing has run yet", "run pytest --prosecov first")
    return assess(project, recorded.scenarios, None, datetime.now(UTC))


def _changed_files(root: Path, revision: str) -> frozenset[str]:
    command = ["git", "diff", "--name-only", "--relative", revision, "--"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise InputError(root, 0, f"git cannot compare with {revision}: {said[0] if said else ''}", "name a revision")
    return frozenset(done.stdout.splitlines())


def _show(mutation: Mutation, root: Path, folder: Path) -> None:
    for line in table(mutation):
        click.echo(line)
    click.echo(f"results: {relative(folder / REPORT, root)}")
