"""``prosecov init``: from an article and an address to a project that runs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosecov.cli.scaffold import FILES, with_settings
from prosecov.settings import SignInSettings, read_settings
from tests.prosecov.conftest import Project
from tests.prosecov.product_site import serve

ARTICLE = "# Sow\n\n1. Click **Sow**. The list shows **Radish**.\n"
WITH_PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": ""}
OWN = """\
# What we use
[project]   # and more
name = "seeds"

[tool.prosecov]
threshold = 80   # for now

[tool.prosecov.walkthrough."other.md"]
given = ["a bed"]

[tool.ruff]
line-length = 100
"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as url:
        yield url


@pytest.fixture
def folder(tmp_path: Path) -> Project:
    # What a folder above has for pytest must not matter.
    Project(tmp_path).write({"pyproject.toml": "[tool.pytest.ini_options]\naddopts = '--nonsense'\n"})
    project = Project(tmp_path / "garden")
    project.write({"guides/sow.md": ARTICLE, "pyproject.toml": ""})
    return project


def test_a_project_is_written_and_run_once(folder: Project, site: str) -> None:
    arguments = ("init", "--article", "guides/sow.md", "--url", f"{site}/plain")
    ran = folder.run("prosecov.cli", *arguments, variables=WITH_PLUGINS)
    assert ran.status == 0, ran.output
    assert ran.lines("^2 sentences: 2 proved; coverage 100%$")
    assert ran.lines("^ +open build/report/index.html +see which sentence")
    assert len((folder.root / "conftest.py").read_text(encoding="utf-8").splitlines()) <= 20
    again = folder.run("prosecov.cli", *arguments, "--no-run")
    assert again.lines("^kept pyproject.toml$")
    assert again.lines("^kept conftest.py$")


def test_what_no_option_says_is_asked(folder: Project, site: str) -> None:
    ran = folder.prosecov("init", stdin=f"guides/sow.md\n{site}\nform\n/login\n")
    assert ran.status == 0
    assert ran.lines("^set the environment variable PROSECOV_PASSWORD to the password to sign in with; then run")
    settings = read_settings(folder.root)
    assert (settings.url, settings.sign_in) == (site, SignInSettings(form="/login"))
    assert settings.articles == ("guides/sow.md",)
    assert (folder.root / "features/sow/walkthrough.feature").is_file()


def test_nothing_is_lost_or_overwritten_without_a_question(folder: Project, site: str) -> None:
    files = {"conftest.py": "import os\n", "tests/test_articles.py": "# mine\n", "pyproject.toml": OWN}
    folder.write(files)
    ran = folder.prosecov("init", "--article", "guides/sow.md", "--url", site, "--no-run", stdin="n\nn\n")
    assert ran.status == 0
    assert ran.lines(r"conftest.py; see that it has this line: pytest_plugins = \[\"prosecov.product\"\]$")
    assert ran.lines(r"test_articles.py; see that it has this line: scenarios\(\"../features\"\)$")
    for name in ("conftest.py", "tests/test_articles.py"):
        assert (folder.root / name).read_text(encoding="utf-8") == files[name]
    after = (folder.root / "pyproject.toml").read_text(encoding="utf-8")
    assert [line for line in OWN.splitlines() if line not in after.splitlines()] == []
    assert read_settings(folder.root).walkthrough.keys() == {"other.md", "guides/sow.md"}
    ran = folder.prosecov("init", "--article", "guides/sow.md", "--url", site, "--no-run", stdin="y\ny\n")
    assert (folder.root / "conftest.py").read_text(encoding="utf-8") == FILES["conftest.py"]


def test_another_address_is_taken_only_if_that_is_confirmed(folder: Project, site: str) -> None:
    arguments = ("init", "--article", "guides/sow.md", "--no-run", "--url")
    folder.prosecov(*arguments, site)
    folder.prosecov(*arguments, f"{site}/plain", stdin="n\n")
    assert read_settings(folder.root).url == site
    folder.prosecov(*arguments, f"{site}/plain", stdin="y\n")
    assert read_settings(folder.root).url == f"{site}/plain"


def test_an_article_from_elsewhere_is_copied(
    folder: Project, site: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    article = tmp_path_factory.mktemp("elsewhere") / "reap.md"
    article.write_text(ARTICLE, encoding="utf-8")
    ran = folder.prosecov("init", "--article", str(article), "--url", site, "--no-run")
    assert ran.lines("^copied .* to articles/reap.md$")
    assert (folder.root / "articles/reap.md").read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nobody answers the question for --article; give --article$"),
        (["--article", "guides/sow.md"], "nobody answers the question for --url; give --url$"),
        (["--article", "none.md", "--url", "127.0.0.1:61"], "^none.md: no such file; check the path$"),
        (["--article", "guides/air.md", "--url", "127.0.0.1:61"], "^guides/air.md: no procedure here; number its"),
        (["--article", "guides/sow.md", "--url", "127.0.0.1:61"], "^http://127.0.0.1:61: nothing answers there"),
    ],
)
def test_what_is_wrong_is_named_before_anything_is_written(folder: Project, arguments: list[str], message: str) -> None:
    folder.write({"guides/air.md": "# Air\n\nAir is free.\n"})
    ran = folder.prosecov("init", *arguments)
    assert (ran.status, bool(ran.lines(message))) == (2, True), ran.output
    assert sorted(path.name for path in folder.root.rglob("*") if path.is_file()) == [
        "air.md",
        "pyproject.toml",
        "sow.md",
    ]


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1)


@given(article=_TEXTS, url=_TEXTS, header=_TEXTS)
def test_settings_are_read_as_they_were_written(article: str, url: str, header: str) -> None:
    sign_in = SignInSettings(headers={header: "KEY"})
    once = with_settings(OWN, article, url, sign_in, [article], has_pytest=False)
    read = tomllib.loads(once)["tool"]["prosecov"]
    assert (read["url"], read["articles"], read["sign-in"]) == (url, [article], {"headers": {header: "KEY"}})
    assert read["walkthrough"][article]["given"]
    assert read["threshold"] == 80
    assert with_settings(once, article, url, sign_in, [article], has_pytest=False) == once
