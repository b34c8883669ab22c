"""``prosecov illustrate``: pictures of a walkthrough in its article, and what changed in them."""

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image
from playwright.sync_api import Browser

from prosecov.articles import MarkKind, parse_article
from prosecov.geometry import Box, union
from prosecov.illustrate.capture.screenshots import Screenshot, load_screenshot, save_screenshot
from prosecov.illustrate.compare.changes import Change, ChangeKind, compare_pictures, highlight_difference
from prosecov.illustrate.compose.article import insert_figures
from prosecov.illustrate.compose.html import Figure
from prosecov.illustrate.compose.pictures import HALO, MIN_SIZE, RING, choose_window, decode, encode, mark_control
from tests.accessibility import violations
from tests.prosecov.conftest import Project, Ran

SCREEN = (1280, 800)
INI = """\
[pytest]
addopts =
    -p pytest_bdd.plugin -p prosecov.pytest_plugin -p xdist.plugin
    -p pytest_base_url.plugin -p pytest_playwright.pytest_playwright
"""
CONFTEST = """
from pathlib import Path

import pytest
from pytest_bdd import given

pytest_plugins = ["prosecov.vocabulary"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, **{arguments!r}}}


@pytest.fixture(scope="session")
def screen_patience():
    return 15


@given("the shop")
def _(page):
    page.goto((Path(__file__).parent / "shop.html").as_uri())
"""
SHOP = """\
<!doctype html><html lang="en"><title>Shop</title>
<style>
  body { font: 16px sans-serif; margin: 0 } main { padding: 24px } dialog { width: 420px }
  a:hover, button:hover { background: red } button, dialog { transition: all .4s }
  .busy { display: inline-block; animation: busy 1s infinite } @keyframes busy { to { transform: translateX(40px) } }
  nav ul { display: none } nav li:hover ul { display: block }
</style>
<nav aria-label="Main"><li>More <button>Menu</button><ul><li><a href="#o" onclick="orders()">Orders</a></ul></li></nav>
<main><h1>Home</h1><div id="content">Welcome to the shop.</div></main>
<dialog aria-labelledby="title"><h2 id="title">Mark orders</h2>
<label><input type="checkbox"> Paid</label> <label><input type="checkbox"> Sent</label>
<p><label><input type="radio" name="when"> Today</label> <label><input type="radio" name="when"> Later</label></p>
<button onclick="dialog.close()">Apply</button></dialog>
<script>
const dialog = document.querySelector('dialog');
function orders() {
  document.querySelector('h1').textContent = 'Orders';
  content.innerHTML = '<label>Status <select><option>Any<option>Open</select></label> <span class="busy">*</span>'
    + '<div style="height: 1500px">Orders of this week</div><button onclick="dialog.showModal()">Mark</button>';
}
</script>
"""
ARTICLE = """\
# Marking orders

Orders wait until somebody marks them.

1. Click **Menu**. Then click **Orders** to open the **Orders** page.
2. If a **Reset** button is visible, click it.
3. In the **Status** filter, select **Open**.

   More about [filters](filters.md).
4. Click **Mark** to open the **Mark orders** dialog.
5. In the **Mark orders** dialog, check **Paid**. Then select **Today**.
6. In the **Mark orders** dialog, click **Apply**.
"""
PICTURES = [
    "01-menu.png",
    "01-orders.png",
    "02-status.png",
    "03-mark.png",
    "04-paid.png",
    "04-today.png",
    "05-apply.png",
]


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory, browser_type_launch_args: dict[str, Any]) -> Project:
    """A shop whose one article is illustrated."""
    arguments = {**browser_type_launch_args, "executable_path": str(browser_type_launch_args["executable_path"])}
    project = Project(tmp_path_factory.mktemp("shop"))
    project.write(
        {
            "pytest.ini": INI,
            "pyproject.toml": '[tool.prosecov.walkthrough."articles/orders.md"]\ngiven = ["the shop"]\n',
            "conftest.py": CONFTEST.format(arguments=arguments),
            "shop.html": SHOP,
            "articles/orders.md": ARTICLE,
            "tests/test_all.py": 'from pytest_bdd import scenarios\n\nscenarios("../features")\n',
        }
    )
    assert project.prosecov("derive", "articles/orders.md").status == 0
    ran = illustrate(project)
    assert ran.output.splitlines() == ["wrote illustrated/orders, with 7 pictures"]
    assert ran.status == 0
    return project


