"""Where photos lie: the file table, kept in step with the disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, LargeBinary, and_, bindparam, delete, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from photoorg.library.records import UnreadableFile
from photoorg.library.schema import FileRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue
    from photoorg.library.folder_walk import FoundFile

IDS_PER_STATEMENT = 500


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

    def matches(self, found: FoundFile) -> bool:
        """Whether the disk still shows what the catalogue knows: one ``stat`` decides."""
        return self.size_bytes == found.size_bytes and self.modified_ns == found.modified_ns


_KNOWN_COLUMNS = (
    FileRow.id,
    FileRow.path,
    FileRow.photo_id,
    FileRow.size_bytes,
    FileRow.modified_ns,
    FileRow.presence,
    FileRow.state,
)


class FileStore:
    """The file table."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def below(self, root: Path) -> dict[Path, KnownFile]:
        """Every known file at or below ``root``, whatever its presence."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(select(*_KNOWN_COLUMNS).where(_at_or_below(root)))
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

    def record_to_read(self, found: Iterable[FoundFile]) -> None:
        """New or changed files: they are read before anything else is said about them."""
        rows = [
            {
                "path": file.path,
                "size_bytes": file.size_bytes,
                "modified_ns": file.modified_ns,
                "presence": "present",
                "state": "pending",
            }
            for file in found
        ]
        if not rows:
            return
        statement = insert(FileRow)
        statement = statement.on_conflict_do_update(
            index_elements=[FileRow.path],
            set_={
                "size_bytes": statement.excluded.size_bytes,
                "modified_ns": statement.excluded.modified_ns,
                "presence": "present",
                "state": "pending",
                "failure": None,
            },
        )
        with self._catalogue.writing() as connection:
            connection.execute(statement, rows)

    def set_presence(self, file_ids: Sequence[int], presence: str) -> None:
        """Marks files ``present``, ``missing`` or ``unwatched``."""
        statement = (
            update(FileRow)
            .where(FileRow.id == bindparam("file_id"))
            .values(presence=bindparam("new_presence"))
        )
        if file_ids:
            with self._catalogue.writing() as connection:
                connection.execute(
                    statement, [{"file_id": id_, "new_presence": presence} for id_ in file_ids]
                )

    def move(self, source: Path, target: Path) -> None:
        """A file, or everything below a directory, lies somewhere else now; a file in its way is gone."""
        with self._catalogue.writing() as connection:
            rows = connection.execute(select(FileRow.id, FileRow.path).where(_at_or_below(source))).all()
            for file_id, path in rows:
                new_path = target if path == source else target / path.relative_to(source)
                _release_path(connection, new_path)
                connection.execute(
                    update(FileRow).where(FileRow.id == file_id).values(path=new_path, presence="present")
                )

    def pending_count(self) -> int:
        """Files waiting to be read."""
        with self._catalogue.reading() as connection:
            return connection.execute(
                select(func.count()).where(FileRow.state == "pending", FileRow.presence == "present")
            ).scalar_one()

    def pending(self, limit: int) -> list[KnownFile]:
        """Files waiting to be read, latest found first, so that a new photo overtakes a backlog."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(
                select(*_KNOWN_COLUMNS)
                .where(FileRow.state == "pending", FileRow.presence == "present")
                .order_by(FileRow.id.desc())
                .limit(limit)
            )
            return [KnownFile(*row) for row in rows]

    def unreadable(self) -> list[UnreadableFile]:
        """Present files that cannot be decoded, by path."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(
                select(FileRow.path, FileRow.failure)
                .where(FileRow.state.in_(("unreadable", "inaccessible")), FileRow.presence == "present")
                .order_by(FileRow.path)
            )
            return [UnreadableFile(path, reason or "") for path, reason in rows]


def _at_or_below(root: Path) -> ColumnElement[bool]:
    # Paths are bytes, so "below" is a range that the index on path answers: 0x2f is "/", 0x30 follows.
    prefix = os.fsencode(root).rstrip(b"/")
    first, end = literal(prefix + b"/", LargeBinary()), literal(prefix + b"0", LargeBinary())
    return or_(FileRow.path == root, and_(FileRow.path > first, FileRow.path < end))


def _release_path(connection: Connection, path: Path) -> None:
    """Frees a path that another file takes over; the photo that lay there keeps all but this place."""
    connection.execute(delete(FileRow).where(FileRow.path == path))
