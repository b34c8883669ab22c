"""Illustrate articles: capture pictures of a walkthrough, compose the article with them, compare it with earlier ones.

The three packages are the three steps, in this order; each imports only from those before it.
"""

from prosecov.errors import require_extra

require_extra("browser", playwright="Playwright", PIL="Pillow")
