"""What surrounds a run of pytest: the catalogue of steps before it, and the record of its results after it."""
