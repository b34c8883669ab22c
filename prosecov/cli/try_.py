"""The command ``prosecov try``."""

from __future__ import annotations

import os
import shutil
import webbrowser
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

# Without it nothing can be tried, so that comes before any other message.
import playwright  # noqa: F401

from prosecov.articles import Article, read_article
from prosecov.cli.common import GOOD, NOT_GOOD, WRONG_INPUT, examples, with_exit_status
from prosecov.cli.product_options import reachable, sign_in_options, sign_in_settings
from prosecov.coverage.assess import assess, is_good
from prosecov.coverage.explain import Explanation, explain
from prosecov.coverage.project import WALKTHROUGH, Project, read_project, relative
from prosecov.derive.deriving import derive
from prosecov.errors import InputError
from prosecov.outputs.explanation import hints_of
from prosecov.outputs.html import PAGE
from prosecov.outputs.summary import summary
from prosecov.outputs.terminal import verdict_list
from prosecov.results.verdicts import Results
from prosecov.running.record import last_run
from prosecov.running.walk import walk
from prosecov.settings import Settings, WalkthroughSettings, read_settings

REPORT = "prosecov-report"
START = "the user is on the start page"


@click.command(
    "try",
    epilog=examples(
        "prosecov try guide.md --url http://localhost:8000 --open",
        "PROSECOV_NAME=ada PROSECOV_PASSWORD=... prosecov try guide.md --url localhost:8000 --form /login",
    ),
)
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="The address of the product, at which the article begins.")
@sign_in_options
@click.option("--patience", type=click.FloatRange(0, min_open=True), help="Seconds that a step waits (default: 5).")
@click.option("--report", metavar="FOLDER", default=REPORT, show_default=True, help="The folder for the report.")
@click.option("--headed", is_flag=True, help="Show the browser.")
@click.option("--open", "opens", is_flag=True, help="Open the report in a browser at the end.")
@click.pass_obj
@with_exit_status
def command(
    root: Path,
    article: Path,
    url: str,
    form: str | None,
    state: str | None,
    headers: tuple[str, ...],
    patience: float | None,
    report: str,
    *,
    headed: bool,
    opens: bool,
) -> int:
    """Try an article on a product, without any project.

    The steps of ARTICLE are derived and walked through in a browser. Each sentence gets its verdict, and a report shows
    the proofs. Settings in [tool.prosecov] of a pyproject.toml are used if there is one.
    """
    path, folder = article.resolve(), Path(report).resolve()
    read = read_article(article)
    root = root if path.is_relative_to(root) else path.parent
    name = relative(path, root)
    settings = read_settings(root)
    if form or state or headers:
        state = os.fspath(Path(state).resolve()) if state else None
        settings = replace(settings, sign_in=sign_in_settings(form, state, headers))
    settings = replace(
        settings,
        articles=(name,),
        url=reachable(url),
        patience=patience or settings.patience,
        report=os.fspath(folder),
        features=os.fspath(folder),
        belongs={relative(folder, root): name},
        threshold=0.0,
    )
    explained = _write_walkthrough(settings, replace(read, path=name))
    walked = walk(settings, click.echo, *(["--headed"] if headed else []))
    if walked.set_up or walked.stopped:
        for message in [*walked.set_up, *([walked.stopped] if walked.stopped else [])]:
            click.secho(message, fg="red", err=True)
        return WRONG_INPUT
    project = read_project(settings)
    results = _results(project, walked.status)
    hints = {(each.line, each.text): list(hints_of(each)) for each in explained}
    for line, color in verdict_list(results, shutil.get_terminal_size().columns, hints):
        click.secho(line, fg=color)
    return _show_end(project, results, list(walked.notices), opens=opens)


def _write_walkthrough(settings: Settings, article: Article) -> tuple[Explanation, ...]:
    chosen = settings.walkthrough.get(article.path, WalkthroughSettings())
    chosen = chosen if chosen.given else replace(chosen, given=(START,))
    walkthrough = derive(article, chosen)
    target = settings.report_folder / WALKTHROUGH
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(walkthrough.text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(target, 0, f"cannot be written ({error.strerror})", "choose another --report") from None
    return explain(article, walkthrough)


def _results(project: Project, status: int) -> Results:
    recorded = last_run(project.config.report_folder, project.config.root)
    if recorded is None:
        raise InputError(project.config.report, 0, f"pytest ended with {status} and without results", "see above")
    return assess(project, recorded.scenarios, None, datetime.now(UTC))


def _show_end(project: Project, results: Results, notices: Sequence[str], *, opens: bool) -> int:
    click.echo(summary(results))
    for notice in notices:
        click.secho(f"{notice}; set PROSECOV_NAME and PROSECOV_PASSWORD, and give --form", fg="yellow")
    page = project.config.report_folder / PAGE
    click.echo(f"report: {relative(page, Path.cwd())}")
    if opens:
        webbrowser.open(page.as_uri())
    return GOOD if is_good(results, project.config.threshold) else NOT_GOOD
