"""Attachments: screenshots, addresses, traces and captured output of a run."""

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
from prosecov.results.scenario_record import StepRecord

_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
_LINK = "text/uri-list"
_LOG = "text/x.cucumber.log+plain"


@dataclass(frozen=True, slots=True)
class Attachments:
    """Finds files. Pictures are embedded, all else is linked; missing files are left out.

    Attributes:
        pictures: The folder to which paths of steps' pictures are relative.
        root: The folder to which paths of other plugins are relative.
        target: The folder of the stream, to which links are relative.
    """

    pictures: Path
    root: Path
    target: Path

    def of_step(self, record: StepRecord | None) -> Iterator[Attachment]:
        """Yield the screenshot of a step."""
        if record is not None and record["screenshot"]:
            yield from _picture(self.pictures / record["screenshot"], "screen")

    def of_attempt(self, attempt: Attempt) -> Iterator[Attachment]:
        """Yield what belongs to no step: output, the address of the page, and files of pytest-playwright."""
        # pytest repeats the output of earlier phases.
        output = {title: text for phase in attempt.phases.values() for title, text in phase.output}
        for title, text in output.items():
            yield Attachment(text, Encoding.identity, _LOG, file_name=title)
        records = [phase.record for phase in attempt.phases.values() if phase.record]
        for address in dict.fromkeys(record["url"] for record in records if record["url"]):
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
