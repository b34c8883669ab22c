"""The files of the report: write them, and read the screenshots to embed."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from prosecov.articles import Article
from prosecov.errors import InputError
from prosecov.outputs.html.page import PAGE, render
from prosecov.results.verdicts import Results

_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}


def write_report(
    results: Results,
    articles: Iterable[Article],
    page: Path,
    *,
    is_single_file: bool = False,
    evidence: Path | None = None,
) -> None:
    """Write the report.

    Args:
        results: The results.
        articles: Their articles, as they were when they were judged.
        page: The page to write. Unless it is a single file, style and script are written beside it.
        is_single_file: Whether to embed screenshots, style and script in the page.
        evidence: The folder to which paths of screenshots in the results are relative, if not that of the page.

    Raises:
        InputError: The page cannot be written.
    """
    pictures = _embedded(results, evidence or page.parent) if is_single_file else None
    files = render(results, articles, pictures)
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            target = page if name == PAGE else page.with_name(name)
            target.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        what = f"the report cannot be written ({error.strerror})"
        raise InputError(page, 0, what, "free some space, or use another path") from None


def _embedded(results: Results, folder: Path) -> dict[str, str]:
    """Return the screenshots that exist as ``data:`` addresses, by their paths."""
    paths = {step.screenshot for run in results.scenarios for step in run.steps}
    paths.update(run.screenshot for run in results.scenarios)
    found: dict[str, str] = {}
    for path in sorted(paths - {""}):
        kind = _PICTURES.get(PurePosixPath(path).suffix.lower())
        if kind and (folder / path).is_file():
            data = base64.b64encode((folder / path).read_bytes()).decode("ascii")
            found[path] = f"data:{kind};base64,{data}"
    return found
