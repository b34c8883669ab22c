"""Which browser to drive: Playwright's own build where it is installed, else the one of the system.

`python -m steps.browser` prints the path of that browser, or says what to install and exits with 1.
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
    """Return the executable of the browser to drive, or None where none is installed."""
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
    """Return the command-line arguments that the browser needs for the user who runs it."""
    # Chromium's sandbox refuses to start for root, which is who runs most containers.
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def main() -> int:
    """Print the browser's path; return the exit status, 1 where there is none."""
    with sync_playwright() as playwright:
        found = find(playwright)
    if found is None:
        print(MISSING, file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
