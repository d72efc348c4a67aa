"""When and where photos were taken, where the user knows better than their files."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import UserInputError
from photoorg.imaging.xmp_claims import DESCRIPTION, TITLE
from photoorg.imaging.xmp_writing import Said, with_said
from photoorg.library.records import Place
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.library.older_catalogues import take_back_to_0005
from tests.pictures import dng, encoded, exif, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BY_CAMERA = datetime(2023, 5, 1, 12, 30)
BY_USER = datetime(1999, 12, 24, 18, 0)
LISBON = Place(38.71667, -9.13333, None, "Lisbon", None, "Portugal")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo whose camera knew when."""
    return write(tmp_path / "photos" / "first.jpg", BY_CAMERA)


@pytest.fixture
def library(tmp_path: Path, photo: Path) -> Iterator[PhotoLibrary]:
    with opened(tmp_path) as library:
        library.add_folder(photo.parent)
        library.sync()
        yield library


def opened(tmp_path: Path, name: str = "library") -> PhotoLibrary:
    return PhotoLibrary.open(tmp_path / name, encoder=TinyEncoder())


def write(path: Path, taken_at: datetime, colour: str = "", make: str = "") -> Path:
    """A photo with EXIF."""
    path.parent.mkdir(exist_ok=True)
    picture = quadrants((48, 32)) if not colour else quadrants((48, 32)).rotate(90)
    facts = exif(taken_at=taken_at, **({"make": make} if make else {}))
    path.write_bytes(encoded(picture, "JPEG", quality=95, exif=facts))
    return path


def when(library: PhotoLibrary, photo_id: int) -> tuple[datetime, str]:
    photo = library.photo(photo_id)
    return photo.taken_at, photo.taken_at_source


def test_a_date_counts_wherever_dates_do(library: PhotoLibrary, photo: Path) -> None:
    (first,) = library.photo_ids()
    newer = write(photo.with_name("newer.jpg"), BY_CAMERA + timedelta(days=1), "other")
    library.sync()
    second = library.photo_at(newer).id
    assert library.photo_ids() == [second, first]
    library.set_date([second], BY_USER)
    assert when(library, second) == (BY_USER, "user")
    assert library.photo_ids() == [first, second]
    ids, outlines = library.newest_first()
    assert ids.tolist() == [first, second]
    assert outlines.days.tolist() == [(BY_CAMERA - datetime(1970, 1, 1)).days, 10_949]
    assert library.matching("before:2000") == library.matching("date:christmas") == [second]
    assert library.matching("after:2023") == [first]
    assert newer.read_bytes() != photo.read_bytes()


def test_a_zone_is_kept_apart_from_local_time(library: PhotoLibrary) -> None:
    (photo_id,) = library.photo_ids()
    library.set_date([photo_id], BY_USER.replace(tzinfo=timezone(timedelta(hours=-3, minutes=-30))))
    known = library.photo(photo_id)
    assert (known.taken_at, known.utc_offset_minutes) == (BY_USER, -210)
    library.set_date([photo_id], BY_USER)
    assert library.photo(photo_id).utc_offset_minutes is None


def test_a_wrong_clock_is_put_right_for_all_photos(library: PhotoLibrary, photo: Path) -> None:
    write(photo.with_name("second.jpg"), BY_CAMERA + timedelta(minutes=5), "other")
    library.sync()
    before = {id_: library.photo(id_).taken_at for id_ in library.photo_ids()}
    for _ in range(2):
        library.shift_dates(before, timedelta(hours=-1, minutes=-30))
    for id_, taken_at in before.items():
        assert when(library, id_) == (taken_at - timedelta(hours=3), "user")
    library.reset_date(before)
    assert {id_: when(library, id_) for id_ in before} == {
        id_: (taken_at, "exif_original") for id_, taken_at in before.items()
    }


