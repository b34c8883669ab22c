"""How well an article was understood, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prosecov.coverage.explain import Explanation, expected_coverage
from prosecov.outputs.summary import show_percentage

_LONGEST = 100


def explanation_lines(
    path: str, explanations: Sequence[Explanation], *, by_clause: bool = False
) -> Iterator[tuple[str, str | None]]:
    """Yield lines, each with its colour: every sentence with what became of it, and the coverage to expect.

    Args:
        path: The path of the article.
        explanations: What became of each sentence.
        by_clause: Whether to show each clause with the steps that prove it.
    """
    for explanation in explanations:
        place = f"{path}:{explanation.line}"
        if by_clause or explanation.derived_words:
            yield f"{place}: {explanation.text}", "green" if explanation.is_whole else "yellow"
        for clause in explanation.clauses:
            if by_clause and len(explanation.clauses) > 1:
                yield f'    "{clause.text}"', None
            yield from ((f"      {step}", None) for step in clause.steps)
            if clause.hint:
                text = _short(clause.text if explanation.derived_words else explanation.text)
                begin = "      not derived" if by_clause else f'{place}: not derived: "{text}"'
                yield f"{begin}; {clause.hint}", "yellow"
        if explanation.rewording:
            yield f"      or write: {explanation.rewording}", "cyan"
    yield summary_line(explanations), None


def hints_of(explanation: Explanation) -> Iterator[str]:
    """Yield what can be done about the words of a sentence that no step proves."""
    for clause in explanation.clauses:
        if clause.hint:
            part = f'"{_short(clause.text)}": ' if explanation.derived_words else ""
            yield f"not derived: {part}{clause.hint}"
    if explanation.rewording:
        yield f"or write: {explanation.rewording}"


def summary_line(explanations: Sequence[Explanation]) -> str:
    """Return a line that counts the sentences by how well they were understood, and names the coverage to expect."""
    whole = sum(explanation.is_whole for explanation in explanations)
    part = sum(bool(explanation.derived_words) for explanation in explanations) - whole
    counts = f"{whole} derived, {part} in part, {len(explanations) - whole - part} not"
    coverage = show_percentage(expected_coverage(explanations))
    return f"{len(explanations)} sentences: {counts}; coverage to expect: {coverage}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3].rstrip()}..."
