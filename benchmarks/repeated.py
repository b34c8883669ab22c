"""A plugin of pytest that runs each test several times in one process; load it with `-p benchmarks.repeated`."""

from pathlib import Path

import pytest

from benchmarks.messages import count_messages


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addoption("--repetitions", type=int, default=1, help="how often each test runs")
    parser.addoption("--count-messages", type=Path, help="write how many messages were sent to this file")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count messages."""
    if config.option.count_messages:
        count_messages(config.option.count_messages)


@pytest.fixture(autouse=True)
def repetition(request: pytest.FixtureRequest) -> int:
    """Return the number of the repetition."""
    return int(request.param)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Repeat each test."""
    metafunc.parametrize("repetition", range(metafunc.config.option.repetitions), indirect=True)
