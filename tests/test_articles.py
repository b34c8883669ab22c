"""The features and the articles belong together: every sentence is quoted, and every quotation has its place."""

from pathlib import Path

import pytest

from prosecov.articles import read_article
from prosecov.coverage.ledger import Ledger, build_ledger
from prosecov.features import read_feature

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "articles").iterdir())


def ledger_of(article: Path) -> Ledger:
    features = sorted((ROOT / "features" / article.stem).glob("**/*.feature"))
    return build_ledger(read_article(article), [read_feature(feature) for feature in features])


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_every_word_of_every_sentence_is_quoted(article: Path) -> None:
    entries = ledger_of(article).entries
    unquoted = [
        f"{article.name}:{entry.sentence.line}: {entry.sentence.text}"
        for entry in entries
        if not all(claims for _, claims in entry.claimed_words())
    ]
    assert entries, f"{article.name} has no sentence"
    assert unquoted == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_every_quotation_has_its_place_in_the_article(article: Path) -> None:
    assert ledger_of(article).problems == ()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_only_advice_is_quoted_without_a_scenario(article: Path) -> None:
    quotations = {claim.quotation for entry in ledger_of(article).entries for claim in entry.claims}
    for quotation in quotations:
        is_advice = "advisory" in quotation.tags
        assert is_advice != bool(quotation.stretches), f"{quotation.path}:{quotation.line}"
        assert quotation.reason or not is_advice, f"{quotation.path}:{quotation.line}: say why it cannot be observed"
