"""Print the path of the browser, or how to install one: ``python -m prosecov.product``."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from prosecov.product.browsers import MISSING, find_browser


def main() -> int:
    """Print the path of the browser, and return the exit status: 1 if there is none."""
    with sync_playwright() as playwright:
        found = find_browser(Path(playwright.chromium.executable_path))
    if found is None:
        sys.stderr.write(f"{MISSING}\n")
        return 1
    sys.stdout.write(f"{found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
