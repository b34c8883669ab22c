"""The CRM's test controls: fresh data, seeded contacts and days that pass, asked for by HTTP."""

from typing import Any

from playwright.sync_api import APIRequestContext, APIResponse


class TestControls:
    """Sets the stage in a CRM that was started with `--test-controls`.

    Args:
        request: an HTTP client whose base URL is the CRM's.
    """

    __test__ = False  # Not a class of tests, whatever its name begins with.

    def __init__(self, request: APIRequestContext) -> None:
        self._request = request

    def reset(self) -> None:
        """Empty the CRM and set its clock right."""
        self._post("reset")

    def add_contacts(self, *contacts: dict[str, Any]) -> list[dict[str, Any]]:
        """Add contacts, each as `{given_name, family_name, source, emails: [{field, address, status}]}`."""
        answer: list[dict[str, Any]] = self._post("contacts", list(contacts)).json()
        return answer

    def add_sequence(self, name: str, delays: list[int]) -> None:
        """Add a follow-up sequence with one message after each delay, in days since the message before."""
        messages = [
            {"delay_days": delay, "subject": f"{name} {number}", "body": f"This is message {number}."}
            for number, delay in enumerate(delays, 1)
        ]
        self._post("sequences", {"name": name, "messages": messages})

    def let_days_pass(self, days: int) -> None:
        """Put the CRM's clock forward, then let it send what is due."""
        self._post("clock", {"advance_days": days})
        self.send_what_is_due()

    def stop_clock(self, moment: str) -> None:
        """Stop the CRM's clock at a moment, which is written as ISO 8601 with a time zone."""
        self._post("clock", {"stop_at": moment})

    def send_what_is_due(self) -> None:
        """Let the CRM send the messages of sequences that are due."""
        self._post("tick")

    def _post(self, call: str, data: Any = None) -> APIResponse:
        response = self._request.post(f"/test-controls/{call}", data=data)
        if not response.ok:
            message = (
                f"{response.url}: the CRM answered {response.status} ({response.text()[:300]});"
                " start it with 'python -m mock_crm serve --test-controls'"
            )
            raise RuntimeError(message)
        return response
