"""What a run left behind, as attachments: pictures, addresses, traces, captured output."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from cucumber_messages import Attachment
from cucumber_messages import AttachmentContentEncoding as Encoding

from prosecov.outputs.cucumber.attempts import Attempt
from prosecov.results.sighting import StepSighting

_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
_LINK = "text/uri-list"
_LOG = "text/x.cucumber.log+plain"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Finds files. Pictures go into the stream, everything else is linked; a file that is not there is left out.

    Attributes:
        pictures: The folder to which paths of steps' pictures are relative.
        root: The folder to which paths of other plugins are relative.
        target: The folder of the stream, to which links are relative.
    """

    pictures: Path
    root: Path
    target: Path

    def of_step(self, sighting: StepSighting | None) -> Iterator[Attachment]:
        """What was seen of a step."""
        if sighting is not None and sighting["screenshot"]:
            yield from _picture(self.pictures / sighting["screenshot"], "screen")

    def of_attempt(self, attempt: Attempt) -> Iterator[Attachment]:
        """What belongs to no step: the output, the page's address, and what pytest-playwright left."""
        # pytest repeats what earlier phases wrote.
        output = {title: text for phase in attempt.phases.values() for title, text in phase.output}
        for title, text in output.items():
            yield Attachment(text, Encoding.identity, _LOG, file_name=title)
        sightings = [phase.sighting for phase in attempt.phases.values() if phase.sighting]
        for address in dict.fromkeys(sighting["url"] for sighting in sightings if sighting["url"]):
            yield _link(address, "page")
        for path in (self.root / value for name, value in attempt.properties.items() if name.startswith("playwright_")):
            if path.suffix in _PICTURES:
                yield from _picture(path, path.stem)
            elif path.is_file():
                yield _link(quote(Path(os.path.relpath(path, self.target)).as_posix()), path.name)


def _picture(path: Path, name: str) -> Iterator[Attachment]:
    if path.suffix in _PICTURES and path.is_file():
        body = base64.b64encode(path.read_bytes()).decode()
        yield Attachment(body, Encoding.base64, _PICTURES[path.suffix], file_name=name + path.suffix)


def _link(address: str, name: str) -> Attachment:
    return Attachment(address, Encoding.identity, _LINK, file_name=name)
