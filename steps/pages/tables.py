"""Read what a table shows to the eye."""

from playwright.sync_api import Locator, Page

from steps.pages.reading import READ_JS

# One call reads the whole table.
_ROWS = f"""table => {{ {READ_JS}
  const names = [...table.tHead.rows[0].cells].map(read);
  return [...table.tBodies[0].rows].filter(row => row.getBoundingClientRect().height > 4).map(
    row => Object.fromEntries([...row.cells].map((cell, place) => [names[place], read(cell)])));
}}"""


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
