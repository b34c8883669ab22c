"""Rectangles: how they are placed relative to one another, and what becomes of them in a picture."""

from prosecov.geometry import Box, clip, is_at, relation_holds, union


def test_where_things_are() -> None:
    title, field, far = Box(0, 0, 100, 20), Box(0, 30, 100, 20), Box(900, 30, 50, 20)
    assert relation_holds(title, "above", field)
    assert relation_holds(field, "below", title)
    assert not relation_holds(field, "above", title)
    assert not relation_holds(title, "above", Box(0, 10, 100, 20))
    assert relation_holds(field, "next to", Box(110, 32, 50, 20))
    assert not relation_holds(field, "next to", far)
    assert relation_holds(field, "left of", far)
    assert not relation_holds(None, "above", field)
    page = Box(0, 0, 1000, 600)
    assert is_at(title, "top", page)
    assert is_at(title, "left", page)
    assert not is_at(title, "bottom", page)
    assert is_at(Box(900, 560, 80, 30), "bottom", page)
    assert is_at(Box(900, 560, 80, 30), "right", page)


def test_the_union_skips_what_takes_up_no_space() -> None:
    assert union([None, Box(10, 20, 5, 5), None, Box(0, 22, 4, 30)]) == Box(0, 20, 15, 32)
    assert union([None]) is None


def test_only_what_is_within_the_picture_is_left() -> None:
    assert clip(Box(-10, 90, 30, 30), 100, 100) == Box(0, 90, 20, 10)
    assert clip(Box(100, 0, 10, 10), 100, 100) is None
    assert clip(None, 100, 100) is None


def test_a_rectangle_in_a_picture_of_another_size_and_place() -> None:
    assert Box(10, 20, 30, 40).scaled(0.5).moved(5, -10) == Box(10, 0, 15, 20)
