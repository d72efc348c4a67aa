"""What photoorg moved to the trash of the system, and where it lies there."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert

from photoorg.library.file_conditions import is_shown
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import reachable
from photoorg.library.schema import FileRow, TrashedFileRow
from photoorg.library.sidecars import is_sidecar
from photoorg.library.system_trash import InTrash

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection, Select

    from photoorg.library.catalogue import Catalogue


class TrashedFiles:
    """Remembers files in the trash by the photo that each belongs to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def record(self, photo_of: Mapping[InTrash, int]) -> None:
        """Files that went to the trash. Those that only the system can bring back are none of ours."""
        rows = [
            {"path": file.path, "place": file.place, "photo_id": photo_id, "moved_at": datetime.now()}
            for file, photo_id in photo_of.items()
            if file.place is not None
        ]
        if rows:
            with self._catalogue.writing() as connection:
                connection.execute(insert(TrashedFileRow).prefix_with("OR REPLACE"), rows)

    def forget(self, paths: Iterable[Path]) -> None:
        """Files that are in the trash no more."""
        with self._catalogue.writing() as connection:
            for path in paths:
                connection.execute(delete(TrashedFileRow).where(TrashedFileRow.path == path))

    def photo_ids(self) -> list[int]:
        """Photos of which nothing is left but in the trash, the last moved first."""
        return self._last_moved_first(trashed_photos())

    def all_photo_ids(self) -> list[int]:
        """Photos of which a file is in the trash, whatever is left elsewhere, the last moved first."""
        return self._last_moved_first(select(TrashedFileRow.photo_id))

    def _last_moved_first(self, photos: Select[int]) -> list[int]:
        last = func.max(TrashedFileRow.moved_at)
        ordered = photos.order_by(last.desc(), TrashedFileRow.photo_id.desc())
        with self._catalogue.reading() as connection:
            return list(connection.execute(ordered.group_by(TrashedFileRow.photo_id)).scalars())

    def copies(self) -> dict[Path, int]:
        """See :func:`trashed_copies`."""
        with self._catalogue.reading() as connection:
            return trashed_copies(connection)

    def of(self, photo_ids: Collection[int]) -> list[InTrash]:
        """The files of photos."""
        found: list[InTrash] = []
        ids = list(photo_ids)
        columns = select(TrashedFileRow.path, TrashedFileRow.place)
        with self._catalogue.reading() as connection:
            for start in range(0, len(ids), IDS_PER_STATEMENT):
                among = TrashedFileRow.photo_id.in_(ids[start : start + IDS_PER_STATEMENT])
                found += [InTrash(path, place) for path, place in connection.execute(columns.where(among))]
        return found

    def gone(self) -> dict[Path, int]:
        """Where files lay that the trash was emptied of, or that somebody else restored, and their photos.
        Asks the disk."""
        return {path: photo_id for path, photo_id, is_there in self._looked_at() if not is_there}

    def photos_there(self) -> set[int]:
        """Photos of which something is in the trash. Asks the disk."""
        return {photo_id for _, photo_id, is_there in self._looked_at() if is_there}

    def _looked_at(self) -> Iterator[tuple[Path, int, bool]]:
        columns = select(TrashedFileRow.path, TrashedFileRow.photo_id, TrashedFileRow.place)
        with self._catalogue.reading() as connection:
            known = connection.execute(columns).all()
        for path, photo_id, place in known:
            # Without the folder the drive is not connected.
            yield path, photo_id, os.path.lexists(place) or not place.parent.is_dir()


def trashed_photos() -> Select[int]:
    """Ids of photos of which nothing is left but in the trash."""
    return select(TrashedFileRow.photo_id).where(~reachable(TrashedFileRow.photo_id))


def trashed_copies(connection: Connection) -> dict[Path, int]:
    """Where photo files lay that are in the trash while their photo is elsewhere, too, and these photos, the
    last moved first; without what lies there again, which somebody else restored."""
    lies_there = exists().where(FileRow.path == TrashedFileRow.path, is_shown())
    copies = select(TrashedFileRow.path, TrashedFileRow.photo_id).where(
        reachable(TrashedFileRow.photo_id), ~lies_there
    )
    ordered = copies.order_by(TrashedFileRow.moved_at.desc(), TrashedFileRow.path)
    return {path: photo_id for path, photo_id in connection.execute(ordered) if not is_sidecar(path)}
