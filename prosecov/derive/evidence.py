"""What the steps below a quotation test, and which words of a text they leave untested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from prosecov.derive.lexicon.tested_words import CLAIMS, FILLERS, FORMS, GLUE, MAIN_VERBS, NUMBERS
from prosecov.derive.lines import Line
from prosecov.text.lexicon import GRAMMAR_KINDS
from prosecov.text.number import singular

_WORD = re.compile(r"[^\W_]+(?:[-/'\u2019.][^\W_]+)*|[^\w\s]")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_KINDS = sorted((kind for kind in GRAMMAR_KINDS if GRAMMAR_KINDS[kind]), key=len, reverse=True)
_KIND = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _KINDS))})(?![\w-])", re.IGNORECASE)
_CLICKED_KIND = re.compile(r"(?<=^the user clicks )the [a-z -]+ (?=\"\")")
_COUNTED = re.compile(r" lists only")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign of a text.

    Attributes:
        text: The word.
        start: Offset of its first character.
        end: Offset behind its last character.
        is_tested: Whether the steps test it, or it claims nothing.
        is_verb: Whether it is a verb that a step tests.
    """

    text: str
    start: int
    end: int
    is_tested: bool
    is_verb: bool

    @property
    def low(self) -> str:
        """The word to be looked up."""
        return self.text.casefold().replace("\u2019", "'")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tests a quotation.

    Attributes:
        lines: The steps below it, and those just before that it speaks of.
        meant: Words of the article that the steps express by others, such as *menu* for *the menu*.
        verbs: Offsets of verbs that became an action.
        allowed: More words that the steps test.
    """

    lines: tuple[Line, ...]
    meant: frozenset[str] = frozenset()
    verbs: frozenset[int] = frozenset()
    allowed: frozenset[str] = field(default_factory=frozenset)

    def names(self) -> Iterator[str]:
        """Yield the names and texts in the steps."""
        for line in self.lines:
            yield from (re.sub(r"\\(.)", r"\1", text) for text in _TEXT.findall(line.text))
            yield from line.entries


def read_words(text: str, evidence: Evidence) -> list[Word]:
    """Return the words of a text, and whether the steps test each of them.

    A word is tested if a step holds it, if it says what a step of this form does, or if the article's own reference
    (*the menu*) was resolved to what a step names. A label has to be in a step as a whole, and a number has to be the
    number of rows that *lists only* checks.

    Args:
        text: A part of a sentence.
        evidence: What tests it.
    """
    found = list(_WORD.finditer(text))
    is_ok = [False] * len(found)
    is_verb = [False] * len(found)
    known, forms = _known(evidence)
    verbs = _verbs_of(evidence)
    for index, match in enumerate(found):
        word = match.group().casefold().replace("\u2019", "'")
        base = _base(word)
        is_sign = not word[0].isalnum()
        is_act = match.start() in evidence.verbs
        is_verb[index] = is_act or word in verbs
        is_claim = word in CLAIMS or word in NUMBERS or word[0].isdigit()
        is_word_known = (word in forms or word in evidence.allowed) or (not is_claim and base in known)
        is_ok[index] = is_act or is_sign or (word in GLUE) or is_word_known
        if word in NUMBERS or word.isdigit():
            is_ok[index] |= _is_counted(word, evidence.lines)
    for span in _stated_kinds(text, evidence):
        _mark(found, is_ok, *span, value=True)
    for filler in FILLERS.finditer(text):
        _mark(found, is_ok, *filler.span(), value=True)
    for first, end in _labels(found):
        _judge_label(found, is_ok, first, end, evidence)
    return [
        Word(match.group(), match.start(), match.end(), ok, verb)
        for match, ok, verb in zip(found, is_ok, is_verb, strict=True)
    ]


def words_in(phrase: str) -> frozenset[str]:
    """Return the words of a phrase in lower case and in the singular, hyphens inside them kept."""
    return frozenset(_base(match.casefold()) for match in _WORD.findall(phrase) if match[0].isalnum())


def _base(word: str) -> str:
    return singular(re.sub(r"['\u2019]s?$", "", word))


def label_runs(text: str) -> list[str]:
    """Return the runs of capitalised words of a text, in lower case."""
    found = list(_WORD.finditer(text))
    return [_run(found[first:end]) for first, end in _labels(found)]


def _known(evidence: Evidence) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that names in the steps hold, in the singular; and the words that the steps say themselves."""
    named = set(evidence.meant)
    said: set[str] = set()
    for line in evidence.lines:
        frame = _frame(line)
        said |= {word.casefold() for word in _WORD.findall(frame)} - {"user", "one"}
        for pattern, words in FORMS:
            if pattern.search(frame):
                said |= words
    for name in evidence.names():
        named |= words_in(name)
    return frozenset(named), frozenset(said)


