"""Articles in DITA: tasks, concepts and references, read as the HTML that they stand for."""

from __future__ import annotations

from lxml import etree

from prosecov.articles.drafts import Draft
from prosecov.articles.html import read_tree

_TAGS = {
    **dict.fromkeys(("steps", "substeps"), "ol"),
    **dict.fromkeys(("steps-unordered", "choices", "ul", "sl"), "ul"),
    **dict.fromkeys(("step", "substep", "choice", "stepsection", "li", "sli"), "li"),
    **dict.fromkeys(("cmd", "info", "stepresult", "stepxmp", "shortdesc", "p"), "p"),
    **dict.fromkeys(("uicontrol", "wintitle", "b"), "strong"),
    **dict.fromkeys(("userinput", "codeph", "shortcut", "systemoutput", "filepath"), "code"),
    **dict.fromkeys(("term", "i", "cite"), "em"),
    **dict.fromkeys(("prolog", "related-links", "titlealts", "indexterm", "metadata"), "template"),
    **dict.fromkeys(("codeblock", "screen"), "pre"),
    **dict.fromkeys(("row", "strow", "chrow"), "tr"),
    **dict.fromkeys(("sthead", "chhead"), "tr"),
    **dict.fromkeys(("entry", "stentry", "choption", "chdesc"), "td"),
    **dict.fromkeys(("simpletable", "choicetable"), "table"),
    "note": "aside",
    "xref": "a",
    "link": "a",
    "dlhead": "template",
    "dlentry": "div",
    "fig": "figure",
    "image": "img",
}
_HEADS = {"sthead", "chhead"}
_FIRST_HEADING, _LAST_HEADING = 1, 6


def read_blocks(source: str, first_line: int = 1) -> list[Draft]:
    """Read the blocks of a DITA topic; what is not well-formed is read as far as it goes.

    Args:
        source: The source, with line feeds as line breaks.
        first_line: Source line on which it begins.

    Returns:
        The blocks in order.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(source.encode(errors="replace") or b"<topic/>", parser)
    if root is None:
        return []
    for element in list(root.iter(etree.Element)):
        _rename(element)
    return read_tree(root, first_line)


def _rename(element: etree._Element) -> None:
    """Give an element the tag of HTML that means the same."""
    tag = etree.QName(element).localname
    if tag == "title":
        depth = sum(1 for parent in element.iterancestors() if etree.QName(parent).localname != "body")
        element.tag = f"h{min(max(depth, _FIRST_HEADING), _LAST_HEADING)}"
        return
    if tag == "menucascade":
        controls = list(element)
        for control in controls[:-1]:
            control.tail = " > "
        element.tag = "span"
        return
    if tag in _HEADS:
        for cell in element:
            cell.tag = "th"
    if tag == "xref" and element.get("href"):
        element.set("href", element.get("href", ""))
    if tag == "image":
        element.set("src", element.get("href", ""))
    element.tag = _TAGS.get(tag, tag if tag in {"ol", "dl", "dt", "dd", "table", "thead", "tbody", "th"} else "div")
    if tag in {"ph", "keyword", "span", "sub", "sup", "q", "tm"}:
        element.tag = "span"
