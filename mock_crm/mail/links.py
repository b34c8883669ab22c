"""The signed links in a message: a recipient cannot forge the link of another recipient."""

from itsdangerous import BadSignature, URLSafeSerializer

from mock_crm.rules.errors import NotFound


class Links:
    """Create and read signed links.

    Args:
        secret: the secret key of the application.
        base_url: the URL of the CRM, such as `http://127.0.0.1:5000`.
    """

    def __init__(self, secret: str, base_url: str) -> None:
        self._secret = secret
        self.base_url = base_url.rstrip("/")

    def unsubscribe(self, address_id: int) -> str:
        """Return the link to unsubscribe an address."""
        return self._link("unsubscribe", address_id)

    def confirm(self, address_id: int) -> str:
        """Return the link to confirm an address."""
        return self._link("confirm", address_id)

    def view(self, message_id: int) -> str:
        """Return the link to view a message in the browser."""
        return self._link("view", message_id)

    def read(self, action: str, token: str) -> int:
        """Return the id in the token of an `unsubscribe`, `confirm` or `view` link.

        Raises:
            NotFound: the token is not valid for this action.
        """
        try:
            return int(self._serializer(action).loads(token))
        except (BadSignature, ValueError, TypeError) as error:
            raise NotFound("This link is incomplete or damaged; copy the whole link from the message.") from error

    def _link(self, action: str, number: int) -> str:
        return f"{self.base_url}/{action}/{self._serializer(action).dumps(number)}"

    def _serializer(self, action: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=action)
