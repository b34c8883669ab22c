"""Prose coverage: which sentences of an article the product keeps.

Articles are read by `prosecov.articles`, features with their quotations by `prosecov.features`. `prosecov.ledger`
finds the place of every quotation; `prosecov.judge` and `prosecov.verdicts` judge by what ran. `prosecov.plugin` and
`prosecov.cli` are the edges: pytest and the terminal.
"""
