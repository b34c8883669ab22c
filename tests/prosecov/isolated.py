"""Runs Python modules in processes that are forked from one that has loaded pytest and prosecov already.

Each run has a process of its own, so nothing leaks from one into another: modules, plugins, warnings, the working
directory, the environment. To fork takes 20 ms; to start Python and load pytest takes 500 ms.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

BROWSER = frozenset({"PIL", "playwright", "pytest_playwright"})
ROOT = Path(__file__).parents[2]
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.prosecov.preloaded"])


def run_module(
    folder: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    files: Sequence[Path],
    *,
    has_browser: bool = False,
) -> int:
    """Run a module like ``python -m``.

    Args:
        folder: The working directory.
        arguments: The name of the module, and its arguments.
        environment: All environment variables.
        files: Paths of standard input, output and error.
        has_browser: Whether Playwright and Pillow are loaded already; they are not for who does not use them.

    Returns:
        The exit status; negative if a signal ended the process.
    """
    process = _CONTEXT.Process(target=_run, args=(folder, arguments, dict(environment), files, has_browser))
    process.start()
    process.join()
    status = process.exitcode
    process.close()
    return status or 0


def _run(
    folder: Path, arguments: Sequence[str], environment: Mapping[str, str], files: Sequence[Path], has_browser: bool
) -> None:
    own = str(ROOT)
    sys.path[:] = [path for path in sys.path if path and path != own and not path.startswith(f"{own}/tests")]
    unloaded = {"tests"} if has_browser else {"tests", *BROWSER}
    for name in [name for name in sys.modules if name.partition(".")[0] in unloaded]:
        del sys.modules[name]
    # What prosecov starts is pytest, which is loaded already.
    subprocess.run = _run_forked  # type: ignore[assignment]
    _run_here(folder, arguments, environment, files)


def _run_here(folder: Path, arguments: Sequence[str], environment: Mapping[str, str], files: Sequence[Path]) -> None:
    for descriptor, (path, flags) in enumerate(zip(files, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
        opened = os.open(path, flags)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)  # multiprocessing has closed it
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    sys.argv = list(arguments)
    try:
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _run_forked(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Do what `subprocess.run` does for ``python -m`` with captured text, without a new interpreter."""
    assert list(command[:2]) == [sys.executable, "-m"]
    assert options == {"capture_output": True, "text": True, "check": False}
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("stdin", "stdout", "stderr")]
        for file in files:
            file.touch()
        process = multiprocessing.get_context("fork").Process(
            target=_run_here, args=(cwd, command[2:], dict(env or os.environ), files)
        )
        process.start()
        process.join()
        output, errors = (file.read_text(encoding="utf-8") for file in files[1:])
        return subprocess.CompletedProcess(command, process.exitcode or 0, output, errors)