@pytest.mark.parametrize("by", [timedelta(days=-200 * 365), timedelta(days=3_000_000)])
def test_no_date_without_photos(library: PhotoLibrary, by: timedelta) -> None:
    (photo_id,) = library.photo_ids()
    with pytest.raises(UserInputError):
        library.shift_dates([photo_id], by)
    with pytest.raises(UserInputError):
        library.set_date([photo_id], datetime(1700, 1, 1))
    with pytest.raises(UserInputError):
        library.set_date([photo_id, 999], BY_USER)
    assert when(library, photo_id) == (BY_CAMERA, "exif_original")


def test_a_place_counts_wherever_places_do(library: PhotoLibrary) -> None:
    (photo_id,) = library.photo_ids()
    assert library.photo(photo_id).place == Place()
    library.set_place([photo_id], LISBON)
    known = library.photo(photo_id)
    assert (known.place, known.place_is_users) == (LISBON, True)
    for query in ("place:lisbon", "near:38.7,-9.1,10km", "has:gps", "has:place"):
        assert library.matching(query) == [photo_id]
    (country,) = library.overview.read().countries
    assert (country.name, [town.name for town in country.towns]) == ("Portugal", ["Lisbon"])
    assert library.overview.in_place("Portugal", "Lisbon") == [photo_id]
    library.set_place([photo_id], Place())
    assert library.matching("has:gps") == []
    assert library.photo(photo_id).place_is_users
    library.reset_place([photo_id])
    assert not library.photo(photo_id).place_is_users


def test_the_place_of_the_file_comes_back(library: PhotoLibrary, photo: Path) -> None:
    placed = photo.with_name("placed.jpg")
    placed.write_bytes(encoded(quadrants((64, 32)), "JPEG", exif=exif(latitude=48.137, longitude=11.575)))
    library.sync()
    photo_id = library.photo_at(placed).id
    found = library.photo(photo_id).place
    assert found.city == "Munich"
    library.set_place([photo_id], Place())
    assert library.photo(photo_id).place == Place()
    library.set_place([photo_id], LISBON)
    library.reset_place([photo_id])
    assert library.photo(photo_id).place == found


def test_what_was_said_outlives_files_and_the_file_is_still_heard(library: PhotoLibrary, photo: Path) -> None:
    (photo_id,) = library.photo_ids()
    library.set_date([photo_id], BY_USER)
    library.set_place([photo_id], LISBON)
    library.set_title([photo_id], "Christmas")
    renamed = photo.rename(photo.with_name("renamed.jpg"))
    library.sync()
    # Another program corrects the metadata, and then the picture itself is edited.
    write(renamed, BY_CAMERA + timedelta(days=7), make="Maker")
    library.sync()
    known = library.photo(photo_id)
    assert (known.taken_at, known.place, known.camera_make) == (BY_USER, LISBON, "Maker")
    write(renamed, BY_CAMERA + timedelta(days=8), "other")
    library.sync()
    assert library.photo_ids() == [photo_id]
    known = library.photo(photo_id)
    assert (known.taken_at, known.place, known.title) == (BY_USER, LISBON, "Christmas")
    library.reset_date([photo_id])
    assert when(library, photo_id) == (BY_CAMERA + timedelta(days=8), "exif_original")


def test_an_older_content_that_turns_up_again_inherits_it(library: PhotoLibrary, photo: Path) -> None:
    (photo_id,) = library.photo_ids()
    first = photo.read_bytes()
    library.set_date([photo_id], BY_USER)
    library.set_place([photo_id], LISBON)
    write(photo, BY_CAMERA, "other")
    library.sync()
    copy = photo.with_name("copy.jpg")
    copy.write_bytes(first)
    library.sync()
    heir = library.photo_at(copy)
    assert heir.id != photo_id
    assert (heir.taken_at, heir.place) == (BY_USER, LISBON)
    library.reset_date([heir.id])
    assert when(library, heir.id) == (BY_CAMERA, "exif_original")


