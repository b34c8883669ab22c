import pytest

from prosecov.outputs.terminal import coverage_table
from prosecov.results.verdicts import ArticleResult, Results, SentenceResult, Verdict

LINES = (3, 7, 8, 9, 120, 130, 140, 150, 160, 170, 180)


def results(title: str) -> Results:
    sentences = tuple(
        SentenceResult(line, "It is.", title, Verdict.UNCLAIMED, "", 0, 6, 2, 0, 0, 2, (), ()) for line in LINES
    )
    proved = SentenceResult(200, "Yes.", "Last [b]x[/b]", Verdict.PROVED, "", 7, 11, 1, 1, 0, 0, (), ())
    article = ArticleResult("articles/a-path-that-is-quite-long-and-is-never-cut-whatever-happens.md", "A", sentences)
    other = ArticleResult("articles/b.md", "B", (proved,))
    return Results((article, other), (), (), False, "")


@pytest.mark.parametrize("width", [20, 60, 80, 120, 200])
def test_titles_are_cut_and_line_numbers_never(width: int) -> None:
    title = "A title that is so long that it has to be cut somewhere if the terminal is not really wide"
    lines = coverage_table(results(title), width)
    text = "\n".join(lines)
    [header] = [line for line in lines if line.startswith("Section ")]
    column = header.index("Lines missing")
    numbers = " ".join(line[column:] for line in lines if len(line) > column and line[column].isdigit())
    assert numbers == "3, 7-9, 120, 130, 140, 150, 160, 170, 180"
    assert (title in text) == (width == 200)
    assert ("…" in text) == (width < 200)
    assert "articles/a-path-that-is-quite-long-and-is-never-cut-whatever-happens.md" in lines
    assert max(len(line) for line in lines if not line.startswith("articles/")) <= max(width, 70)


def test_columns_stand_below_each_other_and_nothing_is_coloured_or_read_as_markup() -> None:
    lines = coverage_table(results("First"), 100)
    assert "\x1b" not in "".join(lines)
    assert [line.split() for line in lines if line.startswith(("  First", "  Last", "TOTAL"))] == [
        ["First", "11", "0", "11", "0%", "3,", "7-9,", "120,", "130,", "140,", "150,", "160,", "170,", "180"],
        ["Last", "[b]x[/b]", "1", "1", "0", "100%"],
        ["TOTAL", "12", "1", "11", "4%"],
    ]
    [header] = [line for line in lines if line.startswith("Section")]
    end = header.index("Cover") + len("Cover")
    assert {line[end - 1] for line in lines if line.startswith(("  First", "  Last", "TOTAL"))} == {"%"}


def test_an_article_without_sentences_has_a_table_as_well() -> None:
    lines = coverage_table(Results((), (), (), False, ""), 80)
    assert lines[-1].split() == ["TOTAL", "0", "0", "0", "100%"]
