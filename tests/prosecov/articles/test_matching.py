"""Wherever and however a part of an article is quoted, it is found there; another wording is not."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prosecov.articles import Article, parse_article
from prosecov.articles.matching import Ambiguous, ArticleIndex, Found, NotFound, Span
from prosecov.articles.nearest import find_near
from prosecov.text.normalise import is_word_boundary, normalise
from prosecov.text.wording import word_diff

ARTICLE = parse_article(
    """\
# Opting in

Click **Reports** in the main [navigation](nav.md). It opens "Reports" — the
section with `reports`. The fee is 10.5 % for Opt-In/Out.

## FAQ

Can I undo it?

No. The button shows only after a search.

## Notes

No. The fee isn't 10 %, it's café money.
""",
    "a.md",
)


def quoted(text: str, section: str = "", article: Article = ARTICLE) -> list[str]:
    index = ArticleIndex(article)
    match = index.find(text, index.sections_named(section))
    spans = {Found: lambda m: [m.span], Ambiguous: lambda m: m.spans, NotFound: lambda _: []}[type(match)](match)
    return [article.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "Click Reports in the main navigation.",
        "click Reports".replace("c", "C", 1),
        "Click *Reports* in the __main__ `navigation`.",
        "Click [Reports](x) in the <b>main</b> [navigation](elsewhere.html).",
        "Click   Reports\tin the main\nnavigation. It opens",
        "It opens “Reports” - the section with reports.",
        'It opens "Reports" -- the section with **reports**.',
        "The fee is 10.5 % for Opt\u2011In/Out.",
        "Can I undo it? No. The button",
        "it\u2019s cafe\u0301 money",
    ],
)
def test_what_a_reader_does_not_see_is_ignored(text: str) -> None:
    assert len(quoted(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "click Reports",
        "Click Report",
        "The fee is 10",
        "The fee is 10.5 % for Opt-In",
        "it's cafe money",
        "é money",
        "",
    ],
)
def test_case_digits_and_whole_words_count(text: str) -> None:
    assert quoted(text) == []


def test_a_letter_is_not_parted_from_its_marks() -> None:
    article = parse_article("\u0915\u093f stays, and cafe\u0301 too.", "a.txt")
    assert quoted("\u0915", article=article) == []
    assert quoted("and cafe", article=article) == []
    assert quoted("\u0915\u093f stays", article=article) == ["\u0915\u093f stays"]


def test_a_text_that_stands_twice_needs_its_section() -> None:
    assert quoted("No.") == ["No.", "No."]
    assert quoted("No.", "FAQ") == ["No."]
    assert quoted("No.", "notes") == ["No."]
    assert quoted("No.", "can i undo it?") == ["No."]
    assert quoted("The fee", "FAQ") == []


def test_sections_are_named_by_title_beginning_or_initials() -> None:
    article = parse_article(
        "# Frequently Asked Questions\n\nA.\n\n## How to do A\n\nB.\n\n## How to do B\n\nC.", "a.md"
    )
    index = ArticleIndex(article)
    assert [section.line for section in index.sections_named("Frequently asked questions")] == [1]
    assert [section.line for section in index.sections_named("FAQ")] == [1]
    assert [section.line for section in index.sections_named("Frequently")] == [1]
    assert index.sections_named("How to") == []
    assert index.sections_named("Freq") == []
    assert index.sections_named("") == []


def test_headings_and_questions_state_nothing() -> None:
    index = ArticleIndex(ARTICLE)
    assert index.find("Can I undo it?") == NotFound("Can I undo it?")
    assert index.find("Opting in") == NotFound("Opting in")


def test_marks_that_are_part_of_the_text_are_found() -> None:
    article = parse_article("The rate is 5 * 3 of snake_case_name [sic] and *stars* | bars | here.", "a.txt")
    for text in ("5 * 3", "snake_case_name [sic]", "*stars*", "stars | bars", "bars here."):
        assert len(quoted(text, article=article)) == 1
    assert quoted("5 3", article=article) == []
    assert quoted("snakecasename", article=article) == []


@dataclass(frozen=True)
class Part:
    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


CHARACTERS = st.sampled_from(
    "aZe1 0\n\t.?!:\"'()[]<>&*_`#-|~\\/=§é%$+@,;…—\u2013\u2019“”\u00a0\u200b\u0301界ß"
) | st.characters(codec="utf-8")
SOURCES = st.text(CHARACTERS, max_size=200) | st.lists(
    st.sampled_from(
        ["Click", "**Reports**", "to", "open.", "No.", '"Save"', "—", "10.5", "e.g.", "\n\n", "- ", "don't"]
    ),
    max_size=40,
).map(" ".join)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """A part of some article that begins and ends with whole words and touches a sentence."""
    article = parse_article(draw(SOURCES), draw(st.sampled_from(["a.md", "a.html", "a.txt"])))
    assume(article.sentences)
    first = draw(st.sampled_from(article.sentences))
    last = draw(st.sampled_from([s for s in article.sentences[:] if s.start >= first.start][:3]))
    words = [word for s in article.sentences if first.start <= s.start <= last.start for word in s.words]
    edges = [
        (start, end)
        for start, end in words
        if is_word_boundary(article.text, start) and is_word_boundary(article.text, end)
    ]
    assume(edges)
    low, high = sorted((draw(st.sampled_from(edges)), draw(st.sampled_from(edges))))
    return Part(article, low[0], high[1])


def assert_found_at(part: Part, quotation: str) -> None:
    match = ArticleIndex(part.article).find(quotation)
    spans = [match.span] if isinstance(match, Found) else match.spans if isinstance(match, Ambiguous) else ()
    assert Span(part.start, part.end) in spans


@given(parts())
def test_any_part_is_found_where_it_stands(part: Part) -> None:
    assert_found_at(part, part.text)


@given(parts(), st.randoms(use_true_random=False))
def test_any_part_is_found_rewrapped_and_set_otherwise(part: Part, random: object) -> None:
    pick = getattr(random, "choice")  # noqa: B009
    swaps = {
        '"': '"“”',
        "“": '"“”',
        "”": '"“”',
        "'": "'\u2018\u2019",
        "\u2019": "'\u2018\u2019",
        "—": "—\u2013-",
        "\u2013": "—\u2013-",
        " ": [" ", "\n", "  "],
    }
    assert_found_at(part, "".join(pick(swaps.get(character, character)) for character in part.text))


@given(parts(), st.sampled_from(["*", "**", "_", "`", "***"]), st.data())
def test_any_part_is_found_with_other_emphasis(part: Part, mark: str, data: st.DataObject) -> None:
    words = part.text.split(" ")
    chosen = data.draw(st.integers(0, len(words) - 1))
    assume(re.fullmatch(r"\w+", words[chosen]))
    words[chosen] = f"{mark}{words[chosen]}{mark}"
    assert_found_at(part, " ".join(words))


@given(parts(), st.sampled_from(["other", "Zebra", "77", "x"]), st.data())
def test_no_part_is_found_with_a_word_changed(part: Part, other: str, data: st.DataObject) -> None:
    assume(other not in part.article.text)
    words = [
        (start - part.start, end - part.start)
        for sentence in part.article.sentences
        for start, end in sentence.words
        if part.start <= start and end <= part.end
    ]
    start, end = data.draw(st.sampled_from(words))
    changed = part.text[:start] + other + part.text[end:]
    assert isinstance(ArticleIndex(part.article).find(changed), NotFound)


@given(parts(), st.data())
def test_no_part_is_found_with_a_word_cut_or_in_other_case(part: Part, data: st.DataObject) -> None:
    cut = part.text[:-1] if data.draw(st.booleans()) else part.text[1:]
    assume(not is_word_boundary(part.text, len(part.text) - 1 if part.text.startswith(cut) else 1))
    match = ArticleIndex(part.article).find(cut)
    place = Span(part.start, part.end - 1) if part.text.startswith(cut) else Span(part.start + 1, part.end)
    assert not isinstance(match, Found) or match.span != place
    swapped = part.text.swapcase()
    assume(normalise(swapped).text not in normalise(part.article.text).text)
    assert isinstance(ArticleIndex(part.article).find(swapped), NotFound)


@given(SOURCES, st.text(CHARACTERS, max_size=60), st.sampled_from(["a.md", "a.html", "a.txt"]))
def test_no_quotation_makes_matching_fail(source: str, quotation: str, name: str) -> None:
    index = ArticleIndex(parse_article(source, name))
    match = index.find(quotation, index.sections_named(quotation))
    assert isinstance(match, Found | Ambiguous | NotFound)
    near = find_near(index, quotation)
    assert near is None or index.article.text[near.span.start : near.span.end].replace("\n", " ") == near.wording


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("Click Report in the main navigation.", "Click Reports in the main navigation."),
        ("Press Reports in the main navigation.", "Click Reports in the main navigation."),
        ("the main menu. It opens Reports — the", 'the main navigation. It opens "Reports" — the'),
        ("only after searching.", "only after a search."),
        ("The button shows only after a new search.", "The button shows only after a search."),
        ("The fee is 10.4 % for Opt-In/Out.", "The fee is 10.5 % for Opt-In/Out."),
        ("shows only after some search", "shows only after a search"),
    ],
)
def test_a_changed_wording_is_found_near(old: str, now: str) -> None:
    near = find_near(ArticleIndex(ARTICLE), old)
    assert near is not None
    assert near.is_stale
    assert near.wording == now


def test_what_is_quoted_already_is_not_a_changed_wording() -> None:
    index = ArticleIndex(ARTICLE)
    taken = [s for s in ARTICLE.sentences if s.text.startswith("The button")]
    near = find_near(index, "The button shows only after a new search.", taken)
    assert near is not None
    assert not near.is_stale
    assert near.sentence.text == "The button shows only after a search."
    assert find_near(index, "Zebras quietly munch") is None


def test_word_diff_says_what_went_and_what_came() -> None:
    assert word_diff("Click the Save button now", "Click Save twice now") == [
        ("=", "Click"),
        ("-", "the"),
        ("=", "Save"),
        ("-", "button"),
        ("+", "twice"),
        ("=", "now"),
    ]


@given(st.text(CHARACTERS))
def test_normalising_twice_changes_nothing_and_keeps_the_way_back(text: str) -> None:
    once = normalise(text)
    assert len(once.text) == len(once.offsets)
    assert list(once.offsets) == sorted(once.offsets)
    assert once.text == once.text.strip()
