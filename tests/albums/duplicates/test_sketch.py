"""Sketches are of what is within a frame, and turn as pictures do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageOps

from photoorg.albums.duplicates.sketch import SKETCH_SIZE, sketches, turned_sketches
from tests.photo_copies import ATTACKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    Photos = Mapping[str, Image.Image]


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_one_of_the_turned_is_that_of_the_turned_picture(photos: Photos, turn: Image.Transpose) -> None:
    picture = photos["astronaut"]
    turned = turned_sketches(sketches(picture)[:1])[:, 0]
    assert (turned @ sketches(picture.transpose(turn))[0]).max() > 0.999
    assert (turned @ sketches(photos["coffee"])[0]).max() < 0.7


@pytest.mark.parametrize("attack", ["screenshot", "white border"])
def test_a_frame_is_left_out(photos: Photos, attack: str) -> None:
    whole, within = sketches(ATTACKS[attack](photos["coffee"]))
    original = sketches(photos["coffee"])[0]
    assert within @ original > 0.98
    assert whole @ original < 0.9


def test_colours_and_brightness_do_not_matter(photos: Photos) -> None:
    original = sketches(photos["coffee"])[0]
    for attack in ("grey", "sepia", "darker", "JPEG 10", "quarter the size"):
        assert sketches(ATTACKS[attack](photos["coffee"]))[0] @ original > 0.98, attack


def test_a_plain_picture_has_no_sketch() -> None:
    for size in ((1, 1), (500, 3), (300, 200)):
        found = sketches(Image.new("RGB", size, "white"))
        assert found.shape == (1, SKETCH_SIZE)
        assert not found.any()


def test_all_are_of_unit_length(photos: Photos) -> None:
    picture = ImageOps.expand(photos["cat"], 60, "black")
    assert np.linalg.norm(sketches(picture), axis=1) == pytest.approx(1)
