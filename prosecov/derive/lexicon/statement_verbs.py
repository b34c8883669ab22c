"""Verbs of statements and purposes: what each says of the screen. Data only."""

from __future__ import annotations

from prosecov.derive.lexicon.words import word_set
from prosecov.derive.model import FactKind

MODALS = word_set(
    """
    can could may might will would shall should must cannot can't won't wouldn't shouldn't
    """
)

BE = word_set("is are was were isn't aren't wasn't weren't be been being gets get becomes become")

FINITE = (
    word_set(
        """
    has have had does did do doesn't don't appears appear opens closes shows displays contains includes becomes
    disappears vanishes sits stands lies runs remains remain stays stay pops slides comes goes turns lets allows
    helps means needs depends requires makes takes gives keeps brings leads provides applies clears resets removes
    adds saves sends creates deletes moves hides vary varies works happens follows affects says reads asks starts
    stops loads fades expires exists lives belongs serves represents consists defines determines controls indicates
    tells used opened closed appeared returns clicked wants equals sees receives lands redirects
        increases decreases expands collapses
    """
    )
    | BE
    | MODALS
)
"""Verb forms that, behind a noun phrase, make it the subject of a statement."""

FINITE_BEFORE_OBJECT = word_set(
    """
    lists offers changes updates filters selects marks presents features holds limits narrows results reports
    enables disables launches switches sets reveals list offer show display contain include open
    close let help need hold mean allow reveal follow
    """
)
"""Forms that are nouns as often: they count as verbs before an article, a label, a number or a preposition."""

CHANGING = word_set("changes switches updates")
"""Those of them which count as verbs before *to* as well."""

APPEARING = word_set("opens appears pops comes is slides shows")
"""Verbs of a relative clause that only says that a region is there: *the dialog that opens*."""

RESETTING = word_set("resets clears puts restores empties")

PERSONAL = word_set("clicks presses taps ticks enters types picks chooses unticks")
"""Verbs of people: a statement with one of them says nothing of the screen."""

PEOPLE = word_set("user users customer customers visitor visitors tester admin administrator guest buyer client")
"""Those who look at the screen, in test cases."""

SEEN = word_set(
    """
    shown displayed visible listed located found available present placed positioned situated offered seen given
    there
    """
)

UNSEEN = word_set("hidden invisible removed gone unavailable deleted erased")

CHOSEN = word_set("selected ticked checked chosen preselected pre-selected on")

STATES = word_set(
    """
    greyed grayed disabled enabled highlighted dimmed inactive active unavailable read-only editable empty blank
    required mandatory locked unlocked underlined collapsed expanded marked bold off unticked unchecked deselected
    focused sorted filtered refreshed reloaded applied cleared reset filled prefilled populated clickable
    loaded enlarged minimised minimized maximised maximized coloured colored crossed aligned centred centered opened
    open     red green blue yellow orange grey gray
    """
)
"""Predicates that state how a control looks, for which there is no kind of their own."""

_STATEMENT_VERBS = {
    FactKind.VISIBLE: """
        appear appears display displays lie lies live lives remain remains run runs show shows sit sits stand stands
    """,
    FactKind.OPENS: """
        bring brings come comes expand expands fade load loads launch launches lead leads open opened opens pop pops
        reveal reveals slide slides take takes
    """,
    FactKind.CLOSES: "close closed closes dismisses shut shuts",
    FactKind.HIDDEN: "disappear disappears fades goes hide hides vanish vanishes",
    FactKind.LISTS: """
        consists contain contains feature features give gives has have hold holds include includes list lists offer
        offers present presents provide provides
    """,
    FactKind.FILTERED: "filter filters limit limits narrow narrows reduce reduces restrict restricts",
    FactKind.SELECTED: "select selects tick ticks",
}
STATEMENT_VERBS: dict[str, FactKind] = {
    verb: kind for kind, verbs in _STATEMENT_VERBS.items() for verb in verbs.split()
}
"""Fact that a verb states of its subject, or of its object where it has one."""

_PURPOSE_VERBS = {
    FactKind.OPENS: "launch open",
    FactKind.CLOSES: "close dismiss",
    FactKind.VISIBLE: "display list reveal see show view",
    FactKind.FILTERED: "filter limit narrow reduce restrict",
}
PURPOSE_VERBS: dict[str, FactKind] = {verb: kind for kind, verbs in _PURPOSE_VERBS.items() for verb in verbs.split()}
"""Fact that a purpose (*to open ...*) promises."""
