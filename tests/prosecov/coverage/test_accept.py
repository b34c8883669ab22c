from prosecov.articles import parse_article
from prosecov.coverage.accept import renewed
from prosecov.coverage.ledger import build_ledger
from prosecov.features import parse_feature

SENTENCE = (
    "Click **Reports** in the main navigation, which stands on every page of the product, to open the Reports section."
)


def accept(feature: str, article: str) -> str:
    read = parse_article(article, "a.md")
    book = build_ledger(read, [parse_feature(feature.replace("\r\n", "\n"), "a.feature")])
    return renewed(feature.encode(), read, book.stale).decode()


def test_a_quotation_of_several_lines_is_wrapped_with_its_marks_and_line_ends() -> None:
    head = "Feature: f\r\n\tRule: r\r\n"
    old = "\t\t> Click **Reports** in the main navigation,\r\n\t\t> to open the Reports section.\r\n"
    assert accept(head + old, SENTENCE) == (
        head
        + "\t\t> Click **Reports** in the main navigation, which stands on every page of the product, to open the\r\n"
        + "\t\t> Reports section.\r\n"
    )


def test_the_last_line_of_a_file_stays_without_a_line_end() -> None:
    feature = (
        "Feature: f\n  Rule: r\n    > Click Reports in the main navigation, on every page, to open the Reports section."
    )
    assert accept(feature, SENTENCE) == f"Feature: f\n  Rule: r\n    > {SENTENCE.replace('**', '')}"


def test_several_quotations_of_a_file_are_renewed() -> None:
    feature = "Feature: f\n  Rule: r\n    > One page opens now.\n\n    > Two pages close now.\n  # the end\n"
    assert accept(feature, "One page opens soon.\n\nTwo pages close soon.") == (
        "Feature: f\n  Rule: r\n    > One page opens soon.\n\n    > Two pages close soon.\n  # the end\n"
    )
