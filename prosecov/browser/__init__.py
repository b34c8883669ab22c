"""A page as its reader sees it: what it shows, how to find what a step names, how to check it, use it and record it.

``screen``, ``find`` and ``check`` work on data and need no browser; ``act`` and ``record`` drive one with Playwright.
"""
