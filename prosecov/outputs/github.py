"""Results in GitHub Actions: annotations at lines of files, and the summary of the job.

See "Workflow commands for GitHub Actions" and "Variables reference" in GitHub's documentation. The job is known from
environment variables only; outside of GitHub Actions nothing is written.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from prosecov.errors import Problem
from prosecov.outputs.summary import missing_lines, show_percentage, summary
from prosecov.results.verdicts import Results, SentenceResult, Totals, Verdict

SUMMARY_LIMIT = 1024 * 1024
"""Bytes that the summary of one step may have; GitHub does not show a longer one."""

_ROOM_FOR_THE_END = 400
_COLLAPSED_FROM = 20
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


@dataclass(frozen=True, slots=True)
class Job:
    """The job that runs, as GitHub describes it.

    Attributes:
        folder: Path of the project within the repository, ``.`` for the whole repository.
        summary: The file to which the summary is appended, ``None`` if there is none.
        source: Address of the commit's files, empty if it is not known.
        run: Address of the run with its artifacts, empty if it is not known.
    """

    folder: PurePosixPath
    summary: Path | None
    source: str
    run: str

    @classmethod
    def current(cls, environment: Mapping[str, str], root: Path) -> Job | None:
        """Return the job that an environment describes.

        Args:
            environment: The environment variables.
            root: The folder of the project.

        Returns:
            The job, ``None`` outside of GitHub Actions.
        """
        if environment.get("GITHUB_ACTIONS") != "true":
            return None
        workspace = Path(environment.get("GITHUB_WORKSPACE") or root).resolve()
        within = root.resolve()
        folder = within.relative_to(workspace) if within.is_relative_to(workspace) else Path()
        summary_file = environment.get("GITHUB_STEP_SUMMARY")
        repository = "/".join(environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY"))
        commit, run = environment.get("GITHUB_SHA"), environment.get("GITHUB_RUN_ID")
        return cls(
            PurePosixPath(folder.as_posix()),
            Path(summary_file) if summary_file else None,
            f"{repository}/blob/{commit}" if commit else "",
            f"{repository}/actions/runs/{run}" if run else "",
        )


def publish(results: Results, found: Sequence[Problem], report: str, root: Path, echo: Callable[[str], object]) -> None:
    """Show results in GitHub Actions; do nothing outside of it.

    Args:
        results: The results.
        found: What needs attention.
        report: The folder of the report, as it is shown.
        root: The folder of the project.
        echo: Writes a line of the job's log.
    """
    job = Job.current(os.environ, root)
    if job is None:
        return
    for line in workflow_commands(found, job):
        echo(line)
    if job.summary is not None:
        taken = job.summary.stat().st_size if job.summary.exists() else 0
        with job.summary.open("a", encoding="utf-8") as file:
            file.write(job_summary(results, found, report, job, SUMMARY_LIMIT - taken))


def workflow_commands(found: Iterable[Problem], job: Job) -> Iterator[str]:
    """Yield the workflow command that puts each finding at its line."""
    for problem in found:
        path = (job.folder / problem.file).as_posix()
        verdict = problem.message.partition(":")[0]
        title = f"prosecov: {verdict}" if verdict in frozenset(Verdict) else "prosecov"
        properties = {"file": path, "line": str(problem.line or 1), "title": title}
        shown = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
        yield f"::error {shown}::{_escape(problem.text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def job_summary(results: Results, found: Sequence[Problem], report: str, job: Job, limit: int = SUMMARY_LIMIT) -> str:
    """Return the summary of a job.

    Args:
        results: The results.
        found: What needs attention.
        report: The folder of the report, as it is shown.
        job: The job.
        limit: Bytes that it may have as UTF-8. Findings that do not fit are left out and counted.

    Returns:
        GitHub's Markdown; empty if not even an outline fits.
    """
    blocks = [f"## Prose coverage: {show_percentage(results.totals.coverage)}\n\n{_text(summary(results))}\n\n"]
    for article in results.articles:
        heading = f"### {_place(Problem(article.path, 0, ''), job)}\n\n"
        table = "".join(_table(article.title, article.sentences))
        blocks.append(heading + _collapsible("Sections", table, table.count("\n") > _COLLAPSED_FROM))
    findings = [f"- {_place(problem, job)}: {_text(problem.text)}\n" for problem in found]
    where = f"[the artifacts of this run]({job.run})" if job.run else "the artifacts of this run"
    end = f"The report is in `{report}`; see {where}.\n\n"
    return _fitting(blocks, findings, end, limit)


def _table(title: str, sentences: Sequence[SentenceResult]) -> Iterator[str]:
    yield "| Section | Sentences | Proved | Missing | Cover | Lines missing |\n"
    yield "| :-- | --: | --: | --: | --: | :-- |\n"
    for section, group in groupby(sentences, key=lambda sentence: sentence.section):
        yield _row(_text(section or title), tuple(group))
    yield _row("**Total**", tuple(sentences))


def _row(title: str, sentences: tuple[SentenceResult, ...]) -> str:
    totals = Totals.of(sentences)
    count, lines = missing_lines(sentences)
    cells = (title, totals.sentences, totals.verdicts[Verdict.PROVED], count, show_percentage(totals.coverage), lines)
    return f"| {' | '.join(map(str, cells))} |\n"


def _fitting(blocks: Sequence[str], findings: Sequence[str], end: str, limit: int) -> str:
    room = limit - len(end.encode()) - _ROOM_FOR_THE_END
    kept: list[str] = []
    for block in blocks:
        room -= len(block.encode())
        if room >= 0:
            kept.append(block)
    shown: list[str] = []
    for line in findings:
        room -= len(line.encode())
        if room < 0:
            break
        shown.append(line)
    left = len(findings) - len(shown)
    if left:
        shown.append(f"- and {left} more; see the log\n")
    if shown:
        kept.append(_collapsible(f"{len(findings)} findings", "".join(shown), len(findings) > _COLLAPSED_FROM))
    text = "".join([*kept, end])
    return text if len(text.encode()) <= limit else ""


def _collapsible(title: str, content: str, is_long: bool) -> str:
    return f"<details><summary>{title}</summary>\n\n{content}\n</details>\n\n" if is_long else f"{content}\n"


def _place(problem: Problem, job: Job) -> str:
    """Return a place, as a link into the commit if that is known."""
    shown = _text(f"{problem.file}:{problem.line}" if problem.line else problem.file)
    if not job.source:
        return shown
    path = quote((job.folder / problem.file).as_posix())
    # Without "plain" GitHub renders Markdown, which has no lines to go to.
    return f"[{shown}]({job.source}/{path}{f'?plain=1#L{problem.line}' if problem.line else ''})"


def _text(text: str) -> str:
    """Return text as Markdown that shows it unchanged, on one line."""
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))
