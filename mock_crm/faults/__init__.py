"""Named ways to break the CRM, each of which contradicts sentences of its help articles.

They show that the checks of the articles can fail. The CRM does not know them: while a fault is applied, it replaces
parts of the CRM, and puts them back afterwards.
"""

from mock_crm.faults import (
    bulk_actions,
    contact_page,
    history,
    importing,
    plugins,
    recipients,
    screens,
    searching,
    sending,
    statuses,
    unreadable,
)
from mock_crm.faults.catalogue import FAULTS, Fault, Severity, UnknownFault, applied, named

__all__ = [
    "FAULTS",
    "Fault",
    "Severity",
    "UnknownFault",
    "applied",
    "bulk_actions",
    "contact_page",
    "history",
    "importing",
    "named",
    "plugins",
    "recipients",
    "screens",
    "searching",
    "sending",
    "statuses",
    "unreadable",
]
