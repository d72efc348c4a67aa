"""Backups of a library in use, and what comes back from them: real files, real processes, damaged bytes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import BackupError, LibraryDamaged, LibraryInUse, LibraryTooNew
from photoorg.library.backups import read_backup, write_backup
from photoorg.photo_library import PhotoLibrary
from tests.library.older_catalogues import take_back_to_0005
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A library of three photos about which something was said."""
    directory = tmp_path / "library"
    for colour in ("blue", "green", "red"):
        make_jpeg(tmp_path / "photos" / f"{colour}.jpg", colour)
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        ids = library.photo_ids()
        library.add_tag(ids[:2], "Strand — plage 海")
        library.set_rating(ids[1:], 4)
        library.set_text(ids[0], "what I said")
        library.albums.create("Kept")
        library.albums.add("Kept", ids[::-1])
        library.set_threads(3)
    return directory


def said(library: PhotoLibrary) -> object:
    """All that the user said, by content."""
    photos = library.photos(library.photo_ids())
    return (
        {photo.content_hash: (photo.tags, photo.rating, photo.text, photo.path) for photo in photos},
        [photo.path for photo in library.photos(library.albums.photo_ids("Kept"))],
        library.threads,
    )


def opened(directory: Path) -> PhotoLibrary:
    return PhotoLibrary.open(directory, encoder=TinyEncoder())


def test_into_an_empty_directory_everything_comes_back_and_no_photo_is_described_again(
    directory: Path, tmp_path: Path
) -> None:
    file = tmp_path / "photos.backup"
    with opened(directory) as library:
        before = said(library)
        # While the library is open for writing.
        backup = library.backup(file)
    assert (backup.photos, backup.albums, backup.tags, backup.vectors) == (3, 1, 1, 3)
    assert backup.size_bytes == file.stat().st_size
    assert {path.name for path in tmp_path.iterdir()} == {"photos", "library", "photos.backup"}
    restored = PhotoLibrary.restore(file, tmp_path / "new")
    assert (restored.aside, restored.backup) == (None, backup)
    encoder = TinyEncoder()
    with PhotoLibrary.open(tmp_path / "new", encoder=encoder) as library:
        report = library.sync()
        assert (report.added, report.embedded, encoder.images_encoded) == (0, 0, 0)
        assert said(library) == before
        assert library.catalogue_faults() == []
        assert [hit.path.name for hit in library.search("red").hits] == ["red.jpg"]
    assert not list((tmp_path / "new").glob("*.part*"))


