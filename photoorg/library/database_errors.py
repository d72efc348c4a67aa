"""What SQLite and the disk report, as errors whose text helps the user."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DatabaseError, OperationalError

from photoorg.errors import DiskFull, LibraryDamaged, LibraryError
from photoorg.library.journal import SHM_BYTES, has_journal, has_shared_memory
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPAIR = Sentence("Save all that can be read with: photoorg doctor --repair")
MEND = Sentence("Put them right with: photoorg doctor --repair")
# What SQLite says where a value in a row is not what a question about it takes for granted.
_OF_VALUES = ("malformed JSON", "user-defined function raised", "Could not decode to UTF-8")
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
# The -shm file, and a first page in the -wal file.
_ROOM_BESIDE_BYTES = 2 * SHM_BYTES


@contextmanager
def described_errors(catalogue: Path) -> Iterator[None]:
    """Around any use of a catalogue. Raises DiskFull, LibraryDamaged or LibraryError."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause: Any = error.orig if isinstance(error, DatabaseError) else error
        code = getattr(cause, "sqlite_errorname", "") or ""
        full = code.startswith("SQLITE_FULL")
        if full or (code.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and not _has_room(catalogue)):
            raise DiskFull(
                Sentence("No space is left for the catalogue ‘{catalogue}’.", catalogue=catalogue)
            ) from error
        if is_damage(cause):
            raise LibraryDamaged(
                Sentence(
                    "The catalogue ‘{catalogue}’ is damaged ({cause}). {repair}",
                    catalogue=catalogue,
                    cause=cause,
                    repair=REPAIR,
                )
            ) from error
        if code.startswith("SQLITE_BUSY"):
            raise LibraryError(
                Sentence(
                    "The catalogue ‘{catalogue}’ is locked by another program; try again once that is done.",
                    catalogue=catalogue,
                )
            ) from error
        if code.startswith("SQLITE_CANTOPEN") and not os.access(catalogue.parent, os.W_OK):
            if has_journal(catalogue):
                raise LibraryError(
                    Sentence(
                        "The library ‘{parent}’ was not closed properly, and has to be opened once "
                        "where it may be written.",
                        parent=catalogue.parent,
                    )
                ) from error
            raise LibraryError(
                Sentence("The library ‘{parent}’ may not be written.", parent=catalogue.parent)
            ) from error
        if code.startswith("SQLITE_READONLY"):
            raise LibraryError(
                Sentence("The catalogue ‘{catalogue}’ may not be written.", catalogue=catalogue)
            ) from error
        if str(cause).startswith(_OF_VALUES):
            raise LibraryDamaged(
                Sentence(
                    "The catalogue ‘{catalogue}’ has damaged values ({cause}). {mend}",
                    catalogue=catalogue,
                    cause=cause,
                    mend=MEND,
                )
            ) from error
        if isinstance(error, OperationalError | sqlite3.OperationalError):
            raise LibraryError(
                Sentence(
                    "The catalogue ‘{catalogue}’ cannot be used: {cause}.", catalogue=catalogue, cause=cause
                )
            ) from error
        raise
    except UnicodeDecodeError as error:
        # Python cannot even take SQLite's message, in which it quotes what lies in the file.
        raise LibraryDamaged(
            Sentence("The catalogue ‘{catalogue}’ is damaged. {repair}", catalogue=catalogue, repair=REPAIR)
        ) from error
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise DiskFull(
                Sentence("No space is left for the catalogue ‘{catalogue}’.", catalogue=catalogue)
            ) from error
        raise LibraryError(
            Sentence(
                "The catalogue ‘{catalogue}’ cannot be used: {reason}.",
                catalogue=catalogue,
                reason=reason_of(error),
            )
        ) from error


def has_place_beside(catalogue: Path) -> bool:
    """Whether SQLite can put beside a catalogue what it needs where somebody may write."""
    if not os.access(catalogue.parent, os.W_OK):
        return False
    return has_shared_memory(catalogue) or _has_room(catalogue)


def is_of_the_place(error: sqlite3.DatabaseError, catalogue: Path) -> bool:
    """Whether the error says nothing about the file: it lies where it cannot be opened now."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_IOERR"):
        return not _has_room(catalogue)
    return code.startswith(("SQLITE_CANTOPEN", "SQLITE_BUSY", "SQLITE_READONLY"))


def _has_room(catalogue: Path) -> bool:
    """By writing: what is free says nothing of quotas, nor of how many files there may be."""
    try:
        with tempfile.TemporaryFile(dir=catalogue.parent) as probe:
            probe.write(bytes(_ROOM_BESIDE_BYTES))
            probe.flush()
            # Some file systems give out space, and heed a quota, when this is asked for.
            os.fsync(probe.fileno())
            return True
    except OSError as error:
        # Without the drive, or the right to write, space is another matter.
        return error.errno not in _NO_SPACE


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the content of the file is wrong, not the machine around it."""
    code = getattr(error, "sqlite_errorname", "") or ""
    return code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))
