"""Grammar of a sentence: from its text to tokens, labels, noun phrases, places and clauses.

The modules in the order in which they import one another: `tokens`, `labels`, `phrases` (what a noun phrase is),
`noun_phrases` (where they are), `values`, `objects` and `enumerations` (several of them), `openings` (how a clause
begins), `clauses`.
"""
