"""Illustrated articles: after each step a picture of the screen, taken while the walkthrough runs."""
