"""From the text of a sentence and its marks to tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from prosecov.articles import Mark, MarkKind
from prosecov.derive.lexicon.words import CHORD, EMPHASISED, KEY, NEUTRAL_LEADS, NOTES
from prosecov.text.typography import DASHES, DOUBLE_CLOSING, DOUBLE_OPENING, SINGLE_CLOSING, SINGLE_OPENING

_ARROWS = (
    r"-{1,2}>|=>|>>"
    r"|[>\u2192\u00bb\u203a\u25b8\u27e9\u27f6\u2794\u279c\u279d\u279e\u27a4\u25b6\u25b7\u25ba\u21d2\u276f]\ufe0f?"
)
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)]|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|[$€£¥]\s?\d+(?:[.,]\d+)*|\.{{3}}|\u2026|{_ARROWS}|\d+(?:[.,:/]\d+)+%?"
    r"|[^\W_](?:[\w'\u2019&@%]|[-./:,+#](?=[^\W_])|\+(?=\s|$|[,.]))*|[^\w\s]|_+"
)
_QUOTES = "\"'" + SINGLE_OPENING + SINGLE_CLOSING + DOUBLE_OPENING + DOUBLE_CLOSING
_ARROW = re.compile(_ARROWS)
_PATH = re.compile(rf"\s*(?:{_ARROWS})\s*")
_SURE_SIGNS = frozenset({"|", "\\"})
_PATH_SIGNS = frozenset({"/", "-", *DASHES})
_LONGEST_LABEL = 12


class TokenKind(Enum):
    """Kinds of token."""

    WORD = auto()
    LABEL = auto()
    ARROW = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a label or a sign.

    Attributes:
        kind: What it is.
        text: Its text; for a label without the quotation marks around it.
        start: Offset of its first character in the sentence, quotation marks included.
        end: Offset behind its last character.
        mark: How a label is marked up; ``None`` for a label that only its capitals show.
        low: ``text`` with its case folded and straight apostrophes, to look words up by.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    mark: MarkKind | None = None
    low: str = ""

    @property
    def is_label(self) -> bool:
        """Whether it is a label."""
        return self.kind is TokenKind.LABEL


def tokenise(text: str, marks: Sequence[Mark]) -> list[Token]:
    """Split a sentence into tokens; what is marked as a label is one token.

    Args:
        text: The sentence.
        marks: Its marks, with offsets in ``text``.

    Returns:
        The tokens in order. A marked path (*Settings > Users*) becomes labels and arrows.
    """
    found: list[Token] = []
    position = 0
    for mark in _labels(text, marks):
        start, end = _with_quotes(text, mark.start, mark.end)
        found += _plain(text, position, max(start, position))
        found += _marked(text, mark, (start, end))
        position = max(position, end)
    found += _plain(text, position, len(text))
    return _with_chords(text, found)


def _with_chords(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Join the marked keys of a chord (``Ctrl`` + ``C``) to one label."""
    found: list[Token] = []
    for token in tokens:
        if token.is_label and len(found) > 1 and found[-1].low == "+" and found[-2].is_label:
            first = found[-2]
            chord = text[first.start : token.end]
            if KEY.fullmatch(first.low.removesuffix(" key")) or CHORD.fullmatch(first.text):
                found[-2:] = [_token(TokenKind.LABEL, chord, first.start, token.end, first.mark)]
                continue
        found.append(token)
    return found


def with_paths(tokens: Sequence[Token], *, is_opened: bool) -> list[Token]:
    """Turn the signs between labels that stand for an arrow into arrows: *Tools | Options*, *Sales / Quotes*.

    Args:
        tokens: The tokens of a sentence, labels among them.
        is_opened: Whether the sentence tells where to go, so that dashes and slashes are arrows as well.
    """
    found = list(tokens)
    signs = _SURE_SIGNS | (_PATH_SIGNS if is_opened else frozenset())
    for index in range(1, len(found) - 1):
        before, token, behind = found[index - 1 : index + 2]
        if (
            token.low in signs
            and before.is_label
            and behind.is_label
            and before.end < token.start < token.end < behind.start
        ):
            found[index] = replace(token, kind=TokenKind.ARROW, low=">")
    return found


