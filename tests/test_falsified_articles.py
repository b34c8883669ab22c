"""Falsified articles: what is false is not quoted by the walkthrough, or the steps below it fail on the product."""

from pathlib import Path

import pytest

from tests.falsified import Lie, read_lies, tell, walk_lies

ROOT = Path(__file__).parent.parent
LIES = tuple(read_lies(ROOT / "tests/data/falsified/lies.txt"))
WALKED = 9
"""One in so many lies that a step holds is walked here; ``python -m tests.falsified`` walks all of them."""


@pytest.mark.parametrize("lie", LIES, ids=[f"{number}-{lie.false}" for number, lie in enumerate(LIES)])
def test_false_words_are_not_quoted_unless_a_step_holds_them(lie: Lie) -> None:
    assert tell(lie, ROOT).untested == ()


@pytest.mark.parametrize("article", sorted({lie.article for lie in LIES}))
def test_most_of_what_is_true_is_quoted(article: str) -> None:
    told = tell(Lie(article, "the", "the"), ROOT)
    assert len(told.whole) >= {"bulk": 24, "mana": 14}.get(Path(article).name[:4], 9)


def test_what_is_false_fails_on_the_product(tmp_path: Path) -> None:
    held = [lie for lie in LIES if tell(lie, ROOT).quoted]
    assert len(held) > 3 * WALKED
    assert walk_lies(held[::WALKED], ROOT, tmp_path) == []
