"""The screenshot of a step, what is known of it, and the files that hold both between two processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from pydantic import TypeAdapter

from prosecov.geometry import Box
from prosecov.text.lexicon import word_for

StepKey = tuple[int, int]
"""The lines of a scenario and of one of its steps in their feature."""


@dataclass(frozen=True, slots=True)
class Screenshot:
    """What is known of the screenshot of a control in use.

    Attributes:
        screen: The name of the dialog around the control, else the first heading of the page, else its title.
        role: ARIA role of the control.
        name: Accessible name of the control.
        value: The value of a field, empty for any other control.
        checked: Whether a check box is checked or a radio button is selected.
        control: Rectangle of the control, including the label of a check box or a radio button, in pixels.
        around: Rectangle of the dialog, the menu or the list around the control; ``None`` if it is in none.
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
        """Alternative text of the picture."""
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


_FACTS = TypeAdapter(Screenshot)


def save_screenshot(folder: Path, key: StepKey, screenshot: Screenshot, png: bytes) -> None:
    """Save the screenshot of a step, in place of an earlier one."""
    path = _path(folder, key)
    path.write_bytes(png)
    path.with_suffix(".json").write_bytes(_FACTS.dump_json(screenshot))


def load_screenshot(folder: Path, key: StepKey) -> tuple[Screenshot, Image.Image] | None:
    """Load the screenshot of a step, with the whole screen as an RGB image; ``None`` if there is none."""
    path = _path(folder, key)
    facts = path.with_suffix(".json")
    if not facts.is_file():
        return None
    with Image.open(path) as screen:
        return _FACTS.validate_json(facts.read_bytes()), screen.convert("RGB")


def delete_screenshots(folder: Path, scenario: int) -> None:
    """Delete the screenshots that an earlier attempt took of the scenario at a line."""
    for path in folder.glob(f"{scenario}-*"):
        path.unlink()


def _path(folder: Path, key: StepKey) -> Path:
    return folder / f"{key[0]}-{key[1]}.png"
