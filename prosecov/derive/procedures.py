"""Find the procedures of an article, and what belongs to each of their steps."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from prosecov.articles import Article, Block, BlockKind, Section, Sentence
from prosecov.derive.model import Reading
from prosecov.text.typography import CLOSING

_QUESTIONS = re.compile(r"\?\W*$|\b(?:faqs?|frequently asked questions)\b", re.IGNORECASE)
_STEP_TITLE = re.compile(r"step\s+\d+\b", re.IGNORECASE)
_STOPS = (".", "!", "?", ":")
_STEPS = frozenset({BlockKind.STEP, BlockKind.ITEM})


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its reading.

    Attributes:
        sentence: The sentence.
        reading: What it tells the reader to do, and what it says of the screen.
    """

    sentence: Sentence
    reading: Reading


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """A step of a procedure, with the paragraphs that explain it.

    Attributes:
        instructions: The sentences of the step itself.
        explanations: The sentences of the paragraphs under it.
        asides: The title of the step, and notes and warnings under it, which are not part of the procedure.
        is_list_item: Whether it stands in a list or is numbered, so that its author meant it as a step.
    """

    instructions: tuple[Statement, ...]
    explanations: tuple[Statement, ...] = ()
    asides: tuple[Statement, ...] = ()
    is_list_item: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """The steps under one heading, to be performed in order.

    Attributes:
        title: The title of its section, or of the article if it stands in none; unique within the article.
        section: The title of its section alone, empty if it stands in none.
        steps: Its steps, of which at least one tells the reader to do something.
    """

    title: str
    section: str
    steps: tuple[ProcedureStep, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    block: Block
    statements: tuple[Statement, ...]

    @property
    def is_step(self) -> bool:
        return self.block.kind in _STEPS and not self.block.quoted

    @property
    def instructs(self) -> bool:
        return any(statement.reading.actions or statement.reading.gestures for statement in self.statements)

    @property
    def is_aside(self) -> bool:
        return self.block.quoted or any(statement.reading.is_note for statement in self.statements[:1])

    @property
    def begins_step(self) -> bool:
        """Whether it is a step: numbered, or an item that instructs, or a paragraph that does so first of all."""
        if self.is_aside or not self.statements:
            return False
        if self.is_step:
            return self.block.kind is BlockKind.STEP or self.instructs
        return self.block.level == 0 and bool(self.statements[0].reading.actions)


def find_procedures(article: Article, readings: Iterable[tuple[Sentence, Reading]]) -> list[Procedure]:
    """Find the procedures of an article.

    In a section that has numbered steps, the procedure begins with the first of them; in one that has none, with the
    first item or paragraph that begins by telling the reader what to do. It ends with its section, or where the
    numbers begin anew; headings such as *Step 2: Send* do not end it. The paragraphs after a step explain it.
    Answers to questions are no procedure unless their steps are numbered; introductions, notes and warnings never are.

    Args:
        article: The article.
        readings: Its sentences in order, with what is understood of each.

    Returns:
        The procedures in the order of the article.
    """
    found: list[Procedure] = []
    titles: dict[str, int] = defaultdict(int)
    for section, blocks in _by_section(article, readings):
        for run in _procedure_runs(blocks, in_questions=section is not None and section.in_questions):
            title = (section.title if section else "") or article.title
            titles[title] += 1
            name = title if titles[title] == 1 else f"{title} ({titles[title]})"
            found.append(Procedure(name, section.title if section else "", tuple(_steps(run))))
    return found


@dataclass(frozen=True, slots=True)
class _SectionPlace:
    title: str
    in_questions: bool


def _by_section(
    article: Article, readings: Iterable[tuple[Sentence, Reading]]
) -> Iterator[tuple[_SectionPlace | None, list[_Read]]]:
    """Yield the blocks that state something, by their innermost sections."""
    starts = [block.start for block in article.blocks]
    statements: dict[int, list[Statement]] = defaultdict(list)
    for sentence, reading in readings:
        statements[bisect_right(starts, sentence.start) - 1].append(Statement(sentence, reading))
    place_at = _places(article.sections)
    current: tuple[int, _SectionPlace | None] = (-1, None)
    blocks: list[_Read] = []
    for index, block in enumerate(article.blocks):
        place = place_at(block.start)
        if place[0] != current[0]:
            yield current[1], blocks
            current, blocks = place, []
        if block.kind.is_claim:
            blocks.append(_Read(block, tuple(statements[index])))
    yield current[1], blocks


def _places(sections: Sequence[Section]) -> Callable[[int], tuple[int, _SectionPlace | None]]:
    """Return a function that gives the innermost section of an offset; call it with growing offsets."""
    waiting = list(reversed(list(enumerate(sections))))
    around: list[tuple[int, Section, _SectionPlace]] = []

    def place_at(offset: int) -> tuple[int, _SectionPlace | None]:
        while waiting and waiting[-1][1].start <= offset:
            index, section = waiting.pop()
            while around and around[-1][1].end <= section.start:
                around.pop()
            if _STEP_TITLE.match(section.title):
                continue
            asks = section.is_question or _QUESTIONS.search(section.title) is not None
            place = _SectionPlace(section.title, asks or (bool(around) and around[-1][2].in_questions))
            around.append((index, section, place))
        while around and around[-1][1].end < offset:
            around.pop()
        return (around[-1][0], around[-1][2]) if around else (-1, None)

    return place_at


def _procedure_runs(blocks: Sequence[_Read], *, in_questions: bool) -> Iterator[list[_Read]]:
    is_numbered = any(read.is_step and read.block.number is not None for read in blocks)
    if in_questions and not is_numbered:
        return
    run: list[_Read] = []
    number = 0
    for read in blocks:
        if not run and not (read.is_step if is_numbered else read.begins_step):
            continue
        if read.is_step and read.block.number is not None and read.block.level <= 1:
            if run and read.block.number <= number:
                yield from _with_instructions(run)
                run = []
            number = read.block.number
        run.append(read)
    yield from _with_instructions(run)


def _with_instructions(run: list[_Read]) -> Iterator[list[_Read]]:
    if any(read.instructs for read in run):
        yield run


def _steps(run: Sequence[_Read]) -> Iterator[ProcedureStep]:
    is_numbered = any(read.is_step and read.block.number is not None for read in run)
    groups: list[list[_Read]] = []
    for read in run:
        continues = bool(groups) and _is_title(groups[-1][-1], read)
        if not groups or (read.begins_step and (read.is_step or not is_numbered) and not continues):
            groups.append([read])
        else:
            groups[-1].append(read)
    for group in groups:
        titles = group[:1] if len(group) > 1 and _is_title(*group[:2]) else []
        first, *others = group[len(titles) :]
        explanations = [statement for read in others if not read.is_aside for statement in read.statements]
        asides = [s for read in (*titles, *others) if read.is_aside or read in titles for s in read.statements]
        yield ProcedureStep(first.statements, tuple(explanations), tuple(asides), first.is_step)


def _is_title(read: _Read, following: _Read) -> bool:
    """Return whether a numbered line only names the step that the paragraph behind it describes."""
    if read.block.number is None or following.block.number is not None or not following.begins_step:
        return False
    return not any(statement.sentence.text.rstrip(f"{CLOSING} ").endswith(_STOPS) for statement in read.statements)
