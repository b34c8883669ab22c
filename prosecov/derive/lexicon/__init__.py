"""Tables of the words of help articles: verbs of instructions, verbs of statements, all other words.

The words for kinds of controls and for parts of a screen are in `prosecov.text.lexicon`.
"""
