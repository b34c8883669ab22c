"""Draw the layers of prosecov, and list its packages, from the contract that the linter checks.

Run it from the root of the repository:

    python docs/layers.py            renews docs/images/layers.svg and the tables in docs/architecture.md
    python docs/layers.py --check    writes nothing; fails if they are out of date
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs/images/layers.svg"
PAGE = ROOT / "docs/architecture.md"
WIDTH, HEIGHT, GAP, LEFT, TEXT = 880, 34, 8, 90, 7.4
STAGES = {"outputs": "Show", "coverage": "Judge", "pytest_plugin": "Run", "articles": "Read"}
"""The stage of a run that is done mainly by a package, written beside its layer."""


def layers(package: str) -> list[list[str]]:
    """Return the layers of a package, the highest first, each as the names of its modules."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [found] = [
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers" and contract["containers"] == [package]
    ]
    return [[name.strip(" ()") for name in layer.replace(":", "|").split("|")] for layer in found]


def sentence_of(module: Path) -> str:
    """Return the first sentence of the docstring of a package or module."""
    path = module / "__init__.py" if module.is_dir() else module.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).replace("``", "`")


def draw(rows: Sequence[Sequence[str]]) -> str:
    """Return an SVG picture with a bar for each layer; whatever is higher may import what is lower."""
    height = len(rows) * (HEIGHT + GAP) + GAP
    size = f'viewBox="0 0 {WIDTH} {height}" role="img" font-family="system-ui, sans-serif" font-size="14"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
            f"<title>The layers of prosecov: {escape('; '.join(', '.join(row) for row in rows))}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            *(line for number, row in enumerate(rows) for line in _bar(row, GAP + number * (HEIGHT + GAP))),
            "</svg>",
            "",
        ]
    )


def _bar(row: Sequence[str], y: int) -> Iterator[str]:
    width = (WIDTH - LEFT - GAP - (len(row) - 1) * GAP) / len(row)
    stage = next((STAGES[name] for name in row if name in STAGES), "")
    if stage:
        place = f'x="{LEFT - 2 * GAP}" y="{y + 22}" text-anchor="end"'
        yield f'<text {place} font-weight="600" fill="#1f2937">{stage}</text>'
    for position, name in enumerate(row):
        x = LEFT + position * (width + GAP)
        sentence = _cut(
            sentence_of(ROOT / "prosecov" / name).replace("`", ""), int((width - TEXT * (len(name) + 6)) / (TEXT - 0.3))
        )
        place = f'x="{x:.0f}" y="{y}" width="{width:.0f}" height="{HEIGHT}"'
        yield f'<rect {place} rx="5" fill="#e8eefc" stroke="#5b76c4"/>'
        yield (
            f'<text x="{x + 12:.0f}" y="{y + 22}" fill="#1f2937"><tspan font-weight="600">{name}</tspan>'
            f'<tspan dx="12" fill="#475569">{escape(sentence)}</tspan></text>'
        )


def _cut(sentence: str, length: int) -> str:
    if len(sentence) <= length:
        return sentence
    return f"{sentence[: length - 1].rpartition(' ')[0].rstrip(',;:')}…"


def table(package: str) -> str:
    """Return a Markdown table of the layers of a package, the highest first."""
    names = [name for row in layers(package) for name in row]
    rows = [f"| `{package}/{name}` | {sentence_of(ROOT / package / name)} |" for name in names]
    return "\n".join(["| package | holds |", "| --- | --- |", *rows])


def renewed(page: str) -> str:
    """Return a page with its tables renewed; each stands between two comments that name its package."""
    for package in ("prosecov", "mock_crm"):
        begin, end = f"<!-- layers of {package} -->", f"<!-- end of {package} -->"
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n{table(package)}\n{end}{rest.partition(end)[2]}"
    return page


def main() -> int:
    """Renew the files, or compare them; return the exit status."""
    made = {PICTURE: draw(layers("prosecov")), PAGE: renewed(PAGE.read_text(encoding="utf-8"))}
    status = 0
    for path, content in made.items():
        if path.is_file() and path.read_text(encoding="utf-8") == content:
            continue
        name = path.relative_to(ROOT).as_posix()
        if "--check" in sys.argv[1:]:
            print(f"{name}: does not show the layers as they are; run python docs/layers.py")
            status = 1
        else:
            path.write_text(content, encoding="utf-8", newline="\n")
            print(f"wrote {name}")
    return status


if __name__ == "__main__":
    sys.exit(main())
