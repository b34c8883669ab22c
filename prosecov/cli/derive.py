"""The command ``prosecov derive``."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import click

from prosecov.articles import read_article
from prosecov.coverage.project import relative, walkthrough_place
from prosecov.derive.deriving import derive
from prosecov.derive.gherkin import GENERATED
from prosecov.errors import InputError, read_text
from prosecov.settings import FILE_NAME, Config, WalkthroughSettings

STANDARD_OUTPUT = "-"


def derive_all(config: Config, articles: Sequence[Path], output: str | None, *, check: bool, force: bool) -> bool:
    """Derive walkthroughs and write them, or compare them with what is written.

    What could not be derived is printed when something is written, differences when something is compared.

    Args:
        config: The settings of the project.
        articles: The articles; none for all that have settings for their walkthrough.
        output: The file to write, ``-`` for standard output; ``None`` for each article's own place.
        check: Whether to compare only.
        force: Whether to overwrite a file that was not generated.

    Returns:
        Whether all is as it was derived, or has been written, and no instruction became a step that fails.

    Raises:
        InputError: An article cannot be read or has no procedure, or a file is in the way.
    """
    chosen = list(articles) or [config.root / name for name in config.walkthrough]
    if not chosen:
        hint = f'name an article, or write [tool.prosecov.walkthrough."articles/guide.md"] in {FILE_NAME}'
        raise InputError(FILE_NAME, 0, "no article has settings for its walkthrough", hint)
    if output is not None and len(chosen) > 1:
        raise InputError(FILE_NAME, 0, "several walkthroughs do not go into one file", "name the article")
    are_same = [_derive_one(config, path, output, check=check, force=force) for path in chosen]
    return all(are_same)


def _derive_one(config: Config, path: Path, output: str | None, *, check: bool, force: bool) -> bool:
    name = relative(path.resolve(), config.root)
    walkthrough = derive(read_article(path, name), config.walkthrough.get(name, WalkthroughSettings()))
    # Whoever only compares has no part to write by hand; what nobody quotes at all, prosecov check says.
    for problem in () if check else walkthrough.left:
        click.secho(str(problem), err=True, fg="yellow")
    for problem in walkthrough.failing:
        click.secho(str(problem), err=True, fg="red")
    if output == STANDARD_OUTPUT and not check:
        click.echo(walkthrough.text, nl=False)
        return not walkthrough.failing
    target = Path(output) if output is not None else config.root / walkthrough_place(config, name)
    shown = relative(target.resolve(), config.root)
    written = read_text(target, shown) if target.exists() else ""
    if check:
        return _is_same(written, walkthrough.text, name, shown) and not walkthrough.failing
    if written and not written.startswith(GENERATED) and not force:
        hint = "write elsewhere with -o, or overwrite it with --force"
        raise InputError(shown, 0, "was not generated, so it is left as it is", hint)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(walkthrough.text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(shown, 0, f"cannot be written ({error.strerror})", "check the path") from None
    click.echo(f"wrote {shown}")
    return not walkthrough.failing


def _is_same(written: str, derived: str, article: str, shown: str) -> bool:
    if written == derived:
        click.echo(f"{shown}: as derived from {article}")
        return True
    difference = difflib.unified_diff(
        written.splitlines(), derived.splitlines(), shown, f"derived from {article}", lineterm=""
    )
    for line in difference:
        click.secho(line, fg={"+": "green", "-": "red"}.get(line[:1]))
    click.secho(f"{shown}: is not what {article} says; run prosecov derive {article}", fg="red")
    return False
