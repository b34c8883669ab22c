"""The people in a scenario and their email addresses."""

from dataclasses import dataclass, field

from steps.controls import TestControls

SOURCE = "CSV import"


@dataclass
class NamedPerson:
    """A person in a scenario.

    Attributes:
        name: given name and family name.
        addresses: the addresses of the person by the label of their field, such as "Email 1".
    """

    name: str
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def given_name(self) -> str:
        """Return the first part of the name."""
        return self.name.partition(" ")[0]

    @property
    def family_name(self) -> str:
        """Return the rest of the name."""
        return self.name.partition(" ")[2]

    @property
    def address(self) -> str:
        """Return the first address of the person."""
        return next(iter(self.addresses.values()))


class People:
    """The people in one scenario. Each gets an address when a step first names them."""

    def __init__(self, controls: TestControls) -> None:
        self._controls = controls
        self._by_name: dict[str, NamedPerson] = {}

    def __getitem__(self, name: str) -> NamedPerson:
        """Return the person with a name, who need not be in the CRM."""
        if name not in self._by_name:
            self._by_name[name] = NamedPerson(name, {"Email 1": address_for(name)})
        return self._by_name[name]

    def add_to_crm(self, *contacts: tuple[str, dict[str, tuple[str, str]]]) -> None:
        """Add contacts to the CRM: each a name, with address and status by the label of the email field."""
        for name, emails in contacts:
            self._by_name[name] = NamedPerson(name, {label: address for label, (address, _) in emails.items()})
        self._controls.add_contacts(
            *(
                {
                    "given_name": self[name].given_name,
                    "family_name": self[name].family_name,
                    "source": SOURCE,
                    "emails": [
                        {"field": int(label.removeprefix("Email ")), "address": address, "status": status}
                        for label, (address, status) in emails.items()
                    ],
                }
                for name, emails in contacts
            )
        )


def address_for(name: str, domain: str = "example.com") -> str:
    """Return the default address of a person."""
    return f"{name.lower().replace(' ', '.')}@{domain}"
