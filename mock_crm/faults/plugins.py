"""Faults of plugins: what becomes of the permission that they pass, and of their setting."""

from collections.abc import Mapping
from typing import Any

import flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_crm.contacts import consent, editing
from mock_crm.contacts.consent import Origin
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.integrations import plugins
from mock_crm.rules.contact_details import ContactDetails
from mock_crm.rules.email_status import EmailStatus, Trigger, Way
from mock_crm.storage.models import Contact, EmailAddress, Integration


@subtle(
    "The old address keeps its status, even if you delete the contact and add it again",
    "An opt-out stays in force",
)
def plugin_revives_opt_outs(seams: Seams) -> None:
    """An Unsubscribed address that a plugin adds with permission becomes Opted-In."""

    @seams.around(consent, "change")
    def _(
        original: Replacement, session: Session, address: EmailAddress, trigger: Trigger, origin: Origin, *rest: Any
    ) -> Any:
        by_plugin = origin.way is Way.INTEGRATION and trigger is Trigger.PERMISSION
        if by_plugin and address.status is EmailStatus.UNSUBSCRIBED:
            address.status = EmailStatus.NON_MARKETABLE
        return original(session, address, trigger, origin, *rest)


@plain(
    "A plugin or an integration that does not pass on permission adds contacts with the email status Non-Marketable",
    "Correct that setting, and future contacts who give permission arrive",
)
def plugins_never_pass_permission(seams: Seams) -> None:
    """Contacts of a plugin are Non-Marketable, even if the plugin is set up to pass permission."""

    @seams.around(editing, "add")
    def _(
        original: Replacement, session: Session, details: ContactDetails, source: str, origin: Origin, permission: Any
    ) -> Any:
        return original(session, details, source, origin, None if origin.way is Way.INTEGRATION else permission)


@subtle("the address came in with permission")
def plugins_pass_permission_for_email_1_only(seams: Seams) -> None:
    """A plugin's permission for Email 2 or Email 3 is lost: these addresses are Non-Marketable."""

    @seams.around(editing, "add")
    def _(
        original: Replacement, session: Session, details: ContactDetails, source: str, origin: Origin, permission: Any
    ) -> Any:
        if isinstance(permission, Mapping):
            permission = {field: reason for field, reason in permission.items() if field == 1}
        return original(session, details, source, origin, permission)


@subtle("future contacts who give permission arrive")
def plugin_setting_reaches_past_contacts(seams: Seams) -> None:
    """Setting up a plugin to pass permission also opts in the contacts that it added earlier."""

    @seams.around(plugins, "change")
    def _(original: Replacement, session: Session, plugin: Integration, name: str, *, passes_permission: bool) -> None:
        original(session, plugin, name, passes_permission=passes_permission)
        if passes_permission:
            for contact in session.scalars(select(Contact).where(Contact.source == plugin.name)):
                for email in contact.emails:
                    if email.address.status is EmailStatus.NON_MARKETABLE:
                        email.address.status = EmailStatus.OPTED_IN


@subtle("Correct that setting, and future contacts who give permission arrive")
def plugin_setting_waits_for_a_restart(seams: Seams) -> None:
    """The corrected setting of a plugin has no effect before the CRM is started again."""
    at_start: dict[str, bool] = {}

    @seams.around(plugins, "authenticate")
    def _(original: Replacement, *arguments: Any) -> Any:
        plugin = original(*arguments)
        if plugin is not None:
            at_start.setdefault(plugin.key_hash, plugin.passes_permission)
            flask.g.passes_permission = at_start[plugin.key_hash]
        return plugin

    @seams.around(editing, "add")
    def _(
        original: Replacement, session: Session, details: ContactDetails, source: str, origin: Origin, permission: Any
    ) -> Any:
        if origin.way is Way.INTEGRATION and not flask.g.passes_permission:
            permission = None
        return original(session, details, source, origin, permission)
