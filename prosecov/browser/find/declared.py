"""Names that a project declares for what its articles call otherwise than the screen."""

from __future__ import annotations

from collections.abc import Mapping

from prosecov.text.lexicon import CONTROL_ROLES, PART_ROLES, split_kind
from prosecov.text.names import sequence, without_determiner


def meaning(phrase: str, names: Mapping[str, str]) -> str:
    """Return what a phrase is declared to be called on the screen; the phrase itself if nothing is declared.

    A word for the kind after a declared name stays, so that the kind is still checked.

    Args:
        phrase: The phrase of the article, such as ``list of available bulk actions``.
        names: Words of the article, such as ``bulk actions``, each with the name on the screen, such as ``Actions``.
    """
    if not names:
        return phrase
    declared = {sequence(without_determiner(words)): name for words, name in names.items()}
    wanted = without_determiner(phrase)
    if name := declared.get(sequence(wanted)):
        return name
    for table in (PART_ROLES, CONTROL_ROLES):
        for rest, _ in split_kind(wanted, table):
            if name := declared.get(sequence(rest)):
                return f"{name} {wanted[len(rest) :].strip()}"
    return phrase
