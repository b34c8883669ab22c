"""Cucumber Messages: a run of pytest-bdd in the format that Cucumber's own tools read.

The format is that of ``cucumber/messages``: one JSON object, an *envelope*, a line. Gherkin's official parser gives
the documents and pickles (scenarios as they run, one for each row of an outline). Their results are
pytest's reports in Cucumber's terms:

- A failure that is marked ``xfail`` is ``PENDING``: known not to work yet.
- A step that passed, and that several definitions match, is ``AMBIGUOUS``: which one ran is chance.
- Two hooks stand for what happens around the steps: *set-up* (fixtures, and everything before the first step) and
  *clean-up* (fixtures, and failures that belong to no step, such as soft assertions).
- Where a worker crashed or the run was interrupted, steps are ``UNKNOWN``.

Tests that run no scenario are left out, as the format has no place for them.
"""
