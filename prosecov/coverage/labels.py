"""Find the labels in an article: the names by which it calls things on screens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from prosecov import derive
from prosecov.articles import Article, Mark, MarkKind, Sentence
from prosecov.derive.model import Do
from prosecov.text.lexicon import KIND_PATTERN

_MOST_WORDS = 8
_MARKED = frozenset({MarkKind.BOLD, MarkKind.QUOTED})
_ASIDE = frozenset({MarkKind.LINK, MarkKind.IMAGE})
_PATH = re.compile(r"\s*[>\u2192\u00bb\u203a]\s*")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_NAMED = re.compile(rf"\b([A-Z0-9][\w/-]*(?: [A-Z0-9][\w/-]*)*) {KIND_PATTERN}\b")
_DETERMINERS = frozenset({"A", "An", "Another", "Each", "Every", "Its", "No", "That", "The", "This", "Which", "Your"})


@dataclass(frozen=True, slots=True)
class Label:
    """A name by which an article calls something on a screen.

    Attributes:
        text: The label.
        offset: Where it stands in `Article.text`.
        is_used: Whether the reader is told to use it, so that it has to be a whole name and not a part of a text.
    """

    text: str
    offset: int
    is_used: bool


def labels_of(article: Article, known: Container[str] = ()) -> list[Label]:
    """Find the labels in an article.

    A label is text in bold or in quotation marks, unless it is emphasis or a lead-in such as *Note:*, and any name
    that the reader is told to use, marked or not.

    Args:
        article: The article.
        known: Names that need no closer look: a sentence that uses only these is not read for its actions.

    Returns:
        The labels in the order of the text.
    """
    marks = _marks_by_sentence(article)
    marks_labels = any(mark.kind in _MARKED for own in marks.values() for mark in own)
    labels: list[Label] = []
    for sentence in article.sentences:
        own = marks.get(sentence.start, [])
        taken: set[str] = set()
        to_be_read = _is_to_be_read(sentence, own, known, marks_labels=marks_labels)
        for name, is_label in _named(sentence, own) if to_be_read else ():
            taken.add(bare(name))
            if is_label:
                labels.append(Label(name, sentence.start + max(sentence.text.find(name), 0), True))
        for mark in own:
            if _marks_label(sentence, mark) and _begins_like_a_label(mark.text):
                parts = [part for part in _PATH.split(mark.text) if bare(part) not in taken]
                labels += (Label(part, sentence.start + mark.start, False) for part in parts)
    return sorted(labels, key=lambda label: label.offset)


def _is_to_be_read(sentence: Sentence, own: Sequence[Mark], known: Container[str], *, marks_labels: bool) -> bool:
    """Return whether to read a sentence for the names that it tells its reader to use, which takes time.

    Where an article marks its labels, other labels are followed by the word for their kind.
    """
    phrases = [match.group(1).split() for match in _NAMED.finditer(sentence.text) if match.group(1) not in _DETERMINERS]
    return (
        not marks_labels
        or any(bare(mark.text) not in known for mark in own if _marks_label(sentence, mark))
        or any(all(" ".join(words[first:]) not in known for first in range(len(words))) for words in phrases)
    )


def _named(sentence: Sentence, marks: Sequence[Mark]) -> Iterator[tuple[str, bool]]:
    """Yield the names that a sentence tells its reader to use, and whether each is written as a label; keys are not."""
    marked = {mark.text for mark in marks}
    for action in derive.read_sentence(sentence.text, marks).actions:
        for name in filter(None, (action.what, action.value if action.do is Do.SELECT else None)):
            yield name, action.do is not Do.PRESS and (name in marked or _begins_like_a_label(name))


def _marks_by_sentence(article: Article) -> dict[int, list[Mark]]:
    """Return the marks that may be labels, with offsets in their sentence, by the offset at which that begins."""
    aside = [(mark.start, mark.end) for mark in article.marks if mark.kind in _ASIDE]
    starts = [sentence.start for sentence in article.sentences]
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in article.marks:
        if mark.kind in _ASIDE or any(start <= mark.start and mark.end <= end for start, end in aside):
            continue
        sentence = article.sentences[max(bisect_right(starts, mark.start) - 1, 0)] if starts else None
        if sentence is not None and sentence.start <= mark.start and mark.end <= sentence.end:
            start, end = mark.start - sentence.start, mark.end - sentence.start
            found[sentence.start].append(replace(mark, start=start, end=end))
    return found


def _marks_label(sentence: Sentence, mark: Mark) -> bool:
    """Return whether a mark makes its text a label; a lead-in such as *Note:* or a whole sentence is none."""
    text = mark.text.strip()
    is_lead_in = text.endswith(":") or sentence.text[mark.end : mark.end + 1] == ":"
    is_whole = mark.start == 0 and mark.end >= len(sentence.text) - 1
    is_prose = text.endswith((".", "!", "?")) or len(text.split()) > _MOST_WORDS
    return mark.kind in _MARKED and not (is_lead_in or is_whole or is_prose)


def _begins_like_a_label(text: str) -> bool:
    first = bare(text)[:1]
    return first.isupper() or first.isdigit()


def bare(text: str) -> str:
    """Return a name without surplus white space and the signs around it, such as the colon of a field."""
    return _EDGES.sub("", " ".join(text.split())) or text.strip()
