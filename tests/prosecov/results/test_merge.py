from dataclasses import replace
from pathlib import Path

from prosecov.results.merge import carry_evidence, merge_runs
from prosecov.results.runs import Outcome, ScenarioRun, StepResult, StepStatus

STEP = StepResult(3, "When", "when", "it runs", StepStatus.PASSED, screenshot="shots/one.png")
RUN = ScenarioRun(
    "t.py::one", "f.feature", 2, "one", "", {}, "abc", (), Outcome.PASSED, False, True, 10.0, 1.0, "", (STEP,)
)


def test_of_two_runs_of_a_test_the_later_one_counts() -> None:
    failed = replace(RUN, outcome=Outcome.FAILED, started=20.0)
    other = replace(RUN, nodeid="t.py::two", started=5.0)
    assert merge_runs([[failed], [RUN, other]]) == (other, failed)
    assert merge_runs([[RUN, other], [failed]]) == (other, failed)


def test_pictures_and_traces_come_along(tmp_path: Path) -> None:
    source, target = tmp_path / "shard" / "report", tmp_path / "sum"
    for name in ("shard/report/shots/one.png", "shard/results/trace.zip"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    run = replace(RUN, trace="../results/trace.zip", screenshot="gone.png")
    [carried] = carry_evidence([run], source, target, "1")
    assert (carried.trace, carried.screenshot) == ("evidence/1/results/trace.zip", "")
    assert carried.steps[0].screenshot == "evidence/1/shots/one.png"
    assert (target / carried.trace).read_text(encoding="utf-8") == "shard/results/trace.zip"
    assert (target / carried.steps[0].screenshot).read_text(encoding="utf-8") == "shard/report/shots/one.png"
    assert carry_evidence([run], source, source, "1") == (run,)
