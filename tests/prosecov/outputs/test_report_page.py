"""The report as text: articles of all formats come out as the same well-formed page, and nothing in it is theirs."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from prosecov.articles import Article, BlockKind, parse_article
from prosecov.coverage.assess import assess
from prosecov.coverage.ledger import build_ledger
from prosecov.coverage.project import Project
from prosecov.outputs.html import PAGE, render
from prosecov.results.runs import Control
from prosecov.results.verdicts import Results, Verdict
from prosecov.settings import Settings

NOW = datetime(2026, 1, 31, tzinfo=UTC)
VOID = {"meta", "link", "input", "br", "img"}
SELF_CLOSED = {"path", "circle", "rect"}


class Outline(HTMLParser):
    """Takes down what a page consists of, and refuses what is not well-formed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self._article = 0
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SELF_CLOSED, attrs

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self._open:
            self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def judge(*articles: Article) -> Results:
    """The results of articles of which no scenario speaks."""
    ledgers = tuple(build_ledger(article, []) for article in articles)
    return assess(Project(Settings(Path()), ledgers, (), (), ()), (), None, NOW)


def outline(*articles: Article) -> Outline:
    return Outline(render(judge(*articles), articles)[PAGE])


PIECES = [
    *(
        "# ",
        "## ",
        "#### ",
        "- ",
        "  - ",
        "1. ",
        "7) ",
        "> ",
        "| a | b |\n|---|---|\n| ",
        "```\n",
        "\n\n",
        "\n",
        "**",
        "`",
    ),
    *("[x](https://e.org/?a=1&b=2)", "[y](javascript:z)", "![pic](p.png)", "Click Save. ", "Is it? ", '"quoted" ', "*"),
    *("<script>", "&lt;b&gt;", "</article>", "    indented\n", "<ul><li>", "<b onclick=x>", "\u202e", "\x01"),
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(["a.md", "a.html", "a.txt"]))
def test_any_article_is_shown_whole_and_adds_no_element_of_its_own(source: str, name: str) -> None:
    article = parse_article(source, name)
    page = outline(article)
    shown = re.sub(r"\s+", "", page.text)
    for block in article.blocks:
        text = article.text[block.start : block.end]
        if block.kind in {BlockKind.ROW, BlockKind.TABLE_HEAD}:
            text = text.replace(" | ", "")
        if not any(block.start <= mark.start <= block.end and mark.start == mark.end for mark in article.marks):
            for sentence in (text,) if not block.kind.is_claim else re.split(r"(?<=[.?!])\s", text):
                assert re.sub(r"\s+", "", sentence) in shown
    assert len(page.of("script")) == 2
    assert not any(key.startswith("on") or key == "style" for _, attributes in page.elements for key in attributes)
    assert all(str(link["href"]).startswith(("#", "https://e.org/")) for link in page.of("a"))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(following <= level + 1 for level, following in pairwise(levels))
    anchors = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(anchors) == len(set(anchors))


def test_lists_nest_as_in_the_article() -> None:
    article = parse_article("1. One.\n   - In one.\n\n   More.\n3. Two.\n\nEnd.\n", "a.md")
    page = render(judge(article), [article])[PAGE]
    tags = re.findall(r"</?(?:ol|ul|li)[^>]*>", page[page.index("<article") : page.index("</article>")])
    assert tags == [
        *("<ol>", '<li value="1">', "<ul>", "<li>", "</li>", "</ul>", "</li>"),
        *('<li value="2">', "</li>", "</ol>"),
    ]


def test_formats_look_alike() -> None:
    sources = {
        "a.md": "# Saving\n\nClick **Save**.\n\n## More\n\nIt opens.\n",
        "a.html": "<h1>Saving</h1>\n\n<p>Click <b>Save</b>.</p>\n\n<h2>More</h2>\n\n<p>It opens.</p>",
    }
    pages = [
        re.sub(r"a\.(md|html)", "a", render(judge(article), [article])[PAGE])
        for article in (parse_article(source, name) for name, source in sources.items())
    ]
    assert len({page[page.index("<article") : page.index("</article>")] for page in pages}) == 1


def test_problems_are_listed_and_controls_by_screen() -> None:
    article = parse_article("# A\n\nIt opens.\n", "a.md")
    results = judge(article)
    controls = (Control("Home", "button", "<Save>"), Control("Home", "link", "Help"), Control("List", "button", "New"))
    results = replace(results, articles=(replace(results.articles[0], unmentioned=controls),), is_partial=True)
    page = render(results, [article])[PAGE]
    listed = page[page.index("Controls not mentioned") :]
    assert re.findall(r"<h3>(.*?)</h3>", listed) == ["Home", "List"]
    assert re.findall(r'<b dir="auto">(.*?)</b> <span>(.*?)</span>', listed) == [
        ("&lt;Save&gt;", "button"),
        ("Help", "link"),
        ("New", "button"),
    ]
    assert "Some scenarios were left out of this run" in page


def test_what_was_left_out_on_purpose_needs_no_look() -> None:
    article = parse_article("# A\n\n## B\n\nIt opens.\n", "a.md")
    results = judge(article)
    sentences = (replace(results.articles[0].sentences[0], verdict=Verdict.NOT_RUN),)
    results = replace(results, articles=(replace(results.articles[0], sentences=sentences),))
    for is_partial, count in ((False, 1), (True, 0)):
        page = render(replace(results, is_partial=is_partial), [article])[PAGE]
        assert f'Needs attention <span class="number">{count}</span>' in page
        assert page.count('<span class="todo">') == count


def test_the_data_of_the_page_is_what_the_results_say() -> None:
    article = parse_article("# A\n\nIt opens. It </script> closes.\n", "a.md")
    results = judge(article)
    first, second = results.articles[0].sentences
    sentences = (replace(first, can_fail=True, faults=("no-door",)), replace(second, can_fail=False))
    results = replace(results, articles=(replace(results.articles[0], sentences=sentences),))
    page = render(results, [article])[PAGE]
    [data] = re.findall(r'<script type="application/json" id="proofs">(.*?)</script>', page)
    shown = json.loads(data)["sentences"]
    assert (shown["a.md:3"]["canFail"], shown["a.md:3"]["faults"]) == (True, ["no-door"])
    assert shown["a.md:3.2"]["canFail"] is False


def test_a_single_file_allows_its_own_style_and_script_and_nothing_else() -> None:
    article = parse_article("# A\n\nIt opens.\n", "a.md")
    files = render(judge(article), [article], {"a.png": "data:image/png;base64,AAAA"})
    assert list(files) == [PAGE]
    policy = str(next(meta["content"] for meta in Outline(files[PAGE]).of("meta") if "http-equiv" in meta))
    assert re.fullmatch(
        r"default-src 'none'; img-src data:; style-src 'sha256-\S+'; script-src 'sha256-\S+';"
        r" base-uri 'none'; form-action 'none'",
        policy,
    )
    assert '<script type="text/plain" id="picture-0">data:image/png;base64,AAAA</script>' in files[PAGE]
