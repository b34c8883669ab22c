"""``mutants.json``: which checks were shown to fail, for each sentence, as reports and the gate need it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from prosecov.errors import InputError, read_text
from prosecov.results.verdicts import Results, SentenceResult, Verdict

FILE_NAME = "mutants.json"


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no check noticed.

    Attributes:
        family: Where it breaks: ``prose``, ``step``, ``screen`` or ``product``.
        change: What it changes.
        screenshot: The screen with it; empty if there is none.
    """

    family: str
    change: str
    screenshot: str = ""


@dataclass(frozen=True, slots=True)
class SentenceMutants:
    """The mutants of a sentence.

    Attributes:
        article: Path of the article.
        text: The sentence as it was then.
        killed: How many were killed by a failed check.
        survivors: Those that survived.
        faults: Names of the faults of the product that were noticed.
    """

    article: str
    text: str
    killed: int
    survivors: tuple[Survivor, ...] = ()
    faults: tuple[str, ...] = ()


def write_mutants(found: Iterable[SentenceMutants], folder: Path) -> Path:
    """Write the file into a folder, which is made if need be, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_text(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def read_mutants(folder: Path) -> tuple[SentenceMutants, ...]:
    """Read the file of a folder; nothing is known if there is none.

    Raises:
        InputError: It is not what `write_mutants` writes.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return ()
    try:
        return tuple(
            SentenceMutants(
                item["article"],
                item["text"],
                int(item["killed"]),
                tuple(Survivor(**survivor) for survivor in item["survivors"]),
                tuple(item["faults"]),
            )
            for item in json.loads(read_text(path))
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(path, 0, f"is no record of mutants ({error!r})", "run prosecov mutate again") from None


def with_mutants(results: Results, found: Iterable[SentenceMutants]) -> Results:
    """Add to proved sentences whether their checks can fail.

    Args:
        results: The results.
        found: The mutants of sentences; those of sentences that have changed since are left out.
    """
    by_sentence = {(each.article, each.text): each for each in found}
    articles = tuple(
        replace(
            article, sentences=tuple(_sentence(s, by_sentence.get((article.path, s.text))) for s in article.sentences)
        )
        for article in results.articles
    )
    return replace(results, articles=articles)


def _sentence(sentence: SentenceResult, mutants: SentenceMutants | None) -> SentenceResult:
    if mutants is None or sentence.verdict is not Verdict.PROVED:
        return sentence
    can_fail = True if mutants.killed else False if mutants.survivors else None
    return replace(
        sentence,
        can_fail=can_fail,
        faults=mutants.faults,
        killed=mutants.killed,
        survivors=tuple(f"{survivor.family}: {survivor.change}" for survivor in mutants.survivors),
    )
