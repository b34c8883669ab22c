r"""From the clauses of a sentence to what it tells the reader to do and what it says of the screen.

`sentences` reads a sentence clause by clause. `instructions` turns the clause of an instruction into actions: it
chooses a reader by the verb, such as `clicks.click`, `choices.choose` or `fields.fill`. `statements` turns other
clauses into facts, with a reader for each verb in `predicates` and `verbs`. `segments` cuts the sentence where
actions and facts begin.

Example:
    >>> from prosecov.articles import parse_article
    >>> [(sentence, reading)] = read_sentences(parse_article("1. Click **Save** to close the dialog.", "a.md"))
    >>> [(action.do.value, action.what) for action in reading.actions]
    [('click', 'Save')]
    >>> [(fact.kind.value, fact.what) for fact in reading.facts]
    [('closes', 'dialog')]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prosecov.articles import Article, Mark, Sentence
from prosecov.derive.model import Reading
from prosecov.derive.reading.sentences import read

__all__ = ["read_sentence", "read_sentences"]


def read_sentence(text: str, marks: Sequence[Mark] = ()) -> Reading:
    """Read a sentence by itself.

    Args:
        text: The visible text of a sentence, on one line.
        marks: Its marks, with offsets in ``text``. Without marks, labels are found by their capitals and by the
            words around them.

    Returns:
        Its actions, facts and segments in the order of the text, with offsets in ``text``. A pronoun that refers to
        nothing in the sentence stays what it is: ``it``, ``they``, ``this``.
    """
    return read(text, marks)


def read_sentences(article: Article) -> list[tuple[Sentence, Reading]]:
    """Read all sentences of an article, each by itself.

    Args:
        article: The article.

    Returns:
        Each sentence with its reading. A pronoun that refers to another sentence stays a pronoun.
    """
    found: list[tuple[Sentence, Reading]] = []
    marks = iter(article.marks)
    mark = next(marks, None)
    for sentence in article.sentences:
        own: list[Mark] = []
        while mark is not None and mark.start < sentence.end:
            if mark.start >= sentence.start and mark.end <= sentence.end:
                own.append(replace(mark, start=mark.start - sentence.start, end=mark.end - sentence.start))
            mark = next(marks, None)
        found.append((sentence, read(sentence.text, own)))
    return found
