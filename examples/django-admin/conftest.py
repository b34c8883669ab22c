"""Connects the articles to the product; its address and the sign-in are in pyproject.toml."""

import os

pytest_plugins = ["prosecov.product"]

# The account is that of the example. For your product, set the variables where you run the tests.
os.environ.setdefault("PROSECOV_NAME", "ada")
os.environ.setdefault("PROSECOV_PASSWORD", "sesame")
