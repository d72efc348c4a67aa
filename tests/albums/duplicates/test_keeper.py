"""Which photo is proposed to be kept, and how two are compared: on photos of a real library."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PIL import ImageFilter

from photoorg.albums.duplicates.comparison import Fact, compared
from photoorg.albums.duplicates.exact_copies import exact_copies
from photoorg.albums.duplicates.groups import GroupKind
from photoorg.albums.duplicates.keeper import propose_keeper, sharpness_of
from photoorg.library.copies import CopyStore
from tests.pictures import exif, make_jpeg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PIL import Image

    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary


@pytest.fixture
def photo(library: PhotoLibrary, photo_folder: Path) -> Photo:
    """A plain one, without metadata."""
    make_jpeg(photo_folder / "plain.jpg", "red", (400, 300))
    library.add_folder(photo_folder)
    library.sync()
    return library.photo(next(iter(library.photo_ids())))


def test_each_rule_decides_between_what_is_equal_by_those_before(photo: Photo) -> None:
    file = photo.files[0]
    worst = replace(photo, id=9, missing=True)
    ladder = [
        (worst, None),
        (replace(photo, id=8, files=(replace(file, size_bytes=10),)), "It can be reached now."),
        (replace(photo, id=7, files=(file,)), "Its file is the largest, so it is compressed the least."),
        (replace(photo, id=6, latitude=38.7, longitude=-9.1), "It tells the most about itself."),
        (replace(photo, id=5, width=800, height=600), "It has the most pixels (800 × 600)."),
        (replace(photo, id=4, camera_model="X100"), "It still has what its camera wrote (X100)."),
    ]
    for count in range(2, len(ladder) + 1):
        keeper = propose_keeper([each for each, _ in ladder[:count]])
        assert keeper.photo_id == ladder[count - 1][0].id
        assert ladder[count - 1][1] in keeper.reasons


def test_what_differs_by_little_is_equal(photo: Photo) -> None:
    larger = replace(photo, id=2, width=404, height=303)
    assert propose_keeper([larger, photo]).reasons == ("It was known first.",)
    assert propose_keeper([photo, replace(photo, id=2)], {photo.id: 0.95, 2: 1.0}).photo_id == photo.id


def test_the_sharpest_of_a_burst(photo: Photo, photos: Mapping[str, Image.Image]) -> None:
    sharp, soft = photos["coffee"], photos["coffee"].filter(ImageFilter.GaussianBlur(2))
    shots = [photo, replace(photo, id=photo.id + 1)]
    sharpness = {photo.id: sharpness_of(soft), photo.id + 1: sharpness_of(sharp)}
    keeper = propose_keeper(shots, sharpness)
    assert (keeper.photo_id, keeper.reasons) == (photo.id + 1, ("It is the sharpest.",))
    # Darkening takes no sharpness away.
    darker = sharp.point([value // 2 for value in range(256)] * 3)
    assert sharpness_of(darker) == pytest.approx(sharpness_of(sharp), rel=0.15)
    assert sharpness_of(photos["coffee"].resize((1, 1))) == 0


def test_one_photo_is_kept_without_reason(photo: Photo) -> None:
    keeper = propose_keeper([photo])
    assert (keeper.photo_id, keeper.reasons) == (photo.id, ())


def test_a_comparison_has_what_is_known_of_either(library: PhotoLibrary, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "a.jpg", "red", (400, 300), exif(datetime(2024, 5, 17, 18, 30, 5)))
    make_jpeg(photo_folder / "b.jpg", "red", (200, 150))
    library.add_folder(photo_folder)
    library.sync()
    one, other = (library.photo_at(photo_folder / name) for name in ("a.jpg", "b.jpg"))
    assert one is not None
    assert other is not None
    facts = {fact.fact: fact for fact in compared(one, other)}
    assert (facts[Fact.SIZE].one, facts[Fact.SIZE].other) == ((400, 300), (200, 150))
    assert facts[Fact.TAKEN_AT].one == (one.taken_at, "certain")
    assert [facts[fact].differs for fact in (Fact.SIZE, Fact.FORMAT, Fact.TAKEN_AT)] == [True, False, True]
    assert Fact.PLACE not in facts
    assert Fact.RATING not in facts


def test_a_picture_in_several_files_is_an_exact_copy(library: PhotoLibrary, photo_folder: Path) -> None:
    first = make_jpeg(photo_folder / "a.jpg", "red")
    make_jpeg(photo_folder / "other.jpg", "blue")
    (photo_folder / "b.jpg").write_bytes(first.read_bytes())
    library.add_folder(photo_folder)
    library.sync()
    store = CopyStore(library._catalogue, lambda _: None)
    (group,) = exact_copies(store.pictures(), store.in_several_files())
    twice = library.photo_at(first)
    assert twice is not None
    assert (group.kind, group.photo_ids) == (GroupKind.EXACT, (twice.id,))
    assert group.reason == "The same picture lies in 2 files."
    # As catalogues of older versions have it, and when one is gone.
    (known,) = store.pictures([twice.id])
    assert [each.photo_ids for each in exact_copies([replace(known, id=5), replace(known, id=4)], {})] == [
        (4, 5)
    ]
    (photo_folder / "b.jpg").unlink()
    library.sync()
    assert exact_copies(store.pictures(), store.in_several_files()) == []
