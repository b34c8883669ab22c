"""The demo data: the contacts of a small shop over two years, and the campaigns of the last weeks.

The shop connected its storefront without the setting that passes permission, so most new customers are
Non-Marketable. There are also sign-ups, imports, opt-outs, bounces, and shared and second addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from sqlalchemy.orm import Session

from mock_crm.campaigns import broadcasts, due_messages, sequences
from mock_crm.clock import AdjustableClock
from mock_crm.contacts import bulk
from mock_crm.contacts.consent import Origin
from mock_crm.integrations import plugins
from mock_crm.mail import delivery
from mock_crm.mail.delivery import Mailer
from mock_crm.mail.links import Links
from mock_crm.mail.transport import OutboxSender
from mock_crm.rules.contact_details import ADDED_BY_HAND, CSV_IMPORT, SIGN_UP_FORM
from mock_crm.rules.email_status import MARKETABLE, EmailStatus, MessageKind, Trigger, Way
from mock_crm.rules.messages import SequenceMessage
from mock_crm.seeding.histories import USER
from mock_crm.seeding.people import Person, people
from mock_crm.seeding.seeds import SeedContact, SeedEmail, seed_contacts
from mock_crm.storage.models import Contact

STOREFRONT = "Storefront Checkout"
"""The plugin that does not pass permission."""

WEBINARS = "Webinar Host"
"""The plugin that passes permission."""

_NEWSLETTER = "Newsletter"


@dataclass(frozen=True, slots=True)
class _Group:
    """A number of contacts with the same status and source, and the range of days ago when they were added."""

    count: int
    status: EmailStatus
    source: str
    newest: float
    oldest: float
    # The domain of their addresses; by default the domain of their company or of a mail provider.
    domain: str = ""


_GROUPS = (
    _Group(128, EmailStatus.NON_MARKETABLE, STOREFRONT, 0.4, 44),
    _Group(22, EmailStatus.NON_MARKETABLE, CSV_IMPORT, 95.3, 95.3),
    _Group(10, EmailStatus.NON_MARKETABLE, ADDED_BY_HAND, 2, 300),
    _Group(24, EmailStatus.OPTED_IN, WEBINARS, 3, 400),
    _Group(15, EmailStatus.OPTED_IN, CSV_IMPORT, 410.2, 410.2),
    *(_Group(1, EmailStatus.OPTED_IN, CSV_IMPORT, 410.2, 410.2, domain) for domain in OutboxSender.ANSWERS),
    _Group(10, EmailStatus.OPTED_IN, ADDED_BY_HAND, 4, 700),
    _Group(31, EmailStatus.CONFIRMED, SIGN_UP_FORM, 5, 600),
    _Group(14, EmailStatus.UNCONFIRMED, SIGN_UP_FORM, 0.2, 60),
    _Group(18, EmailStatus.UNSUBSCRIBED, CSV_IMPORT, 203.6, 203.6),
    _Group(8, EmailStatus.SOFT_BOUNCE, WEBINARS, 30, 400),
    _Group(9, EmailStatus.HARD_BOUNCE, CSV_IMPORT, 410.2, 410.2),
    _Group(4, EmailStatus.SPAM_COMPLAINT, WEBINARS, 60, 300),
    _Group(4, EmailStatus.INVALID, ADDED_BY_HAND, 20, 200, "example.invalid"),
)
_FURTHER_STATUSES = (
    EmailStatus.NON_MARKETABLE,
    EmailStatus.UNSUBSCRIBED,
    EmailStatus.OPTED_IN,
    EmailStatus.HARD_BOUNCE,
    EmailStatus.CONFIRMED,
)
# Customers of the storefront have no permission, unless they used the sign-up form.
_FURTHER_STATUSES_OF_CUSTOMERS = (EmailStatus.NON_MARKETABLE, EmailStatus.CONFIRMED, EmailStatus.UNCONFIRMED)


def fill(session: Session, links: Links, now: datetime) -> None:
    """Fill an empty CRM. For the same time, the data is always the same, except keys and message ids.

    Sending the messages of a sequence commits the session.
    """
    seeds = _seeds(Random(7))  # noqa: S311
    for name, days_ago, passes_permission in ((WEBINARS, 420, True), (STOREFRONT, 45, False)):
        connected_at = now - timedelta(days=days_ago)
        plugin, _key = plugins.connect(session, name, passes_permission=passes_permission, now=connected_at)
        plugin.last_used_at = max(now - seed.age for seed in seeds if seed.source == name)
    story = _Story(session, links, now, list(zip(seeds, seed_contacts(session, seeds, now), strict=True)))
    # In chronological order: what is sent depends on the statuses at that time.
    story.opt_in_after_the_trade_fair(days_ago=30)
    story.answer_customers(days_ago=(17.2, 15.9, 14.1, 13.6))
    story.send_newsletter(days_ago=12.3)
    story.welcome(days_ago=(9.4, 6.4, 2.4))
    story.draft_broadcast(days_ago=0.9)


def _seeds(random: Random) -> list[SeedContact]:
    everybody = iter(people(random, sum(group.count for group in _GROUPS)))
    seeds: list[SeedContact] = []
    for group in _GROUPS:
        for position, person in enumerate(islice(everybody, group.count), 1):
            seed = _seed(random, group, person, position)
            if position % 20 == 0:
                seed = _living_with(seeds[-1], seed)
            seeds.append(seed)
    return seeds


def _seed(random: Random, group: _Group, person: Person, position: int) -> SeedContact:
    days_ago = random.uniform(group.newest, group.oldest)
    engages = 0.85 if group.status in MARKETABLE else 0.3
    return SeedContact(
        given_name=person.given_name,
        family_name=person.family_name,
        company=person.company,
        source=group.source,
        tags=list(_tags(random, group, person, days_ago)),
        emails=list(_emails(random, group, person, position)),
        days_ago=days_ago,
        engaged_days_ago=random.uniform(0, days_ago) if random.random() < engages else None,
    )


def _emails(random: Random, group: _Group, person: Person, position: int) -> Iterator[SeedEmail]:
    main = person.address_at(group.domain) if group.domain else person.address
    yield SeedEmail(field=2 if position % 14 == 0 else 1, address=main, status=group.status)
    if person.company and position % 14 != 0 and position % 3 == 0:
        statuses = _FURTHER_STATUSES_OF_CUSTOMERS if group.source == STOREFRONT else _FURTHER_STATUSES
        yield SeedEmail(field=2, address=person.home_address, status=random.choice(statuses))
        if position % 9 == 0:
            old = person.address_at("mail.example.org")
            yield SeedEmail(field=3, address=old, status=random.choice(statuses))


def _tags(random: Random, group: _Group, person: Person, days_ago: float) -> Iterator[str]:
    if group.source == STOREFRONT:
        yield "Customer"
    # A newer contact may have had another status when the newsletter was sent.
    if days_ago > 30 and random.random() < 0.8:
        yield _NEWSLETTER
    if person.company and random.random() < 0.15:
        yield "Wholesale"
    if random.random() < 0.05:
        yield "VIP"


def _living_with(other: SeedContact, seed: SeedContact) -> SeedContact:
    shared = other.emails[0].model_copy(update={"field": 1})
    return other.model_copy(update={"given_name": seed.given_name, "emails": [shared]})


class _Story:
    """The actions of the users in the last weeks."""

    def __init__(
        self, session: Session, links: Links, now: datetime, contacts_of_seeds: list[tuple[SeedContact, Contact]]
    ) -> None:
        self._session = session
        self._now = now
        self._clock = AdjustableClock()
        self._mailer = Mailer(OutboxSender(), self._clock, links)
        self._contacts = contacts_of_seeds

    def opt_in_after_the_trade_fair(self, days_ago: float) -> None:
        """Opt in the visitors of a fair, some of whom bulk opt-in does not change."""
        visitors = [
            *self._some(12, EmailStatus.NON_MARKETABLE, CSV_IMPORT),
            *self._some(3, EmailStatus.UNSUBSCRIBED, CSV_IMPORT),
            *self._some(1, EmailStatus.HARD_BOUNCE, CSV_IMPORT),
        ]
        ids = [contact.id for contact in visitors]
        bulk.apply_tag(self._session, bulk.tag_named(self._session, "Trade fair"), ids)
        origin = Origin(USER, Way.BULK_ACTION, self._at(days_ago), "bulk-trade-fair")
        bulk.update_status(self._session, ids, {1}, Trigger.BULK_OPT_IN, origin)

    def answer_customers(self, days_ago: tuple[float, ...]) -> None:
        """Send one-to-one emails to Non-Marketable customers."""
        customers = self._some(len(days_ago), EmailStatus.NON_MARKETABLE, STOREFRONT, older_than=max(days_ago))
        for days, contact in zip(days_ago, customers, strict=True):
            self._clock.stop_at(self._at(days))
            subject, body = "Your order", f"Hello {contact.given_name},\n\nyour order is on its way.\n\nAda"
            address = contact.emails[0].address
            delivery.deliver(self._session, self._mailer, MessageKind.ONE_TO_ONE, contact, address, subject, body)

    def send_newsletter(self, days_ago: float) -> None:
        """Send a broadcast, which leaves out contacts by their status."""
        self._clock.stop_at(self._at(days_ago))
        newsletter = broadcasts.create(
            self._session,
            "What is new this month",
            "Hello,\n\nthe new season's colours are here, and the workshop is open on Saturdays.\n\nBrightwater",
            bulk.tag_named(self._session, _NEWSLETTER),
            None,
            self._at(days_ago + 0.2),
        )
        broadcasts.send(self._session, self._mailer, newsletter)

    def welcome(self, days_ago: tuple[float, ...]) -> None:
        """Start a sequence for contacts, half of which are held, and send the due messages on these days."""
        messages = [
            SequenceMessage(0, "Welcome to Brightwater", "Hello, good to have you here. Here is how to find us."),
            SequenceMessage(3, "Three things to try first", "Start with the samples: they cost nothing."),
            SequenceMessage(14, "How do you like it?", "Answer this message; we read all of them."),
        ]
        start = self._at(days_ago[0])
        sequence = sequences.create(self._session, "Welcome", messages, start - timedelta(days=1))
        people = [
            *self._some(8, EmailStatus.NON_MARKETABLE, STOREFRONT, older_than=days_ago[0]),
            *self._some(8, EmailStatus.CONFIRMED, SIGN_UP_FORM, older_than=days_ago[0]),
        ]
        sequences.start(self._session, sequence, [contact.id for contact in people], start)
        for days in days_ago:
            self._clock.stop_at(self._at(days))
            due_messages.tick(self._session, self._mailer)

    def draft_broadcast(self, days_ago: float) -> None:
        """Add a broadcast that is not sent yet."""
        subject, body = "Last places in the workshop", "Three places are left. Answer this message to take one."
        broadcasts.create(self._session, subject, body, None, None, self._at(days_ago))

    def _at(self, days_ago: float) -> datetime:
        return self._now - timedelta(days=days_ago)

    def _some(self, count: int, status: EmailStatus, source: str, older_than: float = 0) -> list[Contact]:
        found = (
            contact
            for seed, contact in self._contacts
            if seed.source == source and seed.emails[0].status is status and seed.days_ago > older_than
        )
        return list(islice(found, count))
