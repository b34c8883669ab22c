"""What a run sees in the browser: pictures of screens, the controls that were used, what screens offer and say.

Nothing here is imported before the suite itself has imported Playwright.
"""
