"""The parts of a query that can be taken away."""

from __future__ import annotations

import pytest

from photoorg.search.language.chips import chips, without
from photoorg.search.language.parsing import parse


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", []),
        ("dog on the beach", ["dog on the beach"]),
        ('tag:x dog -"deep snow" (a OR b)', ["tag:x", "dog", '-"deep snow"', "(a OR b)"]),
        ("dog after:2023 beach", ["dog beach", "after:2023"]),
        ("cat OR dog", ["(cat OR dog)"]),
        ("cat AND dog sofa", ["cat", "dog sofa"]),
        ("NOT (a OR b) c^2", ["NOT (a OR b)", "c^2"]),
    ],
)
def test_chips_are_what_was_typed_from_left_to_right(typed: str, parts: list[str]) -> None:
    assert chips(typed) == parts


@pytest.mark.parametrize(
    ("typed", "place", "left"),
    [
        ("dog after:2023 beach", 1, "dog beach"),
        ("dog after:2023 beach", 0, "after:2023"),
        ("cat AND dog sofa -snow", 2, "cat AND dog sofa"),
        ("cat AND tag:x AND dog", 1, "cat AND dog"),
        ('(a OR b) "red car" tag:x', 1, "(a OR b) tag:x"),
        ("dog", 0, ""),
    ],
)
def test_what_is_left_without_one(typed: str, place: int, left: str) -> None:
    assert without(typed, place) == left
    remaining = chips(typed)
    del remaining[place]
    assert chips(left) == remaining
    assert (parse(left) is None) == (not remaining)
