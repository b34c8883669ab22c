"""Words that a step of the vocabulary tests besides those that it holds itself, and words that claim nothing."""

from __future__ import annotations

import re

from prosecov.derive.lexicon.words import word_set

GLUE = word_set(
    """
    a an the of is are be being and or , it its this these those they them their there that which
    your you who so by in on at from for with into to have has will then please simply ( ) : ; . - \u2013 \u2014 been
    within inside
    """
)
"""Words that claim nothing by themselves: what they join has to be tested."""

CLAIMS = word_set(
    """
    not no never none neither nor cannot only just solely except without unless all every each both any some many few
    several new same other others another different separate also too can could may might must should would always
    immediately automatically instantly simultaneously once twice again more most less least first last next previous
    """
)
"""Words that no name in a step stands for: they are tested only where the step itself says so, or within a label."""

REVERSING = word_set(
    """
    not no never none neither nor cannot only solely except without unless can could may might must should would
    doesn't don't isn't aren't won't can't no-one nothing instead rather than unlike
    """
)
"""Words that change the meaning of all that stands around them: without them, nothing of it may be quoted."""

CONDITIONS = word_set("if when whenever unless until once after before while")
"""Words that begin a condition; a condition that is not tested keeps the rest from being quoted."""

BREAKS = word_set(
    """
    of in on at from for with into to by and or but which who where that if when whenever unless until once after
    before while because so as including indicating , ; : ( \u2013 \u2014 above below beneath under underneath beside
    near next without during through via using
    """
)
"""Words before which a phrase may be cut off."""

NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
"""Numbers as words, from two on."""

_CLICKED = word_set("click clicks clicking clicked press pressing pressed tap tapping tapped")
_CHOSEN = word_set("select selecting selected choose choosing chosen pick picking picked")
_TICKED = word_set("check checking checked tick ticking ticked")
_TYPED = word_set("enter entering entered type typing typed")
_LISTING = word_set(
    """
    list lists listed display displays displayed show shows shown offer offers offered contain contains contained
    include includes including labeled labelled called named see available has have
    """
)
_OPEN_END = word_set("others more on example e.g etc like such as several multiple various")
_ENTRIES = word_set("option options entry entries item items choice choices type types")
_SHOWING = word_set(
    """
    show shows shown display displays displayed list lists listed appear appears see find located found visible present
    stand stands standing sits there offers has contains contained includes
    """
)

FORMS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^the user clicks ", _CLICKED | _CHOSEN | word_set("run")),
        (
            r"^the user (?:selects|sets|searches) ",
            _CHOSEN | _CLICKED | word_set("search set check checked tick ticked"),
        ),
        (r"^the user (?:un)?checks ", _TICKED | _CHOSEN | _CLICKED),
        (r"^the user types ", _TYPED),
        (r"^the user presses ", _CLICKED),
        (r" if it is there$", word_set("if visible shown there present see appears displayed")),
        (r" lists? several entries$", _LISTING | _ENTRIES | word_set("several multiple various following")),
        (r" is one of several entries of ", _LISTING | _ENTRIES | word_set("among several multiple various one")),
        (r" lists(?: only)?(?: the [a-z -]+)?:$", _LISTING | _ENTRIES | word_set("following as")),
        (r" lists(?: the [a-z -]+)?:$", _OPEN_END),
        (r" (?:above|below|next to|left of|right of|at the [a-z ]+ of) \"|is shown", _SHOWING),
        (r" is not shown", word_set("not no hidden hides disappears vanishes removed gone")),
        (r" is (?:selected|checked)", _CHOSEN | _TICKED | word_set("make sure ensure verify confirm")),
        (r" opens", word_set("open opens opened opening appear appears shown displayed brings takes leads up")),
        (r" closes", word_set("close closes closed disappears")),
        (r"^the message ", word_set("message says reads appears shown displayed tells")),
        (
            r" shows only |^only entries with ",
            _SHOWING | _LISTING | word_set("filter limit limited narrow restrict only"),
        ),
        (
            r"^every box is checked",
            _CHOSEN | _TICKED | word_set("every each all mark checkmark tick shows show indicating"),
        ),
        (
            r"^all fields .*at their defaults",
            word_set(
                "all any every each reset resets sets puts returns restores clear clears back default defaults state"
            )
            | word_set("previous earlier values settings"),
        ),
        (r" is (?:enabled|disabled)", word_set("enabled disabled active inactive clickable greyed grayed out")),
    )
)
"""Words that a step tests, by a pattern for its text."""

MAIN_VERBS = frozenset().union(*(words for _, words in FORMS)) - _ENTRIES - word_set(
    """
    all any every each up out mark one among several multiple various following previous earlier values settings only
    others more on example e.g etc like if there back default defaults state indicating labeled labelled called named
    available run visible present no not including
    """
) | word_set("is are has have")
"""Verbs of which one has to be in a quotation, so that it says something."""

FILLERS = re.compile(
    r"\bbefore (?:continuing|proceeding|you (?:continue|proceed|go on))\b|\b(?:if you have not (?:yet|already))\b"
    r"|\byou (?:want|wish|would like) to\b|\byou (?:need|have) to\b|\bthat specific\b(?= \w+)|\bso on\b"
    r"|\bavailable (?=[a-z]+ (?:types?|actions?|options?))|\blist of available\b",
    re.IGNORECASE,
)
"""Phrases that claim nothing."""

MISSING = word_set(
    """
    appear appears shown visible available present displayed only after when once until unless run ran previous already
    has been was were have
    """
)
"""Words that the walk without an optional control tests: it is not there at first, and there after an act."""

OTHERWISE = word_set("if not present visible shown there otherwise go move continue proceed skip on next step ahead")
"""Words of what to do where an optional control is not there."""
