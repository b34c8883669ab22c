"""Words that carry no action: controls, regions, prepositions, determiners, notes, keys. Data only."""

from __future__ import annotations

import re
from collections.abc import Iterable


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text that white space separates."""
    return frozenset(words.split())


def phrases_of(text: str) -> tuple[str, ...]:
    """Return the phrases of a text that commas separate."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


def by_first_word(phrases: Iterable[str]) -> dict[str, list[list[str]]]:
    """Return the words of phrases by the first word, the longest phrases first."""
    found: dict[str, list[list[str]]] = {}
    for words in sorted((phrase.split() for phrase in phrases), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


CHOSEN_ROLES = frozenset({"checkbox", "radio", "switch"})
"""Kinds of `prosecov.text.lexicon.GRAMMAR_KINDS` that are on or off; the sets below are kinds of it as well."""
BOXES = frozenset({"box", "checkbox"})
TICKED_ROLES = CHOSEN_ROLES | BOXES
CONTROL_ROLES = frozenset({"button", "link", "menu", "tab", "icon", "combobox", "textbox"}) | CHOSEN_ROLES
TEXT_KINDS = frozenset({"field", "filter", "box", "bar", "textbox"})
FIELD_KINDS = TEXT_KINDS | {"combobox"}
LONGEST_ROLE = 3
"""Words of the longest name for a kind of control."""

TRANSIENT = word_set("dialog dialogue window pop-up popup modal form wizard popover overlay")
"""Parts of the screen that open: where one *appears*, it opens."""

MESSAGES = word_set(
    """
    message notice notification toast banner alert error warning confirmation tooltip hint text prompt
    """
)

PLACES = word_set(
    """
    settings preferences admin administration options tools reports dashboard inbox profile account library home
    navigation workspace integrations security billing notifications privacy general advanced
    """
)
"""Labels that name a part of the product rather than a field with options."""

FREE_TEXT = word_set(
    """
    title name subject description note notes comment comments message text url link address email phone password
    username amount price number quantity budget date deadline time limit headline caption reference code
    """
)
"""Heads of fields that take text, a number or a date."""

NOWHERE = frozenset({"next step", "previous step", "top", "bottom", "end", "step", "next section", "beginning"})
"""Destinations that need no click."""

NOT_ON_SCREEN = word_set(
    """
    browser app email e-mail inbox computer phone device file program terminal article guide step steps help website
    site application attachment internet support
    """
)
"""Things outside the product: no control of it opens them."""

FURTHER_READING = re.compile(
    r"\b(?:learn (?:more|how|about)|more (?:information|details|help|about)|further (?:information|details|reading)"
    r"|(?:additional|detailed) (?:information|details|instructions)|for (?:details|help|instructions|an overview)"
    r"|read more|find out (?:more|how|about)|troubleshoot\w*|knowledge base|help cent(?:re|er)|documentation)\b",
    re.IGNORECASE,
)

PREPOSITIONS = word_set(
    """
    in on at from under into onto inside within next beside below above beneath underneath over near behind by with
    for across between through via to as during along against toward towards outside around opposite per off out
    without about like using alongside among amongst except
    """
)

COMPOUND_PREPOSITIONS = phrases_of(
    """
    next to, to the right of, to the left of, on the right of, on the left of, to the side of, in front of, on top of,
    close to, directly below, directly above, right below, right above, just below, just above, right next to,
    instead of, out of
    """
)

CONTAINING = word_set("in on at from under into onto inside within")
"""Prepositions that name a region; a place by another one keeps its preposition."""

ABOVE = word_set("above over")

BELOW = word_set("below beneath underneath")

DETERMINERS = word_set(
    """
    the a an your their its his her our my this that these those each every any some another all both no only just
    whichever whatever what
    """
)

ARTICLES = word_set("the a an your their its his her our my this that these those some")
"""Determiners that are no part of a name or a noun phrase as it is given."""

INDEFINITE = word_set("a an your some any another each their his her whichever whatever what")

NUMBERS = word_set("one two three four five six seven eight nine ten several many multiple various")

PRONOUNS = word_set("it them this that these those they one")

CONJUNCTIONS = word_set("and or then but so nor &")

ADVERBS = word_set(
    """
    again twice now instead too here there also only just then simply first next finally lastly please once optionally
    afterwards immediately directly already still always automatically briefly usually often still wisely quickly
    slowly gently repeatedly otherwise either alternatively currently carefully later manually initially therefore
    however thus together away successfully correctly properly firmly lightly safely separately permanently temporarily
    instantly gradually individually accordingly normally fully completely
    """
)

ORDINALS = word_set("first next last second third")
"""Adverbs that are adjectives before a noun."""

TELLING = word_set(
    """
    indicating showing telling saying allowing letting containing asking listing displaying belonging corresponding
    pointing having resembling leading looking matching pertaining relating referring appearing depicting representing
    describing facing holding reading starting ending beginning
    """
)
"""Participles that end the noun phrase before them."""

PASSIVE = word_set("shown found seen hidden drawn written given set visible available present")
"""Participles and adjectives that do not end in *-ed* and say more of the noun before them."""

LOOKS = word_set(
    """
    red green blue yellow orange purple violet pink brown black white grey gray teal cyan magenta golden silver dark
    light bright small big large little tiny huge long short tall wide round circular square rectangular triangular oval
    horizontal vertical curved bold underlined coloured colored blank empty filled outlined rounded greyed-out
    """
)
"""Adjectives of colour, size and shape."""

RELATIVES = word_set("that which who whom whose where you we i they")

CONDITIONS = word_set(
    """
    if unless when whenever once after before until till while as because since although whereas
    """
)

ASKING = word_set("what how why whether which who where when")

NAMING = word_set("labelled labeled called named marked titled entitled reading saying")

NOTES = word_set(
    """
    note notes tip tips important warning caution hint remember example examples info information attention result
    results notice background prerequisite prerequisites requirement requirements disclaimer
    """
)
"""Words that, before a colon, say that no instruction follows."""

NEUTRAL_LEADS = re.compile(r"(?:optional|optionally|step \d+|\d+|required|next|then|first|finally|now)", re.IGNORECASE)
"""Words that, before a colon or in brackets, say nothing of what follows."""

EMPHASISED = word_set(
    """
    not only all and or before after must any every never always both each same first then if when no do don't
    cannot is are now once again
    """
)
"""Words that are in bold for emphasis, not because they are labels."""

MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?", re.IGNORECASE)

_MODIFIER = r"(?:ctrl|control|cmd|command|alt|option|shift|win|windows|meta|fn|super|⌘|⇧|⌥|⌃)"

_NAMED_KEY = (
    r"(?:enter|return|esc|escape|tab|space|spacebar|space bar|backspace|del|insert|page up|page down|pgup|pgdn"
    r"|(?:up|down|left|right)(?: arrow)?|arrow (?:up|down|left|right)|caps lock|print screen|f\d{1,2}|delete|home|end)"
)

KEY = re.compile(rf"(?:{_MODIFIER}|{_NAMED_KEY})", re.IGNORECASE)

CHORD = re.compile(rf"{_MODIFIER}(?: key)?(?:\s?[+\-\u2013]\s?(?:{_MODIFIER}|{_NAMED_KEY}|\S))+", re.IGNORECASE)

SURE_KEY = re.compile(r"(?:enter|esc|escape|tab|space ?bar|backspace|f\d{1,2})", re.IGNORECASE)
"""Keys whose names are no labels of buttons."""
