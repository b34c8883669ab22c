"""Links from articles to other articles, to files, and to sections."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz, process

from prosecov.articles import Article, BlockKind, Mark, MarkKind
from prosecov.errors import Problem

_NOT_IN_A_SLUG = re.compile(r"[^\w\- ]")
_LEAST_LEVEL = 6
_NEAR_ENOUGH = 60.0
"""Similarity in per cent (normalised Indel distance) from which on a name is worth mentioning."""


def broken_links(articles: Iterable[Article], exists: Callable[[str], bool]) -> list[Problem]:
    """Find links that lead nowhere.

    Links to other hosts and absolute paths are not followed: only the site that they belong to knows.

    Args:
        articles: All articles of the project.
        exists: Whether there is a file or a folder of a path, relative like the paths of the articles.

    Returns:
        The problems, by file and line.
    """
    by_path = {article.path: article for article in articles}
    links = (
        (article, mark)
        for article in by_path.values()
        for mark in article.marks
        if mark.kind is MarkKind.LINK and mark.target
    )
    found = (_problem(article, link, by_path, exists) for article, link in links)
    return sorted({problem for problem in found if problem})


def slugs(article: Article) -> list[str]:
    """Return the names of an article's headings in links, as GitHub makes them from their text.

    They are in lower case, without punctuation, with hyphens for spaces; the second and later ones of a name are
    numbered from 1.
    """
    bold = {(mark.start, mark.end) for mark in article.marks if mark.kind is MarkKind.BOLD}
    seen: Counter[str] = Counter()
    found: list[str] = []
    for block in article.blocks:
        # What is a heading by its bold type alone has no name.
        if block.kind is not BlockKind.HEADING or (block.level == _LEAST_LEVEL and (block.start, block.end) in bold):
            continue
        slug = name = _NOT_IN_A_SLUG.sub("", article.text[block.start : block.end].lower()).replace(" ", "-")
        while name in seen:
            seen[slug] += 1
            name = f"{slug}-{seen[slug]}"
        seen[name] = 0
        found.append(name)
    return found


def _problem(
    article: Article, link: Mark, by_path: Mapping[str, Article], exists: Callable[[str], bool]
) -> Problem | None:
    line = article.line_at(link.start)
    leads = f'the link "{link.text}" leads to'
    try:
        address = urlsplit(link.target)
    except ValueError as error:
        return Problem(article.path, line, f"{leads} {link.target}, which is no address ({error})", "correct it")
    name = unquote(address.path)
    if address.scheme or address.netloc or name.startswith("/"):
        return None
    folder = posixpath.dirname(article.path)
    path = posixpath.normpath(posixpath.join(folder, name)) if name else article.path
    if path in by_path:
        return _missing_section(article, line, leads, address.fragment, by_path[path])
    if exists(path):
        return None
    others = [posixpath.relpath(other, folder or ".") for other in by_path if other != article.path]
    return Problem(article.path, line, f"{leads} {address.path}, which is not there", _hint(name, others))


def _missing_section(article: Article, line: int, leads: str, fragment: str, target: Article) -> Problem | None:
    section, known = unquote(fragment), slugs(target)
    # Browsers know "#top" without a heading, and find a ":~:text=" by themselves.
    if section in {"", "top", *known, *target.ids} or section.startswith(":~:"):
        return None
    message = f"{leads} #{fragment}, and {target.path} has no such section"
    return Problem(article.path, line, message, _hint(f"#{section}", [f"#{slug}" for slug in known]))


def _hint(name: str, names: Collection[str]) -> str:
    near = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return f"the nearest is {near[0]}" if near else "correct it, or take the link out"
