"""All that is known of people is deleted so that no byte of it is left; photos and all else stay."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.errors import LibraryError, LibraryInUse
from photoorg.library.backups import automatic_backups, read_backup, write_automatic_backup
from photoorg.library.beings import forgetting
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.library.beings.conftest import opened
from tests.library.beings.looks import faces_in, look_through, photo_of
from tests.tiny_finder import TinyFinder, make_group_photo

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from photoorg.library.beings.records import Found

NAME = "Xylophona"


@pytest.fixture
def known(library: PhotoLibrary, tmp_path: Path) -> PhotoLibrary:
    """A library that knows somebody, with crops, a favourite, searches, and two backups of its own."""
    for number in range(2):
        make_group_photo(tmp_path / "photos" / f"red{number}.jpg", ["red"], number=number)
    look_through(library)
    being = library.people.name(library.people.list()[0].id, NAME)
    library.people.crop(library.people.regions(being.id)[0].id)
    library.set_favourite([photo_of(library, "red0.jpg")], True)
    for text in ("dogs", f"{NAME} at the sea", "pet:Rex", "person:somebody", "a personal note"):
        library.recent_searches.add(text)
    for album, query in (("Hers", f"person:{NAME} -dog"), ("Dogs", "dog")):
        library.albums.create(album, query)
    for number, reason in enumerate(("old", "new")):
        backup = write_automatic_backup(library.directory / CATALOGUE_FILE, reason)
        os.utime(backup, (1_000_000 + number, 1_000_000 + number))
    return library


def traces(directory: Path, *secrets: bytes) -> list[str]:
    """Files below a directory in which one of these bytes stands."""
    return [
        file.name
        for file in directory.rglob("*")
        if file.is_file() and any(secret.lower() in file.read_bytes().lower() for secret in secrets)
    ]


def descriptor(directory: Path) -> bytes:
    """What somebody looks like, as the catalogue has it."""
    with closing(sqlite3.connect(directory / CATALOGUE_FILE)) as catalogue:
        (stored,) = catalogue.execute("SELECT descriptor FROM region WHERE descriptor IS NOT NULL").fetchone()
    assert np.frombuffer(stored, "<f2").any()
    return bytes(stored)


def test_no_byte_is_left(known: PhotoLibrary) -> None:
    secrets = NAME.encode(), descriptor(known.directory)
    assert len(traces(known.directory, *secrets)) >= 4
    photo_ids = known.photo_ids()
    known.people.forget_all()
    # Also of what is still open: the journal lies beside the catalogue.
    assert traces(known.directory, *secrets) == []
    assert not (known.directory / "cache" / "beings").exists()
    assert known.people.list() == []
    assert known.people.in_photos(photo_ids) == {photo_id: [] for photo_id in photo_ids}
    assert known.recent_searches.latest() == ["a personal note", "dogs"]
    assert known.albums.names() == ["Dogs"]
    assert known.settings.find_people == "off"
    assert known.photo_ids() == photo_ids
    assert known.photo(photo_of(known, "red0.jpg")).favourite
    assert known.catalogue_faults() == []


def test_backups_stay_backups_in_their_order(known: PhotoLibrary) -> None:
    known.people.forget_all()
    backups = automatic_backups(known.directory / CATALOGUE_FILE)
    assert [backup.stem.rpartition("-")[2] for backup in backups] == ["new", "old"]
    assert [read_backup(backup).photos for backup in backups] == [2, 2]


def test_a_catalogue_that_was_set_aside_forgets_too(known: PhotoLibrary, tmp_path: Path) -> None:
    directory = known.directory
    known.backup(tmp_path / "mine.backup")
    known.close()
    PhotoLibrary.restore(tmp_path / "mine.backup", directory)
    assert any((directory / "set-aside").rglob(CATALOGUE_FILE))
    with opened(directory) as library:
        library.people.forget_all()
    assert traces(directory, NAME.encode()) == []
    assert traces(tmp_path, NAME.encode()) == ["mine.backup"]


def test_a_damaged_backup_is_named(known: PhotoLibrary) -> None:
    backup = automatic_backups(known.directory / CATALOGUE_FILE)[0]
    backup.write_bytes(b"nothing that SQLite knows" * 1000 + NAME.encode())
    with pytest.raises(LibraryError, match=backup.name):
        known.people.forget_all()
    assert traces(known.directory, NAME.encode()) == [backup.name]


def test_a_reader_stands_in_the_way_and_is_told(known: PhotoLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "_TRIES", 3)
    reading = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN'); "
        "c.execute('SELECT * FROM being').fetchone(); print('reads', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", reading, str(known.directory / CATALOGUE_FILE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reads\n"
        began = time.monotonic()
        with pytest.raises(LibraryInUse, match="Another program reads the library"):
            known.people.forget_all()
        assert time.monotonic() - began < 20
        assert known.people.list() == []
        # All but what the reader has open.
        assert set(traces(known.directory, NAME.encode())) <= {CATALOGUE_FILE, f"{CATALOGUE_FILE}-wal"}
        reader.communicate()
    known.people.forget_all()
    assert traces(known.directory, NAME.encode()) == []


class Forgetting(TinyFinder):
    """The user has everything forgotten while it looks at a picture."""

    library: PhotoLibrary

    def find(self, image: Image.Image) -> list[Found]:
        found = super().find(image)
        if self.pictures == 1:
            self.library.people.forget_all()
        return found


def test_what_is_looked_at_in_that_moment_is_not_kept(tmp_path: Path) -> None:
    make_group_photo(tmp_path / "photos" / "red.jpg", ["red"])
    finder = Forgetting()
    with opened(tmp_path / "library", finder) as library:
        finder.library = library
        library.add_folder(tmp_path / "photos")
        look_through(library)
        assert faces_in(library, "red.jpg") == []
        assert library.people.waiting() == 1
        assert library.people.find() == 1
        assert len(faces_in(library, "red.jpg")) == 1


def test_it_begins_anew(known: PhotoLibrary, tmp_path: Path) -> None:
    before = {being.id for being in known.people.list()}
    known.people.forget_all()
    shutil.rmtree(known.directory / "cache")
    look_through(known)
    (being,) = known.people.list()
    assert (being.name, being.photos) == ("", 2)
    assert being.id not in before
