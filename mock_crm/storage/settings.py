"""Settings that are stored in the database, so that they outlive a restart."""

import secrets

from sqlalchemy import Engine

from mock_crm.storage.database import open_session, transaction
from mock_crm.storage.models import Setting

DEFAULT_BASE_URL = "http://127.0.0.1:5000"


def secret_key(engine: Engine) -> str:
    """Return the key that signs sessions and links. It is created on first use."""
    with transaction(engine) as session:
        setting = session.get(Setting, "secret_key")
        if setting is None:
            setting = Setting(name="secret_key", value=secrets.token_urlsafe(32))
            session.add(setting)
        return setting.value


def base_url(engine: Engine) -> str:
    """Return the URL at which the CRM was last served, for the links in messages."""
    with open_session(engine, writing=False) as session:
        setting = session.get(Setting, "base_url")
        return setting.value if setting else DEFAULT_BASE_URL


def remember_base_url(engine: Engine, url: str) -> None:
    """Store the URL at which the CRM is served."""
    with transaction(engine) as session:
        session.merge(Setting(name="base_url", value=url))
