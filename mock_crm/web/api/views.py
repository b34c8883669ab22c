"""The calls that plugins make."""

from http import HTTPStatus
from typing import cast

import flask
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import UnsupportedMediaType

from mock_crm import contacts, integrations
from mock_crm.consent import Origin
from mock_crm.errors import InvalidInput, NotFound
from mock_crm.models import Integration
from mock_crm.rules import Way
from mock_crm.web.api import requests, responses
from mock_crm.web.context import crm, db

blueprint = flask.Blueprint("api", __name__, url_prefix="/crm/rest/v2")


@blueprint.before_request
def authenticate() -> ResponseReturnValue | None:
    """Refuse a request without the key of a connected plugin (RFC 6750); otherwise note that the plugin called."""
    given = flask.request.authorization
    plugin = None
    if given is not None and given.type == "bearer" and given.token:
        plugin = integrations.authenticate(db(writing=True), given.token, crm().clock.now())
    if plugin is None:
        return _unauthorized("invalid_token" if given is not None else "")
    db().commit()
    flask.g.plugin = plugin
    return None


@blueprint.post("/contacts")
def create_contact() -> ResponseReturnValue:
    """Add a contact. As in Keap, one whose address is known becomes another contact that shares the address."""
    if "duplicate_option" in flask.request.args:
        raise InvalidInput("duplicate_option: not supported; every call adds a contact.")
    if flask.request.mimetype != "application/json":
        raise UnsupportedMediaType("Send the contact as JSON, with the header Content-Type: application/json.")
    body = requests.read_contact(flask.request.get_data())
    plugin = cast("Integration", flask.g.plugin)
    origin = Origin(plugin.name, Way.INTEGRATION, crm().clock.now())
    try:
        reasons = body.permission()
        permission = reasons if plugin.passes_permission else None
        contact = contacts.add(db(), body.details(), plugin.name, origin, permission)
    except InvalidInput as error:
        path = body.path_of(error.field)
        raise InvalidInput(f"{path}: {error}", path) from error
    db().commit()
    location = flask.url_for(".get_contact", contact_id=contact.id)
    return responses.contact(contact), HTTPStatus.CREATED, {"Location": location}


@blueprint.get("/contacts")
def list_contacts() -> ResponseReturnValue:
    """Return a page of the contacts that the request asks for, in order of their numbers."""
    listing = requests.read_listing(flask.request.args.to_dict())
    found = db().scalars(listing.query).all()
    page = found[: listing.page_size]
    answer = {"contacts": [responses.contact(contact) for contact in page]}
    next_page = {"next_page_token": str(page[-1].id)} if len(found) > len(page) else {}
    return {**answer, **next_page}


@blueprint.get("/contacts/<contact_id>")
def get_contact(contact_id: str) -> ResponseReturnValue:
    """Return a contact."""
    return responses.contact(contacts.get(db(), _number(contact_id)))


def _number(contact_id: str) -> int:
    # Numbers of more digits fit in no database.
    if contact_id.isascii() and contact_id.isdigit() and len(contact_id) < 19:
        return int(contact_id)
    raise NotFound(f"There is no contact {contact_id}; contacts have whole numbers.")


def _unauthorized(error: str) -> ResponseReturnValue:
    # RFC 6750 section 3.1: without any credentials, the challenge has no error code.
    challenge = WWWAuthenticate("bearer", {"realm": "Brightwater CRM", **({"error": error} if error else {})})
    message = "Send the key of a connected plugin, with the header Authorization: Bearer KEY."
    status = HTTPStatus.UNAUTHORIZED
    answer = {"code": status.value, "message": message, "status": status.phrase}
    return answer, status, {"WWW-Authenticate": challenge.to_header()}