def test_what_was_there_is_set_aside_and_no_index_of_it_is_believed(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    with opened(directory) as library:
        library.backup(file)
        before = said(library)
        (tmp_path / "photos" / "red.jpg").unlink()
        make_jpeg(tmp_path / "photos" / "pink.jpg", "pink")
        library.sync()
        library.albums.delete("Kept")
        library.set_threads(1)
    make_jpeg(tmp_path / "photos" / "red.jpg", "red")
    (tmp_path / "photos" / "pink.jpg").unlink()
    aside = PhotoLibrary.restore(file, directory).aside
    assert aside is not None
    assert aside.parent == directory / "set-aside"
    with opened(directory) as library:
        library.sync()
        assert said(library) == before
        assert library.indexed_count() == 3
    # And the way back.
    PhotoLibrary.restore(aside / "catalogue.sqlite3", directory)
    with opened(directory) as library:
        assert library.albums.list() == []
    assert "threads = 1" in (aside / "settings.toml").read_text()
    assert len(list(aside.parent.iterdir())) == 2


def test_it_is_of_one_moment_while_others_write(directory: Path, tmp_path: Path) -> None:
    stop, wrote = threading.Event(), threading.Event()
    with opened(directory) as library:
        ids = library.photo_ids()

        def write() -> None:
            number = 0
            while not stop.is_set():
                # Two albums come together or, to whoever looks between, only the first of them.
                library.albums.create(f"a {number}")
                library.albums.create(f"b {number}")
                library.set_text(ids[0], "x" * 50_000)
                number += 1
                wrote.set()

        writer = threading.Thread(target=write)
        writer.start()
        try:
            assert wrote.wait(20)
            for number in range(3):
                file = tmp_path / f"{number}.backup"
                backup = library.backup(file)
                assert read_backup(file) == backup
                with closing(sqlite3.connect(file)) as copy:
                    names = [name for (name,) in copy.execute("SELECT name FROM album")]
                firsts = sum(name.startswith("a ") for name in names)
                assert firsts - sum(name.startswith("b ") for name in names) in (0, 1)
        finally:
            stop.set()
            writer.join()


SPOILED: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: data[: len(data) // 2],
    lambda data: data[:-1],
    lambda data: data[:100],
    lambda data: b"",
    lambda data: b"this is something else" * 1000,
    lambda data: data.replace(b"what I said", b"what I sbid"),
    lambda data: data[:4096] + bytes(len(data) - 4096),
)


def test_a_damaged_backup_is_refused_and_the_library_stays(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    with opened(directory) as library:
        library.backup(file)
    whole = file.read_bytes()
    before = (directory / "catalogue.sqlite3").read_bytes()
    for spoil in SPOILED:
        file.write_bytes(spoil(whole))
        with pytest.raises(BackupError, match=r"is damaged|is not a backup"):
            PhotoLibrary.restore(file, directory)
    assert (directory / "catalogue.sqlite3").read_bytes() == before
    assert not (directory / "set-aside").exists()
    assert not list(directory.glob("*.part*"))


def test_places_that_cannot_be_are_one_sentence_each(directory: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("precious")
    (tmp_path / "way").symlink_to(tmp_path / "photos")
    with opened(directory) as library:
        for place, sentence in (
            (tmp_path / "there", "exists already; --force"),
            (tmp_path, "is a directory"),
            (tmp_path / "nowhere" / "backup", "does not exist"),
            (tmp_path / "photos" / "backup", "lies in the photo folder"),
            (tmp_path / "way" / "backup", "lies in the photo folder"),
            (directory / "catalogue.sqlite3", "lies in the library itself"),
            (tmp_path / ("x" * 300), "cannot be written"),
        ):
            with pytest.raises(BackupError, match=sentence):
                library.backup(place, overwrite=place.name == "catalogue.sqlite3")
        assert (tmp_path / "there").read_text() == "precious"
        library.backup(tmp_path / "there", overwrite=True)
        assert read_backup(tmp_path / "there").photos == 3
    for place, sentence in (
        (tmp_path, "is a directory"),
        (tmp_path / "nowhere", "cannot be read"),
        (directory / "catalogue.sqlite3", "is the catalogue of this library"),
    ):
        with pytest.raises(BackupError, match=sentence):
            PhotoLibrary.restore(place, directory)
    with closing(sqlite3.connect(tmp_path / "recipes")) as other, other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(BackupError, match="not a backup of photoorg"):
        PhotoLibrary.restore(tmp_path / "recipes", directory)


def test_nothing_is_restored_under_somebody(directory: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    with opened(directory) as library:
        library.backup(file)
        with pytest.raises(LibraryInUse, match=f"process {os.getpid()}"):
            PhotoLibrary.restore(file, directory)
    with PhotoLibrary.open(directory, encoder=TinyEncoder(), read_only=True) as reader:
        reader.photo_ids()
        with pytest.raises(LibraryInUse, match="being read"):
            PhotoLibrary.restore(file, directory)
        assert len(reader.photo_ids()) == 3
    assert PhotoLibrary.restore(file, directory).aside is not None


def test_a_newer_one_is_refused_and_an_older_one_is_migrated(directory: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    shutil.copy(directory / "catalogue.sqlite3", newer)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '99999'")
    with pytest.raises(LibraryTooNew, match="newer photoorg"):
        PhotoLibrary.restore(newer, directory)
    older = tmp_path / "older"
    shutil.copy(directory / "catalogue.sqlite3", older)
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("DROP INDEX photo_image_hash")
        connection.execute("DROP INDEX former_content_image_hash")
        connection.execute("DROP INDEX file_shot")
        connection.execute("DROP INDEX file_raw")
        for table, column in (
            ("photo", "image_hash"),
            ("former_content", "image_hash"),
            ("file", "content_hash"),
            ("file", "shot_key"),
            ("file", "is_raw"),
        ):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        # As it was before the latest migration.
        take_back_to_0005(connection)
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    before = older.read_bytes()
    restored = PhotoLibrary.restore(older, tmp_path / "new")
    assert restored.backup.made_at is None
    assert older.read_bytes() == before
    with opened(tmp_path / "new") as library:
        assert library.catalogue_faults() == []
        assert len(library.albums.photo_ids("Kept")) == 3


def test_no_backup_is_made_of_a_damaged_catalogue(directory: Path, tmp_path: Path) -> None:
    catalogue = directory / "catalogue.sqlite3"
    data = bytearray(catalogue.read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 : page * 4096 + 50] = b"\xff" * 50
    catalogue.write_bytes(data)
    with pytest.raises(LibraryDamaged, match="doctor --repair"):
        write_backup(catalogue, tmp_path / "backup")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("backup")]
