"""The wheel of this project, and environments into which it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PathDistribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
_SOURCES = ("pyproject.toml", "README.md", "prosecov", "steps")
_PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
_OFFLINE = ("--no-deps", "--no-index")


@dataclass(frozen=True)
class Elsewhere:
    """An environment into which the wheel is installed, and a project."""

    wheel: Path
    scripts: Path
    project: Path

    def run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment in the project's folder."""
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHON", "GITHUB"))
        }
        return subprocess.run(
            [self.scripts / command, *arguments],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


def build_wheel(folder: Path) -> Path:
    """Build the wheel in a folder."""
    # The build writes into the folder that it builds.
    source = folder / "source"
    source.mkdir()
    for name in _SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    command = [*_PIP, "wheel", *_OFFLINE, "--no-build-isolation", "-w", folder, source]
    subprocess.run(command, check=True)
    [wheel] = folder.glob("prosecov-*.whl")
    return wheel


def install(wheel: Path, folder: Path, *extras: str, beside: Iterable[str] = ()) -> Path:
    """Install a wheel into a new environment; what it requires is borrowed from the environment of this process.

    Args:
        wheel: The wheel.
        folder: Where the environment goes.
        extras: The extras of the wheel that are installed as well.
        beside: Other distributions that are installed.

    Returns:
        The folder of the commands of the environment.
    """
    venv.create(folder, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    scripts = Path(paths["scripts"])
    subprocess.run([*_PIP, "--python", scripts / "python", "install", *_OFFLINE, wheel], check=True)
    site = Path(paths["purelib"])
    [metadata] = site.glob("prosecov-*.dist-info")
    wanted = [Requirement(text) for text in PathDistribution(metadata).requires or ()]
    chosen = [each for each in wanted if _is_wanted(each, extras)]
    for borrowed in _files_of(_with_requirements([*chosen, *map(Requirement, beside)])):
        (site / borrowed.name).symlink_to(borrowed)
    return scripts


def _is_wanted(requirement: Requirement, extras: Iterable[str] = ()) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def _with_requirements(todo: list[Requirement]) -> set[str]:
    """Return the names of all distributions that pip would install for some requirements."""
    names: set[str] = set()
    while todo:
        requirement = todo.pop()
        if requirement.name not in names:
            names.add(requirement.name)
            needed = [Requirement(text) for text in distribution(requirement.name).requires or ()]
            todo += [each for each in needed if _is_wanted(each, requirement.extras)]
    return names


def _files_of(names: Iterable[str]) -> set[Path]:
    """Return the folders and files that some distributions have in the folder of all packages."""
    found: set[Path] = set()
    for name in names:
        own = distribution(name)
        tops = {file.parts[0] for file in own.files or () if file.parts[0] not in {"..", "__pycache__"}}
        found |= {Path(str(own.locate_file(top))) for top in tops}
    return found
