"""Count the messages that a process sends to Playwright's driver."""

import atexit
import json
from collections import Counter
from pathlib import Path
from typing import Any

from playwright._impl import connection


def count_messages(target: Path) -> None:
    """Count the messages by their method from now on, and write the counts to a file when the process ends.

    Playwright has no public way to see its messages, so that the method that sends them is wrapped. It is for
    measurements only.
    """
    counts: Counter[str] = Counter()
    sender: Any = connection.Connection
    send = sender.send_message_to_server

    def counted(self: Any, owner: Any, method: str, *args: Any, **kwargs: Any) -> Any:
        counts[method] += 1
        return send(self, owner, method, *args, **kwargs)

    sender.send_message_to_server = counted
    atexit.register(lambda: target.write_text(json.dumps(counts)))
