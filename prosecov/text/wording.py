"""Compare two wordings word by word."""

from __future__ import annotations

from difflib import SequenceMatcher


def word_diff(old: str, new: str) -> list[tuple[str, str]]:
    """Compare two wordings word by word.

    Args:
        old: What the quotation says.
        new: What the article says.

    Returns:
        Pairs of ``"="``, ``"-"`` (only in old) or ``"+"`` (only in new) and the words, in reading order.
    """
    before, after = old.split(), new.split()
    changes: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(("=", " ".join(after[j1:j2])))
            continue
        changes += [(sign, " ".join(words)) for sign, words in (("-", before[i1:i2]), ("+", after[j1:j2])) if words]
    return changes
