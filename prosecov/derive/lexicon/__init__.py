"""Words of help articles, as tables: verbs of instructions, verbs of statements, all other words."""
