"""Illustrate articles: capture pictures of a walkthrough, compose the article with them, compare it with earlier ones.

The three packages are the three steps, in this order; each imports only from those before it. They need the extra
``prosecov[browser]``.
"""
