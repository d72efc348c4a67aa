"""What was said about places in photos: overlaps, contradictions, order, copies and pairs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.library.beings.records import Box
from tests.library.beings.conftest import opened
from tests.library.beings.looks import faces_in, found_by, look_through, photo_of, said_in
from tests.pictures import dng, encoded, make_jpeg, plain
from tests.tiny_finder import TinyFinder, make_group_photo

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from photoorg.library.beings.records import Found
    from photoorg.photo_library import PhotoLibrary


class CloseFaces(TinyFinder):
    """Finds two faces in every picture, cheek to cheek; or as many of them as it is told."""

    def __init__(self, count: int = 2, key: str = "close/1") -> None:
        super().__init__(key=key)
        self._count = count

    def find(self, image: Image.Image) -> list[Found]:
        boxes = [Box(0.2, 0.2, 0.4, 0.4), Box(0.36, 0.2, 0.4, 0.4)]
        return [self.describe(image, box) for box in boxes[: self._count]]


@pytest.fixture
def close(tmp_path: Path) -> Path:
    """The directory of a library with a photo of two who are close together."""
    make_group_photo(tmp_path / "photos" / "close.jpg", ["red", "blue"])
    with opened(tmp_path / "close", CloseFaces()) as library:
        library.add_folder(tmp_path / "photos")
        look_through(library)
        left, right = faces_in(library, "close.jpg")
        assert left.box.overlap(right.box) > 0.4
        library.people.split([left.id], "Anna")
        library.people.split([right.id], "Ben")
        library.people.settle()
    return tmp_path / "close"


def test_what_is_said_of_one_is_not_about_the_one_beside(close: Path) -> None:
    with opened(close, CloseFaces()) as library:
        assert said_in(library, "close.jpg") == ["Anna", "Ben"]
        library.people.refuse([faces_in(library, "close.jpg")[0].id])
        assert said_in(library, "close.jpg") == ["Ben"]


def test_two_stay_two_where_another_analyzer_finds_only_one(close: Path) -> None:
    with opened(close, CloseFaces(1, key="close/2")) as library:
        library.people.find()
        assert said_in(library, "close.jpg") == ["Anna", "Ben"]
        assert [face.is_marked for face in faces_in(library, "close.jpg")] == [False, True]
    with opened(close, CloseFaces(key="close/3")) as library:
        library.people.find()
        assert said_in(library, "close.jpg") == ["Anna", "Ben"]
        assert [face.is_marked for face in faces_in(library, "close.jpg")] == [False, False]


def test_the_last_word_counts(library: PhotoLibrary, tmp_path: Path) -> None:
    make_group_photo(tmp_path / "photos" / "red.jpg", ["red"])
    look_through(library)
    people = library.people
    (face,) = faces_in(library, "red.jpg")
    anna = people.split([face.id], "Anna")
    people.reject([face.id], anna.id)
    assert said_in(library, "red.jpg") == [None]
    people.assign([face.id], anna.id)
    assert said_in(library, "red.jpg") == ["Anna"]
    ben = people.split([face.id], "Ben")
    assert said_in(library, "red.jpg") == ["Ben"]
    people.refuse([face.id])
    assert said_in(library, "red.jpg") == []
    people.assign([face.id], anna.id)
    assert said_in(library, "red.jpg") == ["Anna"]
    people.settle()
    assert said_in(library, "red.jpg") == ["Anna"]
    assert people.get(ben.id).photos == 0


def test_two_who_were_told_apart_may_become_one(library: PhotoLibrary, tmp_path: Path) -> None:
    for number in range(2):
        make_group_photo(tmp_path / "photos" / f"red{number}.jpg", ["red"], number=number)
    look_through(library)
    people = library.people
    (first,), (second,) = faces_in(library, "red0.jpg"), faces_in(library, "red1.jpg")
    anna = people.split([first.id], "Anna")
    twin = people.split([second.id], "Twin")
    people.reject([first.id], twin.id)
    people.merge(anna.id, [twin.id])
    people.settle()
    assert found_by(library, "person:Anna") == {"red0.jpg", "red1.jpg"}


def test_a_marked_place_goes_when_nobody_speaks_of_it(library: PhotoLibrary, tmp_path: Path) -> None:
    make_group_photo(tmp_path / "photos" / "red.jpg", ["red"])
    look_through(library)
    photo_id = photo_of(library, "red.jpg")
    with library.history.recording() as recording:
        region = library.people.mark(photo_id, Box(0.7, 0.1, 0.2, 0.3))
    library.people.refuse([region.id])
    assert len(faces_in(library, "red.jpg")) == 1
    library.history.take_back(recording.step)
    assert len(faces_in(library, "red.jpg")) == 1


def test_a_copy_with_another_picture_inherits_what_was_said(library: PhotoLibrary, tmp_path: Path) -> None:
    file = make_group_photo(tmp_path / "photos" / "red.jpg", ["red"])
    look_through(library)
    library.people.split([faces_in(library, "red.jpg")[0].id], "Anna")
    kept = tmp_path / "kept.jpg"
    shutil.copy2(file, kept)
    # Somebody edits the photo, and the picture from before turns up again.
    make_group_photo(file, ["red"], number=1)
    look_through(library)
    assert found_by(library, "person:Anna") == {"red.jpg"}
    shutil.move(kept, tmp_path / "photos" / "before.jpg")
    look_through(library)
    assert found_by(library, "person:Anna") == {"red.jpg", "before.jpg"}
    assert said_in(library, "before.jpg") == ["Anna"]


def test_what_is_said_about_a_photo_is_said_about_its_raw(library: PhotoLibrary, tmp_path: Path) -> None:
    pytest.importorskip("rawpy", reason="needs the extra photoorg[raw]")
    raw = tmp_path / "photos" / "IMG_1.dng"
    raw.write_bytes(dng((64, 48), encoded(plain("red", (64, 48)), "JPEG")))
    jpeg = make_jpeg(tmp_path / "photos" / "IMG_1.jpg", "red")
    library.sync()
    region = library.people.mark(photo_of(library, "IMG_1.jpg"), Box(0.2, 0.2, 0.4, 0.5))
    anna = library.people.split([region.id], "Anna")
    assert library.people.get(anna.id).photos == 1
    jpeg.unlink()
    library.sync()
    assert found_by(library, "person:Anna") == {"IMG_1.dng"}
    library.people.reject([faces_in(library, "IMG_1.dng")[0].id], anna.id)
    make_jpeg(jpeg, "red")
    library.sync()
    assert found_by(library, "person:Anna") == set()
