"""Forms of verbs: *clicking* to *click*."""

from __future__ import annotations

from prosecov.derive.grammar.verbs import IMPERATIVES, PURPOSE_VERBS, Frame

_VOWELS = "aeiou"


def _gerund(verb: str) -> str:
    if verb.endswith("ee") or not verb.endswith("e"):
        doubles = (
            len(verb) > 2
            and verb[-1] not in _VOWELS + "wxy"
            and verb[-2] in _VOWELS
            and verb[-3] not in _VOWELS
            and (sum(character in _VOWELS for character in verb) == 1 or verb in {"submit", "begin", "refer", "forget"})
        )
        return f"{verb}{verb[-1]}ing" if doubles else f"{verb}ing"
    return f"{verb[:-1]}ing"


def _of_first_word(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    return f"{_gerund(first)} {rest}".strip()


GERUNDS: dict[str, str] = {_of_first_word(verb): verb for verb in {*IMPERATIVES, *PURPOSE_VERBS}}
"""The base form of each gerund, particles included."""

_LONGEST = max(verb.count(" ") + 1 for verb in IMPERATIVES)


def longest_verb(words: list[str], *, gerund: bool = False) -> tuple[str, Frame | None, int]:
    """The verb with which a stretch of words begins.

    Args:
        words: Folded words.
        gerund: Whether the verb stands in its *-ing* form.

    Returns:
        Its base form with its particles, its frame, and how many words it has; no words if it is unknown.
    """
    for length in range(min(_LONGEST, len(words)), 0, -1):
        form = " ".join(words[:length])
        base = GERUNDS.get(form) if gerund else form
        if base in IMPERATIVES:
            return base, IMPERATIVES[base], length
    return "", None, 0
