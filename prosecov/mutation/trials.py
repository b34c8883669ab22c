"""The file of mutants for a run of pytest: which run tries which mutant."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from prosecov.mutation.model import Family, Fate, Mutant, MutantResult, Proof


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant that a run tries.

    Attributes:
        mutant: The mutant.
        proof: The run.
    """

    mutant: Mutant
    proof: Proof


def write_trials(path: Path, trials: Iterable[Trial]) -> None:
    """Write trials to a file, whose folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = [_trial_as_json(trial) for trial in trials]
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _trial_as_json(trial: Trial) -> Mapping[str, object]:
    mutant = trial.mutant
    return {
        "family": mutant.family,
        "operator": mutant.operator,
        "target": mutant.target,
        "proofs": [[proof.nodeid, sorted(proof.steps)] for proof in mutant.proofs],
        "original": mutant.original,
        "replacement": mutant.replacement,
        "step": mutant.step,
        "data": dict(mutant.data),
        "nodeid": trial.proof.nodeid,
        "steps": sorted(trial.proof.steps),
    }


def read_trials(path: Path) -> Mapping[str, tuple[Trial, ...]]:
    """Read the trials of a file, by the runs that try them."""
    found: dict[str, list[Trial]] = defaultdict(list)
    for item in json.loads(path.read_text(encoding="utf-8")):
        mutant = Mutant(
            Family(item["family"]),
            item["operator"],
            item["target"],
            tuple(Proof(nodeid, frozenset(steps)) for nodeid, steps in item["proofs"]),
            item["original"],
            item["replacement"],
            item["step"],
            item["data"],
        )
        found[item["nodeid"]].append(Trial(mutant, Proof(item["nodeid"], frozenset(item["steps"]))))
    return {nodeid: tuple(trials) for nodeid, trials in found.items()}


def read_outcomes(folder: Path, pattern: str) -> list[MutantResult]:
    """Read the outcomes that the processes of a run have written so far; half a line at the end is left out."""
    found = []
    for path in sorted(folder.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                data = json.loads(line)
            except json.JSONDecodeError:
                continue
            found.append(MutantResult(**{**data, "fate": Fate(data["fate"])}))
    return found
