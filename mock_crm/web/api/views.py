"""The HTTP API: add, read and list contacts."""

from http import HTTPStatus
from typing import Any, cast

import flask
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import UnsupportedMediaType

from mock_crm.contacts import editing, search
from mock_crm.contacts.consent import Origin
from mock_crm.integrations import contact_list, plugins
from mock_crm.rules.email_status import Way
from mock_crm.rules.errors import InvalidInput, NotFound
from mock_crm.storage.database import transaction
from mock_crm.storage.models import Integration
from mock_crm.web.api import requests, responses
from mock_crm.web.context import crm, csrf, db

blueprint = flask.Blueprint("api", __name__, url_prefix="/crm/rest/v2")
csrf.exempt(blueprint)


@blueprint.before_request
def authenticate() -> ResponseReturnValue | None:
    """Refuse a request without the key of a connected plugin (RFC 6750); otherwise record the use of the key."""
    given = flask.request.authorization
    if given is None:
        return _unauthorized("")
    if given.type != "bearer" or not given.token:
        return _unauthorized("invalid_token")
    # A transaction of its own: a request that is refused later counts as use of the key, too.
    with transaction(crm().engine) as session:
        flask.g.plugin = plugins.authenticate(session, given.token, crm().clock.now())
    return None if flask.g.plugin else _unauthorized("invalid_token")


@blueprint.post("/contacts")
def create_contact() -> ResponseReturnValue:
    """Add a contact. As in Keap, a known address does not prevent it: the two contacts share the address."""
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
        contact = editing.add(db(), body.details(), plugin.name, origin, permission)
    except InvalidInput as error:
        path = body.path_of(error.field)
        raise InvalidInput(f"{path}: {error}", path) from error
    location = flask.url_for(".get_contact", contact_id=contact.id)
    return responses.contact(contact), HTTPStatus.CREATED, {"Location": location}


@blueprint.get("/contacts")
def list_contacts() -> ResponseReturnValue:
    """Return a page of the contacts that match the filter, in the order of their ids."""
    listing = requests.read_listing(flask.request.args.to_dict())
    # One more than the page holds tells whether there is a next page.
    found = db().scalars(contact_list.page(listing.filters, listing.after, listing.page_size + 1)).all()
    page = found[: listing.page_size]
    answer: dict[str, Any] = {"contacts": [responses.contact(contact) for contact in page]}
    if len(found) > len(page):
        answer["next_page_token"] = str(page[-1].id)
    return answer


@blueprint.get("/contacts/<contact_id>")
def get_contact(contact_id: str) -> ResponseReturnValue:
    """Return a contact."""
    return responses.contact(search.get(db(), _number(contact_id)))


def _number(contact_id: str) -> int:
    # A number of 18 digits fits in a 64-bit integer.
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
