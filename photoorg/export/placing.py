"""Putting a whole file into a folder, never in the place of another."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def place(data: bytes, folder: Path, name: str) -> Path:
    """Writes a file called ``name``, or ``name (2)`` and so on where there is one; gives its path.

    Under its name it is there as a whole or not at all, whatever happens. Raises OSError.
    """
    part = folder / f".photoorg-{secrets.token_hex(8)}.part"
    try:
        # Not a temporary file of Python's, which nobody else could read afterwards.
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        for number in count(1):
            target = folder / numbered(name, number)
            if _put(part, target):
                return target
        raise AssertionError("numbers do not end")
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def numbered(name: str, number: int) -> str:
    """``name.jpg`` for 1, ``name (2).jpg`` for 2."""
    if number == 1:
        return name
    path = PurePath(name)
    return f"{path.stem} ({number}){path.suffix}"


def _put(part: Path, target: Path) -> bool:
    """Gives a file its name; False where that is taken."""
    try:
        # Unlike renaming, this never takes the place of a file.
        target.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError:
        # No such links on this file system, as on many USB sticks.
        if os.path.lexists(target):
            return False
        part.rename(target)
    return True
