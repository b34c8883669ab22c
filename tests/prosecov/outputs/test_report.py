"""The report in a browser: the real command makes it, and it is opened from disk."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.accessibility import violations
from tests.prosecov.conftest import Project, new_project

HOSTILE = "</script><img src=x onerror=\"document.title='hacked'\">"
GUIDE = """\
# Saving and searching

Click **Save** to keep a page. The list opens. Nothing opens. It opens at once, and closes at night.

> A page opens. See the [manual](https://example.com/manual) too.

## Searching

1. Click **Search** to open the results.
   - The filters open.
2. Skip what you like. The archive opens after that.

| Button | Result |
| --- | --- |
| Search | The results open |

Everybody likes it. Ann has read this. The new door opens. No scenario speaks of this.

### Is it quick?

Sometimes.
"""
OTHER = "# Another article\n\nThe door opens.\n\nIt is\nwritten on\nseveral lines. The window opens.\n"
FEATURE = """\
Feature: Saving

  Scenario: Nothing opens
    > Nothing opens.
    When the user clicks "Save"
    Then nothing opens

  Scenario: The walk
    # > Click Search to open the results.
    When the user clicks "nothing"
    Then the list opens
    # > The filters open.
    When the user clicks "Filters"
    Then the list opens
    And it opens
    And she opens
    And he opens

  Scenario: Skipped
    > Skip what you like.
    When the user clicks "skip"
    Then the list opens

  Rule: Saving keeps a page
    > Click Save to keep a page.
    > The list opens.

    Scenario: A page is kept
      Given a page
      When the user clicks "Save"
      Then the list opens

    Scenario: Two pages are kept
      Given a page
      When the user clicks "Save"
      Then the list opens

  Rule: It opens
    > It opens at once

    Scenario: It opens
      When the user clicks "it"
      Then it opens

  @advisory
  Rule: Taste
    Nobody can measure taste.

    > Everybody likes it.

  @reviewed(2026-01-01)
  Rule: Reading
    > Ann has read this.

  Rule: Doors
    > The old door opens.

    Scenario: A door
      When the user clicks "door"
      Then the door opens
"""
OTHER_FEATURE = 'Feature: o\n  Scenario: d\n    > The door opens.\n    When the user clicks "x"\n    Then it opens\n'
WALK = """\
Feature: w
  Scenario: On
    # > One opens.
    When the user clicks "one"
    Then nothing opens
    # > Two opens.
    When the user clicks "two"
    Then nothing opens
    # > Three opens.
    When the user clicks "three"
    Then it opens
"""
SENTENCE = 'Feature: h\n  Scenario: {0}\n    > {1}\n    When the user clicks "x"\n    Then {0} opens\n'
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'"
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that ran, with what a run in a browser records: pictures, faults, what the screen said."""
    project = new_project(tmp_path_factory.mktemp("report"))
    project.write(
        {
            "pyproject.toml": "[tool.prosecov]\nreview-days = 100000\n",
            "articles/guide.md": GUIDE,
            "articles/other one.md": OTHER,
            "features/guide/f.feature": FEATURE,
            "features/other one/o.feature": OTHER_FEATURE,
            "articles/walk.md": "# A walk\n\nOne opens. Two opens. Three opens.\n",
            "features/walk/w.feature": WALK,
        }
    )
    ran = project.pytest()
    assert ran.status == 1
    assert ran.output.splitlines().index("report: build/report/index.html") > ran.output.splitlines().index(
        "results: build/report/results.json"
    )
    record = project.root / "build/report/results.json"
    results = json.loads(record.read_text(encoding="utf-8"))
    Image.new("RGB", (1000, 500), "#dde").save(record.parent / "kept.png")
    for run in results["scenarios"]:
        if run["name"] == "A page is kept":
            run["steps"][1] |= {"screenshot": "kept.png", "control": {"x": 200, "y": 100, "width": 300, "height": 50}}
            run["steps"][2] |= {"screenshot": "gone.png"}
        if run["name"] == "On":
            run["steps"][3] |= {"message": "two is shut"}
        if run["name"] == "Nothing opens":
            run |= {"said": '- heading "Nothing here"', "url": "http://crm.test/list", "trace": "traces/a b.zip"}
            run |= {"screenshot": "kept.png"}
    record.write_text(json.dumps(results), encoding="utf-8")
    assert project.prosecov("report").output.splitlines()[-1] == "report: build/report/index.html"
    return project


@pytest.fixture
def opened(browser: Browser, made: Project) -> Iterator[Opened]:
    """Open the report of a project in a window of its own, which may load nothing from elsewhere and log no error."""
    contexts = []
    wrong: list[str] = []

    def open_page(
        address: str = "",
        size: ViewportSize = DESK,
        scheme: str = "light",
        page: Path | None = None,
        own: str = "file:",
    ) -> Page:
        context = browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        window = context.new_page()
        window.on("request", lambda asked: None if asked.url.startswith((own, "data:")) else wrong.append(asked.url))
        window.on("console", lambda said: None if "gone.png" in said.location["url"] else wrong.append(said.text))
        window.on("pageerror", lambda error: wrong.append(str(error)))
        if own == "file:":
            address = (page or made.root / "build/report/index.html").as_uri() + address
        window.goto(address)
        return window

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def sentence(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("link").filter(has_text=text)


def proof(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Proof")


def check_width(page: Page) -> None:
    """Check that nothing sticks out at the side."""
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_every_sentence_says_its_verdict_and_the_bar_counts_them(made: Project, opened: Opened) -> None:
    page = opened()
    for text, verdict in made.verdicts().items():
        shown = page.locator("a.sentence").filter(has_text=text.replace(" | ", ""))
        expect(shown).to_have_text(re.compile(rf" \({verdict}\)$"))
    assert set(made.verdicts().values()) == {
        *("proved", "contradicted", "blocked", "stale", "unclaimed", "advisory", "reviewed", "not run"),
    }
    for verdict, count in made.results()["totals"].items():
        if count and verdict not in {"sentences", "words", "coverage"}:
            expect(page.get_by_role("button", name=f"{verdict} {count}", exact=True)).to_be_visible()
    assert page.locator(".coverage").inner_text() == f"{int(made.results()['totals']['coverage'])}%"


def test_a_sentence_that_is_quoted_in_part_is_underlined_in_parts(opened: Opened) -> None:
    parts = sentence(opened(), "It opens at once").locator(".part")
    assert parts.all_inner_texts() == ["It opens at once, ", "and closes at night."]
    lines = parts.evaluate_all("parts => parts.map(part => getComputedStyle(part).textDecorationStyle)")
    assert lines == ["solid", "dotted"]


def test_the_article_looks_like_an_article(opened: Opened) -> None:
    main = opened().get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("Saving and searching")
    expect(main.get_by_role("heading", level=3)).to_have_text("Is it quick?")
    assert main.locator("ol > li").evaluate_all("items => items.map(item => item.value)") == [1, 2]
    assert "The filters open" in main.locator("ol > li ul > li").inner_text()
    assert "A page opens." in main.locator("blockquote").inner_text()
    assert main.locator(".row .cell").all_inner_texts() == ["Button", "Result", "Search", "The results open"]
    expect(main.locator("strong").first).to_have_text("Save")


def test_a_click_opens_the_rule_the_scenarios_and_their_steps(opened: Opened) -> None:
    page = opened()
    expect(proof(page)).to_be_hidden()
    sentence(page, "Click Save to keep").click()
    expect(proof(page).get_by_role("heading", level=2)).to_have_text("proved")
    expect(proof(page)).to_contain_text("articles/guide.md:3")
    expect(proof(page).get_by_role("heading", level=3)).to_have_text("Saving keeps a page")
    line = FEATURE.splitlines().index("    > Click Save to keep a page.") + 1
    expect(proof(page)).to_contain_text(f"features/guide/f.feature:{line}")
    steps = proof(page).locator(".run[open] .steps li")
    shown = r"Given a page passed\d+ ms When the user clicks \"Save\" passed\d+ ms Then the list opens passed\d+ ms"
    assert re.fullmatch(shown, " ".join(steps.all_text_contents()))
    expect(steps).to_have_count(3)
    proof(page).get_by_text("Two pages are kept").click()
    expect(steps).to_have_count(6)


def test_the_control_that_was_used_is_marked_in_the_picture(opened: Opened) -> None:
    page = opened()
    sentence(page, "Click Save to keep").click()
    step = proof(page).locator(".steps").get_by_role("button", name='When the user clicks "Save"')
    expect(step).to_have_attribute("aria-pressed", "true")
    enlarged = page.get_by_role("dialog", name="Enlarged picture")
    for place in (proof(page), enlarged):
        picture = place.get_by_role("img", name='Screen at: When the user clicks "Save"')
        expect(place.locator(".ring")).to_be_visible()
        whole, mark = picture.bounding_box(), place.locator(".ring").bounding_box()
        assert whole is not None
        assert mark is not None
        scale = whole["width"] / 1000
        assert mark["x"] - whole["x"] == pytest.approx(196 * scale, abs=4)
        assert mark["y"] - whole["y"] == pytest.approx(96 * scale, abs=4)
        assert mark["width"] == pytest.approx(308 * scale, abs=6)
        assert mark["height"] == pytest.approx(58 * scale, abs=6)
        if place is not enlarged:
            picture.click()
    page.keyboard.press("Escape")
    expect(enlarged).to_be_hidden()
    expect(proof(page)).to_be_visible()
    proof(page).get_by_role("button", name="Then the list opens").click()
    expect(proof(page)).to_contain_text("There is no picture at gone.png.")


def test_a_failure_shows_the_message_the_address_the_trace_and_what_the_screen_said(opened: Opened) -> None:
    page = opened()
    sentence(page, "Nothing opens.").click()
    expect(proof(page).get_by_role("heading", level=2)).to_have_text("contradicted")
    expect(proof(page).locator(".message")).to_contain_text("AssertionError: nothing opens")
    expect(proof(page).locator(".article-says")).to_have_text("Nothing opens.")
    for text in ('heading "Nothing here"', "http://crm.test/list", "failed"):
        expect(proof(page)).to_contain_text(text)
    expect(proof(page).get_by_role("link", name="Download")).to_have_attribute("href", "traces/a%20b.zip")
    expect(proof(page).get_by_role("img", name="Screen when it failed")).to_be_visible()


def test_a_step_shows_its_own_steps_and_folds_up_the_others(opened: Opened) -> None:
    page = opened()
    sentence(page, "Click Search to open").click()
    expect(proof(page).get_by_text('clicks "nothing"')).to_be_visible()
    expect(proof(page).get_by_text("she opens")).to_be_hidden()
    proof(page).get_by_text("5 other steps").click()
    expect(proof(page).get_by_text("she opens")).to_be_visible()
    sentence(page, "The filters open").click()
    expect(proof(page).get_by_role("heading", level=2)).to_have_text("blocked")
    expect(proof(page).get_by_text('clicks "nothing"')).to_be_visible()


def test_of_a_walk_that_went_on_each_sentence_shows_its_own_failure(opened: Opened) -> None:
    page = opened("#articles/walk.md:3")
    sentence(page, "One opens").click()
    expect(proof(page).locator(".message")).to_contain_text("nothing opens")
    sentence(page, "Two opens").click()
    expect(proof(page).get_by_role("heading", level=2)).to_have_text("contradicted")
    expect(proof(page).locator(".message")).to_have_text("two is shut")
    sentence(page, "Three opens").click()
    expect(proof(page).get_by_role("heading", level=2)).to_have_text("proved")
    expect(proof(page).locator(".failure")).to_have_count(0)


def test_other_verdicts_give_their_reasons(opened: Opened) -> None:
    page = opened()
    sentence(page, "The new door opens").click()
    assert proof(page).locator(".diff > *").evaluate_all("all => all.map(one => [one.localName, one.textContent])") == [
        ["span", "The"],
        ["del", "old"],
        ["ins", "new"],
        ["span", "door opens."],
    ]
    sentence(page, "Everybody likes it").click()
    expect(proof(page)).to_contain_text("Nobody can measure taste.")
    sentence(page, "Ann has read this").click()
    expect(proof(page)).to_contain_text("reviewed on 2026-01-01")
    sentence(page, "No scenario speaks of this").click()
    expect(proof(page)).to_contain_text("no scenario quotes it")
    sentence(page, "See the manual too").click()
    expect(proof(page).get_by_role("link", name="manual")).to_have_attribute("href", "https://example.com/manual")


def test_the_keyboard_alone_will_do(opened: Opened) -> None:
    page = opened()
    first = sentence(page, "Click Save to keep")
    for _ in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    expect(first).to_be_focused()
    expect(proof(page)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-current", "true")
    expect(proof(page)).to_contain_text("Saving keeps a page")
    page.keyboard.press("ArrowDown")
    expect(sentence(page, "The list opens")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(proof(page)).to_contain_text("contradicted")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(first).to_be_focused()
    page.keyboard.press("End")
    expect(sentence(page, "Sometimes")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(proof(page).get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(proof(page)).to_be_hidden()
    expect(first).to_be_focused()
    page.keyboard.press(" ")
    expect(proof(page)).to_be_visible()


def test_filters_and_search_leave_only_what_is_sought(made: Project, opened: Opened) -> None:
    page = opened()
    total = sum(len(article["sentences"]) for article in made.results()["articles"])
    chip = page.get_by_role("button", name="unclaimed")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    unclaimed = [text for text, verdict in made.verdicts().items() if verdict == "unclaimed"]
    expect(page.get_by_role("status")).to_have_text(f"{len(unclaimed)} of {total} sentences")
    page.get_by_role("button", name="Next sentence").click()
    expect(sentence(page, "It opens at once")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    chip.click()
    expect(page.get_by_role("status")).to_be_empty()
    search = page.get_by_role("searchbox", name="Search sentences and scenarios")
    search.fill("TWO PAGES")
    expect(page.locator("a.sentence.match")).to_have_count(2)
    search.fill("sometimes")
    expect(page.locator("a.sentence.match")).to_have_count(1)
    search.press("Enter")
    expect(proof(page)).to_contain_text("unclaimed")
    search.fill("the window")
    expect(page.get_by_role("heading", level=1, name="Another article")).to_be_visible()
    search.fill("no such words")
    expect(page.get_by_role("status")).to_have_text(f"0 of {total} sentences")


def test_several_articles_share_the_page_and_every_sentence_has_an_address(opened: Opened) -> None:
    page = opened("#articles/other%20one.md:3")
    expect(page.get_by_role("heading", level=1)).to_have_text("Another article")
    expect(sentence(page, "The door opens")).to_be_focused()
    page = opened("#articles/other%20one.md:6")
    expect(sentence(page, "It is written on")).to_have_attribute("aria-current", "true")
    page.get_by_role("navigation").get_by_role("link", name="Saving and searching").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saving and searching")
    page.get_by_role("navigation").get_by_role("link", name="Is it quick?").click()
    expect(page.get_by_role("heading", name="Is it quick?")).to_be_in_viewport()
    page = opened("#articles/guide.md:3.2")
    expect(sentence(page, "The list opens")).to_have_attribute("aria-current", "true")
    page = opened("#nothing%E0%A4%A")
    expect(page.get_by_role("heading", level=1)).to_have_text("Saving and searching")


def test_the_overview_lists_what_to_look_at(made: Project, opened: Opened) -> None:
    page = opened()
    overview = page.get_by_role("complementary", name="Overview")
    doubtful = [text for text, verdict in made.verdicts().items() if verdict not in {"proved", "advisory", "reviewed"}]
    assert overview.locator(".entries .text").all_text_contents() == doubtful
    for problem in made.results()["problems"]:
        expect(overview).to_contain_text(problem["message"].partition(";")[0])
    overview.get_by_role("link", name="Sometimes.").click()
    expect(sentence(page, "Sometimes")).to_have_attribute("aria-current", "true")


def test_light_and_dark(opened: Opened) -> None:
    page = opened(scheme="dark")

    def darkness() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    dark = darkness()
    page.get_by_role("button", name="Light").click()
    light = darkness()
    assert dark != light
    page.reload()
    assert darkness() == light
    page.get_by_role("button", name="Dark").click()
    assert darkness() == dark
    page = opened()
    assert darkness() == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_sticks_out(opened: Opened, size: ViewportSize, scheme: str) -> None:
    page = opened(size=size, scheme=scheme)
    check_width(page)
    assert violations(page) == []
    for text in ("Click Save to keep", "Nothing opens.", "The filters open", "The new door opens"):
        sentence(page, text).click()
        expect(proof(page)).to_be_visible()
        expect(sentence(page, text)).to_be_in_viewport()
        check_width(page)
        # Elsewhere only colours and sizes differ, of which this sentence has most.
        if (size, scheme) == (DESK, "light") or text == "Nothing opens.":
            assert violations(page, "a.sentence[aria-current]", "[aria-label=Proof]") == []
    page.get_by_role("button", name="unclaimed").click()
    check_width(page)
    assert violations(page) == []


def test_print_says_every_verdict_in_words(opened: Opened) -> None:
    page = opened()
    sentence(page, "Click Save to keep").click()
    page.emulate_media(media="print")
    expect(proof(page)).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("complementary", name="Overview")).to_be_visible()
    for article in page.locator("article").all():
        expect(article).to_be_visible()
    words = page.locator("a.sentence .unseen")
    widths = words.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
    assert len(widths) == page.locator("a.sentence").count()
    assert min(widths) > 20
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


class StrictHandler(SimpleHTTPRequestHandler):
    """Serves files under a strict content policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def test_it_works_under_a_strict_content_policy_and_loads_nothing_else(made: Project, opened: Opened) -> None:
    handler = partial(StrictHandler, directory=str(made.root / "build/report"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        own = f"http://127.0.0.1:{server.server_port}/"
        page = opened(own, own=own)
        sentence(page, "Nothing opens.").click()
        picture = proof(page).get_by_role("img", name="Screen when it failed")
        expect(picture).to_have_js_property("naturalWidth", 1000)
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
        check_width(page)
        server.shutdown()


def test_a_single_file_holds_everything(made: Project, opened: Opened, tmp_path: Path) -> None:
    page_file = tmp_path / "alone" / "all.html"
    assert made.prosecov("report", "--single-file", "-o", str(page_file)).status == 0
    assert list(page_file.parent.iterdir()) == [page_file]
    page = opened("#articles/guide.md:3.3", page=page_file)
    picture = proof(page).get_by_role("img", name="Screen when it failed")
    expect(picture).to_have_js_property("naturalWidth", 1000)
    expect(proof(page).get_by_role("link", name="Download")).to_have_count(0)
    expect(proof(page)).to_contain_text("traces/a b.zip")
    check_width(page)


def test_a_page_elsewhere_brings_its_pictures_along(made: Project, opened: Opened, tmp_path: Path) -> None:
    assert made.prosecov("report", "build/report", "-o", str(tmp_path / "sub")).status == 0
    shutil.move(tmp_path / "sub", tmp_path / "moved")
    page = opened("#articles/guide.md:3.3", page=tmp_path / "moved/index.html")
    picture = proof(page).get_by_role("img", name="Screen when it failed")
    expect(picture).to_have_js_property("naturalWidth", 1000)


def test_nothing_that_is_written_anywhere_gets_into_the_page(project: Project, opened: Opened) -> None:
    long = "X" + "x" * 9_999
    arabic = "\u0627\u0646\u0642\u0631 \u0641\u0648\u0642 \u062d\u0641\u0638."
    article = f"""# {HOSTILE.replace("<", "&lt;")}

He said `{HOSTILE}` & "left". {long} opens.

{arabic}
"""
    name = "weird \" ' <b> # %"
    project.write(
        {
            f"articles/{name}.md": article,
            "articles/z.html": '<p>A <a href="javascript:alert(1)">link</a> opens.</p>'
            '<h2>See <a href="javascript:alert(1)">this</a></h2>',
            f"features/{name}/a.feature": SENTENCE.format(HOSTILE.replace('"', "'"), f'He said `{HOSTILE}` & "left".'),
            f"features/{name}/b.feature": SENTENCE.format(long, f"{long} opens."),
            f"features/{name}/c.feature": SENTENCE.format(arabic, arabic),
        }
    )
    project.pytest()
    assert project.verdicts()[arabic] == "proved"
    for options in ((), ("--single-file",)):
        project.prosecov("report", *options)
        page = opened(size=PHONE, page=project.root / "build/report/index.html")
        expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
        for text in ("He said", "Xxxxx", arabic):
            sentence(page, text).click()
            expect(proof(page).get_by_role("heading", level=2)).to_have_text("proved")
            expect(proof(page).locator("img")).to_have_count(0)
            check_width(page)
        sentence(page, "He said").click()
        expect(proof(page).locator(".steps")).to_contain_text("</script><img src=x")
        assert sentence(page, arabic).locator("..").evaluate("block => getComputedStyle(block).direction") == "rtl"
        assert "hacked" not in page.title().replace(HOSTILE, "")
        assert page.locator(f'[id="articles/{quote(name)}.md:3"]').count() == 1
        page.get_by_role("navigation").get_by_text("Contents").click()
        page.get_by_role("navigation").get_by_role("link", name="See this").first.click()
        sentence(page, "A link opens").click()
        expect(proof(page).locator(".more")).to_contain_text("link (javascript:alert(1))")
        assert page.locator('a[href^="javascript:"]').count() == 0


def test_a_record_that_is_not_there_is_named(project: Project) -> None:
    project.write({"articles/a.md": "# A\n\nThe list opens.\n"})
    ran = project.prosecov("report", "nowhere.json")
    assert (ran.status, ran.output) == (2, "nowhere.json: no such file; check the path\n")


@pytest.mark.parametrize("command", ["pytest", "report", "merge"])
def test_a_report_that_cannot_be_written_loses_nothing_else(project: Project, command: str) -> None:
    project.write(
        {
            "articles/a.md": "# A\n\nThe list opens.\n",
            "features/a.feature": SENTENCE.format("the list", "The list opens."),
        }
    )
    (project.root / "build/report/index.html").mkdir(parents=True)
    ran = project.pytest()
    message = "^build/report/index.html: the report cannot be written .Is a directory.; free some space"
    if command == "pytest":
        assert ran.status == pytest.ExitCode.USAGE_ERROR
    else:
        ran = project.prosecov(command, *(["build/report"] if command == "merge" else []))
        assert ran.status == 2
    assert ran.lines(message.replace("^", "")) != []
    assert ran.lines("^report:") == []
    assert project.verdicts() == {"The list opens.": "proved"}


def test_merging_writes_the_report_too(project: Project, opened: Opened) -> None:
    project.write(
        {
            "articles/a.md": "# A\n\nThe list opens.\n",
            "features/a.feature": SENTENCE.format("the list", "The list opens."),
        }
    )
    assert project.pytest("--prosecov-report", "one", "--prosecov-single-file").lines("^report: one/index.html$")
    assert sorted(file.name for file in (project.root / "one").iterdir()) == [
        "index.html",
        "results.json",
        "steps.json",
    ]
    assert project.prosecov("merge", "one", "--report", "sum").lines("^report: sum/index.html$")
    assert (project.root / "sum/report.css").is_file()
    expect(sentence(opened(page=project.root / "sum/index.html"), "The list opens")).to_be_visible()
