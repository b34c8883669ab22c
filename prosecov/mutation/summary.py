"""The results of mutation testing as lines of a terminal, and the gate for CI."""

from __future__ import annotations

from collections.abc import Iterator

from prosecov.errors import Problem
from prosecov.mutation.model import Family, Fate, MutantResult, score
from prosecov.mutation.mutate import Mutation

_SHOWN = 3
"""Survivors that are named for a sentence."""


def table(mutation: Mutation) -> Iterator[str]:
    """Yield a line for each family, and one for all mutants."""
    yield f"{'Family':<10} {'Mutants':>8} {'Killed':>8} {'Survived':>9} {'Score':>6}  Not counted"
    yield "-" * 72
    by_family = {family: _of_family(mutation, family) for family in Family}
    for family, results in by_family.items():
        if results:
            yield _line(family.value, results)
    yield "-" * 72
    yield _line("TOTAL", [result for results in by_family.values() for result in results])
    shown = sum(any(r.fate is Fate.KILLED for _, r in mutation.of(t)) for t in mutation.targets)
    yield f"{len(mutation.targets)} proved sentences: the checks of {shown} were seen to fail"


def _of_family(mutation: Mutation, family: Family) -> list[MutantResult]:
    return [mutation.outcomes[m.id] for m in mutation.mutants if m.family is family and m.id in mutation.outcomes]


def _line(name: str, results: list[MutantResult]) -> str:
    found = score(results)
    others = ", ".join(f"{count} {fate}" for fate, count in found.others.items())
    return f"{name:<10} {len(results):>8} {found.killed:>8} {found.survived:>9} {found.share:>5.0f}%  {others}".rstrip()


def gate(mutation: Mutation, threshold: float) -> list[Problem]:
    """Return what a run has to be blamed for.

    Args:
        mutation: What was tried.
        threshold: The least share of killed mutants, in per cent.

    Returns:
        A problem for each sentence with mutants of which none was killed, and one if the score is too low.
    """
    problems = []
    for target in mutation.targets:
        tried = mutation.of(target)
        survived = [mutant for mutant, result in tried if result.fate is Fate.SURVIVED]
        if survived and not any(result.fate is Fate.KILLED for _, result in tried):
            changes = "; ".join(str(mutant) for mutant in survived[:_SHOWN])
            message = f'no check of "{target.text}" was seen to fail: {changes}'
            problems.append(Problem(target.article, target.line, message, "make its scenario look at what it says"))
    whole = score(list(mutation.outcomes.values()))
    if whole.share < threshold:
        message = f"the score is {whole.share:.0f} %, less than {threshold:g} %"
        problems.append(Problem("mutants", 0, message, "strengthen the checks that mutants survived"))
    return problems
