"""Run the walkthrough of an article in a pytest of its own, and take a picture of each of its steps."""
