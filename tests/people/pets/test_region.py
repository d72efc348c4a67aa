"""Boxes in shares of a photo."""

from __future__ import annotations

import pytest

from photoorg.people.pets.region import Region


def test_a_region_has_pixels_however_small() -> None:
    assert Region(0.25, 0.5, 0.75, 1).pixels((8, 4)) == (2, 2, 6, 4)
    assert Region(0.99, 0.99, 1, 1).pixels((3, 3)) == (2, 2, 3, 3)
    assert Region(0.5, 0.5, 0.5001, 0.5001).pixels((1, 1)) == (0, 0, 1, 1)


def test_overlap_is_what_lies_in_both() -> None:
    left, right = Region(0, 0, 0.5, 1), Region(0.25, 0.5, 1, 1)
    assert left.overlap(right) == right.overlap(left) == pytest.approx(0.125)
    assert left.overlap(Region(0.5, 0, 1, 1)) == 0
    assert left.overlap(left) == left.area == 0.5


def test_a_part_of_a_part_and_back() -> None:
    part, region = Region(0.2, 0.4, 0.6, 0.9), Region(0.25, 0.1, 0.5, 0.8)
    whole = region.within(part)
    assert (whole.left, whole.top) == (pytest.approx(0.3), pytest.approx(0.45))
    back = whole.seen_from(part)
    assert (back.left, back.top, back.right, back.bottom) == pytest.approx((0.25, 0.1, 0.5, 0.8))


def test_nothing_is_widened_beyond_the_photo() -> None:
    assert Region(0.1, 0.2, 0.9, 0.8).widened(0.2, 0.1) == Region(
        0, pytest.approx(0.1), 1, pytest.approx(0.9)
    )
