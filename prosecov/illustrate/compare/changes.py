"""Compare an illustrated article with the one that is there, and write what changed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

from prosecov.coverage.project import relative
from prosecov.errors import InputError
from prosecov.geometry import Box
from prosecov.illustrate.compose.article import IllustratedArticle
from prosecov.illustrate.compose.pictures import RING, decode

_PICTURE_NAME = re.compile(r"\d{2,}-.+\.png")


class ChangeKind(StrEnum):
    """How a picture changed."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """The change of a picture.

    Attributes:
        name: Path of its file.
        kind: How it changed.
        share: Share of its pixels that differ, from 0 to 1.
        box: The smallest rectangle around all pixels that differ; ``None`` unless both pictures are there.
    """

    name: str
    kind: ChangeKind
    share: float = 1.0
    box: Box | None = None

    def __str__(self) -> str:
        if self.kind is ChangeKind.NEW:
            return "is new"
        if self.box is None:
            return "is gone: no step takes it any more"
        share = f"{100 * self.share:.2f}" if self.share >= 0.0001 else "less than 0.01"
        size, place = f"{self.box.width:.0f} by {self.box.height:.0f}", f"{self.box.x:.0f}, {self.box.y:.0f}"
        return f"has changed: {share} % of its pixels, in a box of {size} pixels at {place}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an illustrated article differs from the one that is there.

    Attributes:
        changes: The changes of its pictures, by name.
        outdated: Names of texts that are there with another content.
        missing: Names of texts that are not there.
    """

    changes: tuple[Change, ...]
    outdated: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether everything is there as it should be."""
        return not (self.changes or self.outdated or self.missing)

    @property
    def only_adds(self) -> bool:
        """Whether nothing that is there would be overwritten or deleted."""
        return not self.outdated and all(change.kind is ChangeKind.NEW for change in self.changes)


def compare_article(new: IllustratedArticle, folder: Path, root: Path) -> Comparison:
    """Compare an illustrated article with the one that is there; pictures differ if any pixel does.

    Args:
        new: The article.
        folder: The folder of all illustrated articles.
        root: The folder of the project.

    Raises:
        InputError: A file that is there is no picture, or is the article itself.
    """
    source = (root / new.article.path).resolve()
    if any((folder / name).resolve() == source for name in new.texts):
        raise InputError(new.article.path, 0, "would be overwritten by the illustrated article", "use another -o")
    there = {f"{new.place}/{path.name}" for path in (folder / new.place).glob("*.png") if _is_ours(path)}
    changes: list[Change | None] = [Change(name, ChangeKind.GONE) for name in there - set(new.pictures)]
    for name, png in new.pictures.items():
        if name in there:
            changes.append(compare_pictures(name, read_picture(folder / name, root), decode(png)))
        else:
            changes.append(Change(name, ChangeKind.NEW))
    missing = tuple(name for name in new.texts if not (folder / name).is_file())
    outdated = tuple(
        name
        for name, text in new.texts.items()
        if name not in missing and (folder / name).read_bytes() != text.encode()
    )
    return Comparison(tuple(sorted(filter(None, changes), key=lambda change: change.name)), outdated, missing)


def _is_ours(path: Path) -> bool:
    return _PICTURE_NAME.fullmatch(path.name) is not None


def read_picture(path: Path, root: Path) -> Image.Image:
    """Read a picture as RGB.

    Args:
        path: Its file.
        root: The folder of the project, to which paths in messages are relative.

    Raises:
        InputError: It is no picture.
    """
    try:
        return decode(path.read_bytes())
    except UnidentifiedImageError:
        hint = "restore it, or delete it and illustrate the article again"
        raise InputError(relative(path.resolve(), root), 0, "is no picture", hint) from None


def write_article(new: IllustratedArticle, comparison: Comparison, folder: Path) -> None:
    """Write what is new or changed, and delete the pictures that are gone.

    Each file is complete at any time, and texts are written after pictures, so that no text shows a missing picture.

    Args:
        new: The article.
        comparison: How it differs from the one that is there.
        folder: The folder of all illustrated articles.
    """
    for change in comparison.changes:
        if change.kind is not ChangeKind.GONE:
            write_file(folder / change.name, new.pictures[change.name])
    for name in (*comparison.outdated, *comparison.missing):
        write_file(folder / name, new.texts[name].encode())
    for change in comparison.changes:
        if change.kind is ChangeKind.GONE:
            (folder / change.name).unlink(missing_ok=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file, with its folders, so that other processes read either the old content or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def compare_pictures(name: str, before: Image.Image, after: Image.Image) -> Change | None:
    """Compare two pictures pixel by pixel.

    Args:
        name: Path of their file.
        before: The earlier picture, as RGB.
        after: The picture of now, as RGB.

    Returns:
        The change; ``None`` if all pixels are the same.
    """
    mask = _difference_mask(before, after)
    edges = mask.getbbox()
    if edges is None and before.size == after.size:
        return None
    left, top, right, bottom = edges or (0, 0, *after.size)
    share = mask.histogram()[255] / (mask.width * mask.height)
    return Change(name, ChangeKind.CHANGED, share, Box(left, top, right - left, bottom - top))


def highlight_difference(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return a pale copy of the picture of now, with the pixels that differ in a strong colour."""
    mask = _difference_mask(before, after)
    pale = ImageOps.grayscale(_on_canvas(after, mask.size)).convert("RGB")
    pale = Image.blend(pale, Image.new("RGB", pale.size, "white"), 0.7)
    # A single pixel would be hard to see.
    pale.paste(RING, (0, 0), mask.filter(ImageFilter.MaxFilter(3)))
    return pale


def _difference_mask(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return a mask with 255 where two pictures differ, or where only one of them is, and 0 elsewhere."""
    size = (max(before.width, after.width), max(before.height, after.height))
    bands = ImageChops.difference(_on_canvas(before, size), _on_canvas(after, size)).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    changed = strongest.point([0, *[255] * 255])
    covered = [Image.new("L", picture.size, 255) for picture in (before, after)]
    alone = ImageChops.difference(*(_on_canvas(mask, size) for mask in covered))
    return ImageChops.lighter(changed, alone)


def _on_canvas(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    canvas = Image.new(picture.mode, size)
    canvas.paste(picture, (0, 0))
    return canvas
