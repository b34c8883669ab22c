"""Feature files: scenarios, and the quotations that link them to an article.

A quotation is

- neighbouring lines that start with ``>`` in the description of a Rule or a Scenario: all scenarios of the
  rule judge it, or that one scenario; in the description of a Feature: its scenarios with the tag
  ``@proves-feature``, or the only one;
- neighbouring comment lines that start with ``# >`` directly above a step: that step and those behind it
  judge it, up to the next step with a quotation, or with a bare ``#`` directly above it.

A line without ``>`` ends a quotation; so a blank line separates two of them in a description, and a bare
``#`` does so above a step. ``[Section title]`` before the text says in which section it stands, which is
needed only if the article holds the text more than once.
"""

from prosecov.features.model import (
    PROVES_FEATURE,
    Examples,
    Feature,
    OwnerKind,
    Quotation,
    Rule,
    Scenario,
    Step,
    StepKind,
    Stray,
    Stretch,
    is_review,
    review_day,
    vouches,
)
from prosecov.features.reading import parse_feature, read_feature

__all__ = [
    "PROVES_FEATURE",
    "Examples",
    "Feature",
    "OwnerKind",
    "Quotation",
    "Rule",
    "Scenario",
    "Step",
    "StepKind",
    "Stray",
    "Stretch",
    "is_review",
    "parse_feature",
    "read_feature",
    "review_day",
    "vouches",
]
