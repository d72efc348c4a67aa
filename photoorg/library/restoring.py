"""Puts another catalogue in the place of a library's own, which is set aside and never deleted."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from photoorg.errors import BackupError, LibraryInUse, LibraryTooNew
from photoorg.library.backups import Backup, open_for_reading, read_backup
from photoorg.library.catalogue import checked_revision, migrate
from photoorg.library.database_errors import described_errors, is_damage
from photoorg.settings_file import CATALOGUE_FILE, SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASIDE_DIRECTORY = "set-aside"
_COMPANIONS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore.

    Attributes:
        backup: what is in the library now.
        aside: directory with what was there before; None where there was nothing.
    """

    backup: Backup
    aside: Path | None


def restore(file: Path, directory: Path) -> Restored:
    """Makes a backup the content of a library that the caller has locked and nobody has open.

    At every moment the library is the old one or the new one.

    Raises:
        BackupError: ``file`` is no whole backup; nothing was changed.
        LibraryTooNew: a newer photoorg wrote it; nothing was changed.
        LibraryInUse: somebody reads the library.
        DiskFull, LibraryError: nothing was lost.
    """
    catalogue = directory / CATALOGUE_FILE
    if os.path.realpath(file) == os.path.realpath(catalogue):
        raise BackupError(f"‘{file}’ is the catalogue of this library, not a backup of it.")
    backup = read_backup(file)
    try:
        checked_revision(file)
    except LibraryTooNew:
        raise LibraryTooNew(
            f"The backup ‘{file}’ was written by a newer photoorg; please update. Nothing was changed."
        ) from None
    unfinished = directory / f"{CATALOGUE_FILE}.restore.part"
    try:
        with described_errors(catalogue):
            copy_bare(file, unfinished)
            migrate(unfinished)
            settle(unfinished)
            aside = put_in_place(unfinished, catalogue, backup.settings)
    finally:
        forget(unfinished)
    return Restored(backup, aside)


def put_in_place(new: Path, catalogue: Path, settings: str = "") -> Path | None:
    """Lets a settled catalogue take the place of the present one, which goes into a directory of its own
    together with the settings; returns that directory, None where there was no catalogue.

    Raises LibraryInUse where somebody has the present catalogue open; OSError.
    """
    aside: Path | None = None
    if catalogue.exists():
        _close_down(catalogue)
        aside = _new_directory(catalogue.parent / ASIDE_DIRECTORY)
        for file in (catalogue, *_companions(catalogue)):
            # A link where the disk knows them: the present catalogue stays in its place until the last step.
            _link_or_copy(file, aside / file.name)
        if (catalogue.parent / SETTINGS_FILE).exists():
            shutil.copy2(catalogue.parent / SETTINGS_FILE, aside)
        # What SQLite left beside a damaged one must not be taken for the new one's.
        for file in _companions(catalogue):
            file.unlink()
    if settings:
        unfinished = catalogue.parent / f"{SETTINGS_FILE}.part"
        unfinished.write_text(settings, encoding="utf-8")
        unfinished.replace(catalogue.parent / SETTINGS_FILE)
    new.replace(catalogue)
    return aside


def settle(catalogue: Path) -> None:
    """Makes a catalogue that nobody has open one file on the disk, to which no saved index belongs."""
    with closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        with connection:
            # An index saved for what was there before may count as many photos.
            connection.execute("UPDATE library SET uuid = ?", (str(uuid.uuid4()),))
    with catalogue.open("rb+") as stream:
        os.fsync(stream.fileno())


def forget(catalogue: Path) -> None:
    """Deletes an unfinished catalogue with all that SQLite put beside it."""
    for file in (catalogue, *_companions(catalogue)):
        with suppress(OSError):
            file.unlink()


def copy_bare(file: Path, target: Path) -> None:
    """Copies the catalogue in a backup."""
    forget(target)
    with closing(open_for_reading(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        with copy:
            copy.execute("DROP TABLE IF EXISTS backup")


def _close_down(catalogue: Path) -> None:
    """Takes what lies in the -wal file into the catalogue, which SQLite does only if nobody has it open."""
    if catalogue.stat().st_size == 0:
        return
    try:
        with closing(sqlite3.connect(catalogue, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except UnicodeDecodeError:
        # SQLite's message quotes what is damaged; the catalogue is set aside as it is.
        return
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            raise LibraryInUse(
                f"The library ‘{catalogue.parent}’ is being read by another photoorg. Close it first."
            ) from error
        raise


def _companions(catalogue: Path) -> list[Path]:
    return [file for ending in _COMPANIONS if (file := catalogue.with_name(catalogue.name + ending)).exists()]


def _new_directory(parent: Path) -> Path:
    parent.mkdir(exist_ok=True)
    for directory in _names(parent / f"{datetime.now():%Y-%m-%d-%H%M%S}"):
        with suppress(FileExistsError):
            directory.mkdir()
            return directory
    raise AssertionError


def _names(first: Path) -> Iterator[Path]:
    yield first
    number = 2
    while True:
        yield first.with_name(f"{first.name}-{number}")
        number += 1


def _link_or_copy(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:
        shutil.copy2(file, target)
