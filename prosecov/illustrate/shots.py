"""A picture as the camera leaves it: the screen, and what stands where on it."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image

from prosecov.geometry import Box
from prosecov.text.lexicon import word_for

Key = tuple[int, int]
"""The lines of a scenario and of one of its steps."""


@dataclass(frozen=True, slots=True)
class Shot:
    """The screen as somebody uses a control.

    Attributes:
        screen: What the screen calls itself: the name of the dialog around the control, else the page's headline.
        role: ARIA role of the control.
        name: Its accessible name.
        value: What a field holds, empty for anything else.
        checked: Whether a box is checked or a radio button is selected.
        control: Where the control stands, its label included if it is a box or a radio button, in pixels.
        around: Where the dialog, the menu or the list stands that it is in; ``None`` if it is in none.
    """

    screen: str
    role: str
    name: str
    value: str
    checked: bool
    control: Box
    around: Box | None

    @property
    def description(self) -> str:
        """What the picture shows, for readers who do not see it."""
        control = f"the {word_for(self.role)}"
        if self.name:
            control += f" “{self.name}”"
        if self.value:
            control += f" with “{self.value}”"
        chosen = "selected" if self.role == "radio" else "checked"
        state = f", {chosen} and marked" if self.checked else ", marked"
        return (
            f"Screen “{self.screen}”: {control}{state}" if self.screen else f"{control[0].upper()}{control[1:]}{state}"
        )


def save_shot(folder: Path, key: Key, shot: Shot, png: bytes) -> None:
    """Keep a picture; one of the same step is replaced."""
    path = _path(folder, key)
    path.write_bytes(png)
    path.with_suffix(".json").write_text(json.dumps(asdict(shot)), encoding="utf-8")


def load_shot(folder: Path, key: Key) -> tuple[Shot, Image.Image] | None:
    """The picture of a step; ``None`` if nothing was used in it."""
    path = _path(folder, key)
    facts = path.with_suffix(".json")
    if not facts.is_file():
        return None
    data = json.loads(facts.read_text(encoding="utf-8"))
    around = Box(**data["around"]) if data["around"] else None
    with Image.open(io.BytesIO(path.read_bytes())) as screen:
        return Shot(**{**data, "control": Box(**data["control"]), "around": around}), screen.convert("RGB")


def forget_shots(folder: Path, scenario: int) -> None:
    """Remove the pictures that an earlier attempt left of a scenario."""
    for path in folder.glob(f"{scenario}-*"):
        path.unlink()


def _path(folder: Path, key: Key) -> Path:
    return folder / f"{key[0]}-{key[1]}.png"
