"""Where photos lie: the file table, kept in step with the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    Integer,
    LargeBinary,
    bindparam,
    delete,
    exists,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import aliased

from photoorg.library.file_conditions import at_or_below
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.locations import Locations, record_locations
from photoorg.library.pairs import meet
from photoorg.library.records import UnreadableFile
from photoorg.library.schema import FileRow, FolderRow, LibraryRow, PhotoRow
from photoorg.library.shot_names import is_raw, shot_key
from photoorg.library.sidecars import sidecar_names
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from sqlalchemy import Connection, Select

    from photoorg.library.catalogue import Catalogue
    from photoorg.library.folder_walk import FoundFile

    _KnownFiles = Select[int, Path, int | None, int, int, str, str, int]

# Of the reasons why files cannot be read, those that have values: they are kept as text.
REASONS_WITH_VALUES = (
    "the file is too large ({size} GB)",
    "it has too many pixels ({count} million) to be decoded in little memory",
    "reading it took longer than {seconds} s",
)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A row of the file table."""

    id: int
    path: Path
    photo_id: int | None
    size_bytes: int
    modified_ns: int
    presence: str
    state: str
    sidecar_stamp: int

    def matches(self, found: FoundFile) -> bool:
        """Whether the disk still shows what the catalogue knows, of the file and its sidecars."""
        return self.has_bytes_of(found) and self.sidecar_stamp == found.sidecar_stamp

    def has_bytes_of(self, found: FoundFile) -> bool:
        """Whether the file itself is as the catalogue knows it: one ``stat`` decides."""
        return self.size_bytes == found.size_bytes and self.modified_ns == _storable(found.modified_ns)


_KNOWN_COLUMNS = (
    FileRow.id,
    FileRow.path,
    FileRow.photo_id,
    FileRow.size_bytes,
    FileRow.modified_ns,
    FileRow.presence,
    FileRow.state,
    FileRow.sidecar_stamp,
)


