"""Check a screen against what a step says: states of controls and parts, and entries of lists."""
