"""Replace parts of the CRM while a fault is applied: functions, views, templates, scripts and style sheets."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial, update_wrapper
from pathlib import Path
from typing import Any, Self

import flask
from jinja2 import BaseLoader, Environment

from mock_crm import server

Replacement = Callable[..., Any]
"""A function that gets the one that it replaces, then the arguments of the call."""

_Edit = tuple[str, str]


class SeamMoved(Exception):
    """The text that a fault replaces is not there any more; the fault must be adapted."""


class Seams:
    """The places at which faults replace parts of the CRM. When the context ends, the originals are back."""

    def __init__(self) -> None:
        self._undo = ExitStack()
        self._templates: dict[str, list[_Edit]] = defaultdict(list)
        self._files: dict[str, list[_Edit]] = defaultdict(list)
        self._views: dict[str, Replacement] = {}

    def __enter__(self) -> Self:
        self.around(server, "create_app")(self._create_app)
        return self

    def __exit__(self, *_error: object) -> None:
        self._undo.close()

    def around(self, owner: Any, name: str) -> Callable[[Replacement], Replacement]:
        """Return a decorator that puts a function in the place of one of a module or class."""

        def replace(new: Replacement) -> Replacement:
            original = getattr(owner, name)
            self._undo.callback(setattr, owner, name, original)
            setattr(owner, name, _around(new, original))
            return new

        return replace

    def view(self, endpoint: str) -> Callable[[Replacement], Replacement]:
        """Return a decorator that puts a function in the place of the view of an endpoint."""

        def replace(new: Replacement) -> Replacement:
            self._views[endpoint] = new
            return new

        return replace

    def template(self, name: str, old: str, new: str) -> None:
        """Replace a part of a template."""
        self._templates[name].append((old, new))

    def static(self, name: str, old: str, new: str) -> None:
        """Replace a part of a script or a style sheet; an empty part is the end of the file."""
        self._files[name].append((old, new))

    def install(self, app: flask.Flask) -> None:
        """Replace the views, templates and static files of an application.

        Raises:
            SeamMoved: a part that is to be replaced is not there.
        """
        for endpoint, new in self._views.items():
            app.view_functions[endpoint] = _around(new, app.view_functions[endpoint])
        if self._templates:
            loader = app.jinja_loader
            assert loader is not None
            app.jinja_loader = _EditedTemplates(loader, self._templates)
            for name in self._templates:
                app.jinja_loader.get_source(app.jinja_env, name)
        if self._files:
            folder = Path(str(app.static_folder))
            edited = {name: _edited(name, (folder / name).read_text(), edits) for name, edits in self._files.items()}
            original = app.view_functions["static"]
            app.view_functions["static"] = update_wrapper(partial(_static_file, original, edited), original)

    def _create_app(self, original: Replacement, *arguments: Any) -> flask.Flask:
        app: flask.Flask = original(*arguments)
        self.install(app)
        return app


def _around(new: Replacement, original: Replacement) -> Replacement:
    # Flask looks up views by their names.
    return update_wrapper(partial(new, original), original)


class _EditedTemplates(BaseLoader):
    """Load templates, some of them with other parts."""

    def __init__(self, loader: BaseLoader, edits: dict[str, list[_Edit]]) -> None:
        self._loader = loader
        self._edits = edits

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the source of a template, its file, and whether it is up to date."""
        source, file, is_current = self._loader.get_source(environment, template)
        return _edited(template, source, self._edits.get(template, [])), file, is_current

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return self._loader.list_templates()


def _edited(name: str, text: str, edits: list[_Edit]) -> str:
    for old, new in edits:
        if old not in text:
            raise SeamMoved(f"{name}: there is no “{old}” to replace; adapt the fault")
        text = text.replace(old, new) if old else text + new
    return text


def _static_file(original: Replacement, edited: dict[str, str], filename: str) -> flask.Response:
    if filename not in edited:
        response: flask.Response = original(filename=filename)
        return response
    kind = "text/css" if filename.endswith(".css") else "text/javascript"
    return flask.Response(edited[filename], mimetype=kind, headers={"Cache-Control": "no-store"})