def test_undoing_brings_back_what_the_file_says_now(library: PhotoLibrary, photo: Path) -> None:
    (photo_id,) = library.photo_ids()
    steps = []
    for change in (
        lambda: library.set_date([photo_id], BY_USER),
        lambda: library.shift_dates([photo_id], timedelta(hours=1)),
        lambda: library.reset_date([photo_id]),
    ):
        with library.history.recording() as recording:
            change()
        steps.append(recording.step)
    assert all(step.photo_ids == {photo_id} for step in steps)
    back = library.history.take_back(steps[2])
    assert when(library, photo_id) == (BY_USER + timedelta(hours=1), "user")
    library.history.take_back(back)
    assert when(library, photo_id) == (BY_CAMERA, "exif_original")
    write(photo, BY_CAMERA + timedelta(days=1))
    library.sync()
    assert when(library, photo_id) == (BY_CAMERA + timedelta(days=1), "exif_original")
    library.history.take_back(steps[2])
    write(photo, BY_CAMERA + timedelta(days=2))
    library.sync()
    assert when(library, photo_id) == (BY_USER + timedelta(hours=1), "user")
    library.history.take_back(steps[1])
    assert when(library, photo_id) == (BY_USER, "user")
    library.history.take_back(steps[0])
    assert when(library, photo_id) == (BY_CAMERA + timedelta(days=2), "exif_original")


def test_places_and_words_are_undone_too(library: PhotoLibrary) -> None:
    (photo_id,) = library.photo_ids()
    before = library.photo(photo_id)
    with library.history.recording() as recording:
        library.set_place([photo_id], LISBON)
        library.set_title([photo_id], "Tram")
        library.set_text(photo_id, "Up the hill")
    said = library.photo(photo_id)
    back = library.history.take_back(recording.step)
    assert library.photo(photo_id) == before
    library.history.take_back(back)
    assert library.photo(photo_id) == said


def test_the_raw_of_a_shot_follows(tmp_path: Path, library: PhotoLibrary, photo: Path) -> None:
    raw = photo.with_suffix(".dng")
    raw.write_bytes(dng((96, 64)))
    library.sync()
    (photo_id,) = library.photo_ids()
    library.set_date([photo_id], BY_USER)
    library.set_place([photo_id], LISBON)
    photo.rename(tmp_path / "aside.jpg")
    library.sync()
    (raw_id,) = library.photo_ids()
    assert raw_id != photo_id
    alone = library.photo(raw_id)
    assert (alone.taken_at, alone.place) == (BY_USER, LISBON)


def test_what_is_said_of_one_is_said_of_a_raw_that_comes_later(
    library: PhotoLibrary, photo: Path, tmp_path: Path
) -> None:
    (photo_id,) = library.photo_ids()
    library.set_date([photo_id], BY_USER)
    library.set_title([photo_id], "Christmas")
    photo.with_suffix(".dng").write_bytes(dng((96, 64)))
    library.sync()
    photo.rename(tmp_path / "aside.jpg")
    library.sync()
    (raw_id,) = library.photo_ids()
    alone = library.photo(raw_id)
    assert (alone.taken_at, alone.title) == (BY_USER, "Christmas")


def test_a_backup_has_it(tmp_path: Path, library: PhotoLibrary) -> None:
    (photo_id,) = library.photo_ids()
    library.set_date([photo_id], BY_USER)
    library.set_place([photo_id], LISBON)
    library.backup(tmp_path / "backup")
    PhotoLibrary.restore(tmp_path / "backup", tmp_path / "restored")
    with opened(tmp_path, "restored") as restored:
        known = restored.photo(photo_id)
        assert (known.taken_at, known.place) == (BY_USER, LISBON)
        restored.reset_date([photo_id])
        assert when(restored, photo_id) == (BY_CAMERA, "exif_original")


@pytest.mark.parametrize("table", ["photo", "corrected_time"])
def test_a_damaged_date_is_put_right(tmp_path: Path, photo: Path, table: str) -> None:
    with opened(tmp_path) as library:
        library.add_folder(photo.parent)
        library.sync()
        (photo_id,) = library.photo_ids()
        library.set_date([photo_id], BY_USER)
    with closing(sqlite3.connect(tmp_path / "library" / CATALOGUE_FILE)) as catalogue, catalogue:
        named = "SELECT sql FROM sqlite_master WHERE name = 'corrected_time_changed'"
        (trigger,) = catalogue.execute(named).fetchone()
        catalogue.execute("DROP TRIGGER corrected_time_changed")
        catalogue.execute(f"UPDATE {table} SET taken_at = 'no date'")
        catalogue.execute(trigger)
    assert PhotoLibrary.check(tmp_path / "library", repair=True)
    with opened(tmp_path) as library:
        library.sync()
        # What the user said is known from the photo or, where that is lost, the file has its say.
        expected = (BY_USER, "user") if table == "photo" else (BY_CAMERA, "exif_original")
        assert when(library, photo_id) == expected


