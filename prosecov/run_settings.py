"""The settings of a run of pytest: those of the project that is tested, or those that a command has given to it."""

from __future__ import annotations

import pytest

from prosecov.errors import InputError
from prosecov.settings import Settings, read_settings

SETTINGS = pytest.StashKey[Settings]()
"""The key of the settings in the stash of the configuration."""


def settings_of(config: pytest.Config) -> Settings:
    """Return the settings of the project that is tested.

    Raises:
        pytest.UsageError: The settings are wrong.
    """
    if SETTINGS not in config.stash:
        try:
            config.stash[SETTINGS] = read_settings(config.rootpath)
        except InputError as error:
            raise pytest.UsageError(str(error)) from None
    return config.stash[SETTINGS]
