"""Facts from files and sidecars reach the catalogue, follow the disk, and never replace the user's words."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from tests.imaging.test_words import WORDS
from tests.imaging.xmp_packets import ADA, mwg, packet
from tests.ingest.recorder import Recorder
from tests.library.older_catalogues import take_back_to_0005
from tests.pictures import encoded, exif, make_jpeg, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.records import Photo

NEW_COLUMNS = {
    "photo": (
        "image_hash",
        *("city", "region", "country"),
        *("lens", "exposure_s", "f_number", "iso", "focal_length_mm", "has_video", "is_rated"),
        *("file_rating", "file_title", "file_description", "file_keywords", "file_faces"),
    ),
    "file": (
        "content_hash",
        "sidecar_stamp",
        *("shot_key", "is_raw"),
    ),
    "former_content": ("image_hash",),
}


def only(library: PhotoLibrary) -> Photo:
    (photo,) = library.photos(library.photo_ids())
    return photo


@pytest.fixture
def synced(library: PhotoLibrary, photo_folder: Path) -> PhotoLibrary:
    """A library over the photo folder with one photo full of words."""
    (photo_folder / "sea.jpg").write_bytes(encoded(plain("blue"), "JPEG", xmp=WORDS))
    library.add_folder(photo_folder)
    library.sync()
    return library


def test_words_of_the_file_are_kept_apart_from_the_users(synced: PhotoLibrary) -> None:
    photo = only(synced)
    assert (photo.rating, photo.file_rating, photo.tags) == (4, 4, ())
    assert (photo.file_title, photo.file_keywords) == ("Sea", ("sea", "blue sky"))
    assert (photo.exposure_s, photo.f_number, photo.focal_length_mm) == (0.004, 2.8, 50.0)
    assert (photo.taken_at_source, photo.taken_at_certainty) == ("xmp", "certain")
    assert synced.tags() == []
    # Taking the rating away is something the user says, too.
    for rating in (2, 0):
        synced.set_rating([photo.id], rating)
        assert (only(synced).rating, only(synced).file_rating) == (rating, 4)


def test_an_edit_of_the_file_changes_its_words_alone(synced: PhotoLibrary, photo_folder: Path) -> None:
    synced.set_rating([only(synced).id], 1)
    other = packet("", 'xmp:Rating="5"')
    (photo_folder / "sea.jpg").write_bytes(encoded(plain("blue"), "JPEG", xmp=other))
    synced.sync()
    assert (only(synced).rating, only(synced).file_rating, only(synced).file_keywords) == (1, 5, ())


def test_a_library_of_the_version_before_learns_everything_without_the_model(
    tmp_path: Path, photo_folder: Path
) -> None:
    (photo_folder / "sea.jpg").write_bytes(encoded(plain("blue"), "JPEG", xmp=WORDS))
    make_jpeg(photo_folder / "IMG_20240517_183005.jpg", "red")
    away = make_jpeg(photo_folder / "away.jpg", "green")
    directory = tmp_path / "library"
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        library.sync()
        rated = library.photo_at(photo_folder / "sea.jpg")
        assert rated is not None
        library.set_rating([rated.id], 2)
        ids = set(library.photo_ids())
        away.rename(tmp_path / "away.jpg")
        library.sync()
    make_version_before(directory / "catalogue.sqlite3")
    counting = TinyEncoder()
    with PhotoLibrary.open(directory, encoder=counting) as library:
        assert library.photo(rated.id).file_keywords == ()
        (tmp_path / "away.jpg").rename(away)
        report = library.sync()
        assert (report.added, report.updated, report.embedded, counting.images_encoded) == (0, 0, 0, 0)
        assert set(library.photo_ids()) == ids
        assert library.status().pending == 0
        photo = library.photo(rated.id)
        assert (photo.rating, photo.file_rating, photo.file_keywords) == (2, 4, ("sea", "blue sky"))
        named = library.photo_at(photo_folder / "IMG_20240517_183005.jpg")
        assert named is not None
        assert (named.taken_at, named.taken_at_source) == (datetime(2024, 5, 17, 18, 30, 5), "file_name")
    assert [file.name for file in (directory / "backups").iterdir()] == ["catalogue-0001.sqlite3"]


def make_version_before(catalogue: Path) -> None:
    """Takes a catalogue back to the first version."""
    with closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("UPDATE photo SET taken_at_source = 'file_modified'")
        for table in ("photo", "former_content"):
            connection.execute(f"DROP INDEX {table}_image_hash")
        take_back_to_0005(connection)
        connection.execute("DROP INDEX file_shot")
        connection.execute("DROP INDEX file_raw")
        for table, columns in NEW_COLUMNS.items():
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()


@pytest.mark.parametrize("name", ["sea.jpg.xmp", "sea.xmp", "sea.XMP"])
def test_a_sidecar_comes_changes_and_goes(
    library: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder, name: str
) -> None:
    make_jpeg(photo_folder / "sea.jpg", "blue")
    library.add_folder(photo_folder)
    library.sync()
    assert only(library).file_rating is None
    sidecar = photo_folder / name
    for rating in (3, 5):
        sidecar.write_bytes(packet(mwg(ADA), f'xmp:Rating="{rating}"'))
        library.sync()
        assert only(library).file_rating == rating
    assert [face.name for face in only(library).file_faces] == ["Ada"]
    sidecar.unlink()
    library.sync()
    assert (only(library).file_rating, only(library).file_faces) == (None, ())
    assert encoder.images_encoded == 1


def test_the_nearer_sidecar_wins_and_damaged_ones_say_nothing(
    library: PhotoLibrary, photo_folder: Path
) -> None:
    (photo_folder / "sea.jpg").write_bytes(encoded(plain("blue"), "JPEG", xmp=WORDS))
    (photo_folder / "sea.xmp").write_bytes(packet("", 'xmp:Rating="1"'))
    (photo_folder / "sea.jpg.xmp").write_bytes(packet("", 'xmp:Rating="2"'))
    (photo_folder / "sea.jpg.json").write_bytes(b'{"description": ')
    library.add_folder(photo_folder)
    library.sync()
    assert (only(library).file_rating, only(library).file_title) == (2, "Sea")
    with (photo_folder / "sea.jpg.xmp").open("wb") as huge:
        huge.truncate(500_000_000)
    (photo_folder / "sea.xmp").write_bytes(b"<x")
    library.sync()
    assert only(library).file_rating == 4


def test_takeout_dates_photos_that_have_no_date(library: PhotoLibrary, photo_folder: Path) -> None:
    document = {"photoTakenTime": {"timestamp": "1715963405"}, "description": "At the sea"}
    for name, tags in (("bare", None), ("dated", exif(datetime(2001, 2, 3)))):
        make_jpeg(photo_folder / f"{name}.jpg", "red" if tags is None else "blue", tags=tags)
        (photo_folder / f"{name}.jpg.supplemental-met.json").write_text(json.dumps(document))
    library.add_folder(photo_folder)
    library.sync()
    bare, dated = (library.photo_at(photo_folder / f"{name}.jpg") for name in ("bare", "dated"))
    assert bare is not None
    assert dated is not None
    assert (bare.taken_at, bare.taken_at_source) == (datetime.fromtimestamp(1715963405), "takeout")
    assert (dated.taken_at, dated.taken_at_source) == (datetime(2001, 2, 3), "exif_original")
    assert bare.file_description == dated.file_description == "At the sea"


def test_a_live_photo_has_video_and_its_video_is_no_photo(library: PhotoLibrary, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "IMG_1.jpg", "red")
    make_jpeg(photo_folder / "IMG_2.jpg", "blue")
    (photo_folder / "IMG_1.MOV").write_bytes(b"moving")
    library.add_folder(photo_folder)
    library.sync()
    photos = {photo.path.name: photo.has_video for photo in library.photos(library.photo_ids())}
    assert photos == {"IMG_1.jpg": True, "IMG_2.jpg": False}


def test_a_position_gets_the_name_of_its_town(library: PhotoLibrary, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "tower.jpg", "red", tags=exif(latitude=48.8584, longitude=2.2945))
    library.add_folder(photo_folder)
    library.sync()
    photo = only(library)
    assert (photo.city, photo.region, photo.country) == ("Paris", "Île-de-France", "France")


def test_the_first_place_of_a_photo_speaks_for_it(library: PhotoLibrary, photo_folder: Path) -> None:
    first = make_jpeg(photo_folder / "a" / "photo.jpg", "red")
    (photo_folder / "a" / "photo.xmp").write_bytes(packet("", 'xmp:Rating="3"'))
    library.add_folder(photo_folder)
    library.sync()
    (photo_folder / "b").mkdir()
    shutil.copy(first, photo_folder / "b" / "IMG_20240517_183005.jpg")
    library.sync()
    assert (only(library).file_rating, only(library).taken_at_source) == (3, "file_modified")


def test_the_watcher_follows_sidecars(
    library: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    photo = make_jpeg(photo_folder / "sea.jpg", "blue")
    library.add_folder(photo_folder)
    recorder = Recorder(library)
    library.start_background()
    recorder.wait_for_idle()
    sidecar = photo_folder / "sea.jpg.xmp"
    for rating in (3, 5):
        sidecar.write_bytes(packet("", f'xmp:Rating="{rating}"'))
        recorder.wait_until(lambda rating=rating: only(library).rating == rating)
    photo_id = only(library).id
    photo.rename(photo_folder / "lake.jpg")
    sidecar.rename(photo_folder / "lake.jpg.xmp")
    recorder.wait_until(lambda: only(library).path.name == "lake.jpg")
    recorder.wait_for_idle()
    assert (only(library).id, only(library).rating) == (photo_id, 5)
    (photo_folder / "lake.jpg.xmp").unlink()
    recorder.wait_until(lambda: only(library).rating == 0)
    assert library.unreadable() == []
    assert encoder.images_encoded == 1
