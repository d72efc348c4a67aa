"""The folders the user chose."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from photoorg.errors import FolderUnavailable, UserInputError
from photoorg.library.files import at_or_below
from photoorg.library.records import Folder
from photoorg.library.schema import FileRow, FolderRow

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
            (Folder(id=id_, path=path, available=is_reachable(path)) for id_, path in rows),
            key=lambda folder: folder.path,
        )

    def add(self, path: Path) -> Folder:
        """Adds a folder; one that encloses others takes their place.

        Raises:
            FolderUnavailable: not there, not a folder, or not readable.
            UserInputError: already covered.
        """
        path = absolute(path)
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            raise FolderUnavailable(f"‘{path}’ does not exist.") from None
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise FolderUnavailable(f"‘{path}’ cannot be looked into: {reason}.") from error
        if not is_folder:
            raise FolderUnavailable(f"‘{path}’ is not a folder.")
        if not os.access(path, os.R_OK | os.X_OK):
            raise FolderUnavailable(f"‘{path}’ may not be read by you.")
        with self._catalogue.writing() as connection:
            known = connection.execute(select(FolderRow.id, FolderRow.path)).all()
            for _, other in known:
                if path == other:
                    raise UserInputError(f"‘{path}’ is already in the library.")
                if path.is_relative_to(other):
                    raise UserInputError(f"‘{path}’ is already covered by ‘{other}’.")
                # By another name: each photo would lie in two places, and leave from one only.
                if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(other)):
                    raise UserInputError(f"‘{path}’ leads into ‘{other}’, which is in the library.")
            inner = [id_ for id_, other in known if other.is_relative_to(path)]
            connection.execute(delete(FolderRow).where(FolderRow.id.in_(inner)))
            result = connection.execute(insert(FolderRow).values(path=path, added_at=datetime.now()))
            (folder_id,) = result.inserted_primary_key or (0,)
        return Folder(id=folder_id, path=path, available=True)

    def remove(self, path: Path) -> Path:
        """Forgets a folder and returns its path; its files are no longer watched, yet remembered.

        Raises UserInputError if it is not in the library.
        """
        path = absolute(path)
        with self._catalogue.writing() as connection:
            removed = connection.execute(delete(FolderRow).where(FolderRow.path == path))
            if removed.rowcount == 0:
                raise UserInputError(f"‘{path}’ is not a folder of this library.")
            connection.execute(update(FileRow).where(at_or_below(path)).values(presence="unwatched"))
        return path


def absolute(path: Path) -> Path:
    """An absolute path without ``..`` and ``~``; symbolic links stay as the user wrote them."""
    # Path.resolve would follow links, and Path.expanduser raises where there is no such user.
    return Path(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111


def is_reachable(folder: Path) -> bool:
    """Whether a folder is there and can be asked about what is in it."""
    try:
        return folder.is_dir()
    except OSError:
        # In a directory that may not be entered, for example.
        return False
