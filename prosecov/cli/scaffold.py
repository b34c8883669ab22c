"""The files of a new project, as texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.items import Table

from prosecov.settings import SignInSettings

START = "the user is on the start page"
TESTS = "tests/test_articles.py"
PLUGIN = 'pytest_plugins = ["prosecov.product"]'
FILES: Mapping[str, str] = {
    "conftest.py": f'''"""Connects the articles to the product; its address and the sign-in are in pyproject.toml."""

{PLUGIN}
''',
    TESTS: '''"""Runs the features of the articles."""

from pytest_bdd import scenarios

scenarios("../features")
''',
}
"""What a project needs besides its settings, its articles and its features."""


def with_settings(
    text: str, article: str, url: str, sign_in: SignInSettings, articles: Sequence[str], *, has_pytest: bool
) -> str:
    """Add the settings of an article and its product to a ``pyproject.toml``.

    Args:
        text: The file so far, which may be empty; everything in it stays.
        article: The path of the article.
        url: The address of the product.
        sign_in: How to sign in.
        articles: The setting ``articles``, if it must be set for the article to be found.
        has_pytest: Whether another file has settings of pytest.

    Returns:
        The file.
    """
    document = tomlkit.parse(text)
    tool = _table(document, "tool", is_super=True)
    if not has_pytest and "pytest" not in tool:
        # Without settings of its own, pytest takes a folder above that has some for the root of the project.
        _table(_table(tool, "pytest", is_super=True), "ini_options")["testpaths"] = ["tests"]
    prosecov = _table(tool, "prosecov")
    prosecov["url"] = url
    if articles:
        prosecov["articles"] = list(articles)
    prosecov.setdefault("tests", [TESTS])
    chosen = _chosen(sign_in)
    if chosen:
        prosecov["sign-in"] = _filled(chosen)
    settings = _table(_table(prosecov, "walkthrough", is_super=True), article)
    settings.setdefault("given", [START])
    return tomlkit.dumps(document)


def _chosen(sign_in: SignInSettings) -> dict[str, Any]:
    """Return the settings that are not as they are by default."""
    default = SignInSettings()
    values = {field.name: getattr(sign_in, field.name) for field in fields(sign_in)}
    return {name: value for name, value in values.items() if value != getattr(default, name)}


def _filled(values: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for name, value in values.items():
        table[name] = value
    return table


def _table(parent: Container | Table, name: str, *, is_super: bool = False) -> Any:
    """Return a table within another one, which gets it if it has none."""
    if name not in parent:
        parent[name] = tomlkit.table(is_super_table=is_super)
    return parent[name]
