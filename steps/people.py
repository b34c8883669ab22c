"""The people of a scenario: who is in the CRM under which addresses."""

from dataclasses import dataclass, field

from steps.controls import TestControls

SOURCE = "CSV import"


@dataclass
class Person:
    """Somebody whom a scenario speaks of.

    Attributes:
        name: given and family name.
        addresses: the person's addresses, by the label of their field, such as "Email 1".
    """

    name: str
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def given_name(self) -> str:
        """Return the first of the names."""
        return self.name.partition(" ")[0]

    @property
    def family_name(self) -> str:
        """Return the last of the names."""
        return self.name.partition(" ")[2]

    @property
    def address(self) -> str:
        """Return the person's main address."""
        return next(iter(self.addresses.values()))


class People:
    """The people of one scenario. They get addresses when they are first spoken of."""

    def __init__(self, controls: TestControls) -> None:
        self._controls = controls
        self._by_name: dict[str, Person] = {}

    def __getitem__(self, name: str) -> Person:
        """Return the person of a name, whether in the CRM or not."""
        if name not in self._by_name:
            self._by_name[name] = Person(name, {"Email 1": address_for(name)})
        return self._by_name[name]

    def are_in_the_crm(self, *contacts: tuple[str, dict[str, tuple[str, str]]]) -> None:
        """Put contacts into the CRM, each a name with its addresses and statuses by the label of their field."""
        for name, emails in contacts:
            self._by_name[name] = Person(name, {label: address for label, (address, _) in emails.items()})
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
    """Return the address that a person of this name has unless the scenario says otherwise."""
    return f"{name.lower().replace(' ', '.')}@{domain}"
