"""Objects of an instruction, each with its places, joined by *and*, *then* or arrows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from prosecov.derive.grammar.described import named
from prosecov.derive.grammar.noun_phrases import Phrases
from prosecov.derive.grammar.phrases import Phrase, PlacePhrase
from prosecov.derive.grammar.tokens import TokenKind, joined
from prosecov.derive.lexicon.words import ADVERBS, ASKING, FIELD_KINDS, word_set
from prosecov.text.lexicon import GRAMMAR_KINDS
from prosecov.text.typography import DASHES

_PASSED_OVER = ADVERBS - {"then"}
_EXAMPLES = word_set("such e.g i.e for like including")
_RELATIVE = word_set("that which who you you'd you've we")
_IN_FIELD = word_set("from in into under as")
_GIVING = [["e.g"], ["eg"], ["such", "as"], ["for", "example"], ["for", "instance"], ["like"]]
_PLACING_ADVERBS = word_set("right just directly immediately")
_NO_REGION = word_set("as for with to by via like of about without per during through using")


@dataclass(frozen=True, slots=True)
class Target:
    """An object of an instruction.

    Attributes:
        phrase: What it is.
        places: The prepositional phrases behind it, whatever their preposition.
        is_chosen_by_reader: Whether a clause behind it leaves it to the reader (*the fields that you want*).
        end: Index of the token behind it and its places.
        example: What the text gives as an example of it (*a title, e.g. Spring sale*).
    """

    phrase: Phrase
    places: tuple[PlacePhrase, ...]
    is_chosen_by_reader: bool
    end: int
    example: Phrase | None = None

    def place(self, *prepositions: str) -> PlacePhrase | None:
        """Return the first place with one of some prepositions."""
        return next((place for place in self.places if place.preposition in prepositions), None)

    @property
    def region(self) -> PlacePhrase | None:
        """The first place that is a region, or beside something."""
        return next((place for place in self.places if place.preposition not in _NO_REGION), None)


def find_targets(phrases: Phrases, position: int, end: int) -> list[Target]:
    """Return the objects between two tokens, in order; of alternatives (*A or B*) only the first."""
    found: list[Target] = []
    group = 0
    while position < end:
        while phrases.low(position) in {"(", "["} and position < end:
            position = phrases.behind_bracket(position, end)
        phrase, behind = phrases.noun_phrase(position, end)
        if phrase is None:
            asked = _asked(phrases, position, end)
            return [*found, asked] if asked else found
        phrase, behind = _with_adjectives(phrases, phrase, behind, end)
        example, behind = _example(phrases, behind, end)
        places, behind = _places(phrases, behind, end)
        aside, behind = _aside(phrases, behind, end, is_label=phrase.label is not None)
        places += aside
        if example is None:
            example, behind = _example(phrases, behind, end)
        if example is not None:
            more, behind = _places(phrases, behind + (phrases.low(behind) == ","), end)
            places += more
        is_chosen = _is_left_to_reader(phrases, behind)
        more, behind = _places_behind_relative(phrases, behind, end)
        phrase, own = named(phrase, places + more)
        if phrase.is_plural:
            found = [replace(target, phrase=_of_kind_behind(phrases, target.phrase)) for target in found]
        found.append(Target(phrase, own, is_chosen, behind, example))
        position = _next(phrases, behind, end)
        joiners = {phrases.low(index) for index in range(behind, position)}
        alternative = behind + (phrases.low(behind) == ",")
        if phrases.low(alternative) == "or":
            return _with_places(found[: group + 1], find_targets(phrases, alternative + 1, end))
        if joiners != {","}:
            group = len(found)
    return found


def _of_kind_behind(phrases: Phrases, phrase: Phrase) -> Phrase:
    """Return a phrase without a kind that has its kind behind the last one: *the First name and Last name fields*."""
    if phrase.label is None or phrase.label.mark is not None or phrase.kind:
        return phrase
    return replace(phrase, name=joined(phrases.text, phrase.tokens))


def _with_places(found: list[Target], others: list[Target]) -> list[Target]:
    """Give each alternative the places behind the last one: *A or B from the X list*."""
    if others and not found[-1].places:
        found[-1] = replace(found[-1], places=others[0].places)
    return found


def _example(phrases: Phrases, position: int, end: int) -> tuple[Phrase | None, int]:
    """Return what stands behind *e.g.*, *such as*, *for example*, perhaps in brackets, and the index behind it."""
    first = position
    has_bracket = phrases.low(position) in {"(", "["}
    position += phrases.low(position) in {",", "(", "[", *DASHES}
    opener = next((words for words in _GIVING if phrases.begins(position, words)), None)
    if opener is None:
        return None, first
    position += len(opener)
    while phrases.low(position) in {",", ".", ":"}:
        position += 1
    phrase, behind = phrases.noun_phrase(position, end)
    if phrase is None:
        return None, first
    return phrase, phrases.behind_bracket(first, end) if has_bracket else behind


def _aside(phrases: Phrases, position: int, end: int, *, is_label: bool) -> tuple[tuple[PlacePhrase, ...], int]:
    """Return the places in what a comma adds to an object, and the index behind it.

    *..., located beside the clock*, *..., right under the photo*; behind a label *..., the third entry of the menu*.
    """
    if phrases.low(position) not in {",", *DASHES}:
        return (), position
    first = position + 1
    while phrases.low(first) in {"which", "that", "is", "are"}:
        first += 1
    if phrases.is_participle(first) or phrases.low(first) in _PLACING_ADVERBS:
        places, behind = _places(phrases, first + 1, end)
        return (places, behind) if places else ((), position)
    phrase, behind = phrases.noun_phrase(first, end)
    is_description = (
        is_label and phrase is not None and phrase.label is None and phrase.determiners & {"the", "a", "an"}
    )
    if phrase is None or not is_description or not (phrase.kind in GRAMMAR_KINDS and phrase.role in {"", "icon"}):
        return (), position
    places, behind = _places(phrases, behind, end)
    is_last = phrases.low(behind) in {"", ",", "."}
    return (places, behind) if is_last else ((), position)


def _with_adjectives(phrases: Phrases, phrase: Phrase, position: int, end: int) -> tuple[Phrase, int]:
    """Join *a short, memorable name* to one noun phrase, of which the last part counts."""
    other, behind = phrases.noun_phrase(position + 1, end)
    is_adjective = phrases.low(position) == "," and phrase.determiner and len(phrase.tokens) == 1 and not phrase.kind
    if (
        other is None
        or phrases.is_participle(position + 1)
        or phrases.low(behind) in {",", "and", "or"}
        or not is_adjective
        or phrases.low(position + 1) in _EXAMPLES
        or other.determiner
        or phrase.label
        or other.label
    ):
        return phrase, position
    text = phrases.text[phrase.tokens[0].start : other.tokens[-1].end]
    return replace(other, text=text, name=text, determiner=phrase.determiner), behind


def _asked(phrases: Phrases, position: int, end: int) -> Target | None:
    """Read *select how often it runs from the Repeat list*: the choice is a question, the field has a name."""
    if phrases.low(position) not in ASKING:
        return None
    for index in range(position + 1, end):
        place, _ = phrases.place(index, end)
        if place is not None and (place.phrase.label is not None or place.phrase.role):
            places, behind = _places(phrases, index, end)
            return Target(phrases.as_phrase(position, index), places, True, behind)
    return None


def _places(phrases: Phrases, position: int, end: int) -> tuple[tuple[PlacePhrase, ...], int]:
    found: list[PlacePhrase] = []
    while position < end:
        if phrases.low(position) in {"(", "["}:
            position = phrases.behind_bracket(position, end)
            continue
        is_adverb = phrases.low(position) in _PASSED_OVER and not phrases.preposition(position)
        if is_adverb and phrases.preposition(position + 1):
            position += 1
        if phrases.is_participle(position):
            position += 1
        place, behind = phrases.place(position, end)
        if place is None:
            break
        found.append(place)
        position = behind
    return tuple(found), position


def _places_behind_relative(phrases: Phrases, position: int, end: int) -> tuple[tuple[PlacePhrase, ...], int]:
    """Return the field behind *that you received*, *you want* and the like, and the index behind it."""
    if phrases.low(position) not in _RELATIVE and phrases.low(position + 1) not in {"which", "whom"}:
        return (), position
    for index in range(position + 1, end):
        place, behind = phrases.place(index, end)
        is_bare = place is not None and place.phrase.label is not None and place.phrase.text == place.phrase.name
        if place is not None and place.preposition in _IN_FIELD and (is_bare or place.phrase.role in FIELD_KINDS):
            return (place,), behind
    return (), position


def _is_left_to_reader(phrases: Phrases, position: int) -> bool:
    low = phrases.low(position)
    if low in {"that", "which"}:
        low = phrases.low(position + 1)
    return low in {"you", "you'd"}


def _next(phrases: Phrases, position: int, end: int) -> int:
    """Return the index of the next object's first token; ``end`` if there is none."""
    first = position
    if phrases.low(position) == "," and phrases.low(position + 1) in _EXAMPLES:
        return end
    while position < end:
        token = phrases.tokens[position]
        if token.low in {",", "and", "then", "followed", "by", "&"} or token.kind is TokenKind.ARROW:
            position += 1
        else:
            break
    return position if position > first else end
