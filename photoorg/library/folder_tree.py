"""The folders of the library and, as far as somebody looked into them, those in them that hold photos."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import LargeBinary, func, literal, select

from photoorg.library.file_conditions import at_or_below, is_shown
from photoorg.library.pairs import behind
from photoorg.library.schema import FileRow, FolderRow, PhotoRow
from photoorg.library.stacks import under_others
from photoorg.library.visibility import is_wanted

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, Select

SEEN_STATES = ("read", "pending")


@dataclass(frozen=True, slots=True)
class FolderNode:
    """A folder, and how many photos lie at or below it.

    Attributes:
        has_folders: whether folders in it hold photos.
        folders: those, by name; empty where nobody looked into it.
    """

    path: Path
    photos: int
    has_folders: bool = False
    folders: tuple[FolderNode, ...] = ()


def folder_tree(connection: Connection, opened: Collection[Path]) -> tuple[FolderNode, ...]:
    """The folders of the library, and what lies in those that are ``opened``."""
    paths = connection.execute(select(FolderRow.path)).scalars().all()
    return tuple(_node(connection, path, opened) for path in paths)


def _node(connection: Connection, path: Path, opened: Collection[Path]) -> FolderNode:
    photos = _photos_in(connection, path)
    if path not in opened:
        has_folders = connection.execute(_names_in(path).limit(1)).first() is not None
        return FolderNode(path, photos, has_folders)
    names = sorted(connection.execute(_names_in(path).distinct()).scalars(), key=_by_name)
    inner = (_node(connection, path / os.fsdecode(name), opened) for name in names)
    folders = tuple(node for node in inner if node.photos)
    return FolderNode(path, photos, bool(folders), folders)


def _photos_in(connection: Connection, path: Path) -> int:
    seen = *_seen_in(path), ~behind()
    photos = select(func.count(FileRow.photo_id.distinct())).where(*seen, is_wanted(FileRow.photo_id))
    folded = under_others(PhotoRow.id.in_(select(FileRow.photo_id).where(*seen)))
    return int(connection.execute(photos).scalar_one() - connection.execute(folded).scalar_one())


def _names_in(path: Path) -> Select[bytes]:
    """The names of folders in one, once for each file at or below them."""
    start = len(os.fsencode(path).rstrip(b"/")) + 2
    rest: ColumnElement[bytes] = func.substr(FileRow.path, start, type_=LargeBinary())
    length: ColumnElement[int] = func.instr(rest, literal(b"/", LargeBinary()))
    name: ColumnElement[bytes] = func.substr(rest, 1, length - 1, type_=LargeBinary())
    return select(name).where(*_seen_in(path), length > 1)


def _seen_in(path: Path) -> tuple[ColumnElement[bool], ...]:
    # An expression, lest SQLite walks along the index of states, by all files, instead of that of paths.
    state = FileRow.state + ""
    return at_or_below(path), is_shown(), state.in_(SEEN_STATES)


def _by_name(name: bytes) -> str:
    return os.fsdecode(name).casefold()
