"""Read a project: its articles, its features, and which feature belongs to which article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from prosecov.articles import SUFFIXES, Article, read_article
from prosecov.articles.links import broken_links
from prosecov.coverage.ledger import Ledger, build_ledger
from prosecov.errors import InputError, Problem
from prosecov.features import Feature, read_feature
from prosecov.settings import FILE_NAME, Settings

_T = TypeVar("_T")
WALKTHROUGH = "walkthrough.feature"
"""The file in the folder of an article's features that is derived from it."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project, read.

    Attributes:
        config: Its settings.
        ledgers: Its articles with what features claim of them, by path.
        features: All features, by path.
        errors: Files that cannot be read.
        orphans: Quotations of features that belong to no article.
        links: Links of articles that lead nowhere.
    """

    config: Settings
    ledgers: tuple[Ledger, ...]
    features: tuple[Feature, ...]
    errors: tuple[Problem, ...]
    orphans: tuple[Problem, ...]
    links: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems with quotations and links, over all articles."""
        return self.orphans + self.links + tuple(problem for ledger in self.ledgers for problem in ledger.problems)


def read_project(config: Settings) -> Project:
    """Read all articles and features of a project.

    What cannot be read is named in `Project.errors`, and everything else is read all the same.
    """
    errors: list[Problem] = []
    articles = list(_read(article_files(config, errors), config.root, read_article, errors))
    features = list(_read(_feature_files(config), config.root, read_feature, errors))
    by_article: dict[str, list[Feature]] = {article.path: [] for article in articles}
    orphans: list[Problem] = []
    owner_of = _Owners(config, articles, errors)
    for feature in features:
        owner = owner_of(feature.path)
        if owner in by_article:
            by_article[owner].append(feature)
        elif feature.quotations and not any(error.file == owner for error in errors):
            hint = f"name a folder above it like the article, or set belongs in {FILE_NAME}"
            line = feature.quotations[0].line
            orphans.append(Problem(feature.path, line, "a quotation, but the feature belongs to no article", hint))
    ledgers = tuple(build_ledger(article, by_article[article.path], config.leave_out) for article in articles)
    links = broken_links(articles, lambda path: _is_there(config.root / path))
    return Project(config, ledgers, tuple(features), tuple(sorted(errors)), tuple(orphans), tuple(links))


def relative(path: Path, root: Path) -> str:
    """Return a path as messages show it: relative to the project if it lies within, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # A name that is too long, or a folder that may not be read.
        return False


def _read(paths: Iterable[Path], root: Path, read: Callable[[Path, str], _T], errors: list[Problem]) -> Iterator[_T]:
    for path in paths:
        try:
            yield read(path, relative(path, root))
        except InputError as error:
            errors.append(error.problem)


def article_files(config: Settings, errors: list[Problem]) -> list[Path]:
    """Return the files of all articles; an article folder without one is added to ``errors``."""
    found: list[Path] = []
    for name in config.articles:
        path = config.root / name
        if path.suffix and not path.is_dir():
            found.append(path)
            continue
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        if not files:
            hint = f"write one, or set articles in [tool.prosecov] of {FILE_NAME}"
            errors.append(Problem(name, 0, "no article here", hint))
        found += files
    return list(dict.fromkeys(found))


def _feature_files(config: Settings) -> list[Path]:
    folders = [config.features, *config.belongs]
    files = [
        file
        for folder in folders
        for file in (sorted((config.root / folder).rglob("*.feature")) or [config.root / folder])
        if file.suffix == ".feature"
    ]
    return list(dict.fromkeys(files))


def walkthrough_place(config: Settings, article: str) -> str:
    """Return where the walkthrough of an article goes, so that it belongs to the article.

    That is a folder which ``belongs`` gives to the article, else one in the folder of the features that is called
    like the article and, if others are called so too, like as many folders above it as tell them apart.

    Args:
        config: The settings of the project.
        article: The path of the article, relative to the project.

    Returns:
        The path of the feature, relative to the project.
    """
    own = [folder for folder, owner in config.belongs.items() if owner == article and not folder.endswith(".feature")]
    if own:
        return f"{own[0].rstrip('/')}/{WALKTHROUGH}"
    names = {relative(file, config.root) for file in article_files(config, [])} | {article}
    paths = [PurePosixPath(name).with_suffix("").parts for name in names]
    parts = PurePosixPath(article).with_suffix("").parts
    kept = next((n for n in range(1, len(parts)) if sum(path[-n:] == parts[-n:] for path in paths) == 1), len(parts))
    return PurePosixPath(
        config.features, *(part for part in parts[-kept:] if part not in {"/", ".."}), WALKTHROUGH
    ).as_posix()


class _Owners:
    """Tells to which article a feature belongs."""

    def __init__(self, config: Settings, articles: Iterable[Article], errors: list[Problem]) -> None:
        self._features = PurePosixPath(config.features)
        self._belongs = {PurePosixPath(key): value for key, value in config.belongs.items()}
        unreadable = [error.file for error in errors if PurePosixPath(error.file).suffix.lower() in SUFFIXES]
        paths = [*(article.path for article in articles), *unreadable]
        self._by_name: dict[PurePosixPath, list[str]] = defaultdict(list)
        for path in paths:
            parts = PurePosixPath(path).with_suffix("").parts
            for first in range(len(parts)):
                self._by_name[PurePosixPath(*parts[first:])].append(path)
        for key, path in config.belongs.items():
            if path not in paths:
                message = f"belongs: {key!r} is to belong to {path!r}, which is no article"
                errors.append(Problem(FILE_NAME, 0, message, "correct its path, or list it under articles"))

    def __call__(self, feature: str) -> str:
        """Return the path of the article, empty if there is none."""
        path = PurePosixPath(feature)
        for folder in (path, *path.parents):
            if folder in self._belongs:
                return self._belongs[folder]
        if not path.is_relative_to(self._features):
            return ""
        inner = path.relative_to(self._features).with_suffix("")
        names = (
            PurePosixPath(*place.parts[first:])
            for place in (inner, *inner.parents)
            for first in range(len(place.parts))
        )
        return next((owners[0] for name in names if len(owners := self._by_name.get(name, [])) == 1), "")
