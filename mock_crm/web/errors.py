"""Error handlers: respond with a page or with JSON, never with a traceback."""

from http import HTTPStatus

import flask
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from mock_crm.rules.errors import CrmError, InvalidInput, NotAllowed, NotFound

_STATUS = {InvalidInput: HTTPStatus.BAD_REQUEST, NotFound: HTTPStatus.NOT_FOUND, NotAllowed: HTTPStatus.CONFLICT}
_HINTS = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address. Check it, or go to the home page.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not accept this kind of request.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That is more than 16 MB. Split the file and send the parts.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong on our side. Nothing was changed. Try again.",
}


def init_app(app: flask.Flask) -> None:
    """Register the error handlers."""

    @app.errorhandler(CSRFError)
    def no_token(_error: CSRFError) -> ResponseReturnValue:
        message = "The page was open for too long, or the request came from elsewhere. Go back, reload and try again."
        return _answer(HTTPStatus.BAD_REQUEST, message)

    @app.errorhandler(CrmError)
    def crm_error(error: CrmError) -> ResponseReturnValue:
        return _answer(_STATUS.get(type(error), HTTPStatus.BAD_REQUEST), str(error))

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ResponseReturnValue:
        # In Werkzeug, redirects are exceptions, too.
        if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
            return error.get_response()
        status = HTTPStatus(error.code)
        return _answer(status, _HINTS.get(status, error.description or status.description))


def _answer(status: HTTPStatus, message: str) -> ResponseReturnValue:
    if flask.request.path.startswith(("/crm/", "/test-controls/")):
        return {"code": status.value, "message": message, "status": status.phrase}, status
    # Recipients are not users: their page has no links to the CRM.
    template = "recipients/error.html" if flask.request.blueprint == "recipients" else "error.html"
    return flask.render_template(template, status=status, message=message), status
