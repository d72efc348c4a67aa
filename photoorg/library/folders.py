"""The folders the user chose."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from photoorg.errors import FolderUnavailable, UserInputError
from photoorg.library.records import Folder
from photoorg.library.schema import FolderRow

if TYPE_CHECKING:
    from photoorg.library.catalogue import Catalogue


class FolderStore:
    """Folders in the catalogue. None lies inside another: the outer one covers the inner."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def all(self) -> list[Folder]:
        """Every folder, by path."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(select(FolderRow.id, FolderRow.path)).all()
        return sorted(
            (Folder(id=id_, path=path, available=path.is_dir()) for id_, path in rows),
            key=lambda folder: folder.path,
        )

    def add(self, path: Path) -> Folder:
        """Adds a folder; one that encloses others takes their place.

        Raises:
            FolderUnavailable: not there, not a folder, or not readable.
            UserInputError: already covered.
        """
        path = absolute(path)
        if not path.is_dir():
            what = "is not a folder" if path.exists() else "does not exist"
            raise FolderUnavailable(f"‘{path}’ {what}.")
        if not os.access(path, os.R_OK | os.X_OK):
            raise FolderUnavailable(f"‘{path}’ may not be read by you.")
        with self._catalogue.writing() as connection:
            known = connection.execute(select(FolderRow.id, FolderRow.path)).all()
            for _, other in known:
                if path == other:
                    raise UserInputError(f"‘{path}’ is already in the library.")
                if path.is_relative_to(other):
                    raise UserInputError(f"‘{path}’ is already covered by ‘{other}’.")
            inner = [id_ for id_, other in known if other.is_relative_to(path)]
            connection.execute(delete(FolderRow).where(FolderRow.id.in_(inner)))
            result = connection.execute(insert(FolderRow).values(path=path, added_at=datetime.now()))
            (folder_id,) = result.inserted_primary_key or (0,)
        return Folder(id=folder_id, path=path, available=True)

    def remove(self, path: Path) -> Path:
        """Forgets a folder and returns its path. Raises UserInputError if it is not in the library."""
        path = absolute(path)
        with self._catalogue.writing() as connection:
            removed = connection.execute(delete(FolderRow).where(FolderRow.path == path))
            if removed.rowcount == 0:
                raise UserInputError(f"‘{path}’ is not a folder of this library.")
        return path


def absolute(path: Path) -> Path:
    """An absolute path without ``..`` and ``~``; symbolic links stay as the user wrote them."""
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - Path.resolve would follow links
