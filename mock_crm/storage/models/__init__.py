"""The tables of the database."""

from mock_crm.storage.models.base import Base
from mock_crm.storage.models.campaigns import (
    Broadcast,
    BroadcastRecipient,
    Enrolment,
    Message,
    Sequence,
    SequenceStep,
)
from mock_crm.storage.models.contacts import ConsentEvent, Contact, ContactEmail, ContactTag, EmailAddress, Tag
from mock_crm.storage.models.records import CsvImport, Integration, Setting, TrackerResult, TrackerSearch

__all__ = [
    "Base",
    "Broadcast",
    "BroadcastRecipient",
    "ConsentEvent",
    "Contact",
    "ContactEmail",
    "ContactTag",
    "CsvImport",
    "EmailAddress",
    "Enrolment",
    "Integration",
    "Message",
    "Sequence",
    "SequenceStep",
    "Setting",
    "Tag",
    "TrackerResult",
    "TrackerSearch",
]
