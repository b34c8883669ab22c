"""Hooks of MkDocs: pages that are kept in the root of the repository become pages of the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
PAGES = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "examples/django-admin/README.md": "example.md",
    "features/glossary.md": "reference/glossary.md",
}
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages, with their links as seen from the folder of the documentation."""
    for name, page in PAGES.items():
        source = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_LINK.sub(_as_seen_from_docs, source)))
    return files


def _as_seen_from_docs(link: re.Match[str]) -> str:
    target = PAGES.get(link[1], link[1].removeprefix("docs/"))
    return f"]({target}"
