from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

import pytest
from pydantic_core import core_schema

from prosecov.validation import Invalid, Reader


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Leaf:
    colour: Colour
    size: Annotated[int, core_schema.int_schema(ge=1)] = 1


@dataclass(frozen=True)
class Tree:
    name: str
    leaves: tuple[Leaf, ...] = ()
    branches: Mapping[str, "Tree"] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    planted_by: str | None = None


def test_data_becomes_objects_of_their_types() -> None:
    text = (
        '{"name": "oak", "leaves": [{"colour": "red"}, {"colour": "green", "size": 3}], "tags": ["old", "old"],'
        ' "branches": {"low": {"name": "twig", "planted_by": "Ann"}}, "more": [1]}'
    )
    assert Reader(Tree).from_json(text) == Tree(
        "oak",
        (Leaf(Colour.RED), Leaf(Colour.GREEN, 3)),
        {"low": Tree("twig", planted_by="Ann")},
        frozenset({"old"}),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "EOF while parsing a value"),
        ("[]", "should be a table of keys and values"),
        ("{}", "name is missing"),
        ('{"name": 1}', "name should be a string"),
        ('{"name": "oak", "leaves": {}}', "leaves should be a list"),
        ('{"name": "oak", "leaves": [{"colour": "blue"}]}', "leaves.0.colour should be 'red' or 'green'"),
        (
            '{"name": "oak", "leaves": [{"colour": "red", "size": 0}]}',
            "leaves.0.size should be greater than or equal to 1",
        ),
        ('{"name": "oak", "leaves": [{"colour": "red", "size": 1.5}]}', "leaves.0.size should be a whole number"),
        ('{"name": "oak", "branches": {"low": {}}}', "branches.low.name is missing"),
        ('{"name": "oak", "branches": 1}', "branches should be a table of keys and values"),
    ],
)
def test_the_first_mistake_is_named_in_one_line(text: str, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        Reader(Tree).from_json(text)
    assert str(caught.value) == message


def test_the_line_of_broken_json_is_known() -> None:
    with pytest.raises(Invalid) as caught:
        Reader(Tree).from_json('{\n"name": oak}')
    assert caught.value.line == 2
    assert caught.value.keys == ()


def test_unknown_keys_can_be_errors_and_keys_have_hyphens() -> None:
    reader = Reader(Tree, forbids_unknown_keys=True, has_hyphens=True)
    assert reader.from_data({"name": "oak", "planted-by": "Ann"}).planted_by == "Ann"
    assert reader.from_data({"name": "oak", "planted_by": "Ann"}).planted_by == "Ann"
    with pytest.raises(Invalid) as caught:
        reader.from_data({"name": "oak", "branches": {"low": {"name": "twig", "nam": "x"}}})
    assert caught.value.keys == ("branches", "low", "nam")
    assert caught.value.is_unknown
