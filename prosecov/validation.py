"""Plain data from outside, such as JSON and TOML, checked and turned into frozen dataclasses.

The checks are pydantic's. Only its core is used: the rest of pydantic takes 60 ms to load, which is a third of what
``prosecov check`` takes, and the core takes 10 ms.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, SchemaValidator, ValidationError, core_schema

_T = TypeVar("_T")
_SCALARS: Mapping[type, Callable[[], CoreSchema]] = {
    str: core_schema.str_schema,
    int: core_schema.int_schema,
    float: core_schema.float_schema,
    bool: core_schema.bool_schema,
}
_CONTAINERS: Mapping[Any, Callable[..., CoreSchema]] = {
    tuple: core_schema.tuple_variable_schema,
    frozenset: core_schema.frozenset_schema,
    abc.Mapping: core_schema.dict_schema,
    UnionType: core_schema.nullable_schema,
}
_PLACE_IN_JSON = re.compile(r" at line (\d+) column \d+$")
_PLAIN_WORDS = {
    "missing": "is missing",
    "unexpected_keyword_argument": "is unknown",
    "dataclass_type": "should be a table of keys and values",
    "dict_type": "should be a table of keys and values",
    "tuple_type": "should be a list",
    "frozen_set_type": "should be a list",
    "string_type": "should be a string",
    "int_type": "should be a whole number",
    "int_from_float": "should be a whole number",
    "int_parsing": "should be a whole number",
    "too_short": "should not be empty",
}


class Invalid(Exception):
    """Data that is not what it should be.

    Attributes:
        keys: The keys and positions that lead to the first value that is wrong; empty if the text cannot be parsed.
        value: That value.
        message: What is wrong with it, such as ``should be a string``.
        line: The line of a text that cannot be parsed, else 0.
        is_unknown: Whether the last key is one that is not known there.
    """

    def __init__(self, error: ValidationError) -> None:
        first = error.errors(include_url=False, include_context=False)[0]
        self.keys = first["loc"]
        self.value = first["input"]
        place = _PLACE_IN_JSON.search(first["msg"]) if first["type"] == "json_invalid" else None
        self.line = int(place.group(1)) if place else 0
        message = _PLAIN_WORDS.get(first["type"]) or _PLACE_IN_JSON.sub("", first["msg"])
        self.message = message.removeprefix("Input ").replace("a valid ", "a ").replace("Invalid JSON: ", "")
        self.is_unknown = first["type"] == "unexpected_keyword_argument"
        super().__init__(f"{self.path} {self.message}" if self.keys else self.message)

    @property
    def path(self) -> str:
        """The keys as one text, such as ``scenarios.0.name``."""
        return ".".join(map(str, self.keys))


class Reader(Generic[_T]):
    """Makes objects of a dataclass from plain data.

    A field can be a string, number, boolean or enumeration, ``X | None``, ``tuple[X, ...]``, ``frozenset[X]``,
    ``Mapping[str, X]``, or another such dataclass. A field of the type ``Annotated[X, schema]`` is checked by that
    schema of pydantic's core.
    """

    def __init__(self, kind: type[_T], *, forbids_unknown_keys: bool = False, has_hyphens: bool = False) -> None:
        """Take the dataclass; the checks are compiled when they are first needed.

        Args:
            kind: The dataclass.
            forbids_unknown_keys: Whether keys that no field has are errors; they are ignored otherwise.
            has_hyphens: Whether keys have hyphens where fields have underscores; underscores are allowed as well.
        """
        self._kind = kind
        self._forbids_unknown_keys = forbids_unknown_keys
        self._has_hyphens = has_hyphens
        self._definitions: dict[str, CoreSchema | None] = {}

    def from_data(self, data: Any) -> _T:
        """Make an object from dictionaries, lists and scalars.

        Raises:
            Invalid: The data is something else.
        """
        try:
            return self._validator.validate_python(data)  # type: ignore[no-any-return]
        except ValidationError as error:
            raise Invalid(error) from None

    def from_json(self, text: str) -> _T:
        """Make an object from JSON.

        Raises:
            Invalid: The text is no JSON, or something else.
        """
        try:
            return self._validator.validate_json(text)  # type: ignore[no-any-return]
        except ValidationError as error:
            raise Invalid(error) from None

    @cached_property
    def _validator(self) -> SchemaValidator:
        root = self._schema(self._kind)
        return SchemaValidator(
            core_schema.definitions_schema(root, [schema for schema in self._definitions.values() if schema])
        )

    def _schema(self, kind: Any) -> CoreSchema:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            schema: CoreSchema = arguments[1]
            return schema
        if origin is not None:
            items = [self._schema(argument) for argument in arguments if argument not in (..., type(None))]
            return _CONTAINERS[origin](*items)
        if is_dataclass(kind):
            return self._reference(kind)
        if issubclass(kind, Enum):
            return core_schema.enum_schema(kind, list(kind), sub_type="str")
        return _SCALARS[kind]()

    def _reference(self, kind: Any) -> CoreSchema:
        name = kind.__name__
        if name not in self._definitions:
            self._definitions[name] = None
            hints = get_type_hints(kind, include_extras=True)
            arguments = [
                core_schema.dataclass_field(
                    field.name,
                    _with_default(self._schema(hints[field.name]), field.default, field.default_factory),
                    validation_alias=_spellings(field.name) if self._has_hyphens else None,
                )
                for field in fields(kind)
            ]
            schema = core_schema.dataclass_args_schema(
                name, arguments, extra_behavior="forbid" if self._forbids_unknown_keys else "ignore"
            )
            names = [field.name for field in fields(kind)]
            has_slots = "__slots__" in vars(kind)
            self._definitions[name] = core_schema.dataclass_schema(kind, schema, names, slots=has_slots, ref=name)
        return core_schema.definition_reference_schema(name)


def _with_default(schema: CoreSchema, default: Any, factory: Any) -> CoreSchema:
    if factory is not MISSING:
        return core_schema.with_default_schema(schema, default_factory=factory)
    return schema if default is MISSING else core_schema.with_default_schema(schema, default=default)


def _spellings(name: str) -> list[list[str | int]]:
    return [[name.replace("_", "-")], [name]]
