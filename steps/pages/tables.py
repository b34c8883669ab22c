"""Read what a table shows to the eye."""

from playwright.sync_api import Locator, Page

# The text of a cell without what is hidden, transparent or too small to be read. One call reads the whole table.
_ROWS = """table => {
  const shown = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent.replace(/\\s+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.tagName === "BR") return "\\n";
    const style = getComputedStyle(node);
    const clear = /^rgba\\(.*, 0\\)$/.test(style.color);
    if (style.display === "none" || style.visibility !== "visible" || style.opacity < 0.1 || clear) return "";
    if (parseFloat(style.fontSize) < 4) return "";
    const inside = [...node.childNodes].map(shown).join("");
    return style.display === "block" ? `\\n${inside}\\n` : inside;
  };
  const tidy = line => line.replace(/ +/g, " ").trim();
  const text = cell => shown(cell).split("\\n").map(tidy).filter(Boolean).join("\\n");
  const names = [...table.tHead.rows[0].cells].map(text);
  return [...table.tBodies[0].rows].filter(row => row.getBoundingClientRect().height > 4).map(
    row => Object.fromEntries([...row.cells].map((cell, place) => [names[place], text(cell)])));
}"""


def read_table(table: Locator) -> list[dict[str, str]]:
    """Return the rows of a table, each with the visible text of its cells by the names of the columns."""
    rows: list[dict[str, str]] = table.evaluate(_ROWS)
    return rows


def read_all_pages(page: Page, table: Locator) -> list[dict[str, str]]:
    """Return the rows of a table that is split into pages, from the open page on."""
    rows = read_table(table)
    following = page.get_by_role("main").get_by_role("link", name="Next", exact=True)
    while following.count():
        with page.expect_navigation():
            following.click()
        rows += read_table(table)
    return rows
