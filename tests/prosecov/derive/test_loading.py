"""The grammar takes a while to load, so it is loaded only where a sentence is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from prosecov import derive
from prosecov.derive import reading


def test_the_package_offers_the_readers_of_sentences() -> None:
    assert derive.read_sentence is reading.read_sentence
    assert derive.read_sentences is reading.read_sentences


def test_other_names_are_unknown() -> None:
    with pytest.raises(AttributeError, match="no attribute 'read_article'"):
        _ = derive.read_article


def test_what_needs_only_the_model_does_not_load_the_grammar() -> None:
    code = "import sys, prosecov.coverage.labels; sys.exit('prosecov.derive.grammar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0
