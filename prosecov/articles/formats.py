"""The formats of articles: each is read by one module, which is loaded when the format is first met."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from prosecov.articles.drafts import Draft

FORMATS: Mapping[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".myst": "markdown",
    ".rst": "restructured",
    ".rest": "restructured",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".dita": "dita",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "plain",
}
"""From the suffix of a file to the module of this package that reads the format; it has a function ``read_blocks``."""


class BlockReader(Protocol):
    """Reads the blocks of an article in one format."""

    def __call__(self, source: str, first_line: int = 1) -> list[Draft]:
        """Read blocks.

        Args:
            source: The source, with line feeds as line breaks.
            first_line: Source line on which it begins, if it stands within another file.

        Returns:
            The blocks in order.
        """


def reader_for(suffix: str) -> BlockReader:
    """Return what reads the format of a suffix, which must be one of `FORMATS`."""
    module = import_module(f"prosecov.articles.{FORMATS[suffix.lower()]}")
    return cast("BlockReader", module.read_blocks)
