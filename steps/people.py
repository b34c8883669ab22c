"""The people in a scenario and their email addresses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from steps.controls import TestControls

SOURCES = ("CSV import", "Added by hand", "Shop plugin")


@dataclass
class NamedPerson:
    """A person in a scenario.

    Attributes:
        name: given name and family name.
        addresses: the addresses of the person by the label of their field, such as "Email 1".
        statuses: the email statuses with which the addresses were added before the scenario, by the same labels.
    """

    name: str
    addresses: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)

    @property
    def given_name(self) -> str:
        """Return the first part of the name."""
        return self.name.rpartition(" ")[0]

    @property
    def family_name(self) -> str:
        """Return the rest of the name."""
        return self.name.rpartition(" ")[2]

    @property
    def address(self) -> str:
        """Return the first address of the person."""
        return next(iter(self.addresses.values()))


@dataclass(frozen=True)
class NewContact:
    """A contact to add to the CRM.

    Attributes:
        name: given name and family name.
        emails: address and status by the label of the email field.
        source: where the contact came from.
        company: the company, or empty.
        tags: the tags.
        engaged_days_ago: how long ago the contact last engaged; None for never.
    """

    name: str
    emails: Mapping[str, tuple[str, str]]
    source: str = SOURCES[0]
    company: str = ""
    tags: tuple[str, ...] = ()
    engaged_days_ago: float | None = None


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

    def __iter__(self) -> Iterator[NamedPerson]:
        """Iterate over all people, in the order in which they were named."""
        return iter(list(self._by_name.values()))

    def introduce(self, name: str, addresses: Mapping[str, str]) -> NamedPerson:
        """Give a person these addresses, by the labels of their fields."""
        self._by_name[name] = NamedPerson(name, dict(addresses))
        return self._by_name[name]

    def add_to_crm(self, *contacts: NewContact) -> None:
        """Add contacts to the CRM."""
        for contact in contacts:
            addresses = {label: address for label, (address, _) in contact.emails.items()}
            statuses = {label: status for label, (_, status) in contact.emails.items()}
            self._by_name[contact.name] = NamedPerson(contact.name, addresses, statuses)
        self._controls.add_contacts(
            *(
                {
                    "given_name": self[contact.name].given_name,
                    "family_name": self[contact.name].family_name,
                    "company": contact.company,
                    "source": contact.source,
                    "tags": list(contact.tags),
                    "engaged_days_ago": contact.engaged_days_ago,
                    "emails": [
                        {"field": int(label.removeprefix("Email ")), "address": address, "status": status}
                        for label, (address, status) in contact.emails.items()
                    ],
                }
                for contact in contacts
            )
        )


def address_for(name: str, domain: str = "example.com") -> str:
    """Return the default address of a person."""
    return f"{name.lower().replace(' ', '.')}@{domain}"
