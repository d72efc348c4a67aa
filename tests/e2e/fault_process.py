"""A process that does everything that writes while the machine fails it, then again once it works.

    python -m tests.e2e.fault_process FAULT DIRECTORY PHOTOS

``DIRECTORY`` is a disk of a few megabytes for ``full``; ``denied`` needs a process that has to respect
permissions.
Prints one JSON document a line: operation, the type of the error ("" for none), its text.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.errors import PhotoOrgError
from photoorg.library import backups, catalogue
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import Settings, save_settings
from photoorg.settings_file import CATALOGUE_FILE
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def full(directory: Path) -> Iterator[None]:
    """ENOSPC: a file takes all the room of the disk."""
    filler = directory / "filler"
    with suppress(OSError), filler.open("wb", 0) as stream:
        while True:
            stream.write(bytes(4096))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def io(_directory: Path) -> Iterator[None]:
    """Every write beyond the first byte of a file fails; SQLite reports a disk I/O error."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@contextmanager
def denied(directory: Path) -> Iterator[None]:
    """EACCES: nothing in the directory may be made, and no file in it be written."""
    modes = {path: path.stat().st_mode for path in (directory, *directory.rglob("*"))}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in modes.items():
            if path.exists():
                path.chmod(mode)


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Another program holds the catalogue, and does not let go for longer than anybody waits."""
    command = [sys.executable, "-c", HOLDER, str(directory / "library" / CATALOGUE_FILE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield
        finally:
            holder.stdin.close()


FAULTS = {"full": full, "io": io, "denied": denied, "locked": locked}


class Everything:
    """A library, and every operation on it that writes."""

    def __init__(self, directory: Path, photos: Path) -> None:
        self.directory, self.photos = directory, photos
        self.made = 0
        self.library = self.opened()
        self.add_photos()
        self.library.add_folder(photos)
        self.library.sync()
        self.library.albums.create("Kept")
        self.library.albums.add("Kept", self.library.photo_ids())
        self.library.backup(directory / "first")
        self.number = 0

    def opened(self) -> PhotoLibrary:
        """The library, opened for writing."""
        return PhotoLibrary.open(self.directory / "library", encoders=lambda name: TinyEncoder(f"{name}@1"))

    def add_photos(self) -> None:
        """New photos on another disk, where nothing fails."""
        for _ in range(3):
            make_jpeg(self.photos / f"{self.made}.jpg", (self.made * 20 % 256, 90, 90), (300, 200))
            self.made += 1

    def operations(self) -> dict[str, Callable[[], None]]:
        """Each by its name. Doing one twice does no harm."""
        return {
            "say": self.say,
            "index": self.index,
            "settings": lambda: self.library.set_threads(self.number % 2 + 1),
            "model": lambda: void(self.library.choose_model(f"model {self.number}")),
            "backup": lambda: void(self.library.backup(self.directory / "backup", overwrite=True)),
            "close and open": self.close_and_open,
            "restore": self.restore,
            "repair": self.repair,
        }

    def say(self) -> None:
        """Says much about every photo, and makes an album."""
        ids = self.library.photo_ids()
        for photo_id in ids:
            self.library.set_text(photo_id, "said " * 5000)
        self.library.add_tag(ids, "tag")

    def index(self) -> None:
        """Takes in new photos: catalogue, thumbnails, search index."""
        self.library.sync()

    def close_and_open(self) -> None:
        """Writes the search index, and what says whose the library is."""
        self.library.close()
        self.library = self.opened()

    def restore(self) -> None:
        """Puts a backup in place of the library; what is there already is what the backup holds."""
        self.library.close()
        try:
            PhotoLibrary.restore(self.directory / "now", self.directory / "library")
        finally:
            self.reopen()

    def repair(self) -> None:
        """Makes thumbnails anew and removes a row that refers to nothing."""
        self.library.close()
        try:
            PhotoLibrary.check(self.directory / "library", repair=True)
        finally:
            self.reopen()

    def reopen(self) -> None:
        """A library that cannot be opened now is opened later."""
        with suppress(PhotoOrgError):
            self.library = self.opened()

    def spoil(self) -> None:
        """Gives a repair something to do."""
        path = self.directory / "library" / CATALOGUE_FILE
        connection = sqlite3.connect(path)
        with connection:
            connection.execute("INSERT OR IGNORE INTO photo_tag VALUES (4711, 4711)")
        connection.close()
        for thumbnail in (self.directory / "library" / "cache" / "thumbnails").rglob("*.jpg"):
            thumbnail.write_bytes(b"junk")


def main() -> None:
    """Runs the table for one fault; ends with an error as soon as something is lost."""
    fault, directory = FAULTS[sys.argv[1]], Path(sys.argv[2])
    backups.LOCK_WAIT_S = catalogue.LOCK_WAIT_S = 0.2
    (directory / "library").mkdir()
    save_settings(directory / "library", Settings(model="first"))
    all_of_it = Everything(directory, Path(sys.argv[3]))
    for name, operation in all_of_it.operations().items():
        all_of_it.number += 1
        all_of_it.add_photos()
        if name == "restore":
            all_of_it.library.sync()
            all_of_it.library.backup(directory / "now")
            # What SQLite keeps beside the catalogue would make room on a full disk when it is closed.
            all_of_it.close_and_open()
        elif name == "repair":
            all_of_it.spoil()
        before = state(all_of_it.library)
        told = {"operation": name, "error": "", "text": ""}
        with fault(directory):
            try:
                operation()
            except PhotoOrgError as error:
                told |= {"error": type(error).__name__, "text": str(error)}
        sys.stdout.write(json.dumps(told) + "\n")
        all_of_it.reopen()
        kept = state(all_of_it.library)
        assert kept["albums"] == before["albums"], (name, before, kept)
        assert before["photos"] <= kept["photos"], (name, before, kept)
        # A row that refers to nothing is there until it is repaired.
        assert name == "repair" or all_of_it.library.catalogue_faults() == [], name
        # The fault is gone: the same now works, and nothing is left to do.
        operation()
        all_of_it.library.sync()
        assert all_of_it.library.catalogue_faults() == [], name
        status = all_of_it.library.status()
        assert (status.photos, status.embedded, status.pending) == (*[all_of_it.made] * 2, 0), (
            name,
            status,
        )
        assert all_of_it.library.indexed_count() == all_of_it.made
        assert backups.read_backup(directory / "first").photos == 3
        leftovers = [path for path in directory.rglob("*.part*") if path.parent.parent.name != "thumbnails"]
        assert leftovers == [], (name, leftovers)
    for photo_id in all_of_it.library.photo_ids():
        assert all_of_it.library.thumbnail(photo_id)
    all_of_it.library.close()
    with all_of_it.opened() as library:
        assert library.saved_index_fault() == ""


def state(library: PhotoLibrary) -> dict[str, object]:
    """What must outlast a fault."""
    return {
        "albums": [(album.name, library.albums.photo_ids(album.name)) for album in library.albums.list()],
        "photos": set(library.photo_ids()),
    }


def void(_value: object) -> None:
    """Nothing."""


if __name__ == "__main__":
    os.umask(0o022)
    main()
