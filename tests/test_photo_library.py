"""The public API: opening, closing, asking about photos, hearing of changes."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import photoorg
from photoorg.changes import (
    Activity,
    AlbumsChanged,
    Change,
    FoldersChanged,
    ModelState,
    PhotosChanged,
    Progress,
)
from photoorg.encoders.model_name import encoder_key
from photoorg.errors import LibraryError, LibraryTooNew, PhotoUnreadable, UserInputError
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import load_settings
from photoorg.settings_file import CATALOGUE_FILE
from tests.pictures import encoded, exif, make_jpeg, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.model_name import ModelName


def test_it_is_what_the_package_offers() -> None:
    assert photoorg.PhotoLibrary is PhotoLibrary


def test_opening_loads_no_model_and_refuses_what_is_none(tmp_path: Path) -> None:
    with PhotoLibrary.open(tmp_path / "a" / "library") as library:
        assert library.model_state is ModelState.NOT_LOADED
        assert library.model.startswith("builtin@")
        assert library.photo_ids() == []
    with pytest.raises(UserInputError):
        PhotoLibrary.open(tmp_path / "b", model="no model at all")
    # The lock was given back.
    with pytest.raises(UserInputError):
        PhotoLibrary.open(tmp_path / "b", model="no model at all")


def test_a_file_in_its_place_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file")
    with pytest.raises(LibraryError, match="cannot be made"):
        PhotoLibrary.open(tmp_path / "library")


def test_a_newer_library_is_refused_for_reading_too(tmp_path: Path, encoder: TinyEncoder) -> None:
    PhotoLibrary.open(tmp_path, encoder=encoder).close()
    with closing(sqlite3.connect(tmp_path / CATALOGUE_FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    (tmp_path / "settings.toml").write_text("setting_of_the_future = 1")
    before = (tmp_path / CATALOGUE_FILE).read_bytes()
    for read_only in (False, True):
        with pytest.raises(LibraryTooNew):
            PhotoLibrary.open(tmp_path, encoder=encoder, read_only=read_only)
    assert (tmp_path / CATALOGUE_FILE).read_bytes() == before
    assert not list(tmp_path.glob(f"{CATALOGUE_FILE}-*"))


def test_closing_twice_is_fine_and_leaves_the_library_free(tmp_path: Path, encoder: TinyEncoder) -> None:
    library = PhotoLibrary.open(tmp_path, encoder=encoder)
    library.start_background()
    library.close()
    library.close()
    PhotoLibrary.open(tmp_path, encoder=encoder).close()
    assert not list(tmp_path.glob(f"{CATALOGUE_FILE}-*"))


def test_closing_during_a_sync_waits_for_the_batch(
    tmp_path: Path, photo_folder: Path, library: PhotoLibrary, encoder: TinyEncoder
) -> None:
    for number in range(60):
        make_jpeg(photo_folder / f"{number}.jpg", "red", size=(60 + number, 50))
    library.add_folder(photo_folder)
    first_batch = threading.Event()

    def on_progress(progress: Progress) -> None:
        if progress.done:
            first_batch.set()

    syncing = threading.Thread(target=lambda: library.sync(on_progress))
    syncing.start()
    assert first_batch.wait(30)
    library.close()
    syncing.join(30)
    assert not syncing.is_alive()
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as again:
        assert again.catalogue_faults() == []
        again.sync()
        assert again.status().embedded == 60
    assert encoder.images_encoded <= 60 + 16


def test_facts_of_a_photo(library: PhotoLibrary, photo_folder: Path) -> None:
    path = photo_folder / "a.jpg"
    path.write_bytes(
        encoded(
            quadrants((60, 40)),
            "JPEG",
            exif=exif(orientation=6, make="Maker", model="M1", latitude=48.5, longitude=-11.25),
        )
    )
    library.add_folder(photo_folder)
    library.sync()
    photo = library.photo_at(path)
    assert photo is not None
    assert (photo.width, photo.height, photo.orientation, photo.format) == (40, 60, 6, "JPEG")
    assert (photo.camera_make, photo.camera_model) == ("Maker", "M1")
    assert (photo.latitude, photo.longitude) == pytest.approx((48.5, -11.25), abs=1e-4)
    assert photo.taken_at_source == "file_modified"
    assert library.photo_at(photo_folder / "other.jpg") is None


def test_pixels_come_upright_and_no_larger_than_asked(library: PhotoLibrary, photo_folder: Path) -> None:
    path = photo_folder / "a.png"
    path.write_bytes(encoded(quadrants((1200, 800)), "PNG"))
    library.add_folder(photo_folder)
    library.sync()
    (photo_id,) = library.photo_ids()
    picture = library.picture(photo_id, 300)
    assert (picture.width, picture.height) == (300, 200)
    assert len(picture.rgb) == 300 * 200 * 3
    with Image.open(BytesIO(library.thumbnail(photo_id))) as thumbnail:
        assert (thumbnail.format, thumbnail.size) == ("JPEG", (384, 256))
    path.unlink()
    library.sync()
    with pytest.raises(PhotoUnreadable, match="not where it was"):
        library.picture(photo_id, 300)


def test_lists_of_photos(library: PhotoLibrary, photo_folder: Path) -> None:
    for name in ("a", "b", "sub/c"):
        make_jpeg(photo_folder / f"{name}.jpg", "red", size=(60 + ord(name[-1]), 50))
    library.add_folder(photo_folder)
    library.sync()
    (inner,) = library.photo_ids(folder=photo_folder / "sub")
    assert library.photo(inner).path.name == "c.jpg"
    assert len(library.photo_ids(folder=photo_folder)) == 3
    library.set_favourite([inner], True)
    assert library.photo_ids(favourites=True) == [inner]
    library.albums.create("Mine")
    library.albums.add("Mine", [inner])
    assert library.albums.containing(inner) == ["Mine"]


def test_listeners_hear_of_every_change_until_they_leave(library: PhotoLibrary, photo_folder: Path) -> None:
    heard: list[Change] = []
    leave = library.subscribe(heard.append)
    make_jpeg(photo_folder / "a.jpg", "red")
    library.add_folder(photo_folder)
    assert heard == [FoldersChanged()]
    library.sync()
    (photo_id,) = library.photo_ids()
    assert PhotosChanged(frozenset([photo_id])) in heard
    activities = [change.activity for change in heard if isinstance(change, Progress)]
    assert (activities[0], activities[-1]) == (Activity.SCANNING, Activity.IDLE)
    for say, change in (
        (lambda: library.add_tag([photo_id], "t"), PhotosChanged(frozenset([photo_id]))),
        (lambda: library.albums.create("A"), AlbumsChanged()),
        (lambda: library.albums.add("A", [photo_id]), AlbumsChanged()),
        (lambda: library.remove_folder(photo_folder), FoldersChanged()),
    ):
        heard.clear()
        say()
        assert change in heard
    leave()
    leave()
    heard.clear()
    library.add_folder(photo_folder)
    assert heard == []


def test_a_model_given_for_one_session_does_not_become_the_choice(
    tmp_path: Path, encoder: TinyEncoder
) -> None:
    with PhotoLibrary.open(tmp_path, model="builtin", encoder=encoder) as library:
        library.pause()
    assert load_settings(tmp_path).model == "builtin"
    assert load_settings(tmp_path).paused
    with PhotoLibrary.open(tmp_path, encoder=encoder, read_only=True) as reader:
        with pytest.raises(UserInputError, match="reading only"):
            reader.choose_model("builtin")
        with pytest.raises(UserInputError, match="reading only"):
            reader.albums.create("A")


def test_an_answer_never_lags_behind_what_was_announced(library: PhotoLibrary, photo_folder: Path) -> None:
    """Searches run beside a sync that hides and shows a photo; each answer after a sync is up to date."""
    path = make_jpeg(photo_folder / "red.jpg", "red")
    make_jpeg(photo_folder / "blue.jpg", "blue")
    library.add_folder(photo_folder)
    library.sync()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            library.search("red")

    lookers = [threading.Thread(target=look) for _ in range(3)]
    for looker in lookers:
        looker.start()
    try:
        aside = photo_folder / "aside"
        for _ in range(15):
            path.rename(aside)
            library.sync()
            assert library.search("red").hits == ()
            aside.rename(path)
            library.sync()
            assert [hit.path for hit in library.search("red").hits] == [path]
    finally:
        stop.set()
        for looker in lookers:
            looker.join()


def test_threads_count_for_the_model_that_is_loaded_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def load(name: ModelName, *, threads: int, **_options: object) -> TinyEncoder:
        asked.append(threads)
        return TinyEncoder(encoder_key(name))

    monkeypatch.setattr("photoorg.encoders.loading.load_encoder", load)
    with PhotoLibrary.open(tmp_path / "library") as library:
        library.set_threads(3)
        library.load_model()
        with pytest.raises(UserInputError, match="‘threads’: it cannot be 257"):
            library.set_threads(257)
        assert library.threads == 3
    with PhotoLibrary.open(tmp_path / "library") as library:
        assert library.threads == 3
        library.set_threads(0)
        library.load_model()
    assert asked == [3, os.cpu_count()]
