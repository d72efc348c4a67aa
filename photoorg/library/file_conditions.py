"""What queries ask of the file table, as SQL conditions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, LargeBinary, and_, case, literal, or_

from photoorg.library.schema import FileRow

if TYPE_CHECKING:
    from pathlib import Path


def at_or_below(root: Path) -> ColumnElement[bool]:
    """True for files at ``root`` or below it."""
    # Paths are bytes, so "below" is a range that the index on path answers: 0x2f is "/", 0x30 follows.
    prefix = os.fsencode(root).rstrip(b"/")
    first, end = literal(prefix + b"/", LargeBinary()), literal(prefix + b"0", LargeBinary())
    return or_(FileRow.path == root, and_(FileRow.path > first, FileRow.path < end))


def is_shown(file: type[FileRow] = FileRow) -> ColumnElement[bool]:
    """True for files whose photo the user sees: they are there, or on a drive that may come back."""
    return file.presence.in_(("present", "offline"))


def present_first() -> ColumnElement[int]:
    """Orders places of a photo: what is there, what may come back with its drive, the rest."""
    return case({"present": 0, "offline": 1}, value=FileRow.presence, else_=2)
