"""Cucumber Messages: a run of pytest-bdd in the format that Cucumber's own tools read.

The format is that of ``cucumber/messages``: one JSON object, an *envelope*, a line. Gherkin's official parser gives
the documents and pickles (scenarios as they run, one for each row of an outline). What became of them is pytest's
own report, put into Cucumber's words:

- A failure that is marked ``xfail`` is ``PENDING``: known not to work yet.
- A step that passed, and that several definitions match, is ``AMBIGUOUS``: which one ran is chance.
- What happens around the steps is two hooks: *set-up* (fixtures, and whatever comes before the first step) and
  *clean-up* (fixtures, and failures that no step is to blame for, such as soft assertions).
- Where a worker crashed or the run was interrupted, steps are ``UNKNOWN``.

Tests that run no scenario have no place in the format.
"""
