"""``prosecov try``: from an article and an address to verdicts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.prosecov.conftest import Project
from tests.prosecov.product_site import serve

ARTICLE = """\
# Sow

1. Click **Sow**. The list shows **Radish**.
2. Click **Water**. The **Rain** page opens.

Seeds need light.
"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as url:
        yield url


@pytest.fixture
def seeds(project: Project) -> Project:
    # What stands here must not matter: neither the settings of pytest nor other tests.
    project.write({"guides/sow.md": ARTICLE, "pytest.ini": "[pytest]\naddopts = --nonsense\n", "conftest.py": "1/0"})
    return project


def test_an_article_gets_its_verdicts_and_a_report(seeds: Project, site: str) -> None:
    variables = {"PROSECOV_NAME": "ada", "PROSECOV_PASSWORD": "sesame"}
    arguments = ("guides/sow.md", "--url", site, "--form", "/login", "--patience", "0.5")
    ran = seeds.run("prosecov.cli", "try", *arguments, variables=variables)
    assert ran.status == 1
    assert ran.lines(r'^ +2/\d ok +When the user clicks "Sow"$')
    assert ran.lines(r'^ +\d/\d failed When the user clicks "Water"$')
    assert ran.lines(r"^ +3 +proved +Click Sow\.$")
    assert ran.lines(r"^ +4 +\S.* Click Water\.$")
    assert ran.lines(r"^ +4 +\S.* The Rain page opens\.$")
    assert len(ran.lines(r'failed at line \d+, When the user clicks "Water": no "Water" on this screen$')) == 1
    assert not ran.lines(r"prosecov\.browser|walkthrough\.feature:")
    assert ran.lines(r"^ +6 +unclaimed +Seeds need light\.$")
    assert ran.lines("^ +not derived: quote it in a feature of your own")
    assert ran.lines(r"^report: prosecov-report/index.html$")
    assert seeds.verdicts("prosecov-report")["Click Sow."] == "proved"
    assert not (seeds.root / "build").exists()


def test_a_product_that_asks_for_a_password_is_named(seeds: Project, site: str) -> None:
    ran = seeds.prosecov("try", "guides/sow.md", "--url", site, "--patience", "0.3")
    assert ran.status == 1
    assert ran.lines("^http://.*/ asks for a password, and no sign-in is set; set PROSECOV_NAME .* and give --form$")


def test_a_header_signs_in(seeds: Project, site: str) -> None:
    arguments = ("guides/sow.md", "--url", site, "--header", "X-Key=KEY", "--patience", "0.3")
    ran = seeds.run("prosecov.cli", "try", *arguments, variables={"KEY": "sesame"})
    assert ran.lines(r"^ +3 +proved +Click Sow\.$")
    ran = seeds.prosecov("try", *arguments)
    assert ran.status == 2
    assert ran.lines("^the environment variable KEY is not set; set it to the value of the header$")


@pytest.mark.parametrize(
    ("article", "options", "message"),
    [
        ("guides/none.md", ["--url", "{site}"], "^guides/none.md: no such file; check the path$"),
        ("pytest.ini", ["--url", "{site}"], r"^pytest.ini: is no article \(.ini\); use "),
        ("guides/air.md", ["--url", "{site}"], "^guides/air.md: no procedure here; number its steps"),
        (
            "guides/sow.md",
            ["--url", "127.0.0.1:61"],
            r"^http://127.0.0.1:61: nothing answers there .*; start the pro",
        ),
        ("guides/sow.md", ["--url", "ftp://a"], "^ftp://a: is no address of a product; begin --url with http://"),
        ("guides/sow.md", ["--url", "a:b"], "^http://a:b: is no address: its port is no number; correct --url"),
        ("guides/sow.md", ["--url", "{site}/gone"], "/gone: the product answers 404 Not Found; see whether it opens"),
        ("guides/sow.md", ["--url", "{site}", "--header", "X"], "write X=VARIABLE: the name of the header"),
        ("guides/sow.md", ["--url", "{site}", "--state", "a.json"], "a.json: no such file; save it with 'playwright c"),
    ],
)
def test_what_cannot_be_tried_is_named(
    seeds: Project, site: str, article: str, options: list[str], message: str
) -> None:
    seeds.write({"guides/air.md": "# Air\n\nAir is free.\n"})
    ran = seeds.prosecov("try", article, *(option.format(site=site) for option in options))
    assert (ran.status, bool(ran.lines(message))) == (2, True), ran.output


def test_without_a_browser_it_says_how_to_get_one(seeds: Project, site: str) -> None:
    variables = {"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(seeds.root)}
    ran = seeds.run("prosecov.cli", "try", "guides/sow.md", "--url", site, variables=variables)
    assert ran.status == 2
    assert ran.lines("^no browser found; install one with 'playwright install chromium'")