@pytest.fixture
def shop(illustrated: Project, tmp_path: Path) -> Project:
    """A copy of it, in which things may change."""
    root = tmp_path / "shop"
    shutil.copytree(illustrated.root, root, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    return Project(root)


def illustrate(project: Project, *arguments: str) -> Ran:
    return project.prosecov("illustrate", "articles/orders.md", *arguments)


def files(project: Project, folder: str = "illustrated") -> dict[str, bytes]:
    """All files of illustrated articles."""
    root = project.root / folder
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def picture(project: Project, name: str) -> Image.Image:
    return decode((project.root / "illustrated/orders" / name).read_bytes())


def test_each_step_has_a_picture_below_it_and_the_text_is_the_writers(illustrated: Project) -> None:
    assert sorted(files(illustrated)) == [
        "illustrated.css",
        "orders.html",
        "orders.md",
        *(f"orders/{name}" for name in PICTURES),
    ]
    woven = (illustrated.root / "illustrated/orders.md").read_text(encoding="utf-8")
    assert without_pictures(woven) == without_pictures(ARTICLE)
    assert re.findall(r"\S.*(?=\n\n +!\[)|!\[.*", woven) == [
        "1. Click **Menu**. Then click **Orders** to open the **Orders** page.",
        "![Screen “Home”: the button “Menu”, marked](orders/01-menu.png)",
        "![Screen “Home”: the link “Orders”, marked](orders/01-orders.png)",
        "3. In the **Status** filter, select **Open**.",
        "![Screen “Orders”: the drop-down “Status” with “Open”, marked](orders/02-status.png)",
        "4. Click **Mark** to open the **Mark orders** dialog.",
        "![Screen “Orders”: the button “Mark”, marked](orders/03-mark.png)",
        "5. In the **Mark orders** dialog, check **Paid**. Then select **Today**.",
        "![Screen “Mark orders”: the check box “Paid”, checked and marked](orders/04-paid.png)",
        "![Screen “Mark orders”: the radio button “Today”, selected and marked](orders/04-today.png)",
        "6. In the **Mark orders** dialog, click **Apply**.",
        "![Screen “Mark orders”: the button “Apply”, marked](orders/05-apply.png)",
    ]


def without_pictures(source: str) -> list[str]:
    return [line for line in source.splitlines() if line.strip() and not line.strip().startswith("![Screen")]


def test_a_picture_marks_the_control_in_its_neighbourhood_and_shows_no_pointer(illustrated: Project) -> None:
    for name in PICTURES:
        shown = picture(illustrated, name)
        assert shown.width >= MIN_SIZE[0]
        assert shown.height >= MIN_SIZE[1]
        colours = {colour for _, colour in shown.getcolors(100_000) or []}
        assert RING in colours
        # The link in the menu is there only while the pointer is over the menu.
        assert ((255, 0, 0) in colours) is (name == "01-orders.png"), f"{name}: something is under the pointer"


def test_pictures_are_the_same_from_run_to_run_alone_and_in_parallel(illustrated: Project) -> None:
    arguments = ("illustrate", "articles/orders.md", "-o", "again")
    ran = illustrated.run("prosecov.cli", *arguments, variables={"PYTEST_ADDOPTS": "-n 2"})
    assert ran.status == 0
    assert files(illustrated, "again") == files(illustrated)


def test_one_changed_word_on_the_screen_is_found_and_nothing_overwritten_unless_told_to(
    shop: Project, browser: Browser
) -> None:
    before = files(shop)
    shop.replace("shop.html", "Welcome to the shop.", "Welcome in the shop.")
    ran = illustrate(shop, "--compare")
    assert ran.status == 1
    changed = r"illustrated/orders/01-(menu|orders)\.png: has changed: 0\.\d\d % of its pixels, in a box of \d+ by \d+ "
    assert len(ran.lines(changed)) == len(ran.lines("has changed")) == 2
    assert files(shop) == before

    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((shop.root / "build/report/pictures.html").as_uri())
    shown = page.get_by_role("region", name="orders/01-menu.png")
    assert "has changed: 0." in shown.inner_text()
    loaded = shown.get_by_role("img").evaluate_all("images => images.map(image => image.naturalWidth)")
    assert loaded == [MIN_SIZE[0]] * 3
    assert shown.get_by_role("img").last.get_attribute("alt", timeout=1000)
    looks_good(page)
    page.close()

    ran = illustrate(shop, "--update")
    assert ran.status == 0
    after = files(shop)
    assert {name for name in before if before[name] != after[name]} == {"orders/01-menu.png", "orders/01-orders.png"}


def looks_good(page: Any) -> None:
    """Check that axe finds nothing and that nothing sticks out at the side, on wide screens and on narrow ones."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_page_shows_the_article_with_its_pictures_and_asks_nobody_else(
    illustrated: Project, browser: Browser
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((illustrated.root / "illustrated/orders.html").as_uri())
    assert page.get_by_role("listitem").nth(4).get_by_role("img").count() == 2
    assert page.get_by_role("img", name="Screen “Home”: the button “Menu”, marked", exact=True).is_visible()
    assert page.get_by_role("link", name="filters").get_attribute("href") == "filters.html"
    assert page.locator("img").evaluate_all("images => images.every(image => image.naturalWidth >= 800)")
    looks_good(page)
    page.close()
    assert all(url.startswith((illustrated.root / "illustrated").as_uri()) or url == "data:," for url in asked)


def test_pictures_that_differ_are_kept_and_those_that_are_missing_come_back(shop: Project) -> None:
    target = shop.root / "illustrated/orders"
    other = encode(Image.new("RGB", MIN_SIZE, "white"))
    (target / "03-mark.png").write_bytes(other)
    (target / "07-old.png").write_bytes(other)
    (target / "04-paid.png").unlink()
    ran = illustrate(shop)
    assert ran.status == 1
    assert ran.lines("03-mark.png: has changed")
    assert ran.lines("07-old.png: is gone: no step takes it any more")
    assert ran.lines("04-paid.png: is new")
    assert ran.lines("illustrated/orders: was not overwritten; look with --compare, then run prosecov illustrate")
    assert (target / "03-mark.png").read_bytes() == other
    assert not (target / "04-paid.png").exists()
    (target / "03-mark.png").write_bytes(b"no picture")
    ran = illustrate(shop, "--update")
    assert ran.status == 2
    assert ran.lines("03-mark.png: is no picture; restore it, or delete it")
    assert (target / "07-old.png").exists()


def test_a_walkthrough_that_stops_names_the_sentence_and_leaves_all_as_it_was(shop: Project) -> None:
    before = files(shop)
    shop.replace("shop.html", ">Mark</button>", ">Mark all</button>")
    ran = illustrate(shop, "--update")
    assert ran.status == 1
    assert ran.lines('^articles/orders.md:10: the walkthrough stops here: .*no "Mark"')
    assert ran.lines(r"features/orders/walkthrough.feature:\d+: When the user clicks")
    assert files(shop) == before


def test_without_a_walkthrough_that_fits_nothing_runs(project: Project) -> None:
    project.write({"articles/orders.md": ARTICLE})
    ran = illustrate(project)
    assert ran.status == 2
    assert ran.output == (
        "articles/orders.md: has no walkthrough yet (features/orders/walkthrough.feature);"
        " run prosecov derive articles/orders.md\n"
    )
    assert project.prosecov("derive", "articles/orders.md").status == 0
    project.replace("articles/orders.md", "click **Apply**", "click **Save**")
    ran = illustrate(project)
    assert ran.status == 2
    assert "features/orders/walkthrough.feature: is not what articles/orders.md says; run prosecov" in ran.output
    ran = project.prosecov("illustrate", "--compare")
    assert ran.status == 2
    assert ran.output == "illustrated: no article is illustrated here yet; name an article\n"
    ran = project.prosecov("illustrate", "articles/none.md")
    assert ran.status == 2
    assert ran.output.startswith("articles/none.md: no such file")


def boxes() -> st.SearchStrategy[Box]:
    edges = st.tuples(st.floats(0, 1279), st.floats(0, 799), st.floats(1, 1280), st.floats(1, 800))
    return edges.map(lambda e: Box(e[0], e[1], min(e[2], SCREEN[0] - e[0]), min(e[3], SCREEN[1] - e[1])))


@given(boxes(), st.none() | boxes())
def test_the_control_is_always_in_the_picture(control: Box, around: Box | None) -> None:
    window = choose_window(control, around, SCREEN)
    assert 0 <= window.x <= control.x
    assert 0 <= window.y <= control.y
    assert control.right <= window.right <= SCREEN[0]
    assert control.bottom <= window.bottom <= SCREEN[1]
    assert window.width >= MIN_SIZE[0]
    assert window.height >= MIN_SIZE[1]


def test_a_dialog_is_shown_whole_and_a_small_move_moves_little() -> None:
    dialog = Box(390, 100, 500, 620)
    window = choose_window(Box(420, 640, 90, 30), dialog, SCREEN)
    assert union((window, dialog)) == window
    assert choose_window(Box(600, 380, 90, 30), None, SCREEN) == choose_window(Box(605, 377, 90, 30), None, SCREEN)
    assert choose_window(Box(10, 10, 50, 20), None, (300, 200)) == Box(0, 0, 300, 200)


@pytest.mark.parametrize("control", [Box(300, 200, 80, 30), Box(0, 0, 800, 40), Box(770, 420, 30, 30)])
def test_the_mark_is_seen_on_all_sides_and_hides_nothing_of_the_control(control: Box) -> None:
    screen = Image.new("RGB", MIN_SIZE, (0, 0, 64))
    shown = mark_control(screen, control, Box(0, 0, *MIN_SIZE))
    middle = (int(control.x + control.width / 2), int(control.y + control.height / 2))
    across = [shown.getpixel((x, middle[1])) for x in range(MIN_SIZE[0])]
    down = [shown.getpixel((middle[0], y)) for y in range(MIN_SIZE[1])]
    for line in (across, down):
        ring = [position for position, colour in enumerate(line) if colour == RING]
        assert len(ring) == 6
        assert HALO in line
    if control == Box(300, 200, 80, 30):
        assert shown.crop((300, 200, 380, 230)).getcolors() == [(80 * 30, (0, 0, 64))]


def test_a_picture_is_kept_without_loss_and_without_the_time() -> None:
    gradient = Image.linear_gradient("L").resize((64, 64))
    for picture in (
        Image.merge("RGB", (gradient, gradient.rotate(90), gradient.rotate(180))),
        Image.merge("RGB", (gradient, gradient, gradient)),
    ):
        content = encode(picture)
        kept = decode(content)
        assert kept.tobytes() == picture.tobytes()
        assert encode(kept) == content
        with Image.open(io.BytesIO(content)) as read:
            assert read.info == {}


def test_what_differs_is_measured_to_the_pixel() -> None:
    before = Image.new("RGB", (100, 50), "white")
    after = before.copy()
    after.putpixel((20, 10), (255, 255, 254))
    after.putpixel((29, 14), (0, 255, 255))
    change = compare_pictures("a.png", before, after)
    assert change == Change("a.png", ChangeKind.CHANGED, 2 / 5000, Box(20, 10, 10, 5))
    assert str(change) == "has changed: 0.04 % of its pixels, in a box of 10 by 5 pixels at 20, 10"
    assert highlight_difference(before, after).getpixel((20, 10)) == RING
    assert compare_pictures("a.png", before, before.copy()) is None


def test_a_picture_of_another_size_has_changed_where_only_one_is() -> None:
    black = Image.new("RGB", (100, 50))
    change = compare_pictures("a.png", black, Image.new("RGB", (100, 60)))
    assert change == Change("a.png", ChangeKind.CHANGED, 1 / 6, Box(0, 50, 100, 10))


def test_the_alternative_text_names_the_value_of_a_field_and_no_screen_without_a_name() -> None:
    box = Box(0, 0, 1, 1)
    field = Screenshot("", "textbox", "Name", "Ana", False, box, None)
    assert field.description == "The text field “Name” with “Ana”, marked"
    assert Screenshot("Home", "button", "", "", False, box, None).description == "Screen “Home”: the button, marked"


@pytest.mark.parametrize("around", [None, Box(1, 2, 300, 200.5)])
def test_a_screenshot_is_saved_with_what_is_known_of_it(tmp_path: Path, around: Box | None) -> None:
    screenshot = Screenshot("Über", "checkbox", "Paid", "", True, Box(10, 20.25, 30, 40), around)
    screen = Image.new("RGB", (4, 3), (1, 2, 3))
    save_screenshot(tmp_path, (3, 5), screenshot, encode(screen))
    loaded = load_screenshot(tmp_path, (3, 5))
    assert loaded is not None
    assert loaded[0] == screenshot
    assert loaded[1].tobytes() == screen.tobytes()
    assert load_screenshot(tmp_path, (3, 6)) is None


WOVEN = {
    "paragraph": ("Click A.\n\nThen B.\n", "Click A.\n\n![p](p.png)\n\nThen B.\n"),
    "end of file": ("Click A.", "Click A.\n\n![p](p.png)\n"),
    "tight list": ("1. Click A.\n2. Click B.\n", "1. Click A.\n\n   ![p](p.png)\n\n2. Click B.\n"),
    "long paragraph": ("1. Click\n   A.\n\n2. B.\n", "1. Click\n   A.\n\n   ![p](p.png)\n\n2. B.\n"),
    "nested": ("10. x\n\n    - Click A.\n      - b\n", "10. x\n\n    - Click A.\n\n      ![p](p.png)\n\n      - b\n"),
    "second paragraph": ("- x\n\n  Click A.\n", "- x\n\n  Click A.\n\n  ![p](p.png)\n"),
    "note": ("> 1. Click A.\n> 2. b\n", "> 1. Click A.\n>\n>    ![p](p.png)\n>\n> 2. b\n"),
    "table": ("| a | b |\n| - | - |\n| Click A. | c |\n| d | e |\n\nf.\n", None),
    "Windows": ("1. Click A.\r\n2. B.\r\n", "1. Click A.\r\n\r\n   ![p](p.png)\r\n\r\n2. B.\r\n"),
    "front matter": ("---\na: b\n---\nClick A.\n# B\n", "---\na: b\n---\nClick A.\n\n![p](p.png)\n\n# B\n"),
}


@pytest.mark.parametrize("name", WOVEN)
def test_pictures_stand_in_the_source_where_they_belong(name: str) -> None:
    source, expected = WOVEN[name]
    article = parse_article(source, "a.md")
    block = next(i for i, b in enumerate(article.blocks) if "Click" in article.text[b.start : b.end])
    woven = insert_figures(source, article, {block: [Figure("p.png", "p", (1, 1))]})
    assert woven == (expected or source.replace("\n\nf.", "\n\n![p](p.png)\n\nf."))
    again = parse_article(woven, "a.md")
    assert [sentence.text for sentence in again.sentences] == [sentence.text for sentence in article.sentences]
    [image] = [mark for mark in again.marks if mark.kind is MarkKind.IMAGE]
    [shown] = [b for b in again.blocks if b.start == image.start and b.start == b.end]
    assert shown.level == article.blocks[block].level or name == "table"
    assert shown.quoted is article.blocks[block].quoted


def test_the_text_of_a_picture_cannot_become_markup() -> None:
    text = "a] (b) *c* `d` <i> \\ & e_f"
    woven = insert_figures("A b.\n", parse_article("A b.\n", "a.md"), {0: [Figure("x y/(p).png", text, (1, 1))]})
    [image] = BeautifulSoup(MarkdownIt().render(woven), "html.parser").find_all("img")
    assert image.attrs == {"src": "x%20y/%28p%29.png", "alt": text}
