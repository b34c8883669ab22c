import pytest

from prosecov.articles import parse_article
from prosecov.articles.links import broken_links, slugs
from prosecov.errors import Problem
from tests.prosecov.conftest import Project

OTHER = """\
# The other guide

## Opt in: one, two & three

Say it.

## Opt in: one, two & three

Say it <a name="here" id="there"></a> again.

**Not a heading**

### Can I undo it?

No.

## Größe_2
"""


def broken(source: str, *files: str, name: str = "docs/guide.md") -> list[str]:
    articles = [parse_article(source, name), parse_article(OTHER, "docs/deep/other.md")]
    return [str(problem) for problem in broken_links(articles, files.__contains__)]


def test_sections_are_named_as_github_names_them() -> None:
    assert slugs(parse_article(OTHER, "other.md")) == [
        "the-other-guide",
        "opt-in-one-two--three",
        "opt-in-one-two--three-1",
        "can-i-undo-it",
        "größe_2",
    ]


def test_a_name_that_a_number_makes_is_not_given_twice() -> None:
    article = parse_article("# a\n\n# a 1\n\n# a\n\n# A!\n", "a.md")
    assert slugs(article) == ["a", "a-1", "a-2", "a-3"]


@pytest.mark.parametrize(
    "target",
    [
        "deep/other.md",
        "./deep/../deep/other.md",
        "deep/other.md?plain=1",
        "deep/other.md#opt-in-one-two--three-1",
        "deep/other.md#can-i-undo-it",
        "deep/other.md#gr%C3%B6%C3%9Fe_2",
        "deep/other.md#here",
        "deep/other.md#there",
        "#start",
        "#",
        "#top",
        "#:~:text=Say",
        "",
        "../LICENSE",
        "pictures/a%20b.png",
        "https://example.com/nothing#here",
        "//example.com/nothing",
        "mailto:ada@example.com",
        "/hc/en-us/articles/1",
    ],
)
@pytest.mark.parametrize("pattern", ["# Start\n\nSee [it]({}).\n", "<h1>Start</h1>\n\n<p>See <a href='{}'>it</a>.</p>"])
def test_links_that_lead_somewhere_or_elsewhere_are_fine(target: str, pattern: str) -> None:
    name = "docs/guide.md" if pattern.startswith("#") else "docs/guide.html"
    assert broken(pattern.format(target), "LICENSE", "docs/pictures/a b.png", name=name) == []


def test_a_missing_file_is_named_with_the_nearest_article() -> None:
    source = "# Start\n\nSee [the other\nguide](deep/ohter.md) and\n[it](other.md#x)."
    assert broken(source) == [
        f'docs/guide.md:{line}: the link "{text}" leads to {target}, which is not there; the nearest is deep/other.md'
        for line, text, target in ((3, "the other guide", "deep/ohter.md"), (5, "it", "other.md"))
    ]


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("#start", "#start, and docs/guide.md has no such section; the nearest is #start-here"),
        (
            "deep/other.md#can-i-redo-it",
            "#can-i-redo-it, and docs/deep/other.md has no such section; the nearest is #can-i-undo-it",
        ),
        (
            "deep/other.md#not-a-heading",
            "#not-a-heading, and docs/deep/other.md has no such section; correct it, or take the link out",
        ),
    ],
)
def test_a_missing_section_is_named_with_the_nearest_one(target: str, problem: str) -> None:
    assert broken(f"# Start here\n\n- [a]({target})\n") == [f'docs/guide.md:3: the link "a" leads to {problem}']


def test_without_anything_near_the_hint_says_what_to_do() -> None:
    [problem] = broken_links([parse_article("See [it](zzz.md).", "a.md")], lambda _: False)
    assert problem == Problem(
        "a.md", 1, 'the link "it" leads to zzz.md, which is not there', "correct it, or take the link out"
    )


def test_a_link_that_is_no_address_is_a_problem() -> None:
    [problem] = broken("<p>See <a href='http://[x'>it</a>.</p>", name="guide.html")
    assert (
        problem == 'guide.html:1: the link "it" leads to http://[x, which is no address (Invalid IPv6 URL); correct it'
    )


def test_case_counts_on_every_file_system_between_articles() -> None:
    assert broken("See [it](deep/Other.md).") == [
        'docs/guide.md:1: the link "it" leads to deep/Other.md, which is not there; the nearest is deep/other.md'
    ]


def test_check_reports_links_and_follows_them_to_files(project: Project) -> None:
    long = "x" * 300
    project.write(
        {
            "LICENSE": "",
            "articles/one.md": f"# One\n\nSee [two](tow.md), [law](../LICENSE), [long]({long}) and [nul](%00.md).\n",
            "articles/two.md": "# Two\n\nSee [one](one.md#one).\n",
        }
    )
    ran = project.prosecov("check")
    assert ran.lines("the link") == [
        f'articles/one.md:3: the link "long" leads to {long}, which is not there; correct it, or take the link out',
        'articles/one.md:3: the link "nul" leads to %00.md, which is not there; the nearest is two.md',
        'articles/one.md:3: the link "two" leads to tow.md, which is not there; the nearest is two.md',
    ]
    assert ran.status == 1
