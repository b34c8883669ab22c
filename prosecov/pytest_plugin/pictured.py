"""Which steps get a picture."""

from __future__ import annotations

from prosecov.features import Feature, Scenario, StepKind
from prosecov.settings import Screenshots


def is_quoting(feature: Feature, scenario: Scenario) -> bool:
    """Whether a scenario judges a quotation."""
    return any(stretch.scenario == scenario.line for quotation in feature.quotations for stretch in quotation.stretches)


def pictured_steps(feature: Feature, scenario: Scenario, choice: Screenshots) -> frozenset[int]:
    """Which steps of a scenario get a picture if they pass.

    Args:
        feature: The feature.
        scenario: One of its scenarios.
        choice: What was chosen. ``quoted`` means what a report can show for a quotation: every step if
            quotations stand above steps, else the last Then if a quotation is judged at all.

    Returns:
        Their positions in `Scenario.all_steps`.
    """
    steps = scenario.all_steps
    stretches = [s for quotation in feature.quotations for s in quotation.stretches if s.scenario == scenario.line]
    if choice is Screenshots.ALL or (
        choice is Screenshots.QUOTED and any(stretch.steps is not None for stretch in stretches)
    ):
        return frozenset(range(len(steps)))
    if choice is Screenshots.QUOTED and stretches and steps:
        checks = [position for position, step in enumerate(steps) if step.kind is StepKind.THEN]
        return frozenset({checks[-1] if checks else len(steps) - 1})
    return frozenset()
