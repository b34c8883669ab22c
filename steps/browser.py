"""Finding a browser: the build of Playwright if it is installed, else one of the system.

`python -m steps.browser` prints its path. Without a browser, it prints how to install one and exits with 1.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

# The headless shell comes first: it opens a context in a quarter of the time that full Chromium takes.
SYSTEM_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

MISSING = (
    "no browser found; install one with 'playwright install --only-shell chromium'"
    " or 'apt-get install chromium-headless-shell'"
)


def find(playwright: Playwright) -> Path | None:
    """Return the executable of the browser, or None if no browser is installed."""
    own = Path(playwright.chromium.executable_path)
    shells = sorted(own.parents[2].glob("chromium_headless_shell-*/*/*headless*shell*")) if len(own.parents) > 2 else []
    for candidate in (*reversed(shells), own):
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return candidate
    for name in SYSTEM_BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    return None


def launch_arguments() -> list[str]:
    """Return the command-line arguments for the browser."""
    # The sandbox of Chromium does not start for root, and most containers run as root.
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def main() -> int:
    """Print the path of the browser and return the exit status."""
    with sync_playwright() as playwright:
        found = find(playwright)
    if found is None:
        print(MISSING, file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