def test_a_library_of_an_older_version(tmp_path: Path, photo: Path) -> None:
    with opened(tmp_path) as library:
        library.add_folder(photo.parent)
        library.sync()
    with closing(sqlite3.connect(tmp_path / "library" / CATALOGUE_FILE)) as catalogue, catalogue:
        take_back_to_0005(catalogue)
        catalogue.execute("UPDATE alembic_version SET version_num = '0005'")
    with opened(tmp_path) as library:
        (photo_id,) = library.photo_ids()
        assert when(library, photo_id) == (BY_CAMERA, "exif_original")
        library.set_date([photo_id], BY_USER)
        library.reset_date([photo_id])
        assert when(library, photo_id) == (BY_CAMERA, "exif_original")


def test_words_are_the_users_before_the_files(library: PhotoLibrary) -> None:
    (photo_id,) = library.photo_ids()
    library.set_title([photo_id], "  Up \n the hill ")
    library.set_text(photo_id, "A tram")
    known = library.photo(photo_id)
    assert (known.shown_title, known.shown_text) == ("Up the hill", "A tram")
    assert library.matching("text:hill") == library.matching("has:text") == [photo_id]
    library.set_title([photo_id], "")
    assert (library.photo(photo_id).shown_title, library.matching("text:hill")) == ("", [])
    with pytest.raises(UserInputError):
        library.set_title([photo_id], "x" * 2_000)


def test_words_of_the_file_can_be_none(library: PhotoLibrary, photo: Path) -> None:
    (photo_id,) = library.photo_ids()
    photo.with_name("first.jpg.xmp").write_bytes(
        with_said(None, Said({TITLE: "OLYMPUS DIGITAL CAMERA", DESCRIPTION: "SONY DSC"}, (), ()), "x") or b""
    )
    library.sync()
    assert library.photo(photo_id).shown_title == "OLYMPUS DIGITAL CAMERA"
    with library.history.recording() as emptied:
        library.set_title([photo_id], "")
        library.set_text(photo_id, " ")
    # However often the file is read again.
    os.utime(photo)
    library.sync()
    known = library.photo(photo_id)
    assert (known.shown_title, known.shown_text.strip()) == ("", "")
    assert (known.file_title, known.has_no_title, known.has_no_text) == ("OLYMPUS DIGITAL CAMERA", True, True)
    assert library.matching("text:digital") == library.matching("has:text") == []
    library.history.take_back(emptied.step)
    assert library.matching("text:digital") == library.matching("has:text") == [photo_id]
    library.set_title([photo_id], "")
    library.reset_title([photo_id])
    library.set_text(photo_id, "")
    library.reset_text([photo_id])
    known = library.photo(photo_id)
    assert (known.shown_title, known.shown_text) == ("OLYMPUS DIGITAL CAMERA", "SONY DSC")


def test_places_of_photos_from_about_the_same_time(library: PhotoLibrary, photo: Path) -> None:
    (photo_id,) = library.photo_ids()
    hours = (5, -1, 2, 30, 3)
    for number, after in enumerate(hours):
        other = photo.with_name(f"{number}.jpg")
        tags = exif(taken_at=BY_CAMERA + timedelta(hours=after), latitude=40 + number, longitude=0)
        other.write_bytes(encoded(quadrants((40 + 2 * number, 20)), "JPEG", exif=tags))
    library.sync()
    assert [round(place.latitude) for place in library.places_around(photo_id)] == [41, 42, 44, 40]
    assert [round(place.latitude) for place in library.places_around(photo_id, 1)] == [41]
    library.set_date([photo_id], datetime(9999, 12, 31))
    assert library.places_around(photo_id) == library.places_around(999) == []
