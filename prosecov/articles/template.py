"""What stands in Markdown for other tools: template tags, MDX, MyST roles, tabs; each line keeps its number."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_TAG = re.compile(r"\{%-?.*?-?%\}|\{\{[<%].*?[>%]\}\}|\{#.*?#\}|\{/\*.*?\*/\}")
"""Liquid, Jinja and Hugo tags, and comments: a reader sees nothing of them."""
_ROLE = re.compile(r"\{[a-zA-Z][\w:-]*\}(?=`)")
_TAB = re.compile(r"(\s*)===[!+]* (\".*\")\s*$")
_MDX_CODE = re.compile(r"(?:import|export)\s.*")
_JSX = re.compile(r"\s*</?(?P<name>[A-Z][\w.]*)\b(?P<rest>[^<>]*)>\s*$")
_ASIDES = frozenset(
    {"Note", "Tip", "Warning", "Caution", "Info", "Callout", "Admonition", "Important", "Danger", "Aside"}
)
_TITLE = re.compile(r"\b(?:title|label|header)=\"([^\"]*)\"")


def without_templates(source: str) -> str:
    """Return a Markdown source without what its reader never sees; lines stay where they are.

    Template tags and MyST roles go; a tab becomes a container of its own, and so does a component of MDX that sets a
    note apart. Other components go, and what stands in them stays. Fenced code is left alone.

    Args:
        source: Markdown, MDX or MyST.
    """
    lines: list[str] = []
    fence = ""
    for line in source.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        lines.append(line if fence or mark else _plain(line))
    return "\n".join(lines)


def _plain(line: str) -> str:
    if "{" in line:
        line = _ROLE.sub("", _TAG.sub("", line))
    if tab := _TAB.match(line):
        return f"{tab[1]}!!! tab {tab[2]}"
    if jsx := _JSX.match(line):
        return _component(line, jsx)
    return "" if _MDX_CODE.match(line) and (" from " in line or line.startswith("export ")) else line


def _component(line: str, jsx: re.Match[str]) -> str:
    """Return the line for a component that stands alone: a container for a note, a title for a tab, else nothing."""
    indent = line[: len(line) - len(line.lstrip())]
    if jsx["name"] in _ASIDES:
        return f"{indent}:::" if line.lstrip().startswith("</") else f"{indent}:::note"
    title = _TITLE.search(jsx["rest"])
    return f"{indent}**{title[1]}**" if title else ""
