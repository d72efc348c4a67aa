"""What SQLite and the disk report, as errors whose text helps the user."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DatabaseError, OperationalError

from photoorg.errors import DiskFull, LibraryDamaged, LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPAIR = "Save all that can be read with: photoorg doctor --repair"
MEND = "Put them right with: photoorg doctor --repair"
# What SQLite says where a value in a row is not what a question about it takes for granted.
_OF_VALUES = ("malformed JSON", "user-defined function raised", "Could not decode to UTF-8")
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def described_errors(catalogue: Path) -> Iterator[None]:
    """Around any use of a catalogue. Raises DiskFull, LibraryDamaged or LibraryError."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause: Any = error.orig if isinstance(error, DatabaseError) else error
        code = getattr(cause, "sqlite_errorname", "") or ""
        if code.startswith("SQLITE_FULL"):
            raise DiskFull(f"No space is left for the catalogue ‘{catalogue}’.") from error
        if is_damage(cause):
            raise LibraryDamaged(f"The catalogue ‘{catalogue}’ is damaged ({cause}). {REPAIR}") from error
        if code.startswith("SQLITE_BUSY"):
            raise LibraryError(
                f"The catalogue ‘{catalogue}’ is locked by another program; try again once that is done."
            ) from error
        if code.startswith("SQLITE_CANTOPEN") and not os.access(catalogue.parent, os.W_OK):
            raise LibraryError(
                f"The library ‘{catalogue.parent}’ may not be written to, which even searching needs."
            ) from error
        if code.startswith("SQLITE_READONLY"):
            raise LibraryError(f"The catalogue ‘{catalogue}’ may not be written.") from error
        if str(cause).startswith(_OF_VALUES):
            raise LibraryDamaged(
                f"The catalogue ‘{catalogue}’ has damaged values ({cause}). {MEND}"
            ) from error
        if isinstance(error, OperationalError | sqlite3.OperationalError):
            raise LibraryError(f"The catalogue ‘{catalogue}’ cannot be used: {cause}.") from error
        raise
    except UnicodeDecodeError as error:
        # Python cannot even take SQLite's message, in which it quotes what lies in the file.
        raise LibraryDamaged(f"The catalogue ‘{catalogue}’ is damaged. {REPAIR}") from error
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise DiskFull(f"No space is left for the catalogue ‘{catalogue}’.") from error
        raise LibraryError(
            f"The catalogue ‘{catalogue}’ cannot be used: {error.strerror or error}."
        ) from error


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the content of the file is wrong, not the machine around it."""
    code = getattr(error, "sqlite_errorname", "") or ""
    return code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))
