"""A client for the test controls of the CRM, which set up data and move the clock."""

from typing import Any

from playwright.sync_api import APIRequestContext, APIResponse


class TestControls:
    """Sets up data in a CRM that was started with `--test-controls`.

    Args:
        request: an HTTP client for the CRM.
    """

    __test__ = False  # pytest must not collect it, although its name starts with Test.

    def __init__(self, request: APIRequestContext) -> None:
        self._request = request

    def reset(self) -> None:
        """Empty the CRM and reset its clock."""
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
        """Move the clock forward, then send the messages that are due."""
        self._post("clock", {"advance_days": days})
        self.send_due_messages()

    def stop_clock(self, moment: str) -> None:
        """Stop the clock at a moment, in ISO 8601 with a time zone."""
        self._post("clock", {"stop_at": moment})

    def send_due_messages(self) -> None:
        """Send the messages of sequences that are due."""
        self._post("tick")

    def answer_messages(self, address: str, answer: str) -> None:
        """Set what the mail server of an address answers from now on, in the words of the CRM's pages."""
        self._post("mail-server", {"address": address, "answer": answer})

    def _post(self, call: str, data: Any = None) -> APIResponse:
        response = self._request.post(f"/test-controls/{call}", data=data)
        if not response.ok:
            message = (
                f"{response.url}: the CRM answered {response.status} ({response.text()[:300]});"
                " start it with 'python -m mock_crm serve --test-controls'"
            )
            raise RuntimeError(message)
        return response
