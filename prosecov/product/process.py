"""The commands of a product: the one that serves it, and the one that puts it into its first state."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import urlsplit

from prosecov.product.reaching import SetUpFailed

STARTING_SECONDS = 60.0
_RESET_SECONDS = 300
_LOOK_AGAIN_SECONDS = 0.1
_PORTS = {"https": 443}


def answers(url: str) -> bool:
    """Return whether something listens at an address."""
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 80)), timeout=5).close()
    except (OSError, ValueError):
        return False
    return True


@contextmanager
def serving(command: Sequence[str], url: str, folder: Path) -> Iterator[None]:
    """Serve the product while the context lasts, unless something answers at its address already.

    Args:
        command: The command; ``python`` at its beginning is the interpreter of this process.
        url: The address of the product.
        folder: The folder in which the command runs.

    Raises:
        SetUpFailed: The command cannot be run, ends, or serves nothing in time.
    """
    if answers(url):
        yield
        return
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        try:
            process = subprocess.Popen(  # noqa: S603 - the project's own command
                _command(command), cwd=folder, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
            )
        except OSError as error:
            raise SetUpFailed(f"serve = {list(command)} cannot be run: {error.strerror}; correct it") from None
        try:
            _await_answer(process, url, command, output)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await_answer(process: subprocess.Popen[bytes], url: str, command: Sequence[str], output: IO[str]) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while not answers(url):
        try:
            process.wait(timeout=_LOOK_AGAIN_SECONDS)
        except subprocess.TimeoutExpired:
            if time.monotonic() < deadline:
                continue
            hint = "see whether it serves this address"
            reason = f"nothing answers at {url} after {STARTING_SECONDS:g} seconds"
            raise SetUpFailed(f"serve = {list(command)}: {reason}; {hint}") from None
        output.seek(0)
        said = _last_line(output.read()) or f"exit status {process.returncode}"
        raise SetUpFailed(f"serve = {list(command)} ended: {said}; run it by hand to see why")


def reset(command: Sequence[str], folder: Path) -> None:
    """Put the product into its first state.

    Args:
        command: The command; ``python`` at its beginning is the interpreter of this process.
        folder: The folder in which it runs.

    Raises:
        SetUpFailed: It cannot be run, or fails.
    """
    try:
        done = subprocess.run(  # noqa: S603 - the project's own command
            _command(command), cwd=folder, capture_output=True, text=True, check=False, timeout=_RESET_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = f"takes more than {_RESET_SECONDS} seconds" if isinstance(error, subprocess.TimeoutExpired) else error
        raise SetUpFailed(f"reset = {list(command)} cannot be run: {reason}; correct it in [tool.prosecov]") from None
    if done.returncode:
        said = _last_line(done.stderr) or _last_line(done.stdout) or f"exit status {done.returncode}"
        raise SetUpFailed(f"reset = {list(command)} failed: {said}; run it by hand to see why")


def _command(command: Sequence[str]) -> list[str]:
    return [sys.executable, *command[1:]] if command[0] == "python" else [*command]


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
