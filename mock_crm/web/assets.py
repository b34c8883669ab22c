"""Let browsers keep style sheets, scripts and pictures, which each page would ask for again otherwise."""

from functools import cache
from pathlib import Path
from typing import Any

import flask

_YEAR, _MINUTE = 365 * 86_400, 60
_VERSION = "v"


def init_app(app: flask.Flask) -> None:
    """Name the version of each file in its address, so that a file that was changed has another address."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _MINUTE

    @cache
    def version(endpoint: str, filename: str) -> str | None:
        owner = app.blueprints[endpoint.rpartition(".")[0]] if "." in endpoint else app
        file = Path(owner.static_folder or "", filename)
        return f"{file.stat().st_mtime_ns:x}" if file.is_file() else None

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if _is_asset(endpoint) and (found := version(endpoint, values["filename"])):
            values[_VERSION] = found

    @app.after_request
    def keep(response: flask.Response) -> flask.Response:
        if _is_asset(flask.request.endpoint or "") and _VERSION in flask.request.args:
            response.cache_control.max_age = _YEAR
        return response


def _is_asset(endpoint: str) -> bool:
    return endpoint.rpartition(".")[2] == "static"
