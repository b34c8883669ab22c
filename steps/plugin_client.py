"""A plugin that adds contacts to the CRM over HTTP, as Keap's public REST API v2 defines it."""

from collections.abc import Mapping

from playwright.sync_api import APIRequestContext

from steps.people import NamedPerson


class PluginClient:
    """A plugin of the CRM.

    Attributes:
        name: the name under which it is connected.
        key: its API key; empty until it is connected.
    """

    def __init__(self, request: APIRequestContext) -> None:
        self._request = request
        self.name = "Shop plugin"
        self.key = ""

    def add(self, person: NamedPerson, permission_notes: Mapping[str, str]) -> None:
        """Add a contact.

        Args:
            person: the contact to add.
            permission_notes: how the person gave permission, by the label of the address; empty without permission.
        """
        response = self._request.post(
            "/crm/rest/v2/contacts",
            headers={"Authorization": f"Bearer {self.key}"},
            data={
                "given_name": person.given_name,
                "family_name": person.family_name,
                "email_addresses": [
                    {
                        "email": address,
                        "field": label.upper().replace(" ", ""),
                        "opt_in_reason": permission_notes.get(label, ""),
                    }
                    for label, address in person.addresses.items()
                ],
            },
        )
        if not response.ok:
            raise RuntimeError(f"the CRM answered {response.status} to the plugin: {response.text()[:300]}")
