"""Pictures as files, and what differs between two of them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageChops, ImageFilter, ImageOps

from prosecov.illustrate.framing import RING, Area

_PALETTE = 256


def encode(picture: Image.Image) -> bytes:
    """A picture as PNG without loss; the same pixels are the same bytes, as nothing else enters.

    If it has no more colours than a palette holds, it takes fewer bytes with one.
    """
    colours = picture.getcolors(_PALETTE)
    if colours is not None:
        indexed = picture.quantize(len(colours), Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        picture = indexed if indexed.convert("RGB").tobytes() == picture.tobytes() else picture
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


def decode(png: bytes) -> Image.Image:
    """The picture in a PNG file, with red, green and blue of each pixel.

    Raises:
        OSError: It is no picture.
    """
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("RGB")


class Kind(StrEnum):
    """What became of a picture."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a picture since it was taken last.

    Attributes:
        name: Name of its file.
        kind: What became of it.
        share: How many of its pixels differ, from 0 to 1.
        area: The smallest rectangle that holds them all.
    """

    name: str
    kind: Kind
    share: float = 1.0
    area: Area = (0, 0, 0, 0)

    def __str__(self) -> str:
        if self.kind is Kind.NEW:
            return "is new"
        if self.kind is Kind.GONE:
            return "is gone: no step makes it any more"
        left, top, right, bottom = self.area
        share = f"{100 * self.share:.2f}" if self.share >= 0.0001 else "less than 0.01"
        place = f"in a box of {right - left} by {bottom - top} pixels at {left}, {top}"
        return f"has changed: {share} % of its pixels, {place}"


def compare(name: str, before: Image.Image, after: Image.Image) -> Change | None:
    """What differs between two pictures.

    Args:
        name: Name of their file.
        before: What was taken earlier.
        after: What was taken now.

    Returns:
        The change; ``None`` if both are the same, pixel by pixel.
    """
    changed = _changed(before, after)
    area = changed.getbbox()
    if area is None and before.size == after.size:
        return None
    count = changed.histogram()[255]
    return Change(name, Kind.CHANGED, count / (changed.width * changed.height), area or (0, 0, *after.size))


def difference(before: Image.Image, after: Image.Image) -> Image.Image:
    """A pale picture of what was taken now, in which everything stands out that differs."""
    changed = _changed(before, after)
    pale = ImageOps.grayscale(_on_canvas(after, changed.size)).convert("RGB")
    pale = Image.blend(pale, Image.new("RGB", pale.size, "white"), 0.7)
    # A single pixel would be overlooked.
    pale.paste(RING, (0, 0), changed.filter(ImageFilter.MaxFilter(3)))
    return pale


def _changed(before: Image.Image, after: Image.Image) -> Image.Image:
    """Where two pictures differ: 255, elsewhere 0; what only one of them covers differs."""
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
