"""Falsified articles: lies told one at a time, and whether a derived walkthrough would prove them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from prosecov.articles import Article, parse_article
from prosecov.coverage.ledger import build_ledger
from prosecov.derive.deriving import derive
from prosecov.features import Feature, Quotation, StepKind, parse_feature
from prosecov.settings import WalkthroughSettings, read_settings
from prosecov.text.number import singular

SETTINGS = WalkthroughSettings(
    given=("the Non-Marketable contact Ana Ruiz", "a contact of each email status", "the user is on the home page")
)
"""The settings of articles that the project has none for."""
_TEST = """\
import pytest
from pytest_bdd import scenarios

scenarios("lies.feature")


@pytest.fixture(scope="session")
def screen_patience():
    return 1.0
"""
_REPORTING = """

def pytest_bdd_step_error(request, step):
    request.node.user_properties.append(("failed_step", step.name))
"""
_WORD = re.compile(r"[^\W_]+(?:[-/'.][^\W_]+)*")


@dataclass(frozen=True)
class Lie:
    """A part of an article, and what is made of it.

    Attributes:
        article: The path of the article.
        true: The part.
        false: What stands in its place.
    """

    article: str
    true: str
    false: str


@dataclass(frozen=True)
class Told:
    """What a walkthrough makes of a lie.

    Attributes:
        feature: The walkthrough of the falsified article.
        quoted: The quotations that hold false words, each with those of them that its steps do not hold.
        whole: The sentences of which all words are quoted.
    """

    feature: Feature
    quoted: tuple[tuple[Quotation, tuple[str, ...]], ...]
    whole: tuple[str, ...]

    @property
    def untested(self) -> tuple[str, ...]:
        """False words that are quoted above steps that do not hold them."""
        return tuple(word for _, words in self.quoted for word in words)


def read_lies(path: Path) -> Iterator[Lie]:
    """Yield the lies of a file: ``@`` names an article, ``-`` a part of it, ``+`` what takes its place."""
    article = true = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        match line[:2]:
            case "@ ":
                article = line[2:]
            case "- ":
                true = line[2:]
            case "+ ":
                yield Lie(article, true, line[2:])


def falsified(source: str, lie: Lie) -> str:
    """Return the source of an article with a lie told in the first place that it fits."""
    pattern = re.compile(r"\s+".join(map(re.escape, lie.true.split())))
    assert pattern.search(source), f"not in {lie.article}: {lie.true}"
    return pattern.sub(lambda _: lie.false, source, count=1)


def tell(lie: Lie, root: Path) -> Told:
    """Derive the walkthrough of a falsified article of a project anew, and look for false words in what it quotes."""
    source = (root / lie.article).read_text(encoding="utf-8")
    settings = read_settings(root).walkthrough.get(lie.article, SETTINGS)
    article = parse_article(falsified(source, lie), lie.article)
    text = derive(article, settings).text
    feature = parse_feature(text, "w.feature")
    false = list(_false_words(article, source, lie))
    ledger = build_ledger(article, [feature])
    entries = [(e, own) for e in ledger.entries if (own := [place for place in e.sentence.words if place in false])]
    assert entries or lie.true == lie.false, f"no sentence says it: {lie.false}"
    quoted: dict[Quotation, list[str]] = {}
    for entry, own in entries:
        for place, claims in entry.claimed_words():
            for claim in claims if place in own else ():
                words = _WORD.findall(article.text[slice(*place)])
                tested = _tested(feature, claim.quotation)
                missing = [word for word in words if _base(word) not in tested]
                quoted.setdefault(claim.quotation, []).extend(missing)
    whole = tuple(e.sentence.text for e in ledger.entries if all(claims for _, claims in e.claimed_words()))
    return Told(feature, tuple((quotation, tuple(words)) for quotation, words in quoted.items()), whole)


def _false_words(article: Article, source: str, lie: Lie) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that differ from the true article."""
    true = parse_article(source, lie.article)
    before, after = ([s.text for s in each.sentences] for each in (true, article))
    for tag, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old = [true.text[slice(*place)] for s in true.sentences[first:last] for place in s.words]
        places = [place for s in article.sentences[begin:end] for place in s.words]
        new = [article.text[slice(*place)] for place in places]
        for change, _, __, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if change != "equal":
                yield from places[low:high]


