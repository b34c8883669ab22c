"""The command as a whole: its help, and what it loads."""

import json
import subprocess
import sys

import pytest
from click import Context
from click.testing import CliRunner

from prosecov.cli import COMMANDS, main
from tests.prosecov.conftest import Project

LOADED = """
import json, sys
from click.testing import CliRunner
from prosecov.cli import main
CliRunner().invoke(main, sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
"""


def loaded(*arguments: str) -> set[str]:
    """The modules that a call of the command loads."""
    command = [sys.executable, "-c", LOADED, *arguments]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return set(json.loads(output))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_has_the_first_line_of_each_help(name: str) -> None:
    command = main.get_command(Context(main), name)
    assert command is not None
    assert command.help is not None
    assert command.name == name
    assert command.help.splitlines()[0] == COMMANDS[name]
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert f"prosecov {name}" in shown.output.split("Examples:")[1]


def test_the_help_lists_all_commands_and_loads_none_of_them() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    for name, line in COMMANDS.items():
        assert f"  {name} " in shown.output
        assert line.split()[0] in shown.output
    modules = loaded("--help")
    assert not {f"prosecov.cli.{name}" for name in COMMANDS} & modules
    assert "prosecov.coverage" not in modules


def test_a_check_loads_only_what_it_needs() -> None:
    modules = loaded("check", "--help")
    assert "prosecov.cli.check" in modules
    assert not {"jinja2", "pydantic", "pytest", "playwright", "PIL", "rich", "prosecov.derive.grammar"} & modules


def test_the_module_runs_as_the_script_does(project: Project) -> None:
    assert project.start("prosecov.cli", "--version").output == CliRunner().invoke(main, ["--version"]).output.replace(
        "main,", "python -m prosecov.cli,"
    )
