"""From the procedure of an article to the Gherkin that performs it.

Sentences are read in three layers, each of which imports only from those before it:

1. `prosecov.derive.lexicon`: tables of words.
2. `prosecov.derive.grammar`: from the text of a sentence to tokens, labels, noun phrases and clauses.
3. `prosecov.derive.reading`: from clauses to what they tell the reader to do and what they say of the screen, as a
   `prosecov.derive.model.Reading`. `reading.instructions` chooses the reader of each verb; *click* is read by `click`
   in `reading.clicks`.

The other modules turn the readings of an article into scenarios: `procedures` finds the steps, `steps` and `checks`
turn each into lines, `walk` puts them in order, `quotations` decides what of the article is quoted above them
(`evidence` tells which words the lines test, `warrant` cuts off the others), `gherkin` writes them down.

`read_sentence` and `read_sentences` can be taken from this package: they load the grammar, which takes a while, only
when they are looked up.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prosecov.derive.reading import read_sentence, read_sentences

__all__ = ["read_sentence", "read_sentences"]


def __getattr__(name: str) -> object:
    """Load the grammar on first use."""
    if name in __all__:
        return getattr(import_module("prosecov.derive.reading"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