def _tested(feature: Feature, quotation: Quotation) -> frozenset[str]:
    lines = {line for stretch in quotation.stretches for line in stretch.steps or ()}
    steps = [step for scenario in feature.scenarios for step in scenario.all_steps if step.line in lines]
    texts = [text for step in steps for text in (step.text, *(cell for row in step.table for cell in row))]
    return frozenset(_base(word) for text in texts for word in _WORD.findall(text))


def _base(word: str) -> str:
    return singular(word.casefold().removesuffix("'s"))


def walk_lies(lies: Iterable[Lie], root: Path, folder: Path) -> list[str]:
    """Walk to each quotation of false words on the product, and through the steps below it.

    Args:
        lies: The lies.
        root: The project.
        folder: An empty folder to write in.

    Returns:
        What is wrong: lies that pass, and those that fail elsewhere than below their quotation.
    """
    walks = [(lie, steps, own) for lie in lies for steps, own in _passages(tell(lie, root))]
    scenarios = [f"  Scenario: lie {number}\n{steps}" for number, (_, steps, __) in enumerate(walks)]
    (folder / "lies.feature").write_text("Feature: Lies\n\n" + "\n\n".join(scenarios) + "\n", encoding="utf-8")
    (folder / "test_lies.py").write_text(_TEST, encoding="utf-8")
    (folder / "conftest.py").write_text(
        (root / "conftest.py").read_text(encoding="utf-8") + _REPORTING, encoding="utf-8"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    options = [f"--rootdir={folder}", f"--junitxml={folder / 'lies.xml'}", f"--output={folder / 'kept'}", "--tb=line"]
    command = ["-m", "pytest", str(folder / "test_lies.py"), "-c", "pyproject.toml", "-p", "no:cacheprovider", *options]
    run = subprocess.run(
        [sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    cases = list(ElementTree.parse(folder / "lies.xml").iter("testcase"))
    assert len(cases) == len(walks), run.stdout
    return [problem for case in cases for problem in _problems(case, walks)]


def _problems(case: ElementTree.Element, walks: Sequence[tuple[Lie, str, frozenset[str]]]) -> Iterator[str]:
    lie, _, own = walks[int(case.get("name", "").rpartition("_")[2])]
    failed = {each.get("value") for each in case.iter("property") if each.get("name") == "failed_step"}
    if not failed:
        yield f"passes: {lie.false}"
    elif not failed & own:
        yield f"fails at {failed}: {lie.false}"


def _passages(told: Told) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield for each quotation of false words what the walk does up to its last step, and the steps below it."""
    for quotation, _ in told.quoted:
        for stretch in quotation.stretches:
            own = stretch.steps or frozenset()
            scenario = next(each for each in told.feature.scenarios if each.line == stretch.scenario)
            before = [step for step in scenario.all_steps if step.line < min(own) and step.kind is not StepKind.THEN]
            below = [step for step in scenario.all_steps if step.line in own]
            lines: list[str] = []
            for step in (*before, *below):
                lines.append(f"    {step.kind.value.capitalize()} {step.text}")
                lines += (f"      | {' | '.join(row)} |" for row in step.table)
            yield "\n".join(lines), frozenset(step.text for step in below)


def main() -> None:
    """Walk all lies of a file, and print what is wrong."""
    root = Path(__file__).parent.parent
    held = [lie for lie in read_lies(root / "tests/data/falsified/lies.txt") if tell(lie, root).quoted]
    with TemporaryDirectory() as folder:
        problems = walk_lies(held, root, Path(folder))
    print(*problems, f"{len(held)} lies whose words a step holds; {len(problems)} not contradicted", sep="\n")


if __name__ == "__main__":
    main()
