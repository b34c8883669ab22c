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
    tells used opened closed appeared returns clicked wants
    """
    )
    | BE
    | MODALS
)
"""Verb forms that, behind a noun phrase, make it the subject of a statement."""

FINITE_BEFORE_OBJECT = word_set(
    """
    lists offers changes updates filters selects marks presents features holds limits narrows results reports
    enables disables launches expands collapses switches sets reveals list offer show display contain include open
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

SEEN = word_set(
    """
    shown displayed visible listed located found available present placed positioned situated offered seen given
    there
    """
)

UNSEEN = word_set("hidden invisible removed gone unavailable")

CHOSEN = word_set("selected ticked checked chosen preselected pre-selected on")

STATES = word_set(
    """
    greyed grayed disabled enabled highlighted dimmed inactive active unavailable read-only editable empty blank
    required mandatory locked unlocked underlined collapsed expanded marked bold off unticked unchecked deselected
    sorted red green blue yellow orange grey gray
    """
)
"""Predicates that state how a control looks, for which there is no kind of their own."""

STATEMENT_VERBS: dict[str, FactKind] = {
    **dict.fromkeys(
        word_set(
            """
    appear appears sit sits stand stands lie lies live lives run runs remain remains
    """
        ),
        FactKind.VISIBLE,
    ),
    **dict.fromkeys(
        word_set(
            """
    open opens opened launch launches pop pops slide slides come comes fade expand expands reveal reveals
    """
        ),
        FactKind.OPENS,
    ),
    **dict.fromkeys(word_set("close closes closed shuts shut dismisses"), FactKind.CLOSES),
    **dict.fromkeys(word_set("disappear disappears vanish vanishes hide hides fades goes"), FactKind.HIDDEN),
    **dict.fromkeys(
        word_set(
            """
    list lists offer offers contain contains include includes has have feature features hold holds present presents
    provide provides give gives consists
    """
        ),
        FactKind.LISTS,
    ),
    **dict.fromkeys(word_set("show shows display displays"), FactKind.VISIBLE),
    **dict.fromkeys(
        word_set(
            """
    limit limits narrow narrows filter filters restrict restricts reduce reduces
    """
        ),
        FactKind.FILTERED,
    ),
    **dict.fromkeys(word_set("brings takes leads bring take lead"), FactKind.OPENS),
    **dict.fromkeys(word_set("select selects tick ticks"), FactKind.SELECTED),
}
"""Fact that a verb states of its subject, or of its object where it has one."""

PURPOSE_VERBS: dict[str, FactKind] = {
    **dict.fromkeys(word_set("open launch"), FactKind.OPENS),
    **dict.fromkeys(word_set("close dismiss"), FactKind.CLOSES),
    **dict.fromkeys(word_set("show display see view reveal list"), FactKind.VISIBLE),
    **dict.fromkeys(word_set("limit narrow filter restrict reduce"), FactKind.FILTERED),
}
"""Fact that a purpose (*to open ...*) promises."""
