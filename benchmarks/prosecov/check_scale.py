"""How long reading, matching and judging take as a project grows.

    python benchmarks/prosecov/check_scale.py [ARTICLES ...]

Each article has 25 sentences and a feature that quotes 5 of them; a tenth of the articles has changed since, so
that one quotation of each is stale. One article with all the sentences is measured as well. Prints a line for
each size: the least processor time of three rounds, and the peak of memory.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from prosecov.coverage.assess import assess
from prosecov.coverage.project import read_project
from prosecov.settings import Settings

SIZES = ("500", "1000", "2000")
SENTENCES, QUOTATIONS = 25, 5
ROUNDS = 3
WORDS = [
    *("action", "address", "broadcast", "button", "closes", "contact", "dialog", "every", "field", "filter", "import"),
    *("keeps", "list", "marketable", "message", "new", "old", "opens", "page", "permission", "report", "result"),
    *("search", "selected", "sends", "sequence", "shows", "status", "the", "update", "user"),
]


def write_project(root: Path, articles: int, sentences: int, quotations: int) -> None:
    """Write a project that is the same on every run."""
    pick = random.Random(7)
    for number in range(articles):
        texts = [
            " ".join([f"Sentence{number}x{index}", *pick.choices(WORDS, k=pick.randint(8, 20))]) + "."
            for index in range(sentences)
        ]
        rules = (f"  Rule: r{index}\n    > {text}\n" for index, text in enumerate(pick.sample(texts, quotations)))
        feature = root / "features" / f"article{number}" / "all.feature"
        feature.parent.mkdir(parents=True)
        feature.write_text("Feature: f\n" + "".join(rules), encoding="utf-8")
        if number % 10 == 0:
            quoted = feature.read_text(encoding="utf-8").splitlines()[2].removeprefix("    > ")
            texts = [text.replace(" ", " really ", 1) if text == quoted else text for text in texts]
        path = root / "articles" / f"article{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("# Title\n\n" + "\n\n".join(texts), encoding="utf-8")


def measure(articles: int, sentences: int, quotations: int) -> None:
    """Read one project, and print what that cost."""
    with tempfile.TemporaryDirectory() as folder:
        write_project(Path(folder), articles, sentences, quotations)
        times = []
        for _ in range(ROUNDS):
            started = time.process_time()
            project = read_project(Settings(Path(folder)))
            assess(project, (), None, datetime.now(UTC))
            times.append(time.process_time() - started)
    stale = sum(len(ledger.stale) for ledger in project.ledgers)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    shape = f"{articles} x {sentences} sentences, {articles * quotations} quotations, {stale} stale"
    sys.stdout.write(f"{shape}: {min(times):.2f} s, {peak:.0f} MiB\n")


def main(arguments: list[str]) -> None:
    """Measure each size in a process of its own, so that peaks of memory do not add up."""
    if arguments[:1] == ["--one"]:
        measure(*map(int, arguments[1:]))
        return
    for size in arguments or SIZES:
        many = [size, str(SENTENCES), str(QUOTATIONS)]
        one = ["1", *(str(int(size) * count) for count in (SENTENCES, QUOTATIONS))]
        for shape in (many, one):
            subprocess.run([sys.executable, __file__, "--one", *shape], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
