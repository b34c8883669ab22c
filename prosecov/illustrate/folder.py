"""The folder of illustrated articles on the disk: what was there, what is new, and putting one for the other."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from prosecov.coverage.project import relative
from prosecov.errors import InputError
from prosecov.illustrate.making import Illustrated
from prosecov.illustrate.pictures import Change, Kind, compare, decode

_OURS = re.compile(r"\d{2,}-.+\.png")


def compare_pictures(folder: Path, place: PurePosixPath, new: Illustrated, root: Path) -> list[Change]:
    """What became of the pictures of an article.

    Args:
        folder: The folder of all illustrated articles.
        place: The path of the article in it, without suffix.
        new: The article as it would be now.
        root: The folder of the project, to which paths in messages are relative.

    Returns:
        All changes by name.

    Raises:
        InputError: What is there is no picture.
    """
    there = {f"{place}/{path.name}" for path in (folder / place).glob("*.png") if _OURS.fullmatch(path.name)}
    changes: list[Change | None] = [Change(name, Kind.GONE) for name in there - set(new.pictures)]
    for name, png in new.pictures.items():
        if name in there:
            changes.append(compare(name, read_picture(folder / name, root), decode(png)))
        else:
            changes.append(Change(name, Kind.NEW))
    return sorted((change for change in changes if change), key=lambda change: change.name)


def read_picture(path: Path, root: Path) -> Image.Image:
    """Read a picture.

    Args:
        path: Its file.
        root: The folder of the project, to which paths in messages are relative.

    Returns:
        Red, green and blue of each pixel.

    Raises:
        InputError: It is no picture.
    """
    try:
        return decode(path.read_bytes())
    except UnidentifiedImageError:
        hint = "restore it, or delete it and illustrate the article anew"
        raise InputError(relative(path.resolve(), root), 0, "is no picture", hint) from None


def outdated_texts(folder: Path, new: Illustrated) -> list[str]:
    """The texts of an illustrated article that are there, but not as they would be now."""
    return [
        name
        for name, text in new.texts.items()
        if (folder / name).is_file() and (folder / name).read_bytes() != text.encode()
    ]


def missing_texts(folder: Path, new: Illustrated) -> list[str]:
    """The texts of an illustrated article that are not there."""
    return [name for name in new.texts if not (folder / name).is_file()]


def put(folder: Path, new: Illustrated, changes: Sequence[Change]) -> None:
    """Write what is new, and remove what is gone; pictures that did not change are left alone.

    Every file is complete at any time, and texts come last, so that they never speak of a picture that is not there.

    Args:
        folder: The folder of all illustrated articles.
        new: The article.
        changes: What became of its pictures.
    """
    for change in changes:
        if change.kind is not Kind.GONE:
            write(folder / change.name, new.pictures[change.name])
    for name in (*outdated_texts(folder, new), *missing_texts(folder, new)):
        write(folder / name, new.texts[name].encode())
    for change in changes:
        if change.kind is Kind.GONE:
            (folder / change.name).unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it finds the old content or the new one, and nothing in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
