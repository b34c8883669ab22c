"""Values that the CRM keeps for itself in the database, so that they outlive a restart."""

import secrets

from sqlalchemy import Engine

from mock_crm.storage.database import open_session, transaction
from mock_crm.storage.models import Setting

DEFAULT_BASE_URL = "http://127.0.0.1:5000"


def secret_key(engine: Engine) -> str:
    """Return the key that signs sessions and links, made on first use."""
    with transaction(engine) as session:
        setting = session.get(Setting, "secret_key")
        if setting is None:
            setting = Setting(name="secret_key", value=secrets.token_urlsafe(32))
            session.add(setting)
        return setting.value


def base_url(engine: Engine) -> str:
    """Return the address at which the CRM answered when it last served, which the links in messages begin with."""
    with open_session(engine, writing=False) as session:
        setting = session.get(Setting, "base_url")
        return setting.value if setting else DEFAULT_BASE_URL


def remember_base_url(engine: Engine, url: str) -> None:
    """Keep the address at which the CRM answers."""
    with transaction(engine) as session:
        session.merge(Setting(name="base_url", value=url))
