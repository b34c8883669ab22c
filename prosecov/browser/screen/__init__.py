"""A screen as frozen data: the tree of its elements, its parts, and an inventory of what it offers."""
