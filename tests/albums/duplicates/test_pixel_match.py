"""Copies are known by their pixels, whatever was done to them, and other photos are not taken for copies."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageOps

from photoorg.albums.duplicates.local_features import local_features
from photoorg.albums.duplicates.pixel_match import pixel_match
from tests.albums.duplicates.conftest import thumbnail
from tests.photo_copies import ATTACKS, cropped, screenshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from photoorg.albums.duplicates.pixel_match import PixelMatch

    Photos = Mapping[str, Image.Image]


def _match(one: Image.Image, other: Image.Image) -> PixelMatch | None:
    return pixel_match(local_features(thumbnail(one)), local_features(thumbnail(other)))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", ["astronaut", "coffee"])
def test_copies_are_known(photos: Photos, name: str, attack: str) -> None:
    match = _match(photos[name], ATTACKS[attack](photos[name]))
    assert match is not None
    assert match.is_copy


def test_what_was_done_is_told(photos: Photos) -> None:
    photo = photos["coffee"]
    mirrored = _match(photo, ImageOps.mirror(photo))
    turned = _match(photo, photo.transpose(Image.Transpose.ROTATE_180))
    cut = _match(photo, cropped(photo, 0.7))
    framed = _match(photo, screenshot(photo))
    same = _match(photo, ATTACKS["sepia"](photo))
    assert all((mirrored, turned, cut, framed, same))
    assert [(m.is_mirrored, m.is_turned, m.is_cut) for m in (mirrored, turned, cut, framed, same) if m] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (False, False, True),
        (False, False, False),
    ]


def test_different_photos_have_nothing_in_common(photos: Photos) -> None:
    others = [photo for name, photo in photos.items() if name != "motorcycle 2"]
    features = [local_features(thumbnail(photo)) for photo in others[:12]]
    assert all(pixel_match(*pair) is None for pair in combinations(features, 2))


def test_two_views_of_one_thing_are_no_copies(photos: Photos) -> None:
    match = _match(photos["motorcycle"], photos["motorcycle 2"])
    assert match is not None
    assert not match.is_copy


@pytest.mark.parametrize("moved_px", [3, 8])
def test_two_shots_by_hand_are_no_copies(photos: Photos, moved_px: int) -> None:
    """Each shows a strip that the other does not."""
    photo = photos["astronaut"]
    width, height = photo.width - moved_px, photo.height
    first, second = photo.crop((0, 0, width, height)), photo.crop((moved_px, 0, photo.width, height))
    match = _match(first, second)
    assert match is not None
    assert not match.is_copy


def test_a_scene_in_which_most_has_changed_is_no_copy(photos: Photos) -> None:
    changed = photos["astronaut"].copy()
    other = photos["coffee"].resize(changed.size)
    changed.paste(other.crop((0, 0, changed.width, round(changed.height * 0.6))))
    match = _match(photos["astronaut"], changed)
    assert match is None or not match.is_copy


@pytest.mark.parametrize("size", [(1, 1), (384, 1), (20, 20), (384, 256)])
def test_pictures_without_corners_match_nothing(photos: Photos, size: tuple[int, int]) -> None:
    plain = Image.new("RGB", size, "navy")
    assert _match(plain, plain) is None
    assert _match(plain, photos["coffee"]) is None


def test_noise_is_no_copy_of_other_noise() -> None:
    one, other = (
        Image.fromarray(np.random.default_rng(seed).integers(0, 256, (200, 300, 3), np.uint8))
        for seed in (1, 2)
    )
    assert _match(one, other) is None