class FileStore:
    """The file table.

    What was found on disk is written down only if it lies in a folder of the library at that moment: a
    folder may be removed while a scan of it is under way.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def below(self, root: Path) -> dict[Path, KnownFile]:
        """Every known file at or below ``root``, whatever its presence."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(select(*_KNOWN_COLUMNS).where(at_or_below(root)))
            return {row.path: KnownFile(*row) for row in rows}

    def by_paths(self, paths: Sequence[Path]) -> dict[Path, KnownFile]:
        """The known ones among ``paths``."""
        known: dict[Path, KnownFile] = {}
        with self._catalogue.reading() as connection:
            for start in range(0, len(paths), IDS_PER_STATEMENT):
                chunk = paths[start : start + IDS_PER_STATEMENT]
                for row in connection.execute(select(*_KNOWN_COLUMNS).where(FileRow.path.in_(chunk))):
                    known[row.path] = KnownFile(*row)
        return known

    def present_of(self, photo_ids: Sequence[int]) -> list[KnownFile]:
        """The places of these photos that are there, by path within each few hundred photos."""
        found: list[KnownFile] = []
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                rows = connection.execute(
                    select(*_KNOWN_COLUMNS)
                    .where(
                        FileRow.photo_id.in_(photo_ids[start : start + IDS_PER_STATEMENT]),
                        FileRow.presence == "present",
                    )
                    .order_by(FileRow.path)
                )
                found += [KnownFile(*row) for row in rows]
        return found

    def beside(self, sidecars: Iterable[Path]) -> list[Path]:
        """The known photos that these files are sidecars of, or were."""
        found: dict[Path, None] = {}
        with self._catalogue.reading() as connection:
            for sidecar in sidecars:
                # A photo's name begins like that of its sidecar, at least up to the first dot.
                start = os.fsencode(sidecar.with_name(sidecar.name.split(".")[0] or sidecar.name))
                first, end = literal(start, LargeBinary()), literal(start + b"\xff", LargeBinary())
                paths = connection.execute(
                    select(FileRow.path).where(FileRow.path >= first, FileRow.path < end)
                )
                for path in paths.scalars():
                    if path.parent == sidecar.parent and sidecar.name in sidecar_names(path.name):
                        found[path] = None
        return list(found)

    def sidecar_id(self) -> str:
        """By which this library knows the sidecars that it wrote itself."""
        with self._catalogue.reading() as connection:
            return connection.execute(select(LibraryRow.sidecar_id)).scalar_one()

    def record_own_sidecars(self, written: Iterable[tuple[KnownFile, int]]) -> None:
        """The sidecars of files have these stamps now; the library knows what it wrote itself, so that is no
        reason to read the files again."""
        statement = (
            update(FileRow)
            .where(FileRow.id == bindparam("file_id"), FileRow.sidecar_stamp == bindparam("known_stamp"))
            .values(sidecar_stamp=bindparam("new_stamp"))
        )
        rows = [
            {"file_id": file.id, "known_stamp": file.sidecar_stamp, "new_stamp": stamp}
            for file, stamp in written
        ]
        if rows:
            with self._catalogue.writing() as connection:
                connection.execute(statement, rows)

    def record_to_read(self, found: Iterable[FoundFile]) -> None:
        """New or changed files: they are read before anything else is said about them."""
        found = list(found)
        if not found:
            return
        statement = insert(FileRow)
        statement = statement.on_conflict_do_update(
            index_elements=[FileRow.path],
            set_={
                "size_bytes": statement.excluded.size_bytes,
                "modified_ns": statement.excluded.modified_ns,
                "sidecar_stamp": statement.excluded.sidecar_stamp,
                "presence": "present",
                "state": "pending",
                "failure": None,
            },
        )
        with self._catalogue.writing() as connection:
            is_watched = _watched(connection)
            rows = [
                {
                    "path": file.path,
                    "size_bytes": file.size_bytes,
                    "modified_ns": _storable(file.modified_ns),
                    "sidecar_stamp": file.sidecar_stamp,
                    "presence": "present",
                    "state": "pending",
                }
                for file in found
                if is_watched(file.path)
            ]
            if rows:
                connection.execute(statement, rows)

    def mark_present(self, files: Sequence[KnownFile]) -> None:
        """The files are back."""
        self._set_presence(files, "present")

    def mark_gone(self, files: Sequence[KnownFile]) -> set[int]:
        """The files are not where they were: missing or, where their drive is gone, offline. Returns the ids
        of the latter files."""
        if not files:
            return set()
        with self._catalogue.reading() as connection:
            locations = Locations(connection)
            offline = [file for file in files if not locations.can_be_asked(file.path)]
        offline_ids = {file.id for file in offline}
        self.mark_offline(offline)
        self._set_presence([file for file in files if file.id not in offline_ids], "missing")
        return offline_ids

    def mark_offline(self, files: Sequence[KnownFile]) -> None:
        """Nothing can be known of the files at the moment."""
        self._set_presence([file for file in files if file.presence != "offline"], "offline")

    def is_there(self, folder: Path) -> bool:
        """Whether a folder holds what the catalogue knows to be below, as far as can be told."""
        with self._catalogue.reading() as connection:
            return Locations(connection).is_there(folder)

    def roots_of(self, paths: Iterable[Path]) -> dict[Path, Path]:
        """The folder of the library that each path lies in, or else the one right above it; without those
        that are not there."""
        found: dict[Path, Path] = {}
        with self._catalogue.reading() as connection:
            locations = Locations(connection)
            for path in paths:
                root = next((above for above in path.parents if above in locations.folders), path.parent)
                with suppress(OSError):
                    if locations.can_be_asked(path) and root.is_dir():
                        found[path] = root
        return found

    def record_locations(self, folder: Path, borders: Iterable[Path]) -> None:
        """Remembers on which volumes a folder lies that was just walked; further ones at ``borders``."""
        with self._catalogue.writing() as connection:
            record_locations(connection, folder, borders)

    def mark_unwatched(self, files: Sequence[KnownFile]) -> None:
        """Rules pass the files over now, so nothing is known about them any more."""
        self._set_presence(files, "unwatched")

    def watched_folders(self) -> list[Path]:
        """The folders of the library."""
        with self._catalogue.reading() as connection:
            return list(connection.execute(select(FolderRow.path)).scalars())

    def _set_presence(self, files: Sequence[KnownFile], presence: str) -> None:
        if not files:
            return
        statement = update(FileRow).where(FileRow.id == bindparam("file_id")).values(presence=presence)
        with self._catalogue.writing() as connection:
            is_watched = _watched(connection)
            watched = [{"file_id": file.id} for file in files if is_watched(file.path)]
            if watched:
                connection.execute(statement, watched)
                read_again_for_facts(connection, _photo_ids(files))

    def move(self, moves: Collection[tuple[KnownFile, Path]]) -> None:
        """Files have other paths now, all at once: two may have changed places. A file of the library
        that lay where one of them is now is gone. Says nothing about presence."""
        moved_ids = {file.id for file, _ in moves}
        with self._catalogue.writing() as connection:
            for file, target in moves:
                in_its_way = connection.execute(select(FileRow.id).where(FileRow.path == target)).scalar()
                if in_its_way is not None and in_its_way not in moved_ids:
                    # The photo that lay there keeps all but this place.
                    connection.execute(delete(FileRow).where(FileRow.id == in_its_way))
                # Out of the others' way first. No file system has a name with a NUL character.
                aside = Path(f"\0{file.id}")
                connection.execute(update(FileRow).where(FileRow.id == file.id).values(path=aside))
            for file, target in moves:
                connection.execute(
                    update(FileRow)
                    .where(FileRow.id == file.id)
                    .values(path=target, shot_key=shot_key(target), is_raw=is_raw(target))
                )
            for file, _ in moves:
                meet(connection, file.id)
            read_again_for_facts(connection, _photo_ids(file for file, _ in moves))

    def pending(self, limit: int) -> list[KnownFile]:
        """Files waiting to be read, new ones and edited ones by turns, so neither kind waits for a backlog of
        the other. The latest found come first, so that a new photo overtakes older ones; but a new file that
        may be a copy of an edit comes after that one, for then it is that photo and no new one.

        Costs what is asked for, however many files wait.
        """
        new, edited, copies = _waiting()
        with self._catalogue.reading() as connection:
            first = list(connection.execute(new, {"limit": limit}))
            second = list(connection.execute(edited, {"limit": limit}))
            rows = first[: max(limit - len(second), limit // 2)]
            rows += second[: limit - len(rows)]
            if second and len(rows) < limit:
                rows += connection.execute(copies, {"limit": limit - len(rows)})
            return [KnownFile(*row) for row in rows]

    def unreadable(self) -> list[UnreadableFile]:
        """Present files that cannot be decoded, by path."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(
                select(FileRow.path, FileRow.failure)
                .where(FileRow.state.in_(("unreadable", "inaccessible")), FileRow.presence == "present")
                .order_by(FileRow.path)
            )
            return [
                UnreadableFile(path, Sentence.recalled(reason or "", REASONS_WITH_VALUES))
                for path, reason in rows
            ]


@cache
def _waiting() -> tuple[_KnownFiles, _KnownFiles, _KnownFiles]:
    """New files, edited ones, and new ones that may be copies of those; asked for every batch, so they are
    made once."""
    waiting = select(*_KNOWN_COLUMNS).where(FileRow.state == "pending", FileRow.presence == "present")
    edit = aliased(FileRow, name="edit")
    # As the index has it, which parameters would keep from being used.
    is_edit = literal_column("edit.state = 'pending' AND edit.photo_id IS NOT NULL", Boolean)
    may_be_copy = exists().where(edit.size_bytes == FileRow.size_bytes, edit.presence == "present", is_edit)
    # Two questions, each answered in the order of an index; one would sort all that waits.
    edited = waiting.where(FileRow.photo_id > 0).order_by(FileRow.photo_id.desc())
    new = waiting.where(FileRow.photo_id.is_(None), ~may_be_copy).order_by(FileRow.id.desc())
    copies = waiting.where(FileRow.photo_id.is_(None), may_be_copy).order_by(FileRow.id.desc())
    limit = bindparam("limit", type_=Integer)
    return new.limit(limit), edited.limit(limit), copies.limit(limit)


def read_again_for_facts(connection: Connection, photo_ids: Sequence[int]) -> None:
    """Photos lost or gained a place. Where the first one holds other bytes than those that the photo's facts
    were read from, it is to be read again, and so gives them."""
    earlier = aliased(FileRow)
    content = select(PhotoRow.content_hash).where(PhotoRow.id == FileRow.photo_id).scalar_subquery()
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        connection.execute(
            update(FileRow)
            .where(
                FileRow.photo_id.in_(photo_ids[start : start + IDS_PER_STATEMENT]),
                FileRow.presence == "present",
                FileRow.state == "read",
                FileRow.content_hash != content,
                ~exists().where(
                    earlier.photo_id == FileRow.photo_id,
                    earlier.presence == "present",
                    earlier.path < FileRow.path,
                ),
            )
            .values(state="pending")
        )


def _photo_ids(files: Iterable[KnownFile]) -> list[int]:
    return sorted({file.photo_id for file in files if file.photo_id is not None})


def _watched(connection: Connection) -> Callable[[Path], bool]:
    """Tells whether a path lies in a folder of the library."""
    folders = connection.execute(select(FolderRow.path)).scalars()
    prefixes = tuple(os.fsencode(folder).rstrip(b"/") + b"/" for folder in folders)
    return lambda path: os.fsencode(path).startswith(prefixes)


def modified_at(modified_ns: int) -> datetime:
    """When a file was last written, in local time."""
    return datetime.fromtimestamp(modified_ns / 1e9)


def _storable(modified_ns: int) -> int:
    """File systems know times beyond the 64 bits of SQLite's integers, which end in the year 2262."""
    return max(-(2**63), min(modified_ns, 2**63 - 1))
