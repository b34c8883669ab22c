"""A screen as its reader sees it: controls by role and label, regions, places, and what opened or closed.

`prosecov.screen.snapshot` reads Playwright's aria snapshot of a page, `prosecov.screen.screen` holds it as plain data,
`controls` and `regions` find things in it, `states` looks at how they are, and `user` acts on them.
All but `reading` and `user` is pure; the steps on top of it are in `prosecov.vocabulary`.
"""
