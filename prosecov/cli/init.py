"""The command ``prosecov init``."""

from __future__ import annotations

import os
import shutil
from contextlib import chdir
from pathlib import Path

import click

# Without it the project that is set up could not run.
import playwright  # noqa: F401
import pytest

from prosecov.articles import read_article
from prosecov.cli.common import GOOD, NOT_GOOD, WRONG_INPUT, examples, with_exit_status
from prosecov.cli.derive import derive_all
from prosecov.cli.product_options import reachable, sign_in_options, sign_in_settings
from prosecov.cli.scaffold import FILES, PLUGIN, TESTS, with_settings
from prosecov.coverage.project import article_files, relative
from prosecov.derive.deriving import derive
from prosecov.errors import InputError, read_text
from prosecov.outputs.html import PAGE
from prosecov.results.file import FILE_NAME as RESULTS
from prosecov.settings import FILE_NAME, Settings, SignInSettings, WalkthroughSettings, read_settings

_PYTEST_FILES = ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg")
_WAYS = ("none", "form", "state", "header")


@click.command(
    "init",
    epilog=examples(
        "prosecov init",
        "prosecov init --article guide.md --url http://localhost:8000 --form /login",
    ),
)
@click.option("--article", type=click.Path(path_type=Path), help="The first article.")
@click.option("--url", help="The address of the product, at which the article begins.")
@sign_in_options
@click.option("--no-run", is_flag=True, help="Only write the files.")
@click.pass_obj
@with_exit_status
def command(
    root: Path,
    article: Path | None,
    url: str | None,
    form: str | None,
    state: str | None,
    headers: tuple[str, ...],
    *,
    no_run: bool,
) -> int:
    """Set up a project for an article and a product.

    What no option says is asked. Settings are added to pyproject.toml, a conftest.py and a test module are written, and
    the walkthrough of the article is derived and run once. No file that is there is overwritten without a question.
    """
    settings = read_settings(root)
    path = Path(article or _ask("The article (Markdown, HTML or text)", "--article"))
    derive(read_article(path), WalkthroughSettings())  # before anything is written
    address = reachable(url or _ask("The address of the product", "--url"))
    is_told = bool(form or state or headers or (article and url))
    sign_in = sign_in_settings(form, state, headers) if is_told else _ask_for_sign_in()
    path = _inside(path, root)
    name = relative(path, root)
    _write_settings(root, settings, path, address, sign_in)
    for file, content in FILES.items():
        _write(root, file, content)
    is_derived = derive_all(read_settings(root), [path], None, check=False, force=False)
    missing = [] if no_run else _missing(sign_in)
    if not (no_run or missing):
        return _run_once(root, name)
    for variable, meaning in missing:
        click.echo(f"set the environment variable {variable} to {meaning}; then run: pytest --prosecov")
    return GOOD if is_derived else NOT_GOOD


def _ask(question: str, option: str) -> str:
    try:
        return str(click.prompt(question))
    except click.Abort:
        raise InputError("prosecov init", 0, f"nobody answers the question for {option}", f"give {option}") from None


def _ask_for_sign_in() -> SignInSettings:
    try:
        way = click.prompt("How to sign in", type=click.Choice(_WAYS), default="none")
    except click.Abort:
        return SignInSettings()
    if way == "form":
        page = click.prompt("The address of the page with the form, relative to that of the product", default="/login")
        return SignInSettings(form=page)
    if way == "state":
        return SignInSettings(state=click.prompt("The file with cookies and storage", default="state.json"))
    if way == "header":
        header = click.prompt("The name of the header", default="Authorization")
        variable = click.prompt("The environment variable with its value", default="PROSECOV_HEADER")
        return SignInSettings(headers={header: variable})
    return SignInSettings()


def _inside(article: Path, root: Path) -> Path:
    """Return where the article is in the project; one from elsewhere is copied there."""
    path = article.resolve()
    if path.is_relative_to(root):
        return path
    target = root / "articles" / path.name
    if not target.exists() or _confirmed(f"{relative(target, root)} is there already; overwrite it?"):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        click.echo(f"copied {article} to {relative(target, root)}")
    return target


def _write_settings(root: Path, settings: Settings, article: Path, url: str, sign_in: SignInSettings) -> None:
    path, name = root / FILE_NAME, relative(article, root)
    before = read_text(path, FILE_NAME) if path.exists() else ""
    is_found = article in [file.resolve() for file in article_files(settings, [])]
    others = [folder for folder in settings.articles if (root / folder).exists()]
    none = SignInSettings()
    is_other = settings.url not in {"", url} or (settings.sign_in != none and sign_in not in (none, settings.sign_in))
    if is_other and not _confirmed(f"{FILE_NAME} has another address or sign-in already; replace it?"):
        url, sign_in = settings.url, settings.sign_in
    has_pytest = any((root / file).exists() for file in _PYTEST_FILES)
    after = with_settings(before, name, url, sign_in, [] if is_found else [*others, name], has_pytest=has_pytest)
    if after == before:
        click.echo(f"kept {FILE_NAME}")
        return
    path.write_text(after, encoding="utf-8", newline="\n")
    click.echo(f"{'added to' if before else 'wrote'} {FILE_NAME}")


def _write(root: Path, name: str, content: str) -> None:
    path = root / name
    before = read_text(path, name) if path.exists() else ""
    if before == content or (PLUGIN in content and "prosecov.product" in before):
        click.echo(f"kept {name}")
        return
    if before and not _confirmed(f"{name} is there already; overwrite it?"):
        line = PLUGIN if PLUGIN in content else content.strip().splitlines()[-1]
        click.secho(f"kept {name}; see that it has this line: {line}", fg="yellow")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")
    click.echo(f"wrote {name}")


def _confirmed(question: str) -> bool:
    try:
        return click.confirm(question)
    except click.Abort:
        click.echo()
        return False


def _missing(sign_in: SignInSettings) -> list[tuple[str, str]]:
    """Return the environment variables that the sign-in needs and that are not set, each with its meaning."""
    needed = {variable: f"the value of the header {name}" for name, variable in sign_in.headers.items()}
    if sign_in.form:
        needed |= {sign_in.name: "the name to sign in with", sign_in.password: "the password to sign in with"}
    return [(variable, meaning) for variable, meaning in needed.items() if variable not in os.environ]


def _run_once(root: Path, article: str) -> int:
    folder = read_settings(root).report_folder
    (folder / RESULTS).unlink(missing_ok=True)
    with chdir(root):
        pytest.main(["--prosecov", "-q", "--tb=no", "-rN", TESTS])
    if not (folder / RESULTS).is_file():
        return WRONG_INPUT
    click.echo("\nNext:")
    for what, do in {
        f"open {relative(folder / PAGE, root)}": "see which sentence is proved by what",
        f"prosecov derive {article}": "after each change of the article",
        "pytest --prosecov": "run it again",
        f"prosecov derive {article} --explain": "see how each sentence was understood",
    }.items():
        click.echo(f"  {what:<{len(article) + 28}}  {do}")
    return GOOD
