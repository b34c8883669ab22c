from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosecov.articles import Article, BlockKind, MarkKind, parse_article, read_article
from prosecov.errors import InputError


def sentences(article: Article) -> list[tuple[int, str, str]]:
    return [(sentence.line, sentence.section, sentence.text) for sentence in article.sentences]


def kinds(article: Article) -> list[tuple[BlockKind, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def marked(article: Article, kind: MarkKind) -> list[str]:
    return [article.text[mark.start : mark.end] for mark in article.marks if mark.kind is kind]


MARKDOWN = """\
---
title: left out
---
# Opt in *many* contacts

When contacts come in through a **plugin**,
they may be `Non-Marketable. For` now; see [the
guide](guide.md "Title"). Some &amp; others stay.

1. Click **Reports** in
   the main navigation.
   ![Reports page](reports.png)
   *The Reports page*

   It opens. See "Sent messages".
2. Choose one:
   - Email 1
   - Email 2

![Results](results.png)

*The results, filtered*

> **Note:** It takes 3.5 seconds.

| Status | Broadcast |
| --- | --- |
| Confirmed | yes |

```sh
run me. Now.
```

## FAQ

**Can I undo it?**

No. You cannot.

### Why not?

Are you sure? It is kept.
<!-- a comment -->
<details><summary>More</summary>
<p>Hidden <b>at first</b>.
Then shown.</p></details>

## Comments

2 comments

Thanks. Great.
"""


def test_markdown_sentences_have_their_source_line_and_section() -> None:
    assert sentences(parse_article(MARKDOWN, "a.md")) == [
        (
            6,
            "Opt in many contacts",
            "When contacts come in through a plugin, they may be Non-Marketable. For now; see the guide.",
        ),
        (8, "Opt in many contacts", "Some & others stay."),
        (10, "Opt in many contacts", "Click Reports in the main navigation."),
        (15, "Opt in many contacts", "It opens."),
        (15, "Opt in many contacts", 'See "Sent messages".'),
        (16, "Opt in many contacts", "Choose one:"),
        (17, "Opt in many contacts", "Email 1"),
        (18, "Opt in many contacts", "Email 2"),
        (24, "Opt in many contacts", "Note: It takes 3.5 seconds."),
        (28, "Opt in many contacts", "Confirmed | yes"),
        (38, "FAQ", "No."),
        (38, "FAQ", "You cannot."),
        (42, "Why not?", "It is kept."),
        (45, "More", "Hidden at first."),
        (46, "More", "Then shown."),
    ]


def test_markdown_tells_context_from_claims() -> None:
    found = kinds(parse_article(MARKDOWN, "a.md"))
    assert (BlockKind.HEADING, "Opt in many contacts") in found
    assert (BlockKind.QUESTION, "Can I undo it?") in found
    assert (BlockKind.CAPTION, "The results, filtered") in found
    assert (BlockKind.CODE, "run me. Now.") in found
    assert (BlockKind.TABLE_HEAD, "Status | Broadcast") in found
    assert (BlockKind.IMAGE, "") in found
    assert [text for kind, text in found if kind is BlockKind.FOOTER] == ["Comments", "2 comments", "Thanks. Great."]


def test_markdown_keeps_marks_with_offsets_and_targets() -> None:
    article = parse_article(MARKDOWN, "a.md")
    assert marked(article, MarkKind.BOLD) == ["plugin", "Reports", "Note:", "Can I undo it?", "at first"]
    assert marked(article, MarkKind.CODE) == ["Non-Marketable. For"]
    assert marked(article, MarkKind.QUOTED) == ["Sent messages"]
    assert [(mark.text, mark.target) for mark in article.marks if mark.kind in {MarkKind.LINK, MarkKind.IMAGE}] == [
        ("the guide", "guide.md"),
        ("Reports page", "reports.png"),
        ("Results", "results.png"),
    ]


def test_steps_are_numbered_and_know_their_depth() -> None:
    article = parse_article("3. One\n\n   More.\n4. Two\n   - Sub\n\nAfter.", "a.md")
    assert [(block.kind, block.level, block.number) for block in article.blocks] == [
        (BlockKind.STEP, 1, 3),
        (BlockKind.PARAGRAPH, 1, None),
        (BlockKind.STEP, 1, 4),
        (BlockKind.ITEM, 2, None),
        (BlockKind.PARAGRAPH, 0, None),
    ]


def test_lines_survive_entities_code_and_tags_that_span_lines() -> None:
    source = "One &lt;tag&gt; `code\nspan` and <span\nclass='x'>text</span>\nfour. Five\nhere. Six."
    assert [(line, text) for line, _, text in sentences(parse_article(source, "a.md"))] == [
        (1, "One <tag> code span and text four."),
        (4, "Five here."),
        (5, "Six."),
    ]


HTML = """\
<!doctype html><html><head><title>No</title><style>x { y: z. }</style></head>
<body><nav>Navigation. Here.</nav>
<article>
<h1>Opt in &amp; out</h1>
<!-- a
 comment -->
<p>First <strong>bold</strong> sentence.
Second, see <a
 href="guide.html">the guide</a>. Third.</p>
<ol start="2"><li><p>Click <b>Save</b>.<figure><img src="a.png" alt="A"><figcaption>The page</figcaption></figure>
<p>More here.
<li>Choose one. <ul><li>Email 1</ul> And <kbd>Enter</kbd>.
</ol>
<table><thead><tr><th>Status</th><th>One</th></tr></thead><tr><td><p>Confirmed</p></td><td>yes</td></tr></table>
<pre>code.
  Here</pre>
line one<br>goes on.<br><br>Another.
<h2>FAQ</h2><dl><dt>Can I?</dt><dd>No. Never.</dd></dl>
<p><strong>Is it?<br></strong></p><p>Yes.</p>
<script>
x
</script><p hidden>Not seen.</p><p>Line 22.</p>
<h3>Comments</h3><p>0 comments</p></article><footer>Foot. Er.</footer></body></html>
"""


def test_html_sentences_have_their_source_line_and_section() -> None:
    assert sentences(parse_article(HTML, "a.html")) == [
        (7, "Opt in & out", "First bold sentence."),
        (8, "Opt in & out", "Second, see the guide."),
        (9, "Opt in & out", "Third."),
        (10, "Opt in & out", "Click Save."),
        (11, "Opt in & out", "More here."),
        (12, "Opt in & out", "Choose one."),
        (12, "Opt in & out", "Email 1"),
        (12, "Opt in & out", "And Enter."),
        (14, "Opt in & out", "Confirmed | yes"),
        (17, "Opt in & out", "line one goes on."),
        (17, "Opt in & out", "Another."),
        (18, "FAQ", "No."),
        (18, "FAQ", "Never."),
        (19, "FAQ", "Yes."),
        (22, "FAQ", "Line 22."),
    ]


def test_html_keeps_marks_and_steps() -> None:
    article = parse_article(HTML, "a.html")
    assert marked(article, MarkKind.BOLD) == ["bold", "Save", "Is it?"]
    assert marked(article, MarkKind.CODE) == ["Enter"]
    assert [(mark.text, mark.target) for mark in article.marks if mark.kind is MarkKind.LINK] == [
        ("the guide", "guide.html")
    ]
    assert [block.number for block in article.blocks if block.kind is BlockKind.STEP] == [2, 3]
    assert (BlockKind.CODE, "code.\n  Here") in kinds(article)


PLAIN = """\
How to Opt In Many Contacts
Contacts can come in by a plugin. They may get a status.
Click Reports in the main navigation to open the Reports section.
The Reports section lists reports.
- Click Search to go on.
2. Choose one.
Step 3: Go on.
In the Actions drop-down, search for and select Update Opt-In/Out Status.
Frequently Asked Questions
Can I undo it?
No. You cannot.
Comments
0 comments"""


def test_plain_text_is_told_by_its_form() -> None:
    article = parse_article(PLAIN, "a.txt")
    assert [block.kind for block in article.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.STEP,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.STEP,
        BlockKind.STEP,
        BlockKind.STEP,
        BlockKind.HEADING,
        BlockKind.QUESTION,
        BlockKind.PARAGRAPH,
        BlockKind.FOOTER,
        BlockKind.FOOTER,
    ]
    assert sentences(article)[-2:] == [
        (11, "Frequently Asked Questions", "No."),
        (11, "Frequently Asked Questions", "You cannot."),
    ]
    assert article.title == "How to Opt In Many Contacts"


def test_hard_wrapped_text_is_joined() -> None:
    source = (
        "A Heading\n=========\n\nThis text was wrapped by a mail\nprogram. It goes\non.\n\n- One item\n  goes on\n- Two"
    )
    assert sentences(parse_article(source, "a.txt")) == [
        (4, "A Heading", "This text was wrapped by a mail program."),
        (5, "A Heading", "It goes on."),
        (8, "A Heading", "One item goes on"),
        (10, "A Heading", "Two"),
    ]


def test_sections_nest_and_questions_open_them() -> None:
    article = parse_article("# T\n\n## A\n\nOne.\n\n### B\n\nWhat?\n\nTwo.\n\n## C\n\nThree.", "a.md")
    held = {section.title: article.text[section.start : section.end].split("\n") for section in article.sections}
    assert held == {
        "T": ["T", "A", "One.", "B", "What?", "Two.", "C", "Three."],
        "A": ["A", "One.", "B", "What?", "Two."],
        "B": ["B", "What?", "Two."],
        "What?": ["What?", "Two."],
        "C": ["C", "Three."],
    }


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_a_file_without_a_statement_is_an_error(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    for content in ("", " \n\n", "# Heading\n" if suffix == ".md" else "Heading", "Why?"):
        path.write_text(content if suffix != ".html" else f"<h1>{content}</h1>", encoding="utf-8")
        with pytest.raises(InputError, match="states nothing; write a sentence"):
            read_article(path)


def test_unreadable_files_are_errors_with_path_line_and_hint(tmp_path: Path) -> None:
    missing = tmp_path / "none.md"
    with pytest.raises(InputError, match=r"none\.md: no such file; check the path"):
        read_article(missing)
    latin = tmp_path / "latin.md"
    latin.write_bytes(b"One.\nTwo \xe9.\n")
    with pytest.raises(InputError, match=r"latin\.md:2: is not UTF-8 text; save it as UTF-8"):
        read_article(latin)
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"One.\n\0\1\2")
    with pytest.raises(InputError, match=r"binary\.txt:2: holds a NUL character"):
        read_article(binary)
    folder = tmp_path / "folder.md"
    folder.mkdir()
    with pytest.raises(InputError, match="is a folder, not a file"):
        read_article(folder)
    with pytest.raises(InputError, match=r"picture\.png: is no article \(\.png\); use \.md, \.html, \.txt, \.rst"):
        read_article(tmp_path / "picture.png")


def test_line_breaks_of_all_systems_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf# T\r\n\r\nOne.\rTwo.\n\nThree.")
    assert [(s.line, s.text) for s in read_article(path).sentences] == [(3, "One."), (4, "Two."), (6, "Three.")]


CHARACTERS = st.sampled_from("aZ1 \n\t.?!:\"'()[]<>&*_`#-|~\\/=§é\u00a0\u200b\u0301界,;0{}") | st.characters(
    codec="utf-8", exclude_characters="\r"
)
TEXT = st.text(CHARACTERS)


@given(source=TEXT, suffix=st.sampled_from([".md", ".html", ".txt"]))
def test_any_text_is_an_article_whose_offsets_and_lines_hold(source: str, suffix: str) -> None:
    article = parse_article(source, f"a{suffix}")
    last_line = source.count("\n") + 1
    for sentence in article.sentences:
        assert article.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip()
        assert sentence.words
        assert 1 <= sentence.line <= last_line
    for mark in article.marks:
        assert mark.kind is MarkKind.IMAGE or article.text[mark.start : mark.end] == mark.text
    ends = [block.end for block in article.blocks]
    assert all(end < block.start for end, block in zip(ends, article.blocks[1:], strict=False))
    assert all(1 <= block.line <= block.end_line for block in article.blocks)
