"""The blocks of an article as HTML: headings, paragraphs, lists, tables, and the table of contents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from prosecov.articles import Article, Block, BlockKind
from prosecov.outputs.html.sentences import Prose, article_anchor, web_only
from prosecov.results.verdicts import ArticleResult

_BEGINS_ITEM = frozenset({BlockKind.STEP, BlockKind.ITEM})
_ROWS = frozenset({BlockKind.ROW, BlockKind.TABLE_HEAD})
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.QUESTION})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents.

    Attributes:
        title: The title of a section.
        anchor: What follows the ``#`` in its address.
        depth: How many other sections contain it, not counting that of the article's title.
        todo: How many of its sentences need attention.
    """

    title: str
    anchor: str
    depth: int
    todo: int


def contents(article: Article, todo: Collection[int]) -> list[ContentsEntry]:
    """Return the table of contents, without the article's own title.

    Args:
        article: The article.
        todo: The offsets of the sentences that need attention.

    Returns:
        A line for each section.
    """
    entries: list[ContentsEntry] = []
    ends: list[int] = []
    for section in article.sections:
        while ends and ends[-1] <= section.start:
            ends.pop()
        if section is not article.sections[0] or section.title != article.title:
            count = sum(section.start <= start < section.end for start in todo)
            entries.append(ContentsEntry(section.title, section_anchor(article, section.start), len(ends), count))
            ends.append(section.end)
    return entries


def section_anchor(article: Article, start: int) -> str:
    """Return the anchor of the section that starts at an offset of `Article.text`."""
    return f"{article_anchor(article.path)}@{start}"


def article_html(
    article: Article,
    result: ArticleResult,
    below: Mapping[int, Markup] | None = None,
    lead_to: Callable[[str], str] = web_only,
) -> Markup:
    """Return the whole article as HTML.

    Args:
        article: The article.
        result: The verdicts on its sentences.
        below: HTML to put below a block, by the position of the block in `Article.blocks`.
        lead_to: Returns the address for the target of a link; empty if the link becomes text.

    Returns:
        HTML whose heading levels start at 1 and skip none, even if those of the article do.
    """
    return _Layout(article, Prose(article, result, lead_to), below or {}).html()


class _Layout:
    """Writes block after block, and opens and closes lists, tables and notes around them."""

    def __init__(self, article: Article, prose: Prose, below: Mapping[int, Markup]) -> None:
        self._article = article
        self._prose = prose
        self._below = below
        self._written: list[Markup] = []
        self._lists: list[str] = []
        self._in_note = False
        self._in_table = False
        self._level = 0

    def html(self) -> Markup:
        if not any(block.kind is BlockKind.HEADING for block in self._article.blocks):
            self._written.append(Markup("<h1>{}</h1>").format(self._article.title))
            self._level = 1
        for position, block in enumerate(self._article.blocks):
            self._surround(block)
            self._written.append(self._block(block))
            if position in self._below:
                self._close_table()
                self._written.append(self._below[position])
        self._close_table()
        self._close_lists(0)
        self._set_note(is_note=False)
        return Markup("\n").join(self._written)

    def _surround(self, block: Block) -> None:
        """Open and close lists, tables and notes as the block requires."""
        if block.kind not in _ROWS:
            self._close_table()
        if block.quoted is not self._in_note:
            self._close_table()
            self._close_lists(0)
            self._set_note(is_note=block.quoted)
        if block.kind in _BEGINS_ITEM:
            self._begin_item(max(block.level, 1), block.number)
        else:
            self._close_lists(0 if block.kind is BlockKind.HEADING else block.level)
        if block.kind in _ROWS and not self._in_table:
            self._written.append(Markup('<div class="table">'))
            self._in_table = True

    def _begin_item(self, depth: int, number: int | None) -> None:
        kind = "ul" if number is None else "ol"
        self._close_lists(depth)
        if len(self._lists) == depth:
            if self._lists[-1] == kind:
                self._written.append(Markup("</li>"))
            else:
                self._close_lists(depth - 1)
        while len(self._lists) < depth:
            self._lists.append(kind)
            self._written.append(Markup("<{}>").format(kind))
            if len(self._lists) < depth:
                self._written.append(Markup("<li>"))
        self._written.append(Markup("<li>") if number is None else Markup('<li value="{}">').format(number))

    def _close_lists(self, depth: int) -> None:
        while len(self._lists) > depth:
            self._written.append(Markup("</li></{}>").format(self._lists.pop()))

    def _close_table(self) -> None:
        if self._in_table:
            self._written.append(Markup("</div>"))
        self._in_table = False

    def _set_note(self, *, is_note: bool) -> None:
        if is_note is not self._in_note:
            self._written.append(Markup("<{}blockquote>").format("" if is_note else "/"))
        self._in_note = is_note

    def _block(self, block: Block) -> Markup:
        if block.kind in _HEADINGS:
            return self._heading(block)
        if block.kind in _ROWS:
            return self._prose.row(block)
        if block.kind is BlockKind.CODE:
            return Markup('<pre tabindex="0"><code>{}</code></pre>').format(self._article.text[block.start : block.end])
        return Markup('<p class="{}" dir="auto">{}</p>').format(block.kind.value, self._prose.html(block))

    def _heading(self, block: Block) -> Markup:
        if block.kind is BlockKind.QUESTION:
            level = self._level + 1
        else:
            level = self._level = min(block.level, self._level + 1)
        return Markup('<h{0} id="{1}" dir="auto">{2}</h{0}>').format(
            min(level, _DEEPEST), section_anchor(self._article, block.start), self._prose.html(block)
        )
