"""Choices that the article leaves to its reader, taken from the settings of its walkthrough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prosecov.derive.lines import Line, act, cannot_be_derived, quoted, select
from prosecov.derive.model import Action, Do
from prosecov.derive.nouns import bare, is_label, words_of
from prosecov.settings import WalkthroughSettings


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a walkthrough.

    Attributes:
        article: The path of the article, for messages.
        values: What to choose, by the words of the article.
    """

    article: str
    values: Mapping[str, tuple[str, ...]]

    def of(self, action: Action, sentence: str) -> tuple[str, ...]:
        """Return what to choose for an action, empty if nothing is configured."""
        for text in (action.what or "", sentence):
            words = f" {' '.join(words_of(text))} "
            keys = [key for key in self.values if f" {' '.join(words_of(key))} " in words]
            if keys:
                return self.values[max(keys, key=len)]
        return ()

    def missing(self, action: Action, sentence: str) -> Line:
        """Return the step that fails and says what to configure."""
        key = bare(action.what or "what to choose")
        return cannot_be_derived(
            f'choose for the reader: {quoted(key)} = ["..."]',
            f"write it under [tool.prosecov.walkthrough.{quoted(self.article)}.choices] in pyproject.toml;",
            f"the article leaves it to its reader: {sentence}",
        )


def leaves_choice(action: Action) -> bool:
    """Return whether an action does not say what to choose, or what to type."""
    if action.do is Do.FILL or action.do is Do.SELECT:
        return action.value is None
    is_named = action.role is not None or (action.what is not None and is_label(action.what))
    return action.do in {Do.CHECK, Do.UNCHECK, Do.CLICK} and not is_named


def with_choice(action: Action, values: tuple[str, ...]) -> list[Line]:
    """Return the steps that perform an action with what was chosen."""
    if action.do is Do.CHECK or action.do is Do.UNCHECK:
        filled = [Action(action.do, value, None, action.role, action.region, action.if_visible) for value in values]
    elif action.do is Do.FILL or (action.what and is_label(action.what)):
        filled = [
            Action(action.do, action.what, value, action.role, action.region, action.if_visible) for value in values
        ]
    else:
        return [select(value, None, action.region) for value in values]
    return [line for each in filled if (line := act(each)) is not None]


def settings_for(settings: WalkthroughSettings, section: str) -> WalkthroughSettings:
    """Return the settings for the procedure of a section: its own, and for the rest those of the article."""
    own = settings.sections.get(section)
    if own is None:
        return settings
    return WalkthroughSettings(
        own.given or settings.given,
        {**settings.choices, **own.choices},
        {**settings.without, **own.without},
    )
