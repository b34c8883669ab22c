"""Connected plugins: their keys, and whether they pass permission with a contact."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mock_crm.rules.errors import InvalidInput, NotFound
from mock_crm.rules.validation import MAX_NAME, one_line
from mock_crm.storage.models import Contact, Integration

# A fixed prefix lets secret scanners and people recognize a leaked key.
_KEY_PREFIX = "bw_"
_KEY_BYTES = 32
_HINT_LENGTH = 4


@dataclass(frozen=True, slots=True)
class ConnectedPlugin:
    """A connected plugin and the number of its contacts.

    Attributes:
        plugin: the plugin.
        contacts: the number of contacts with the plugin as their source.
    """

    plugin: Integration
    contacts: int


def checked_name(session: Session, name: str, plugin: Integration | None = None) -> str:
    """Return the stripped name for a new plugin, or for `plugin` if it is renamed.

    Raises:
        InvalidInput: the name is empty, too long, not printable, or that of another plugin, or a plugin would be
            renamed to the source of other contacts, which could then not be told apart from its own.
    """
    clean = one_line(name, "name", "The name", MAX_NAME)
    if not clean:
        raise InvalidInput("Enter the name of the plugin.", "name")
    others = (other for other in session.scalars(select(Integration)) if other is not plugin)
    if any(other.name.casefold() == clean.casefold() for other in others):
        raise InvalidInput(f"“{clean}” is already connected; choose another name.", "name")
    renamed = plugin is not None and plugin.name != clean
    if renamed and session.scalar(select(func.count()).where(Contact.source == clean)):
        raise InvalidInput(f"“{clean}” is already the source of other contacts; choose another name.", "name")
    return clean


def connect(session: Session, name: str, *, passes_permission: bool, now: datetime) -> tuple[Integration, str]:
    """Connect a plugin. Its name is the source of its contacts.

    Returns:
        The plugin and its key. The key is not stored: it can be shown only now.

    Raises:
        InvalidInput: the name is empty, too long, not printable, or that of another plugin.
    """
    key = _KEY_PREFIX + secrets.token_urlsafe(_KEY_BYTES)
    plugin = Integration(
        name=checked_name(session, name),
        key_hash=_hash(key),
        key_hint=key[-_HINT_LENGTH:],
        passes_permission=passes_permission,
        created_at=now,
    )
    session.add(plugin)
    session.flush()
    return plugin, key


def change(session: Session, plugin: Integration, name: str, *, passes_permission: bool) -> None:
    """Change the settings of a plugin. If it is renamed, the source of its contacts is renamed, too.

    Raises:
        InvalidInput: the name is empty, too long, not printable, that of another plugin, or that of another source,
            whose contacts could not be told apart from the plugin's any more.
    """
    clean = checked_name(session, name, plugin)
    if clean != plugin.name:
        session.execute(update(Contact).where(Contact.source == plugin.name).values(source=clean))
    plugin.name = clean
    plugin.passes_permission = passes_permission


def disconnect(session: Session, plugin: Integration) -> None:
    """Disconnect a plugin. Its key no longer works; its contacts are kept."""
    session.delete(plugin)


def get(session: Session, plugin_id: int) -> ConnectedPlugin:
    """Return a connected plugin.

    Raises:
        NotFound: there is no plugin with this id.
    """
    plugin = session.get(Integration, plugin_id)
    if plugin is None:
        raise NotFound("There is no such plugin; it may have been disconnected.")
    contacts = session.scalar(select(func.count()).where(Contact.source == plugin.name))
    return ConnectedPlugin(plugin, contacts or 0)


def connected(session: Session) -> list[ConnectedPlugin]:
    """Return all connected plugins in the order of their names."""
    query = (
        select(Integration, func.count(Contact.id))
        .outerjoin(Contact, Contact.source == Integration.name)
        .group_by(Integration.id)
        .order_by(func.lower(Integration.name))
    )
    return [ConnectedPlugin(plugin, contacts) for plugin, contacts in session.execute(query)]


def authenticate(session: Session, key: str, now: datetime) -> Integration | None:
    """Return the plugin with a key and record its use, or return None if the key is not valid."""
    plugin = session.scalar(select(Integration).where(Integration.key_hash == _hash(key)))
    if plugin is not None:
        plugin.last_used_at = now
    return plugin


def _hash(key: str) -> str:
    # NIST SP 800-63B section 5.1.2.2: for a random secret of at least 112 bits, a hash without a salt is enough.
    return sha256(key.encode()).hexdigest()
