from prosecov.articles import parse_article
from prosecov.coverage.ledger import Ledger, build_ledger
from prosecov.features import parse_feature

ARTICLE = """\
# Opting in

Click **Reports** in the main navigation. It opens the Reports section.

Contacts can get one-to-one email, but no broadcasts.

## FAQ

Can I undo it?

No. The button shows only after a search.

## Notes

No. Nothing else.
"""


def ledger(*quotations: str, article: str = ARTICLE, leave_out: tuple[str, ...] = ()) -> Ledger:
    rules = "".join(f"\n  Rule: r{number}\n    {text}\n" for number, text in enumerate(quotations))
    feature = parse_feature(f"Feature: f\n{rules}", "features/a/f.feature")
    return build_ledger(parse_article(article, "articles/a.md"), [feature], leave_out)


def claimed(book: Ledger) -> dict[str, str]:
    """For each claimed sentence its words that are claimed."""
    text = book.article.text
    return {
        entry.sentence.text: " ".join(text[start:end] for (start, end), by in entry.claimed_words() if by)
        for entry in book.entries
        if entry.claims
    }


def test_a_quotation_claims_the_words_that_it_holds() -> None:
    book = ledger("> Click Reports in the main navigation.", "> Contacts can get one-to-one email")
    assert claimed(book) == {
        "Click Reports in the main navigation.": "Click Reports in the main navigation",
        "Contacts can get one-to-one email, but no broadcasts.": "Contacts can get one-to-one email",
    }
    assert book.problems == ()


def test_a_quotation_may_reach_over_sentences_and_questions() -> None:
    book = ledger("> navigation. It opens the", "> Can I undo it? No. The button")
    assert claimed(book) == {
        "Click Reports in the main navigation.": "navigation",
        "It opens the Reports section.": "It opens the",
        "No.": "No",
        "The button shows only after a search.": "The button",
    }


def test_several_quotations_may_claim_one_sentence() -> None:
    book = ledger("> Contacts can get one-to-one email", "> one-to-one email, but no broadcasts.")
    [words] = [entry.claimed_words() for entry in book.entries if entry.claims]
    assert [len(by) for _, by in words] == [1, 1, 1, 2, 2, 1, 1, 1]


def test_a_text_that_stands_twice_needs_its_section() -> None:
    [problem] = ledger("> No.").problems
    assert str(problem) == (
        'features/a/f.feature:4: "No." stands 2 times in articles/a.md (lines 11, 15); '
        "name its section, as in > [Section title] ..., or quote more of the text around it"
    )
    book = ledger("> [FAQ] No.", "> [Notes] No.")
    assert [(entry.sentence.line, len(entry.claims)) for entry in book.entries if entry.claims] == [(11, 1), (15, 1)]
    assert book.problems == ()


def test_a_wrong_section_says_where_the_text_is() -> None:
    assert [str(p) for p in ledger("> [Notes] The button", "> [Nots] Nothing else.").problems] == [
        (
            "features/a/f.feature:4: \"The button\" is not in the section 'Notes' of articles/a.md, but on line 11; "
            "correct the section"
        ),
        (
            "features/a/f.feature:7: 'Nots' names no section of articles/a.md, or several; "
            "use a title: 'Opting in', 'FAQ', 'Can I undo it?', 'Notes'"
        ),
    ]


def test_brackets_may_belong_to_the_text() -> None:
    book = ledger("> [Optional] Click it.", article="# T\n\n1. [Optional] Click it.\n")
    assert claimed(book) == {"[Optional] Click it.": "Optional Click it"}


def test_a_changed_sentence_is_stale_with_both_wordings() -> None:
    book = ledger("> It opens the Report section.", article=ARTICLE)
    assert claimed(book) == {"It opens the Reports section.": "It opens the Reports section"}
    [stale] = book.stale
    assert (stale.text, stale.wording) == ("It opens the Report section.", "It opens the Reports section.")
    [problem] = book.problems
    assert str(problem) == (
        "articles/a.md:3: the text has changed since features/a/f.feature:4 quoted it: "
        "It opens the [-Report-] {+Reports+} section.; read the scenario again, then run prosecov accept"
    )


def test_a_removed_sentence_leaves_a_quotation_without_source() -> None:
    book = ledger("> Contacts can get faxes.", "> Zebras quietly munch.")
    assert book.stale == ()
    assert [str(problem) for problem in book.problems] == [
        (
            'features/a/f.feature:4: "Contacts can get faxes." is nowhere in articles/a.md; '
            'nearest is line 5: "Contacts can get one-to-one email, but no broadcasts."'
        ),
        (
            'features/a/f.feature:7: "Zebras quietly munch." is nowhere in articles/a.md; '
            "quote what the article says, or delete the quotation"
        ),
    ]


def test_what_is_quoted_in_full_is_no_changed_wording_of_something_else() -> None:
    book = ledger("> It opens the Reports section.", "> It opens the Contacts section.")
    assert book.stale == ()
    [problem] = book.problems
    assert '"It opens the Contacts section." is nowhere' in str(problem)


def test_a_heading_states_nothing() -> None:
    [problem] = ledger("> Opting in").problems
    assert str(problem) == (
        'features/a/f.feature:4: "Opting in" is a heading, a question or a caption of articles/a.md, '
        "which states nothing; quote a sentence"
    )


def test_sections_can_be_left_out() -> None:
    sentences = [entry.sentence.text for entry in ledger(leave_out=("notes", "FAQ")).entries]
    assert sentences == [
        "Click Reports in the main navigation.",
        "It opens the Reports section.",
        "Contacts can get one-to-one email, but no broadcasts.",
    ]
