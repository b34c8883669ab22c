"""The command ``prosecov illustrate``."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import click

from prosecov.articles import Article
from prosecov.coverage.project import article_files, relative
from prosecov.errors import InputError
from prosecov.illustrate.folder import compare_pictures, missing_texts, outdated_texts, put, read_picture, write
from prosecov.illustrate.making import Illustrated
from prosecov.illustrate.page import STYLE, ChangedArticle, ChangedPicture, Side, render_changes, style_sheet
from prosecov.illustrate.pictures import Change, Kind, decode, difference, encode
from prosecov.illustrate.walking import Stopped, illustrate
from prosecov.settings import Config

FOLDER = "illustrated"
"""Where illustrated articles go."""
CHANGES = "pictures.html"
"""The page in the report's folder that shows what changed."""
_SIDES = "picture-changes"
"""The folder beside it that holds its pictures."""


def illustrate_all(
    config: Config, articles: Sequence[Path], output: Path | None, *, compare: bool, update: bool
) -> bool:
    """Illustrate articles, or compare their pictures with those that there are.

    What changed is printed, and so is where a walkthrough stops. Nothing that is there is overwritten or removed
    without ``update``.

    Args:
        config: The settings of the project.
        articles: The articles; none for all that are illustrated already.
        output: The folder for illustrated articles, if not `FOLDER`.
        compare: Whether to write nothing but the page that shows what changed.
        update: Whether to overwrite and remove what is there.

    Returns:
        Whether every walkthrough came to its end and the pictures are as they were, or have been written.

    Raises:
        InputError: An article or its walkthrough cannot be read or run, or a file is in the way.
    """
    desk = _Desk(config, output or config.root / FOLDER, compare=compare, update=update)
    chosen = list(articles) or [path for path in article_files(config, []) if desk.has_pictures(path)]
    if not chosen:
        place = relative(desk.folder.resolve(), config.root)
        raise InputError(place, 0, "no article is illustrated here yet", "name an article")
    are_good = [desk.illustrate(path) for path in chosen]
    if compare:
        desk.show_changes()
    return all(are_good)


class _Desk:
    """Where pictures are made, compared, and put away."""

    def __init__(self, config: Config, folder: Path, *, compare: bool, update: bool) -> None:
        self._config = config
        self.folder = folder
        self._compare = compare
        self._update = update
        self._report = config.report_folder
        self._changed: list[ChangedArticle] = []
        if compare and (self._report / _SIDES).is_dir():
            shutil.rmtree(self._report / _SIDES)

    def has_pictures(self, path: Path) -> bool:
        """Whether an article is illustrated already."""
        return (self.folder / self._place(path)).is_dir()

    def illustrate(self, path: Path) -> bool:
        """Illustrate an article; return whether all is well."""
        place = self._place(path)
        article, new = illustrate(self._config, path, place)
        if isinstance(new, Stopped):
            click.secho(str(new.problem), fg="red")
            for detail in new.details:
                click.echo(f"  {detail}")
            return False
        for name in new.texts:
            if (self.folder / name).resolve() == path.resolve():
                raise InputError(article.path, 0, "would be overwritten by the illustrated article", "use another -o")
        changes = compare_pictures(self.folder, place, new, self._config.root)
        texts = outdated_texts(self.folder, new)
        if self._compare:
            texts += missing_texts(self.folder, new)
            self._changed.append(self._shown(article, new, changes, texts))
        self._tell(changes, texts)
        return self._put_away(article, place, new, changes, texts)

    def show_changes(self) -> None:
        """Write the page that shows what changed."""
        page = self._report / CHANGES
        write(page, render_changes(self._changed).encode())
        write(page.with_name(STYLE), style_sheet().encode())
        click.echo(f"before and after: {relative(page, self._config.root)}")

    def _place(self, path: Path) -> PurePosixPath:
        """The path of an article in the folder: as it is in the folder of the articles, so that links hold."""
        for name in self._config.articles:
            folder = (self._config.root / name).resolve()
            if folder.is_dir() and path.resolve().is_relative_to(folder):
                return PurePosixPath(path.resolve().relative_to(folder).with_suffix("").as_posix())
        return PurePosixPath(path.stem)

    def _tell(self, changes: Sequence[Change], texts: Sequence[str]) -> None:
        is_first = not self._compare and all(change.kind is Kind.NEW for change in changes)
        for change in () if is_first else changes:
            click.secho(f"{self._named(change.name)}: {change}", fg="yellow")
        for name in texts:
            click.secho(f"{self._named(name)}: is not what article and pictures say", fg="yellow")

    def _put_away(
        self, article: Article, place: PurePosixPath, new: Illustrated, changes: Sequence[Change], texts: Sequence[str]
    ) -> bool:
        shown, count = self._named(str(place)), len(new.pictures)
        pictures = f"{count} picture{'' if count == 1 else 's'}"
        is_in_the_way = bool(texts) or any(change.kind is not Kind.NEW for change in changes)
        is_same = not changes and not texts and not missing_texts(self.folder, new)
        if is_same:
            click.echo(f"{shown}: {pictures}, all as they were")
            return True
        if self._update or not (self._compare or is_in_the_way):
            put(self.folder, new, changes)
            click.echo(f"wrote {shown}, with {pictures}")
            return True
        look = "" if self._compare else "look with --compare, then "
        renew = f"{look}run prosecov illustrate {article.path} --update"
        click.secho(f"{shown}: is left as it is; {renew}", fg="red")
        return False

    def _shown(
        self, article: Article, new: Illustrated, changes: Sequence[Change], texts: Sequence[str]
    ) -> ChangedArticle:
        pictures = tuple(ChangedPicture(change, self._sides(new, change)) for change in changes)
        names = tuple(self._named(name) for name in texts)
        return ChangedArticle(article.title, article.path, len(new.pictures), pictures, names)

    def _sides(self, new: Illustrated, change: Change) -> tuple[Side, ...]:
        """Keep the pictures that show a change."""
        before = None if change.kind is Kind.NEW else read_picture(self.folder / change.name, self._config.root)
        after = None if change.kind is Kind.GONE else decode(new.pictures[change.name])
        between = difference(before, after) if before and after else None
        what = new.descriptions.get(change.name, PurePosixPath(change.name).name)
        texts = (f"Before: {what}", f"After: {what}", f"In colour what differs. The picture {change}")
        sides = []
        for title, text, picture in zip(
            ("Before", "After", "Difference"), texts, (before, after, between), strict=True
        ):
            if picture is None:
                sides.append(Side(title, "There is none."))
                continue
            path = f"{_SIDES}/{PurePosixPath(change.name).with_suffix('')}-{title.lower()}.png"
            write(self._report / path, encode(picture))
            sides.append(Side(title, text, path, picture.size))
        return tuple(sides)

    def _named(self, name: str) -> str:
        return relative((self.folder / name).resolve(), self._config.root)
