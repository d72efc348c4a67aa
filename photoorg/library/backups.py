"""A backup: one SQLite file that holds the whole catalogue, vectors included, and the settings.

Any SQLite program opens it. Its table ``backup`` has one row: ``made_at`` (ISO 8601, UTC), ``settings`` (the
text of ``settings.toml``) and ``contents`` (JSON: number of rows and BLAKE2b of every table), by which a bit
that flipped since is noticed, wherever it lies.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.errors import BackupError, DiskFull, LibraryDamaged
from photoorg.library.database_errors import (
    REPAIR,
    described_errors,
    has_place_beside,
    is_damage,
)
from photoorg.library.journal import has_journal
from photoorg.sentences import Sentence, reason_of
from photoorg.settings_file import SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

AUTOMATIC_KEPT = 3
BACKUP_DIRECTORY = "backups"
PAGES_PER_STEP = 2048
LOCK_WAIT_S = 30.0
Contents = dict[str, tuple[int, str]]
"""Number of rows and checksum of every table, by its name."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds.

    Attributes:
        made_at: in UTC; None for a bare catalogue, as photoorg kept before updates once.
        settings: the text of ``settings.toml``; "" where there was none.
        photos, albums, tags, vectors: how many of them.
    """

    file: Path
    size_bytes: int
    made_at: datetime | None
    settings: str
    photos: int
    albums: int
    tags: int
    vectors: int


def write_backup(
    catalogue: Path,
    target: Path,
    *,
    overwrite: bool = False,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Backup:
    """Copies a catalogue that may be in use, at one moment of it, checks the copy and puts it in place.

    Args:
        target: is not there, or all of the old one, or all of the new one, whatever happens.
        on_progress: is told pages done and pages in all.

    Raises:
        BackupError: there is something at ``target`` already, or it cannot be written.
        DiskFull: on the disk of ``target``.
        LibraryDamaged, LibraryError: the catalogue cannot be read.
    """
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        require_free(target, overwrite)
        # Python's own words for what is wrong with the place are better than SQLite's.
        unfinished.write_bytes(b"")
        with closing(sqlite3.connect(unfinished)) as copy:
            _copy(catalogue, copy, on_progress)
            _complete(catalogue, copy)
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        read_backup(unfinished)
        require_free(target, overwrite)
        unfinished.replace(target)
        _flush_directory(target.parent)
        return read_backup(target, checked=True)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise LibraryDamaged(
                Sentence(
                    "The catalogue ‘{catalogue}’ is damaged ({error}). {repair}",
                    catalogue=catalogue,
                    error=error,
                    repair=REPAIR,
                )
            ) from error
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_FULL"):
            raise DiskFull(Sentence("No space is left for the backup ‘{target}’.", target=target)) from error
        raise BackupError(
            Sentence("The backup ‘{target}’ cannot be written: {error}.", target=target, error=error)
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(Sentence("No space is left for the backup ‘{target}’.", target=target)) from error
        raise BackupError(
            Sentence(
                "The backup ‘{target}’ cannot be written: {reason}.", target=target, reason=reason_of(error)
            )
        ) from error
    finally:
        for leftover in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def require_outside(target: Path, directory: Path, folders: Iterable[Path]) -> None:
    """Raises BackupError for a place in the library, which a backup is to outlive, or among the photos, where
    photoorg writes nothing."""
    place = Path(os.path.realpath(target))
    if place.is_relative_to(os.path.realpath(directory)):
        raise BackupError(
            Sentence(
                "‘{target}’ lies in the library itself; choose a place outside, on another disk if you can.",
                target=target,
            )
        )
    for folder in folders:
        if place.is_relative_to(os.path.realpath(folder)):
            raise BackupError(
                Sentence(
                    "‘{target}’ lies in the photo folder ‘{folder}’, where photoorg writes nothing.",
                    target=target,
                    folder=folder,
                )
            )


def write_automatic_backup(catalogue: Path, reason: str) -> Path:
    """A backup beside the catalogue, named after ``reason``; the last few are kept. Raises as above."""
    directory = catalogue.parent / BACKUP_DIRECTORY
    with described_errors(catalogue):
        directory.mkdir(exist_ok=True)
    target = directory / f"{catalogue.stem}-{reason}.sqlite3"
    write_backup(catalogue, target, overwrite=True)
    for old in automatic_backups(catalogue)[AUTOMATIC_KEPT:]:
        with suppress(OSError):
            old.unlink()
    return target


def automatic_backups(catalogue: Path) -> list[Path]:
    """Those that lie beside the catalogue, newest first."""
    found = (catalogue.parent / BACKUP_DIRECTORY).glob(f"{catalogue.stem}-*.sqlite3")
    return sorted(found, key=lambda file: file.stat().st_mtime_ns, reverse=True)


def read_backup(file: Path, *, checked: bool = False) -> Backup:
    """What a backup holds, after every byte of it was looked at, unless it was ``checked`` before.

    Raises BackupError: it is not there, cut short, damaged, or no backup of photoorg.
    """
    try:
        size_bytes = _size_of(file)
        with closing(open_for_reading(file)) as connection:
            tables = _tables(connection)
            if not {"photo", "album", "tag", "embedding", "alembic_version"} <= tables:
                raise BackupError(Sentence("‘{file}’ is not a backup of photoorg.", file=file))
            row = None
            if "backup" in tables:
                row = connection.execute("SELECT made_at, settings, contents FROM backup").fetchone()
            if not checked:
                _check(file, connection, None if row is None else row[2])
            counts = [
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("photo", "album", "tag", "embedding")
            ]
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", "")
        reason = Sentence("‘{file}’ is damaged ({error}).", file=file, error=error)
        if code == "SQLITE_NOTADB":
            reason = Sentence("‘{file}’ is not a backup of photoorg.", file=file)
        raise BackupError(reason) from error
    except OSError as error:
        raise BackupError(
            Sentence("The backup ‘{file}’ cannot be read: {reason}.", file=file, reason=reason_of(error))
        ) from error
    except ValueError as error:
        # Of JSON, of dates, and of SQLite's own message where that quotes damage.
        raise BackupError(Sentence("‘{file}’ is damaged ({error}).", file=file, error=error)) from error
    made_at, settings = (None, "") if row is None else (datetime.fromisoformat(row[0]), row[1])
    return Backup(file, size_bytes, made_at, settings, *counts)


def open_for_reading(file: Path) -> sqlite3.Connection:
    """A connection for a short look, which changes nothing and leaves nothing beside the file."""
    # Even for reading, SQLite puts a -wal and a -shm file beside a catalogue, unless it is told that nobody
    # writes.
    mode = "mode=ro" if has_journal(file) else "immutable=1"
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?{mode}", uri=True, timeout=LOCK_WAIT_S, check_same_thread=False
    )


def open_beside_writers(file: Path) -> sqlite3.Connection:
    """A connection for reading while others may begin to write, for any thread.

    Where SQLite cannot put its files beside the catalogue, nobody can begin to write, either.
    """
    if has_place_beside(file):
        return sqlite3.connect(file, timeout=LOCK_WAIT_S, check_same_thread=False)
    return open_for_reading(file)


def require_free(target: Path, overwrite: bool) -> None:
    """Raises BackupError where a file cannot be made, or one is there that is not to be replaced."""
    if target.is_dir():
        raise BackupError(Sentence("‘{target}’ is a directory; name a file in it.", target=target))
    if not target.parent.is_dir():
        raise BackupError(Sentence("The directory ‘{parent}’ does not exist.", parent=target.parent))
    if not overwrite and os.path.lexists(target):
        raise BackupError(Sentence("‘{target}’ exists already; --force replaces it.", target=target))


def _copy(catalogue: Path, copy: sqlite3.Connection, on_progress: Callable[[int, int], None]) -> None:
    with closing(open_beside_writers(catalogue)) as source:
        source.isolation_level = None
        with described_errors(catalogue):
            # As long as this transaction is open, all steps see one moment, whatever others write meanwhile;
            # and nobody waits for it.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(
            copy, pages=PAGES_PER_STEP, progress=lambda _, left, total: on_progress(total - left, total)
        )


def _complete(catalogue: Path, copy: sqlite3.Connection) -> None:
    """Makes the copy one file, and says in it what it is. Raises LibraryDamaged."""
    with described_errors(catalogue):
        report = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if report != "ok":
        raise LibraryDamaged(
            Sentence(
                "The catalogue ‘{catalogue}’ is damaged ({error}). {repair}",
                catalogue=catalogue,
                error=report,
                repair=REPAIR,
            )
        )
    copy.execute("PRAGMA journal_mode = DELETE")
    with copy:
        copy.execute("DROP TABLE IF EXISTS backup")
        contents = json.dumps(contents_of(copy))
        copy.execute(
            "CREATE TABLE backup (made_at TEXT NOT NULL, settings TEXT NOT NULL, contents TEXT NOT NULL)"
        )
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        settings = _settings_beside(catalogue)
        copy.execute("INSERT INTO backup VALUES (?, ?, ?)", (made_at, settings, contents))


def _check(file: Path, connection: sqlite3.Connection, contents: str | None) -> None:
    report = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
    if report != ["ok"]:
        raise BackupError(Sentence("‘{file}’ is damaged ({error}).", file=file, error=report[0]))
    if contents is None:
        return
    expected = {table: tuple(facts) for table, facts in json.loads(contents).items()}
    if contents_of(connection) != expected:
        raise BackupError(Sentence("‘{file}’ is damaged (its content is not what was written).", file=file))


def _tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows if not name.startswith("sqlite_")}


def contents_of(connection: sqlite3.Connection) -> Contents:
    """What the tables of a backup hold, but for the one that says so."""
    tables = sorted(_tables(connection) - {"backup"})
    # Text as it lies there, even where it is no text.
    connection.text_factory = bytes
    try:
        return {
            table: _checksum(connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid'))
            for table in tables
        }
    finally:
        connection.text_factory = str


def _checksum(rows: Iterable[tuple[object, ...]]) -> tuple[int, str]:
    checksum, count = hashlib.blake2b(digest_size=16), 0
    for row in rows:
        count += 1
        for value in row:
            data = value if isinstance(value, bytes) else repr(value).encode()
            checksum.update(b"%d:" % len(data))
            checksum.update(data)
    return count, checksum.hexdigest()


def _settings_beside(catalogue: Path) -> str:
    try:
        return (catalogue.parent / SETTINGS_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        # Without settings, or with some that nobody can read, the catalogue is still worth keeping.
        return ""


def _size_of(file: Path) -> int:
    if file.is_dir():
        raise BackupError(Sentence("‘{file}’ is a directory, not a backup.", file=file))
    return file.stat().st_size


def _flush_directory(directory: Path) -> None:
    # So that a power cut does not undo the renaming; not every file system can do it.
    with suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
