"""Find what passes and proves nothing: scenarios without checks, steps without definitions, tests that never run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from prosecov.errors import Problem
from prosecov.features import (
    PROVES_FEATURE,
    Feature,
    OwnerKind,
    Quotation,
    Scenario,
    StepKind,
    is_review,
    review_day,
    vouches,
)
from prosecov.results.step_catalogue import Catalogue


def lint_feature(feature: Feature, today: date) -> list[Problem]:
    """Find what is wrong within a feature.

    Args:
        feature: The feature.
        today: No review can be of a later day.

    Returns:
        The problems, by line.
    """
    found = [
        *_strays(feature),
        *_duplicates(feature),
        *_empty_rules(feature),
        *_open_to_all(feature),
        *(problem for scenario in feature.scenarios for problem in _scenario(feature, scenario)),
        *_quotations_above_given(feature),
        *(problem for quotation in feature.quotations for problem in _tags(feature, quotation, today)),
    ]
    return sorted(set(found))


def lint_steps(features: Iterable[Feature], catalogue: Catalogue) -> list[Problem]:
    """Find steps that nothing or too much defines, definitions that nothing uses, and scenarios that no test runs.

    Args:
        features: All features.
        catalogue: What pytest collected. If that is not all, only features are looked at whose scenarios it
            collected, and nothing can be said of what is not used.

    Returns:
        The problems, by file and line.
    """
    chosen = [feature for feature in features if catalogue.is_whole or feature.path in catalogue.bound]
    found = [*catalogue.errors, *_undefined(chosen, catalogue)]
    if catalogue.is_whole:
        found += [*unbound(chosen, catalogue), *_unused(chosen, catalogue)]
    return sorted(set(found))


def _undefined(features: Iterable[Feature], catalogue: Catalogue) -> Iterator[Problem]:
    uses = {(use.feature, use.kind, use.text): use.matches for use in catalogue.uses}
    for feature in features:
        for step, text in (pair for scenario in feature.scenarios for pair in scenario.filled_steps()):
            matches = uses.get((feature.path, step.kind.value, text), ())
            if not matches:
                message = f"no step definition matches: {step.keyword} {text}"
                yield Problem(feature.path, step.line, message, "define it, or reword the step")
            elif len(matches) > 1:
                places = ", ".join(f"{d.file}:{d.line}" for d in (catalogue.definitions[match] for match in matches))
                message = f"{len(matches)} step definitions match, and one of them wins silently: {step.keyword} {text}"
                yield Problem(feature.path, step.line, message, f"keep one of {places}")


def _strays(feature: Feature) -> Iterator[Problem]:
    for stray in feature.strays:
        hint = "move it into the description of a Feature, Rule or Scenario, or right above a When or Then"
        yield Problem(feature.path, stray.line, f"a quotation {stray.place}, where nothing judges it", hint)


def _duplicates(feature: Feature) -> Iterator[Problem]:
    lines: dict[str, list[int]] = defaultdict(list)
    for scenario in sorted(feature.scenarios, key=lambda scenario: scenario.line):
        lines[scenario.name].append(scenario.line)
    for name, places in lines.items():
        for line in places[1:]:
            message = f"a second scenario is called {name!r} (the first is on line {places[0]}), and only the last runs"
            yield Problem(feature.path, line, message, "give it a name of its own")


def _empty_rules(feature: Feature) -> Iterator[Problem]:
    quoting = {q.owner_line: q for q in feature.quotations if q.owner is OwnerKind.RULE}
    for rule in feature.rules:
        quotation = quoting.get(rule.line)
        if quotation and not rule.scenarios and not vouches(quotation.tags):
            message = f"the rule {rule.name!r} quotes, but has no scenario that could prove it"
            yield Problem(feature.path, rule.line, message, "add a scenario, or tag it @advisory and give a reason")


def _open_to_all(feature: Feature) -> Iterator[Problem]:
    for quotation in feature.quotations:
        if quotation.owner is OwnerKind.FEATURE and not quotation.stretches and not vouches(quotation.tags):
            message = (
                f"none of the {len(feature.scenarios)} scenarios says that it proves this quotation of the Feature"
            )
            hint = f"tag those that do @{PROVES_FEATURE}, or move the quotation to the Rule that proves it"
            yield Problem(feature.path, quotation.line, message, hint)


def _scenario(feature: Feature, scenario: Scenario) -> Iterator[Problem]:
    def problem(message: str, hint: str) -> Problem:
        return Problem(feature.path, scenario.line, f"the scenario {scenario.name!r} {message}", hint)

    if not scenario.rows:
        yield problem(
            "is an outline without examples; it runs once, with its placeholders as text", "add rows to its Examples"
        )
    if vouches(scenario.tags + scenario.inherited_tags):
        return
    if not scenario.steps:
        yield problem("has no steps, so it passes", "write its steps, or delete it")
    elif not any(step.kind is StepKind.THEN for step in scenario.steps):
        yield problem("has no Then, so it checks nothing", "say what is to be seen")


def _quotations_above_given(feature: Feature) -> Iterator[Problem]:
    steps = {step.line: step for scenario in feature.scenarios for step in scenario.steps}
    for quotation in feature.quotations:
        step = steps.get(quotation.owner_line) if quotation.owner is OwnerKind.STEP else None
        if step is not None and step.kind is StepKind.GIVEN:
            message = f"a quotation above a Given, which sets things up and proves nothing: {step.keyword} {step.text}"
            yield Problem(feature.path, quotation.line, message, "move it above the When or Then that shows it")


def _tags(feature: Feature, quotation: Quotation, today: date) -> Iterator[Problem]:
    if "advisory" in quotation.tags and not quotation.reason:
        message = f"@advisory without a reason on {quotation.name!r}"
        yield Problem(feature.path, quotation.owner_line, message, "write the reason as a line below its name")
    for tag in quotation.tags:
        day = review_day(tag)
        if is_review(tag) and (day is None or day > today):
            hint = "write the day on which somebody checked it, as in @reviewed(2026-01-31)"
            yield Problem(feature.path, quotation.owner_line, f"@{tag} names no day in the past", hint)


def unbound(features: Iterable[Feature], catalogue: Catalogue) -> list[Problem]:
    """Find scenarios that no test runs."""
    hint = "bind its folder with pytest-bdd's scenarios() in a test module"
    return [
        Problem(feature.path, scenario.line, f"no test runs the scenario {scenario.name!r}", hint)
        for feature in features
        for scenario in feature.scenarios
        if scenario.name not in catalogue.bound.get(feature.path, frozenset())
    ]


def _unused(features: Iterable[Feature], catalogue: Catalogue) -> Iterator[Problem]:
    used = used_definitions(features, catalogue)
    for position, definition in enumerate(catalogue.definitions):
        if definition.is_own and position not in used:
            message = f"no step uses this definition: {definition.kind} {definition.pattern!r}"
            yield Problem(definition.file, definition.line, message, "delete it")


def used_definitions(features: Iterable[Feature], catalogue: Catalogue) -> dict[int, list[str]]:
    """Return where definitions are used: ``path:line`` of steps, by position in `Catalogue.definitions`."""
    matches = {(use.feature, use.kind, use.text): use.matches for use in catalogue.uses}
    used: dict[int, dict[str, None]] = defaultdict(dict)
    for feature in features:
        for step, text in (pair for scenario in feature.scenarios for pair in scenario.filled_steps()):
            for position in matches.get((feature.path, step.kind.value, text), ()):
                used[position][f"{feature.path}:{step.line}"] = None
    return {position: list(places) for position, places in used.items()}
