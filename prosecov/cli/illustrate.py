"""The command ``prosecov illustrate``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import click

from prosecov.cli.common import GOOD, NOT_GOOD, examples, with_exit_status
from prosecov.coverage.project import article_files, relative
from prosecov.errors import InputError
from prosecov.illustrate.capture.walkthrough import StoppedWalkthrough, capture
from prosecov.illustrate.compare.changes import Comparison, compare_article, write_article
from prosecov.illustrate.compare.report import write_change_report
from prosecov.illustrate.compose.article import IllustratedArticle, compose
from prosecov.settings import Settings, read_settings

FOLDER = "illustrated"
"""The folder for illustrated articles."""


def illustrate_all(
    config: Settings, articles: Sequence[Path], output: Path | None, *, compare: bool, update: bool
) -> bool:
    """Illustrate articles, or compare their pictures with those that are there.

    Print what changed, and where a walkthrough stopped. Overwrite and delete nothing unless ``update`` is given.

    Args:
        config: The settings of the project.
        articles: The articles; none for all that are illustrated already.
        output: The folder for illustrated articles, if not `FOLDER`.
        compare: Whether to write only the page that shows what changed.
        update: Whether to overwrite and delete pictures that are there.

    Returns:
        Whether every walkthrough passed, and the pictures are unchanged or have been written.

    Raises:
        InputError: An article or its walkthrough cannot be read or run, or a file is in the way.
    """
    folder = output or config.root / FOLDER
    chosen = list(articles) or [path for path in article_files(config, []) if (folder / _place(config, path)).is_dir()]
    if not chosen:
        name = relative(folder.resolve(), config.root)
        raise InputError(name, 0, "no article is illustrated here yet", "name an article")
    compared: list[tuple[IllustratedArticle, Comparison]] = []
    is_good = True
    for path in chosen:
        captured = capture(config, path)
        if isinstance(captured, StoppedWalkthrough):
            click.secho(str(captured.problem), fg="red")
            for detail in captured.details:
                click.echo(f"  {detail}")
            is_good = False
            continue
        new = compose(captured, _place(config, path))
        comparison = compare_article(new, folder, config.root)
        compared.append((new, comparison))
        _show_changes(comparison, folder, config.root, compare=compare)
        is_written = update or (comparison.only_adds and not compare)
        if is_written and not comparison.is_same:
            write_article(new, comparison, folder)
        _show_outcome(new, comparison, folder, config.root, compare=compare, is_written=is_written)
        is_good = is_good and (comparison.is_same or is_written)
    if compare:
        page = write_change_report(compared, folder, config.report_folder, config.root)
        click.echo(f"before and after: {relative(page, config.root)}")
    return is_good


def _place(config: Settings, path: Path) -> PurePosixPath:
    """Return the path of an article without suffix, relative to its folder of articles, so that links stay valid."""
    for name in config.articles:
        folder = (config.root / name).resolve()
        if folder.is_dir() and path.resolve().is_relative_to(folder):
            return PurePosixPath(path.resolve().relative_to(folder).with_suffix("").as_posix())
    return PurePosixPath(path.stem)


def _show_changes(comparison: Comparison, folder: Path, root: Path, *, compare: bool) -> None:
    is_first = comparison.only_adds and not compare
    for change in () if is_first else comparison.changes:
        click.secho(f"{relative((folder / change.name).resolve(), root)}: {change}", fg="yellow")
    for name in (*comparison.outdated, *(comparison.missing if compare else ())):
        click.secho(f"{relative((folder / name).resolve(), root)}: is outdated", fg="yellow")


def _show_outcome(
    new: IllustratedArticle, comparison: Comparison, folder: Path, root: Path, *, compare: bool, is_written: bool
) -> None:
    name, count = relative((folder / new.place).resolve(), root), len(new.pictures)
    pictures = f"{count} picture{'' if count == 1 else 's'}"
    if comparison.is_same:
        click.echo(f"{name}: {pictures}, unchanged")
    elif is_written:
        click.echo(f"wrote {name}, with {pictures}")
    else:
        look = "" if compare else "look with --compare, then "
        click.secho(f"{name}: was not overwritten; {look}run prosecov illustrate {new.article.path} --update", fg="red")


@click.command("illustrate", epilog=examples("prosecov illustrate articles/guide.md", "prosecov illustrate --compare"))
@click.argument("article", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
@click.option("--compare", is_flag=True, help="Show which pictures changed, and overwrite nothing.")
@click.option("--update", is_flag=True, help="Overwrite the pictures that changed.")
@click.pass_obj
@with_exit_status
def command(root: Path, article: Path | None, output: Path | None, *, compare: bool, update: bool) -> int:
    """Add a screenshot of each step to an article.

    The walkthrough of ARTICLE is run to take the screenshots; by default that of every article that is illustrated
    already.
    """
    articles = [article] if article else []
    is_good = illustrate_all(read_settings(root), articles, output, compare=compare, update=update)
    return GOOD if is_good else NOT_GOOD
