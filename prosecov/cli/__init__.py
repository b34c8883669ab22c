"""The command ``prosecov``; the module of a subcommand is loaded when that subcommand runs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from prosecov.cli.common import WRONG_INPUT, examples
from prosecov.errors import missing_extra
from prosecov.settings import find_root

COMMANDS: Mapping[str, str] = {
    "try": "Try an article on a product, without any project.",
    "init": "Set up a project for an article and a product.",
    "check": "Compare articles, features and the last run, without running anything.",
    "merge": "Merge the results of several runs.",
    "report": "Write the report of a run.",
    "accept": "Update stale quotations to the wording of the article.",
    "derive": "Derive the walkthrough of an article.",
    "mutate": "Break what proved sentences say, and see their checks fail.",
    "illustrate": "Add a screenshot of each step to an article.",
    "actions": "Print what is understood of single sentences.",
    "steps": "List the step definitions and where they are used.",
}
"""The subcommands with their one-line help. The command ``x`` is ``command`` of ``prosecov.cli.x``.

Where Python reserves the word, that is ``prosecov.cli.x_``.
"""


class MissingExtra(click.ClickException):
    """An optional dependency that is not installed."""

    exit_code = WRONG_INPUT


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is needed."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand.

        Raises:
            MissingExtra: An optional dependency of the subcommand is not installed.
        """
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        try:
            command: click.Command = import_module(f"prosecov.cli.{module}").command
        except ImportError as error:
            message = missing_extra(error)
            if not message:
                raise
            raise MissingExtra(message) from None
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "pytest --prosecov               run the features, and give every sentence its verdict",
        "prosecov check                  see which proofs a changed sentence has lost, without a run",
        "prosecov derive articles/a.md   write the walkthrough of an article",
    ),
)
@click.version_option(package_name="prosecov")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the project (default: the nearest folder upwards with a pyproject.toml).",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Prose coverage: find out which sentences of an article are true of the product.

    Exit status: 0 if all is well; 1 if something is contradicted, unclaimed, stale or below the threshold; 2 if the
    input or the call is wrong.
    """
    context.obj = (root or find_root(Path.cwd())).resolve()
