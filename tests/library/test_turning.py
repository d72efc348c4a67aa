"""Photos that the user turned: shown so everywhere, with their files as they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from photoorg.errors import UserInputError
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.library.older_catalogues import take_back_to_0005
from tests.pictures import encoded, exif, make_jpeg, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RED, LIME, BLUE, YELLOW = "red", "lime", "blue", "yellow"
# Clockwise from the top left, by quarters clockwise.
CORNERS = {
    0: [RED, LIME, YELLOW, BLUE],
    1: [BLUE, RED, LIME, YELLOW],
    2: [YELLOW, BLUE, RED, LIME],
    3: [LIME, YELLOW, BLUE, RED],
}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo of four colours."""
    path = tmp_path / "photos" / "quadrants.jpg"
    path.parent.mkdir()
    path.write_bytes(encoded(quadrants((96, 64)), "JPEG", quality=95))
    return path


@pytest.fixture
def library(tmp_path: Path, photo: Path) -> Iterator[PhotoLibrary]:
    with opened(tmp_path) as library:
        library.add_folder(photo.parent)
        library.sync()
        yield library


def opened(tmp_path: Path) -> PhotoLibrary:
    return PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder())


def corners(image: Image.Image) -> list[str]:
    """The colours at the corners, clockwise from the top left."""
    width, height = image.size
    left, top, right, bottom = width // 5, height // 5, width * 4 // 5, height * 4 // 5
    named = {(255, 0, 0): RED, (0, 255, 0): LIME, (0, 0, 255): BLUE, (255, 255, 0): YELLOW}
    found = []
    for at in ((left, top), (right, top), (right, bottom), (left, bottom)):
        pixel = image.convert("RGB").getpixel(at)
        rounded = tuple(255 if value > 127 else 0 for value in pixel)
        found.append(named[rounded])
    return found


def picture(library: PhotoLibrary, photo_id: int) -> Image.Image:
    shown = library.picture(photo_id, 1000)
    return Image.frombytes("RGB", (shown.width, shown.height), shown.rgb)


def thumbnail(library: PhotoLibrary, photo_id: int) -> Image.Image:
    return Image.open(BytesIO(library.thumbnail(photo_id)))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_turned_wherever_it_is_shown(
    library: PhotoLibrary, photo: Path, tmp_path: Path, quarters: int
) -> None:
    before = photo.read_bytes()
    (photo_id,) = library.photo_ids()
    library.turn([photo_id], quarters)
    known = library.photo(photo_id)
    size = (64, 96) if quarters % 2 else (96, 64)
    assert known.quarter_turns == quarters
    assert (known.width, known.height) == size
    for image in (picture(library, photo_id), thumbnail(library, photo_id)):
        assert corners(image) == CORNERS[quarters]
        assert image.size == size
    aspect = pytest.approx(size[0] / size[1])
    assert library.outlines([photo_id]).aspects.tolist() == [aspect]
    assert library.newest_first()[1].aspects.tolist() == [aspect]
    report = library.exports.write([photo_id], tmp_path / "out")
    with Image.open(report.exported[0].copy) as copy:
        assert corners(copy) == CORNERS[quarters]
    assert photo.read_bytes() == before


def test_turns_add_up_in_both_directions(library: PhotoLibrary) -> None:
    (photo_id,) = library.photo_ids()
    for quarters, then in ((1, 1), (1, 2), (-1, 1), (-1, 0), (-1, 3), (6, 1), (-5, 0)):
        library.turn([photo_id], quarters)
        assert library.photo(photo_id).quarter_turns == then


def test_filters_go_by_what_is_seen(library: PhotoLibrary) -> None:
    (photo_id,) = library.photo_ids()
    assert library.matching("width:96") == [photo_id]
    library.turn([photo_id], 1)
    assert library.matching("width:64 height:96") == [photo_id]
    assert library.matching("width:96") == []


def test_on_top_of_what_the_file_says(library: PhotoLibrary, photo: Path) -> None:
    lying = photo.with_name("lying.jpg")
    lying.write_bytes(encoded(quadrants((96, 64)), "JPEG", quality=95, exif=exif(orientation=6)))
    library.sync()
    known = library.photo_at(lying)
    assert known is not None
    assert (known.width, known.height) == (64, 96)
    library.turn([known.id], 1)
    assert corners(picture(library, known.id)) == CORNERS[2]
    assert library.photo(known.id).width == 96


def test_it_is_kept_and_searches_need_no_new_vector(photo: Path, tmp_path: Path) -> None:
    encoder = TinyEncoder()
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        library.add_folder(photo.parent)
        library.sync()
        (photo_id,) = library.photo_ids()
        library.turn([photo_id], 1)
        assert library.status().pending == 0
        photo.rename(photo.with_name("renamed.jpg"))
        library.sync()
    with opened(tmp_path) as library:
        library.sync()
        assert library.photo_ids() == [photo_id]
        assert library.photo(photo_id).quarter_turns == 1
        # Its caption was changed by another program, which is a fact of the file.
        renamed = photo.with_name("renamed.jpg")
        renamed.write_bytes(encoded(quadrants((96, 64)), "JPEG", quality=95, exif=exif(make="Maker")))
        library.sync()
        known = library.photo(photo_id)
        assert (known.camera_make, known.quarter_turns) == ("Maker", 1)


def test_an_offline_photo_is_turned_too(tmp_path: Path, library: PhotoLibrary, photo: Path) -> None:
    (photo_id,) = library.photo_ids()
    photo.parent.rename(tmp_path / "away")
    library.sync()
    assert library.photo(photo_id).offline
    library.turn([photo_id], 1)
    assert corners(picture(library, photo_id)) == CORNERS[1]


def test_a_lost_thumbnail_is_made_turned(library: PhotoLibrary) -> None:
    (photo_id,) = library.photo_ids()
    library.turn([photo_id], 3)
    for file in library.thumbnail_directory.rglob("*.jpg"):
        file.unlink()
    for _ in range(2):
        assert corners(thumbnail(library, photo_id)) == CORNERS[3]


def test_many_are_turned_at_once_and_no_others(library: PhotoLibrary, photo: Path) -> None:
    for number in range(4):
        make_jpeg(photo.parent / f"{number}.jpg", (number * 60, 0, 0))
    library.sync()
    first, *others = library.photo_ids()
    library.turn(others, 1)
    turns = {known.id: known.quarter_turns for known in library.photos(library.photo_ids())}
    assert turns == {first: 0, **dict.fromkeys(others, 1)}
    with pytest.raises(UserInputError):
        library.turn([first, 999], 1)
    assert library.photo(first).quarter_turns == 0


def test_a_library_of_an_older_version_is_not_turned(tmp_path: Path, photo: Path) -> None:
    with opened(tmp_path) as library:
        library.add_folder(photo.parent)
        library.sync()
    with closing(sqlite3.connect(tmp_path / "library" / CATALOGUE_FILE)) as catalogue, catalogue:
        take_back_to_0005(catalogue)
        catalogue.execute("UPDATE alembic_version SET version_num = '0005'")
    with opened(tmp_path) as library:
        (photo_id,) = library.photo_ids()
        assert library.photo(photo_id).quarter_turns == 0
        library.turn([photo_id], 1)
        assert library.photo(photo_id).quarter_turns == 1