def _frame(line: Line) -> str:
    """Return what a step says itself; a click takes similar kinds of controls as well, so it tests no kind."""
    return _CLICKED_KIND.sub(" ", _TEXT.sub('""', line.text))


def _verbs_of(evidence: Evidence) -> frozenset[str]:
    frames = [_frame(line) for line in evidence.lines]
    licensed = (words for pattern, words in FORMS if any(pattern.search(frame) for frame in frames))
    return frozenset().union(*licensed) & MAIN_VERBS


def _is_counted(word: str, lines: Iterable[Line]) -> bool:
    number = NUMBERS.get(word) or (int(word) if word.isdecimal() else 0)
    return any(_COUNTED.search(line.text) and len(line.entries) == number for line in lines)


def _stated_kinds(text: str, evidence: Evidence) -> Iterator[tuple[int, int]]:
    """Yield where a text names a kind of control that a step names as well, in other words: *checkbox*."""
    texts = (text for line in evidence.lines for text in (_frame(line), *_TEXT.findall(line.text)))
    stated = {_kind(match.group()) for text in texts for match in _KIND.finditer(text)}
    for match in _KIND.finditer(text):
        if _kind(match.group()) in stated:
            yield match.span()


def _kind(word: str) -> str:
    return GRAMMAR_KINDS[word.casefold()]


def _mark(found: Sequence[re.Match[str]], is_ok: list[bool], start: int, end: int, *, value: bool) -> None:
    for index, match in enumerate(found):
        if start <= match.start() < end:
            is_ok[index] = value


def _labels(found: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield where runs of capitalised words begin and end, digits behind a word included."""
    index = 0
    while index < len(found):
        end = index
        while end < len(found) and _goes_on(found, index, end):
            end += 1
        if end > index:
            yield index, end
        index = max(end, index + 1)


def _goes_on(found: Sequence[re.Match[str]], first: int, index: int) -> bool:
    text = found[index].group()
    if index > first and found[index].start() - found[index - 1].end() > 1:
        return False
    return text[0].isupper() or (text[0].isdigit() and index > first)


def _run(words: Iterable[re.Match[str]]) -> str:
    return " ".join(word.group().casefold() for word in words)


def _judge_label(found: Sequence[re.Match[str]], is_ok: list[bool], first: int, end: int, evidence: Evidence) -> None:
    """Decide whether a label is tested: as a whole, in the words of a step; a verb may stand before it."""
    runs = {run for name in evidence.names() for run in _runs_of(name)}
    for begin in (first, first + 1):
        is_lead = begin == first or (is_ok[first] and _is_first(found, first))
        if begin < end and is_lead and _run(found[begin:end]) in runs:
            for index in range(begin, end):
                is_ok[index] = True
            return
    # One capitalised word at the beginning of a sentence need not be a label.
    if _is_first(found, first) and end - first == 1:
        return
    behind = first + 1 if _is_first(found, first) and is_ok[first] else first
    for index in range(behind, end):
        is_ok[index] = False


def _is_first(found: Sequence[re.Match[str]], index: int) -> bool:
    """Return whether a word may be capitalised only because it begins a sentence."""
    return all(not match.group()[0].isalnum() for match in found[:index])


def _runs_of(name: str) -> Iterator[str]:
    """Yield what a label in a text may be if a name in a step is this: all of it, and its capitalised runs."""
    yield from label_runs(name)
    yield _run(_WORD.finditer(name))
