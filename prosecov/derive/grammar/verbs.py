"""The verbs of how-to articles: what each one asks of the reader, and what it says of the screen. Data only."""

from __future__ import annotations

from enum import Enum, auto

from prosecov.derive.grammar.wordsets import word_set
from prosecov.derive.model import FactKind


class Frame(Enum):
    """What a verb asks of its objects; how it is read is said in `instructions`."""

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
    USE = auto()
    NEUTRAL = auto()


def _frames(frame: Frame, verbs: str) -> dict[str, Frame]:
    return {verb.strip().replace("_", " "): frame for verb in verbs.split()}


IMPERATIVES: dict[str, Frame] = {
    **_frames(Frame.CLICK, "click click_on click_through_to double-click double-click_on right-click right-click_on"),
    **_frames(Frame.CLICK, "left-click left-click_on tap tap_on double-tap long-press click_into click_onto click_in"),
    **_frames(Frame.CLICK, "push expand collapse follow toggle flip"),
    **_frames(Frame.PRESS, "press press_on hit strike press_down press_and_hold hold_down"),
    **_frames(Frame.CHOOSE, "choose pick select pick_out opt_for"),
    **_frames(
        Frame.OPEN, "open open_up go_to go_into navigate_to head_to head_over_to switch_to switch_over_to move_to"
    ),
    **_frames(Frame.OPEN, "move_over_to jump_to browse_to visit launch access go_back_to return_to head_back_to"),
    **_frames(Frame.OPEN, "navigate_back_to continue_to proceed_to go_over_to get_to change_to skip_to come_back_to"),
    **_frames(Frame.SET, "set change switch increase decrease raise adjust update modify"),
    **_frames(Frame.FILL, "enter type type_in key_in input fill fill_in fill_out write write_in paste provide specify"),
    **_frames(Frame.FILL, "complete supply insert put put_in paste_in enter_in"),
    **_frames(Frame.CHECK, "tick check tick_off check_off turn_on switch_on toggle_on enable activate mark"),
    **_frames(
        Frame.UNCHECK, "untick uncheck deselect unselect unmark turn_off switch_off toggle_off disable deactivate"
    ),
    **_frames(Frame.CLEAR, "clear"),
    **_frames(Frame.SEARCH, "search_for search find look_for look_up"),
    **_frames(Frame.USE, "use"),
    **_frames(Frame.SET, "slide turn"),
    **_frames(
        Frame.NEUTRAL,
        """
        accept add agree allow apply approve arrange ask assign assume attach avoid await back bear begin bring browse
        build cancel carry check_with check_that check_whether check_if check_for check_out check_in choose_between
        close combine come compare confirm connect consider consult contact continue copy correct create cut decide
        define delete describe disconnect discover display do double-check download drag draw drop duplicate edit
        email end ensure examine explore export filter find_out finish fix format forward get get_started give go
        go_ahead go_on go_through group grant have head help hide highlight hold hover identify ignore import include
        inspect install invite join jump keep know learn leave let limit list locate log log_in log_out look look_at
        look_out make manage map match mention merge move name narrow navigate note note_down notice notify obtain
        open_with order organise organize pause perform place plan point_to point_at prepare preview print proceed
        protect publish pull read rearrange receive recall record redo refer refine refresh reload remember remove
        rename reorder repeat replace reply report request require reset resize resolve respond restart restore resume
        retrieve retry return review rotate run save scan schedule scroll search_in secure see send set_up share show
        sign sign_in sign_out skip sort split start stay stop store submit subscribe swap swipe switch_between sync
        take talk tell test think track transfer translate trim try undo uninstall unlock upload verify view wait walk
        want watch withdraw work wrap write_down zoom""",
    ),
}
"""Verbs in the base form, with their particles. Where several match, the longest counts."""

REACHING = frozenset(
    """open|go to|navigate to|head to|head over to|switch to|browse to|jump to|go into|move to|visit|access
    |launch""".replace("\n    ", "").split("|")
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

MUST = (
    "you need to",
    "you will need to",
    "you'll need to",
    "you also need to",
    "you then need to",
    "you first need to",
    "you only need to",
    "you just need to",
    "you have to",
    "you will have to",
    "you'll have to",
    "you will want to",
    "you'll want to",
    "you must",
    "you should",
    "all you need to do is",
    "all you have to do is",
    "make sure to",
    "make sure you",
    "make sure that you",
    "ensure you",
    "ensure that you",
    "be sure to",
    "be sure you",
    "remember to",
    "don't forget to",
    "do not forget to",
    "go ahead and",
    "try to",
    "simply",
    "just",
    "please",
)
"""What turns the verb behind it into an instruction."""

NEGATIONS = word_set(
    """
    don't never not avoid without neither nor cannot can't no won't shouldn't mustn't needn't doesn't
    """
)
"""What keeps the verb behind it from being an instruction."""

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
"""What a region does of which a clause says that it is there now: *the dialog that opens*."""

RESETTING = word_set("resets clears puts restores empties")
ACTING = word_set("click press tap hit choose pick select tick untick type enter")
"""What begins an instruction right behind a label, before another label or an article."""
PERSONAL = word_set("clicks presses taps ticks enters types picks chooses unticks")
"""What only people do: a statement with one of them is no statement on the screen."""

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
"""What a verb says of its subject, or of its object where it has one."""

PURPOSE_VERBS: dict[str, FactKind] = {
    **dict.fromkeys(word_set("open launch"), FactKind.OPENS),
    **dict.fromkeys(word_set("close dismiss"), FactKind.CLOSES),
    **dict.fromkeys(word_set("show display see view reveal list"), FactKind.VISIBLE),
    **dict.fromkeys(word_set("limit narrow filter restrict reduce"), FactKind.FILTERED),
}
"""What a purpose (*to open ...*) promises."""
