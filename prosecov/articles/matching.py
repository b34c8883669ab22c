"""Find a quotation in an article, word for word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from prosecov.articles import Article, Section, Sentence, visible_text
from prosecov.text.normalise import atoms, is_word_boundary, normalise
from prosecov.text.typography import WITHOUT_INVISIBLE

_MARKUP = frozenset("[<&\\*_`~")
_AROUND_WORD = re.compile(r"(?<!\w)_(\w+)_(?!\w)")
_UNDERSCORES = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's running text.

    Attributes:
        start: Offset of its first character in `Article.text`.
        end: Offset behind its last character.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """The quotation stands in the article, in one place.

    Attributes:
        span: The place.
    """

    span: Span


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quotation stands in the article in several places.

    Attributes:
        spans: The places.
    """

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """The quotation stands nowhere where the article states something.

    Attributes:
        context: The heading, question or caption that it repeats, empty if it does not.
    """

    context: str = ""


class ArticleIndex:
    """An article, prepared for finding quotations in time that does not grow with its length."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._normalised = normalise(article.text)
        self._positions: dict[str, list[int]] = defaultdict(list)
        for atom in atoms(self._normalised.text):
            self._positions[atom.group()].append(atom.start())
        self._starts = [sentence.start for sentence in article.sentences]

    def sections_named(self, name: str) -> list[Section]:
        """Sections that a name means: by title, by a title's only beginning, or by its initials.

        Args:
            name: What stands between brackets at the start of a quotation; case does not matter.

        Returns:
            The sections, empty if the name means none, or begins titles that differ.
        """
        wanted = normalise(name).text.casefold()
        titles = [(normalise(section.title).text.casefold(), section) for section in self.article.sections]
        exact = [section for title, section in titles if title == wanted]
        if exact or not wanted:
            return exact
        begun = [
            (title, section)
            for title, section in titles
            if title.startswith(f"{wanted} ") or wanted == "".join(atom.group()[0] for atom in atoms(title))
        ]
        return [section for _, section in begun] if len({title for title, _ in begun}) == 1 else []

    def find(self, quotation: str, sections: Sequence[Section] = ()) -> Found | Ambiguous | NotFound:
        """Find the places of a quotation; nothing but what a reader does not see may differ.

        Args:
            quotation: Its text, with or without Markdown.
            sections: Where to look; empty for everywhere.

        Returns:
            Where it stands.
        """
        spans = next((found for reading in _readings(quotation) if (found := self._spans(reading))), [])
        if sections:
            spans = [span for span in spans if any(s.start <= span.start and span.end <= s.end for s in sections)]
        claims = [span for span in spans if self.sentences_in(span)]
        if len(claims) > 1:
            return Ambiguous(tuple(claims))
        if claims:
            return Found(claims[0])
        return NotFound(self.article.text[spans[0].start : spans[0].end] if spans else "")

    def sentences_in(self, span: Span) -> tuple[Sentence, ...]:
        """Return the sentences that a span touches."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_right(self._starts, span.end - 1)
        return tuple(sentence for sentence in self.article.sentences[first:last] if sentence.end > span.start)

    def _spans(self, quotation: str) -> list[Span]:
        wanted = normalise(quotation.translate(WITHOUT_INVISIBLE)).text
        own_atoms = list(atoms(wanted))
        if not own_atoms:
            return []
        rarest = min(own_atoms, key=lambda atom: len(self._positions.get(atom.group(), ())))
        text = self._normalised.text
        starts = (position - rarest.start() for position in self._positions.get(rarest.group(), ()))
        places = ((start, start + len(wanted)) for start in starts if start >= 0 and text.startswith(wanted, start))
        return [span for place in places if (span := self._source_span(*place))]

    def _source_span(self, start: int, end: int) -> Span | None:
        """Return the span of the running text for a stretch of the normalised one, unless it cuts a word."""
        offsets = self._normalised.offsets
        first, last = offsets[start], offsets[end - 1] + 1
        cuts_character = any(0 < edge < len(offsets) and offsets[edge] == offsets[edge - 1] for edge in (start, end))
        if cuts_character or not all(is_word_boundary(self.article.text, offset) for offset in (first, last)):
            return None
        return Span(first, last)

    @cached_property
    def sentences_by_word(self) -> dict[str, list[int]]:
        """For each word in lower case the positions of the sentences that hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, sentence in enumerate(self.article.sentences):
            for word in {atom.group().casefold() for atom in atoms(sentence.text)}:
                found[word].append(index)
        return found


def _readings(quotation: str) -> Iterator[str]:
    """Yield the texts that a quotation may stand for: itself, without ``_emphasis_``, and rendered as Markdown."""
    yield quotation
    if "_" in quotation:
        yield _AROUND_WORD.sub(r"\1", quotation)
        yield _UNDERSCORES.sub("", quotation)
    if not _MARKUP.isdisjoint(quotation):
        yield visible_text(quotation)
