"""Groups of copies in a library."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.albums.duplicates.copies import CopyFinder
from photoorg.albums.duplicates.groups import GroupKind
from photoorg.albums.duplicates.looks import Looks
from photoorg.albums.duplicates.moments import Moment, moment_of
from photoorg.albums.duplicates.sketch import sketches
from tests.albums.duplicates.conftest import thumbnail
from tests.photo_copies import ATTACKS
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL import Image

    from photoorg.albums.duplicates.groups import PhotoGroup

    Photos = Mapping[str, Image.Image]

NOON = datetime(2024, 5, 17, 12, 0, 0)


def _looks(pictures: Sequence[Image.Image]) -> Looks:
    encoder = TinyEncoder()
    inputs = [encoder.preprocess(picture) for picture in pictures]
    vectors = encoder.encode_images(np.stack(inputs)) if inputs else np.empty((0, 32), np.float32)
    return Looks.of(vectors, [sketches(picture) for picture in pictures])


def _groups(pictures: Sequence[Image.Image], moments: Sequence[Moment | None] = ()) -> list[PhotoGroup]:
    small = [thumbnail(picture) for picture in pictures]
    when = dict(enumerate(moments, 100))
    finder = CopyFinder(lambda photo_id: small[photo_id - 100], when.get)
    return finder.groups(np.arange(100, 100 + len(small)), _looks(small))


def test_copies_come_together_and_others_stay_alone(photos: Photos) -> None:
    coffee, cat = photos["coffee"], photos["cat"]
    made = ["sepia", "crop 80 %", "rotated by 90", "screenshot"]
    pictures = [coffee, cat, photos["astronaut"], *(ATTACKS[name](coffee) for name in made)]
    groups = _groups([*pictures, ATTACKS["mirrored"](cat)])
    assert [(group.kind, group.photo_ids) for group in groups] == [
        (GroupKind.COPIES, (100, 103, 104, 105, 106)),
        (GroupKind.COPIES, (101, 107)),
    ]
    assert "cropped or framed" in groups[0].reason
    assert groups[1].reason == "The same picture: mirrored."


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_libraries(photos: Photos, count: int) -> None:
    pictures = [photos["coffee"]] * count
    assert [group.photo_ids for group in _groups(pictures)] == ([(100, 101)] if count == 2 else [])


def test_shots_of_different_moments_are_no_copies(photos: Photos) -> None:
    pictures = [photos["coffee"]] * 3
    later = Moment(NOON + timedelta(seconds=2), "Camera")
    assert _groups(pictures[:2], [Moment(NOON, "Camera"), later]) == []
    # The one that lost its date is a copy of one of them, and does not bring them together.
    pictures = [photos["coffee"], ATTACKS["darker"](photos["coffee"]), ATTACKS["sepia"](photos["coffee"])]
    for moments in ([Moment(NOON, "Camera"), later, None], [None, Moment(NOON, "Camera"), later]):
        assert [len(group.photo_ids) for group in _groups(pictures, moments)] == [2]


@pytest.mark.parametrize(
    ("apart", "camera", "differs"),
    [
        (timedelta(), "Camera", False),
        (timedelta(seconds=1), "Camera", True),
        (timedelta(hours=2), "Camera", False),
        (timedelta(hours=2, seconds=1), "Camera", True),
        (timedelta(microseconds=300_000), "Camera", True),
        (timedelta(), "Other", True),
    ],
)
def test_when_moments_differ(apart: timedelta, camera: str, *, differs: bool) -> None:
    noon = NOON.replace(microsecond=100_000)
    assert Moment(noon, "Camera").differs_from(Moment(noon + apart, camera)) is differs
    assert Moment(noon + apart, camera).differs_from(Moment(noon, "Camera")) is differs


def test_lost_parts_of_a_second_are_no_other_moment() -> None:
    assert not Moment(NOON, "Camera").differs_from(Moment(NOON.replace(microsecond=300_000), "Camera"))


def test_only_cameras_know_the_moment() -> None:
    assert moment_of(NOON, "exif_original", "Camera") == Moment(NOON, "Camera")
    for source, camera in (("file_modified", "Camera"), ("exif_original", None), (None, None)):
        assert moment_of(NOON, source, camera) is None


def test_many_copies_are_not_all_compared_with_each_other(photos: Photos) -> None:
    base = photos["coffee"].resize((96, 64))
    small = [base.point(lambda value, add=number: min(255, value + add % 40)) for number in range(60)]
    looked_at: list[tuple[int, int]] = []

    class Counting(CopyFinder):
        def compare(self, one: int, other: int) -> object:  # type: ignore[override]
            looked_at.append((one, other))
            return super().compare(one, other)

    groups = Counting(small.__getitem__).groups(np.arange(60), _looks(small))
    assert [len(group.photo_ids) for group in groups] == [60]
    assert len(looked_at) < 2 * 60


def test_a_photo_without_thumbnail_is_left_alone(photos: Photos) -> None:
    pictures = {0: photos["coffee"], 1: None, 2: photos["coffee"]}
    finder = CopyFinder(pictures.__getitem__)
    assert [group.photo_ids for group in finder.groups(np.arange(3), _looks([photos["coffee"]] * 3))] == [
        (0, 2)
    ]


def test_copies_of_one_more(photos: Photos) -> None:
    pictures = [photos["coffee"], photos["cat"], ATTACKS["mirrored"](photos["coffee"])]
    found = CopyFinder(pictures.__getitem__).copies_of(2, [0, 1, 2])
    assert list(found) == [0]
    assert found[0].is_mirrored
