"""Run mutants: choose them, try them in pytest in the background, and keep what became of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from prosecov.errors import InputError
from prosecov.mutation.model import Fate, Mutant, MutantResult
from prosecov.mutation.trials import Trial, read_outcomes, write_trials
from prosecov.running.steps import PLUGIN_ARGUMENTS

OUTCOMES = "outcomes.jsonl"
Echo = Callable[[str], None]


class MutantRuns:
    """Tries mutants in runs of pytest, and remembers what became of them on disk."""

    def __init__(self, root: Path, folder: Path, tests: Sequence[str], workers: int, echo: Echo) -> None:
        """Prepare the folder.

        Args:
            root: The folder of the project.
            folder: Where trials, outcomes and screenshots go.
            tests: The tests that run the features, as pytest takes them.
            workers: How many processes run at once.
            echo: Shows a line of progress.
        """
        self._root = root
        self._folder = folder
        self._tests = tests
        self._workers = workers
        self._echo = echo
        folder.mkdir(parents=True, exist_ok=True)
        self.outcomes = {outcome.mutant: outcome for outcome in read_outcomes(folder, OUTCOMES)}

    def forget(self) -> None:
        """Begin anew: forget the outcomes of an earlier run."""
        for path in self._folder.glob("*"):
            if path.is_file():
                path.unlink()
        self.outcomes = {}

    def keep(self, outcomes: Iterable[MutantResult]) -> None:
        """Remember outcomes; of several of one mutant a kill counts, else the last one."""
        with (self._folder / OUTCOMES).open("a", encoding="utf-8") as file:
            for outcome in outcomes:
                before = self.outcomes.get(outcome.mutant)
                if before is None or before.fate is not Fate.KILLED:
                    self.outcomes[outcome.mutant] = outcome
                    file.write(json.dumps(asdict(outcome), ensure_ascii=False) + "\n")

    def missing(self, mutants: Iterable[Mutant]) -> list[Mutant]:
        """Return the mutants of which nothing is known yet."""
        return [mutant for mutant in mutants if mutant.id not in self.outcomes]

    def try_all(self, name: str, mutants: Sequence[Mutant], tests: Sequence[str] | None = None) -> None:
        """Try mutants in rounds: each with its first run, then those that survived with their next one, and so on.

        Args:
            name: What they are, for progress.
            mutants: The mutants.
            tests: Tests that run them, if not those of the project.
        """
        waiting = self.missing(mutants)
        number = 0
        while waiting:
            trials = [Trial(mutant, mutant.proofs[number]) for mutant in waiting]
            runs = len({trial.proof.nodeid for trial in trials})
            self._echo(f"{name}: {len(trials)} mutants in {runs} {'scenario' if runs == 1 else 'scenarios'}")
            self.keep(self._run(f"{name}-{number}", trials, tests or self._tests, self._workers, ()))
            number += 1
            waiting = [mutant for mutant in waiting if len(mutant.proofs) > number and self._is_alive(mutant)]

    def _is_alive(self, mutant: Mutant) -> bool:
        outcome = self.outcomes.get(mutant.id)
        return outcome is None or outcome.fate is not Fate.KILLED

    def try_faults(self, faults: Mapping[str, Sequence[Mutant]], argument: str) -> None:
        """Try faults of the product, each in a run of its own, as many at once as there are workers.

        Args:
            faults: By the name of a fault the mutants for the sentences that it contradicts.
            argument: The argument of pytest that switches a fault on, with ``{}`` for its name.
        """
        waiting = {name: kept for name, mutants in faults.items() if (kept := self.missing(mutants))}
        if not waiting:
            return
        self._echo(f"product: {len(waiting)} faults")
        with ThreadPoolExecutor(self._workers) as pool:
            runs = {name: pool.submit(self._try_fault, name, argument, mutants) for name, mutants in waiting.items()}
            for number, (name, run) in enumerate(runs.items(), start=1):
                outcomes = run.result()
                self.keep(outcomes)
                fates = sorted({outcome.fate.value for outcome in outcomes})
                self._echo(f"product: {number}/{len(runs)} {name}: {', '.join(fates) or 'not run'}")

    def _try_fault(self, name: str, argument: str, mutants: Sequence[Mutant]) -> list[MutantResult]:
        trials = [Trial(mutant, proof) for mutant in mutants for proof in mutant.proofs]
        return self._run(f"fault-{name}", trials, self._tests, 0, [argument.replace("{}", name)])

    def _run(
        self, name: str, trials: Sequence[Trial], tests: Sequence[str], workers: int, arguments: Sequence[str]
    ) -> list[MutantResult]:
        path = self._folder / f"{name}.json"
        for old in self._folder.glob(f"{name}.*.jsonl"):
            old.unlink()
        write_trials(path, trials)
        command = [sys.executable, "-m", "pytest", "-q", *PLUGIN_ARGUMENTS, "-p", "prosecov.mutation.plugin"]
        command += ["-p", "no:cacheprovider", f"--prosecov-mutants={path}", *arguments]
        if workers > 1:
            command += ["-n", str(workers), "--dist", "worksteal"]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
        done = subprocess.run(  # noqa: S603 - the project's own tests
            [*command, *tests],
            cwd=self._root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        found = _best(read_outcomes(self._folder, f"{name}.*.jsonl"))
        if not found:
            said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
            message = f"pytest ran no mutant: {said[-1] if said else f'exit status {done.returncode}'}"
            raise InputError(self._root, 0, message, "run pytest --prosecov, and correct what it says")
        lost = {trial.mutant.id for trial in trials} - {outcome.mutant for outcome in found}
        return [*found, *(MutantResult(mutant, Fate.ERROR, message="its run did not end") for mutant in sorted(lost))]


def _best(outcomes: Iterable[MutantResult]) -> list[MutantResult]:
    """Return an outcome for each mutant: a kill if there is one, else a survival, else what happened."""
    order = (Fate.KILLED, Fate.SURVIVED, Fate.ELSEWHERE, Fate.ERROR, Fate.EQUIVALENT, Fate.NOT_RUN)
    by_mutant: dict[str, list[MutantResult]] = defaultdict(list)
    for outcome in outcomes:
        by_mutant[outcome.mutant].append(outcome)
    return [min(found, key=lambda outcome: order.index(outcome.fate)) for found in by_mutant.values()]
