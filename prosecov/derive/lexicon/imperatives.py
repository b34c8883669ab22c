"""Verbs of instructions, with their forms: what each asks of the reader. Data only."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from prosecov.derive.lexicon.statement_verbs import PURPOSE_VERBS
from prosecov.derive.lexicon.words import phrases_of, word_set


class Frame(Enum):
    """Meaning of a verb for its objects; `prosecov.derive.reading.instructions` has the reader of each."""

    CLICK = auto()
    PRESS = auto()
    CHOOSE = auto()
    OPEN = auto()
    SET = auto()
    FILL = auto()
    CHECK = auto()
    UNCHECK = auto()
    CLEAR = auto()
    SEARCH = auto()
    SIGN_IN = auto()
    USE = auto()
    NEUTRAL = auto()


_VERBS = {
    Frame.CLICK: """
        click, click on, click through to, double-click, double-click on, right-click, right-click on, left-click,
        left-click on, tap, tap on, double-tap, long-press, click into, click onto, click in, push, expand, collapse,
        follow, toggle, flip, click inside, click within, click onto, click through, click back on, click again on,
        double click, double click on, doubleclick, right click, right click on, left click, left click on, double tap,
        double-tap on, double tap on, long press, long press on, long-press on, press and hold on, tap and hold,
        click and hold, tap into, tap inside, tap in
    """,
    Frame.PRESS: "press, press on, hit, strike, press down, press and hold, hold down",
    Frame.CHOOSE: "choose, pick, select, pick out, opt for",
    Frame.OPEN: """
        open, open up, go to, go into, navigate to, head to, head over to, switch to, switch over to, move to,
        move over to, jump to, browse to, visit, launch, access, go back to, return to, head back to,
        navigate back to, continue to, proceed to, go over to, get to, change to, skip to, come back to
    """,
    Frame.SET: "set, change, switch, increase, decrease, raise, adjust, update, modify, slide, turn",
    Frame.FILL: """
        enter, type, type in, key in, input, fill, fill in, fill out, write, write in, paste, provide, specify,
        complete, supply, insert, put, put in, paste in, enter in, begin typing, start typing, begin typing in,
        start typing in, begin entering, start entering, begin writing, start writing, begin to type, start to type
    """,
    Frame.CHECK: "tick, check, tick off, check off, turn on, switch on, toggle on, enable, activate, mark",
    Frame.UNCHECK: "untick, uncheck, deselect, unselect, unmark, turn off, switch off, toggle off, disable, deactivate",
    Frame.CLEAR: "clear",
    Frame.SEARCH: "search for, search, find, look for, look up",
    Frame.SIGN_IN: """
        log in with, log in using, login with, login using, sign in with, sign in using, log on with, log in as,
        sign in as, log into, sign up with
    """,
    Frame.USE: "use",
    Frame.NEUTRAL: """
        accept, add, agree, allow, apply, approve, arrange, ask, assign, assume, attach, avoid, await, back, bear,
        begin, bring, browse, build, cancel, carry, check with, check that, check whether, check if, check for,
        check out, check in, choose between, close, combine, come, compare, confirm, connect, consider, consult,
        contact, continue, copy, correct, create, cut, decide, define, delete, describe, disconnect, discover,
        display, do, double-check, download, drag, draw, drop, duplicate, edit, email, end, ensure, examine, explore,
        export, filter, find out, finish, fix, format, forward, get, get started, give, go, go ahead, go on,
        go through, group, grant, have, head, help, hide, highlight, hold, hover, identify, ignore, import, include,
        inspect, install, invite, join, jump, keep, know, learn, leave, let, limit, list, locate, log, log in,
        log out, look, look at, look out, make, manage, map, match, mention, merge, move, name, narrow, navigate,
        note, note down, notice, notify, obtain, open with, order, organise, organize, pause, perform, place, plan,
        put away, take out, put on, take off, drop off,
        point to, point at, prepare, preview, print, proceed, protect, publish, pull, read, rearrange, receive,
        recall, record, redo, refer, refine, refresh, reload, remember, remove, rename, reorder, repeat, replace,
        reply, report, request, require, reset, resize, resolve, respond, restart, restore, resume, retrieve, retry,
        return, review, rotate, run, save, scan, schedule, scroll, search in, secure, see, send, set up, share, show,
        sign, sign in, sign out, skip, sort, split, start, stay, stop, store, submit, subscribe, swap, swipe,
        switch between, sync, take, talk, tell, test, think, track, transfer, translate, trim, try, undo, uninstall,
        unlock, upload, verify, view, wait, walk, want, watch, withdraw, work, wrap, write down, zoom
    """,
}

IMPERATIVES: dict[str, Frame] = {verb: frame for frame, verbs in _VERBS.items() for verb in phrases_of(verbs)}
"""Verbs in the base form, with their particles. Where several match, the longest counts."""

REACHING = frozenset(
    phrases_of(
        """
        access, browse to, go into, go to, head over to, head to, jump to, launch, move to, navigate to, open,
        switch to, visit
        """
    )
)
"""Verbs that open what a bare noun names (*go to your profile*); others need a label (*return to Orders*)."""

NOUN_LIKE = word_set(
    """
    access back change check clear click combine complete contact copy cut display download draft edit email end exit
    export filter fix follow format group help hold import increase input key limit list log look map mark match move
    name note open order paste pick plan press preview print push put record report request reset return review run
    save scan schedule search select set share show sign sort start stop store switch tap test tick track transfer
    turn type undo update upload use view visit watch work zoom
    """
)
"""Base forms that are nouns or adjectives as well: as imperatives they need an object that looks like one."""

MUST = phrases_of(
    """
    you need to, you will need to, you'll need to, you also need to, you then need to, you first need to,
    you only need to, you just need to, you have to, you will have to, you'll have to, you will want to,
    you'll want to, you must, you should, all you need to do is, all you have to do is, make sure to, make sure you,
    make sure that you, ensure you, ensure that you, be sure to, be sure you, remember to, don't forget to,
    do not forget to, go ahead and, try to, simply, just, please
    """
)
"""Phrases that make the verb behind them an instruction."""

NEGATIONS = word_set(
    """
    don't never not avoid without neither nor cannot can't no won't shouldn't mustn't needn't doesn't
    """
)
"""Words that keep the verb behind them from being an instruction."""

ACTING = word_set("click press tap hit choose pick select tick untick type enter")
"""Verbs that begin an instruction right behind a label, before another label or an article."""

_VOWELS = "aeiou"


def _gerund(verb: str) -> str:
    if verb.endswith("ee") or not verb.endswith("e"):
        doubles = (
            len(verb) > 2
            and verb[-1] not in _VOWELS + "wxy"
            and verb[-2] in _VOWELS
            and verb[-3] not in _VOWELS
            and (sum(character in _VOWELS for character in verb) == 1 or verb in {"submit", "begin", "refer", "forget"})
        )
        return f"{verb}{verb[-1]}ing" if doubles else f"{verb}ing"
    return f"{verb[:-1]}ing"


def _of_first_word(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    return f"{_gerund(first)} {rest}".strip()


GERUNDS: dict[str, str] = {_of_first_word(verb): verb for verb in (*PURPOSE_VERBS, *IMPERATIVES)}
"""The base form of each gerund, particles included."""

LONGEST_VERB = max(verb.count(" ") + 1 for verb in IMPERATIVES)
"""Words of the longest verb."""
_FIRST_WORDS = frozenset(verb.partition(" ")[0] for verb in (*IMPERATIVES, *GERUNDS))


def longest_verb(words: Sequence[str], *, gerund: bool = False) -> tuple[str, Frame | None, int]:
    """Return the verb with which a stretch of words begins.

    Args:
        words: Folded words.
        gerund: Whether the verb stands in its *-ing* form.

    Returns:
        Its base form with its particles, its frame, and how many words it has; no words if it is unknown.
    """
    longest = min(LONGEST_VERB, len(words)) if words and words[0] in _FIRST_WORDS else 0
    for length in range(longest, 0, -1):
        form = " ".join(words[:length])
        base = GERUNDS.get(form) if gerund else form
        if base in IMPERATIVES:
            return base, IMPERATIVES[base], length
    return "", None, 0
