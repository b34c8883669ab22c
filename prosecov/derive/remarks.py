"""Statements that name no single thing: every box is ticked, all fields are back to their defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prosecov.derive.lines import Line, kind_of, place, quoted, then

_DEFAULTS = re.compile(
    r"\b(?:(?:resets?|puts?|returns?|restores?|sets?|(?:is|are) (?:reset|put|set|restored)|goe?s?)\b.*\bdefaults?\b"
    r"|clears? (?:all |any |the |your |every )*(?:\w+ )*?(?:search|filters?|fields?|form)\b)",
    re.IGNORECASE,
)
_FIELDS = re.compile(r"\b(?:all|every|the|each|of) (?!all\b)((?:[a-z-]+ )*(?:fields?|filters))\b", re.IGNORECASE)
_CHECKED = re.compile(
    r"(?<!Select )\b(?:[Ee]ach|[Ee]very|[Aa]ll)\b.*\b(?:check ?marks?|ticks?|ticked|checked)\b"
    r"|\bselects? (?:every|all|each)\b"
)
_WHERE = re.compile(r"\b(?:in|on|of) the ((?:[\w-]+ )*?(?:list|results|table|grid|page|dialog|section))\b(?! \w+ list)")
_ARE = re.compile(
    r"^(?P<names>.+?) (?:is an?|are(?: the| two| three)?) (?P<kind>radio button|check ?box|button|link|tab)(?:e?s)?\W*$"
)
_DISABLED = re.compile(
    r"^(?:the )?(?P<name>.+?) (?:is|stays|remains) (?:gr[ae]yed out|disabled|inactive)\b", re.IGNORECASE
)
_ENABLED = re.compile(r"^(?:the )?(?P<name>.+?) (?:is|becomes) (?:enabled|active|clickable)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r",? (?:and|or) |, ")
_ROLES = {"radio button": "radio", "check box": "checkbox"}
_PLURAL_KINDS = re.compile(r"\b(radio buttons|check ?boxes|buttons|links|tabs|columns)\b", re.IGNORECASE)


def effects_of(statement: str, region: str | None = None) -> list[Line]:
    """Turn a statement of what an action does to many things into checks.

    Args:
        statement: A clause, as the article words it.
        region: Where it holds, if the article has said so.

    Returns:
        The checks; none if nothing that can be seen is understood.
    """
    if _DEFAULTS.search(statement):
        fields = _FIELDS.search(statement)
        where = f" of {quoted(fields.group(1))}" if fields else ""
        return [then(f"all fields{where} are at their defaults")]
    if _CHECKED.search(statement):
        found = _WHERE.search(statement)
        return [then(f"every box is checked{place(found.group(1) if found else region)}")]
    return []


def states_of(statement: str, region: str | None = None) -> list[Line]:
    """Turn a statement of what state or kind controls are into checks; see `effects_of`."""
    for pattern, state in ((_DISABLED, "disabled"), (_ENABLED, "enabled")):
        if match := pattern.match(statement):
            return [then(f"{quoted(match.group('name'))} is {state}{place(region)}")]
    return [
        then(f"{kind_of(role)}{quoted(name)} is shown{place(region)}") for name, role in roles_in(statement).items()
    ]


def roles_in(statement: str) -> dict[str, str]:
    """The controls that a statement says to be of some kind: *Opt-In and Opt-Out are radio buttons*.

    Returns:
        Their labels, each with the role.
    """
    match = _ARE.match(statement)
    if match is None:
        return {}
    names = [name.strip() for name in _SEPARATOR.split(match.group("names"))]
    role = _ROLES.get(match.group("kind"), match.group("kind"))
    return dict.fromkeys(names, role) if all(name[:1].isupper() or name[:1].isdigit() for name in names) else {}


def kinds_of_entries(statement: str, entries: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sort the entries of a list by the kind that the statement gives them: *the check boxes A and B*.

    Args:
        statement: The sentence that lists them.
        entries: Their labels.

    Yields:
        The words for the kind, empty for none, and the entries of it, in order.
    """
    named = [
        (match.start(), match.group(1).lower().replace("checkboxes", "check boxes"))
        for match in _PLURAL_KINDS.finditer(statement)
    ]
    groups: dict[str, list[str]] = {}
    position = 0
    for entry in entries:
        found = statement.find(entry, position)
        position = found if found >= 0 else position
        before = [kind for start, kind in named if start < position]
        after = [kind for start, kind in named if start > position and statement[:start].endswith("as ")]
        kind = (before[-1:] or after[:1] or [""])[0]
        groups.setdefault(kind, []).append(entry)
    yield from ((kind, tuple(group)) for kind, group in groups.items())


def roles_of_entries(statement: str, entries: tuple[str, ...]) -> dict[str, str]:
    """The roles of the entries of a list whose kind the statement gives; see `kinds_of_entries`."""
    singular = {
        "radio buttons": "radio",
        "check boxes": "checkbox",
        "buttons": "button",
        "links": "link",
        "tabs": "tab",
    }
    return {
        entry: singular[kind]
        for kind, group in kinds_of_entries(statement, entries)
        if kind in singular
        for entry in group
    }
