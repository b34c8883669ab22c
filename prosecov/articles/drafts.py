"""A block of an article while a reader writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from prosecov.articles.model import BlockKind, Mark, MarkKind
from prosecov.text.typography import WITHOUT_INVISIBLE

_SURPLUS_SPACE = re.compile(r"[^\S ]\s*| \s+")


@dataclass(slots=True)
class Draft:
    """A block while it is being read: `write` and `mark` fill it.

    Attributes:
        kind: What the reader takes it for; `assemble` may know better.
        line: First source line.
        level: As in `Block`.
        number: As in `Block`.
        quoted: As in `Block`.
        marks: Its marks, with offsets in its own text.
        lines: As in `Article.lines`, with offsets in its own text.
        length: How many characters it holds so far.
        end_line: The last source line that it is known to reach.
    """

    kind: BlockKind
    line: int
    level: int = 0
    number: int | None = None
    quoted: bool = False
    marks: list[Mark] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    end_line: int = 0
    _chunks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.end_line = max(self.line, self.end_line)

    def write(self, text: str, line: int) -> int:
        """Add visible text that begins on a source line; white space collapses, except in code.

        Returns:
            The source line on which the text ends.
        """
        if self.kind is BlockKind.CODE:
            self._append(text, line)
            return line + text.count("\n")
        text = text.translate(WITHOUT_INVISIBLE)
        position = 0
        for space in _SURPLUS_SPACE.finditer(text):
            self._append(text[position : space.start()], line)
            self._append(" ", line)
            line += space.group().count("\n")
            position = space.end()
        self._append(text[position:], line)
        return line

    def mark(self, kind: MarkKind, start: int, target: str = "") -> None:
        """Mark what was written since offset ``start``."""
        since: list[str] = []
        missing = self.length - start
        for chunk in reversed(self._chunks):
            if missing <= 0:
                break
            since.append(chunk[-missing:])
            missing -= len(chunk)
        written = "".join(reversed(since))
        start += len(written) - len(written.lstrip())
        label = written.strip()
        if label:
            self.marks.append(Mark(kind, start, start + len(label), label, target))

    def add_image(self, alternative: str, target: str) -> None:
        """Note an image at this place."""
        self.marks.append(Mark(MarkKind.IMAGE, self.length, self.length, alternative, target))

    def text(self) -> str:
        """Return its visible text."""
        return "".join(self._chunks).rstrip()

    def _ends_in_space(self) -> bool:
        return not self._chunks or self._chunks[-1].endswith(" ")

    def _append(self, text: str, line: int) -> None:
        if self.kind is not BlockKind.CODE and text.startswith(" ") and self._ends_in_space():
            text = text[1:]
        if text:
            if not self.lines or self.lines[-1][1] != line:
                self.lines.append((self.length, line))
            self._chunks.append(text)
            self.length += len(text)
            self.end_line = max(self.end_line, line)
