"""Prose coverage: prove, sentence by sentence, that a help article tells the truth."""
