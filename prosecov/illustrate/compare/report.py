"""Write the page that shows what changed in illustrated articles: before, after and difference side by side."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from prosecov.coverage.project import relative
from prosecov.illustrate.compare.changes import (
    Change,
    ChangeKind,
    Comparison,
    highlight_difference,
    read_picture,
    write_file,
)
from prosecov.illustrate.compose.article import IllustratedArticle
from prosecov.illustrate.compose.html import STYLE, render_template, style_sheet
from prosecov.illustrate.compose.pictures import decode, encode

_PAGE = "pictures.html"
_PICTURES = "picture-changes"
"""The folder beside the page that holds its pictures."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the pictures that show a change.

    Attributes:
        title: Which one it is.
        text: Its alternative text, or why there is none.
        path: Its path, relative to the folder of the page; empty if there is none.
        size: Width and height in pixels.
    """

    title: str
    text: str
    path: str = ""
    size: tuple[int, int] = (0, 0)


def write_change_report(
    compared: Iterable[tuple[IllustratedArticle, Comparison]], folder: Path, report: Path, root: Path
) -> Path:
    """Write the page, in place of an earlier one.

    Args:
        compared: The articles, each with how it differs from the one that is there.
        folder: The folder of all illustrated articles.
        report: The folder for the page and its pictures.
        root: The folder of the project.

    Returns:
        The path of the page.
    """
    shutil.rmtree(report / _PICTURES, ignore_errors=True)
    views = [
        _view(number, new, comparison, folder, report, root)
        for number, (new, comparison) in enumerate(compared, start=1)
    ]
    total = sum(len(view["pictures"]) for view in views)
    page = report / _PAGE
    write_file(page, render_template("changes.html", views=views, total=total, style=STYLE).encode())
    write_file(page.with_name(STYLE), style_sheet().encode())
    return page


def _view(
    number: int, new: IllustratedArticle, comparison: Comparison, folder: Path, report: Path, root: Path
) -> dict[str, Any]:
    pictures = [
        {
            "anchor": f"picture-{number}-{position}",
            "name": change.name,
            "message": str(change),
            "sides": _write_sides(new, change, folder, report, root),
        }
        for position, change in enumerate(comparison.changes, start=1)
    ]
    count = len(new.pictures)
    unchanged = count - sum(change.kind is not ChangeKind.GONE for change in comparison.changes)
    texts = (*comparison.outdated, *comparison.missing)
    return {
        "title": new.article.title,
        "path": new.article.path,
        "summary": f"{unchanged} of {count} pictures are unchanged.",
        "pictures": pictures,
        "texts": [{"name": relative((folder / name).resolve(), root), "message": "is outdated."} for name in texts],
    }


def _write_sides(new: IllustratedArticle, change: Change, folder: Path, report: Path, root: Path) -> list[_Side]:
    """Write the pictures that show a change."""
    before = None if change.kind is ChangeKind.NEW else read_picture(folder / change.name, root)
    after = None if change.kind is ChangeKind.GONE else decode(new.pictures[change.name])
    difference = highlight_difference(before, after) if before and after else None
    description = new.descriptions.get(change.name, PurePosixPath(change.name).name)
    sides = []
    for title, text, picture in (
        ("Before", f"Before: {description}", before),
        ("After", f"After: {description}", after),
        ("Difference", f"In colour what differs. The picture {change}", difference),
    ):
        if picture is None:
            sides.append(_Side(title, "There is none."))
            continue
        path = f"{_PICTURES}/{PurePosixPath(change.name).with_suffix('')}-{title.lower()}.png"
        write_file(report / path, encode(picture))
        sides.append(_Side(title, text, path, picture.size))
    return sides