def joined(text: str, tokens: Sequence[Token]) -> str:
    """Return the text of tokens as it stands in the sentence, without quotation marks around labels."""
    pieces: list[str] = []
    for previous, token in zip([None, *tokens], tokens, strict=False):
        if previous is not None and text[previous.end : token.start].isspace():
            pieces.append(" ")
        pieces.append(token.text)
    return "".join(pieces)


def _labels(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks that are labels: innermost, no emphasis; a link around a label makes it a link."""
    chosen: list[Mark] = []
    stretches = sorted((m for m in marks if m.end > m.start), key=lambda m: (m.start, -m.end))
    for mark in stretches:
        kind = mark.kind
        while chosen and chosen[-1].end >= mark.end and chosen[-1].start <= mark.start:
            kind = MarkKind.LINK if chosen.pop().kind is MarkKind.LINK else kind
        if (not chosen or chosen[-1].end <= mark.start) and _is_label(text, mark):
            chosen.append(replace(mark, kind=kind))
    return chosen


def _is_label(text: str, mark: Mark) -> bool:
    stretch = text[mark.start : mark.end].strip()
    bare = stretch.strip("()[]:.").casefold()
    is_lead = stretch.endswith(":") or text[mark.end : mark.end + 2].strip()[:1] in {":", *DASHES} or mark.start == 0
    if not stretch or _ARROW.fullmatch(stretch) or (bare in EMPHASISED and not stretch.istitle()):
        return False
    is_lead |= stretch[:1] in {"(", "["}
    if is_lead and (bare in NOTES or NEUTRAL_LEADS.fullmatch(bare)):
        return False
    if mark.kind in {MarkKind.QUOTED, MarkKind.CODE, MarkKind.LINK}:
        return True
    if mark.start == 0 and mark.end >= len(text.rstrip(" .!")) and " " in stretch:
        return False
    return stretch.count(" ") < _LONGEST_LABEL and not stretch.endswith((".", "!"))


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    if start and end < len(text) and text[start - 1] in _QUOTES and text[end] in _QUOTES:
        return start - 1, end + 1
    return start, end


def _marked(text: str, mark: Mark, span: tuple[int, int]) -> Iterable[Token]:
    stretch = text[mark.start : mark.end]
    if CHORD.fullmatch(stretch) or KEY.fullmatch(stretch):
        yield _token(TokenKind.LABEL, stretch, *span, mark.kind)
        return
    has_colon = stretch.endswith(":") and len(stretch) > 1
    body = stretch[:-1] if has_colon else stretch
    position = 0
    for arrow in _PATH.finditer(body):
        if arrow.start() > position and arrow.end() < len(body):
            yield _label(mark, body, position, arrow.start(), span)
            place = mark.start + arrow.start()
            yield _token(TokenKind.ARROW, arrow.group().strip(), place, mark.start + arrow.end())
            position = arrow.end()
    yield _label(mark, body, position, len(body), span)
    if has_colon:
        yield _token(TokenKind.SIGN, ":", mark.end - 1, mark.end)


def _label(mark: Mark, body: str, start: int, end: int, span: tuple[int, int]) -> Token:
    first = span[0] if start == 0 else mark.start + start
    last = span[1] if end == len(body) and mark.start + end == mark.end else mark.start + end
    return _token(TokenKind.LABEL, body[start:end].strip(_QUOTES + " "), first, last, mark.kind)


def _plain(text: str, start: int, end: int) -> Iterable[Token]:
    position = start
    while found := _TOKEN.search(text, position, end):
        chord = CHORD.match(text, found.start(), end)
        match = chord or found
        word = match.group()
        if chord:
            kind = TokenKind.LABEL
        elif _ARROW.fullmatch(word):
            kind = TokenKind.ARROW
        else:
            kind = TokenKind.WORD if word[0].isalnum() or word[-1].isdigit() else TokenKind.SIGN
        yield _token(kind, word, match.start(), match.end())
        position = match.end()


def _token(kind: TokenKind, text: str, start: int, end: int, mark: MarkKind | None = None) -> Token:
    return Token(kind, text, start, end, mark, fold(text))


def fold(text: str) -> str:
    """Fold a text to look words up by: no capitals, straight apostrophes."""
    return text.casefold().replace("\u2019", "'")
