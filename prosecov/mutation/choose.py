"""Choose the mutants to try: a few of each family for each sentence, the same ones for the same seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from prosecov.mutation.model import Mutant


def choose(mutants: Iterable[Mutant], most: int, seed: int) -> list[Mutant]:
    """Choose mutants.

    Args:
        mutants: All mutants.
        most: How many of one family to try for a sentence.
        seed: Another seed chooses others.

    Returns:
        At most that many for each sentence and family, of as many operators as possible, in the order of the input.
    """
    groups: dict[tuple[str, str], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        groups[mutant.target, mutant.family].append(mutant)
    chosen: list[Mutant] = []
    for key, group in groups.items():
        chosen += _spread(group, most, random.Random(f"{seed}{key}"))  # noqa: S311 - a choice, no secret
    return chosen


def _spread(group: Sequence[Mutant], most: int, source: random.Random) -> list[Mutant]:
    by_operator: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in group:
        by_operator[mutant.operator].append(mutant)
    for candidates in by_operator.values():
        source.shuffle(candidates)
    picked: list[Mutant] = []
    while by_operator and len(picked) < most:
        for operator in list(by_operator):
            picked.append(by_operator[operator].pop())
            if not by_operator[operator]:
                del by_operator[operator]
    kept = set(map(id, picked[:most]))
    return [mutant for mutant in group if id(mutant) in kept]
