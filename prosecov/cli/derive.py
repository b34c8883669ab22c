"""The command ``prosecov derive``."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import click

from prosecov.articles import Article, read_article
from prosecov.cli.common import GOOD, NOT_GOOD, examples, with_exit_status
from prosecov.coverage.explain import explain
from prosecov.coverage.project import relative, walkthrough_place
from prosecov.derive.deriving import Walkthrough, derive
from prosecov.derive.gherkin import GENERATED
from prosecov.errors import InputError, read_text
from prosecov.outputs.explanation import explanation_lines
from prosecov.settings import FILE_NAME, Settings, WalkthroughSettings, read_settings

STANDARD_OUTPUT = "-"


@click.command("derive", epilog=examples("prosecov derive articles/guide.md", "prosecov derive --check"))
@click.argument("article", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="FILE", help="The file to write; - is standard output.")
@click.option("--check", is_flag=True, help="Write nothing; fail if the walkthrough does not match its article.")
@click.option("--explain", "by_clause", is_flag=True, help="Write nothing; show what becomes of each clause.")
@click.option("--force", is_flag=True, help="Overwrite a file that was not generated.")
@click.pass_obj
@with_exit_status
def command(root: Path, article: Path | None, output: str | None, *, check: bool, by_clause: bool, force: bool) -> int:
    """Derive the walkthrough of an article.

    ARTICLE is the article; by default every article that has settings for its walkthrough. For an ARTICLE, each
    sentence is shown with what becomes of it, or why nothing does, and with another wording where a rule knows one.
    """
    articles = [article] if article else []
    if by_clause:
        explain_all(read_settings(root), articles)
        return GOOD
    return GOOD if derive_all(read_settings(root), articles, output, check=check, force=force) else NOT_GOOD


def explain_all(settings: Settings, articles: Sequence[Path]) -> None:
    """Print what becomes of each clause of some articles.

    Args:
        settings: The settings of the project.
        articles: The articles; if empty, all that have settings for their walkthrough.

    Raises:
        InputError: An article cannot be read or has no procedure.
    """
    for path in _chosen(settings, articles):
        article, walkthrough = _derived(settings, path)
        _show(article, walkthrough, by_clause=True)


def _chosen(settings: Settings, articles: Sequence[Path]) -> list[Path]:
    chosen = list(articles) or [settings.root / name for name in settings.walkthrough]
    if not chosen:
        hint = f'name an article, or write [tool.prosecov.walkthrough."articles/guide.md"] in {FILE_NAME}'
        raise InputError(FILE_NAME, 0, "no article has settings for its walkthrough", hint)
    return chosen


def _derived(settings: Settings, path: Path) -> tuple[Article, Walkthrough]:
    name = relative(path.resolve(), settings.root)
    article = read_article(path, name)
    return article, derive(article, settings.walkthrough.get(name, WalkthroughSettings()))


def _show(article: Article, walkthrough: Walkthrough, *, by_clause: bool, err: bool = False) -> None:
    for line, color in explanation_lines(article.path, explain(article, walkthrough), by_clause=by_clause):
        click.secho(line, fg=color, err=err)


def derive_all(settings: Settings, articles: Sequence[Path], output: str | None, *, check: bool, force: bool) -> bool:
    """Derive walkthroughs and write them, or compare them with the files.

    Sentences that could not be derived are printed when a file is written, differences when files are compared.

    Args:
        settings: The settings of the project.
        articles: The articles; if empty, all that have settings for their walkthrough.
        output: The file to write, ``-`` for standard output; ``None`` for the place that belongs to the article.
        check: Whether to compare only.
        force: Whether to overwrite a file that was not generated.

    Returns:
        Whether all files match, or have been written, and no instruction became a step that fails.

    Raises:
        InputError: An article cannot be read or has no procedure, or a file is in the way.
    """
    chosen = _chosen(settings, articles)
    if output is not None and len(chosen) > 1:
        raise InputError(FILE_NAME, 0, "cannot write several walkthroughs to one file", "name the article")
    explains = bool(articles) and not check
    are_same = [_derive_one(settings, path, output, check=check, force=force, explains=explains) for path in chosen]
    return all(are_same)


def _derive_one(
    settings: Settings, path: Path, output: str | None, *, check: bool, force: bool, explains: bool
) -> bool:
    article, walkthrough = _derived(settings, path)
    name = article.path
    if explains:
        _show(article, walkthrough, by_clause=False, err=True)
    # For a comparison they do not matter; prosecov check names those that no scenario quotes.
    for problem in () if check else walkthrough.left:
        if not (explains and problem.line):
            click.secho(str(problem), err=True, fg="yellow")
    for problem in walkthrough.failing:
        click.secho(str(problem), err=True, fg="red")
    if output == STANDARD_OUTPUT and not check:
        click.echo(walkthrough.text, nl=False)
        return not walkthrough.failing
    target = Path(output) if output is not None else settings.root / walkthrough_place(settings, name)
    shown = relative(target.resolve(), settings.root)
    written = read_text(target, shown) if target.exists() else ""
    if check:
        return _is_same(written, walkthrough.text, name, shown) and not walkthrough.failing
    if written and not written.startswith(GENERATED) and not force:
        hint = "write elsewhere with -o, or overwrite it with --force"
        raise InputError(shown, 0, "was not generated, so it is left as it is", hint)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(walkthrough.text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(shown, 0, f"cannot be written ({error.strerror})", "check the path") from None
    click.echo(f"wrote {shown}")
    return not walkthrough.failing


def _is_same(written: str, derived: str, article: str, shown: str) -> bool:
    if written == derived:
        click.echo(f"{shown}: as derived from {article}")
        return True
    difference = difflib.unified_diff(
        written.splitlines(), derived.splitlines(), shown, f"derived from {article}", lineterm=""
    )
    for line in difference:
        click.secho(line, fg={"+": "green", "-": "red"}.get(line[:1]))
    click.secho(f"{shown}: does not match {article}; run prosecov derive {article}", fg="red")
    return False
