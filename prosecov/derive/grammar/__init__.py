"""Grammar of a sentence: its tokens, labels, noun phrases, places and clauses."""
