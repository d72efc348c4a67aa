"""The folders the user chose."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, insert, select, text, update
from sqlalchemy.orm import aliased

from photoorg.errors import FolderUnavailable, UserInputError
from photoorg.library.file_conditions import at_or_below
from photoorg.library.locations import Locations, below_new_folder, found_again
from photoorg.library.records import Folder, Relocated
from photoorg.library.schema import FileRow, FolderRow, LocationRow
from photoorg.library.shot_names import shot_key
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

ROWS_PER_STATEMENT = 20_000


class FolderStore:
    """Folders in the catalogue. None lies inside another: the outer one covers the inner."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def all(self) -> list[Folder]:
        """Every folder, by path."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(select(FolderRow.id, FolderRow.path)).all()
            locations = Locations(connection)
            folders = []
            for id_, path in rows:
                available = locations.is_there(path)
                replaced = not available and _is_replaced(connection, path)
                folders.append(Folder(id=id_, path=path, available=available, replaced=replaced))
        return sorted(folders, key=lambda folder: folder.path)

    def add(self, path: Path) -> Folder:
        """Adds a folder; one that encloses others takes their place, and so does one that holds what a
        folder held which is not there any more.

        Raises:
            FolderUnavailable: not there, not a folder, or not readable.
            UserInputError: already covered.
        """
        path = absolute(path)
        _require_folder(path)
        with self._catalogue.writing() as connection:
            known = connection.execute(select(FolderRow.id, FolderRow.path)).all()
            for _, other in known:
                if path == other:
                    raise UserInputError(Sentence("‘{path}’ is already in the library.", path=path))
                if path.is_relative_to(other):
                    raise UserInputError(
                        Sentence("‘{path}’ is already covered by ‘{other}’.", path=path, other=other)
                    )
                # By another name: each photo would lie in two places, and leave from one only.
                if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(other)):
                    raise UserInputError(
                        Sentence(
                            "‘{path}’ leads into ‘{other}’, which is in the library.", path=path, other=other
                        )
                    )
            former = _take_over(connection, path)
            enclosed = tuple(sorted(other for _, other in known if other.is_relative_to(path)))
            folder_id = _put(connection, path)
        return Folder(id=folder_id, path=path, available=True, former=former, enclosed=enclosed)

    def relocate(self, folder: Path, new: Path) -> set[int]:
        """What was known below a folder of the library lies below ``new`` from now on; returns ids of the
        photos. With ``new`` being the folder itself, what is there now is believed to be the folder.

        Raises:
            FolderUnavailable: the new one is not there, not a folder, or not readable.
            UserInputError: the first is not in the library.
        """
        folder, new = absolute(folder), absolute(new)
        with self._catalogue.writing() as connection:
            if connection.execute(select(FolderRow.id).where(FolderRow.path == folder)).first() is None:
                raise UserInputError(Sentence("‘{folder}’ is not a folder of this library.", folder=folder))
            _require_folder(new)
            moved = _move_files(connection, folder, new)
            connection.execute(delete(FolderRow).where(FolderRow.path == folder))
            others = connection.execute(select(FolderRow.path)).scalars()
            if not any(new.is_relative_to(other) for other in others):
                _put(connection, new)
        return moved

    def follow_drives(self) -> list[Relocated]:
        """Finds folders whose drive is connected again under another path, and takes that as theirs."""
        with self._catalogue.reading() as connection:
            locations = Locations(connection)
            returned = [
                (folder, new)
                for folder in sorted(locations.folders)
                if not locations.is_there(folder)
                and (new := found_again(connection, folder, locations)) is not None
            ]
        return [Relocated(folder, new, self.relocate(folder, new)) for folder, new in returned]

    def remove(self, path: Path) -> Path:
        """Forgets a folder and returns its path; its files are no longer watched, yet remembered.

        Raises UserInputError if it is not in the library.
        """
        path = absolute(path)
        with self._catalogue.writing() as connection:
            removed = connection.execute(delete(FolderRow).where(FolderRow.path == path))
            if removed.rowcount == 0:
                others = connection.execute(select(FolderRow.path)).scalars()
                outer = next((other for other in others if path.is_relative_to(other)), None)
                where = "" if outer is None else Sentence("; it lies in ‘{outer}’, which is one", outer=outer)
                raise UserInputError(
                    Sentence("‘{path}’ is not a folder of this library{where}.", path=path, where=where)
                )
            connection.execute(update(FileRow).where(at_or_below(path)).values(presence="unwatched"))
            connection.execute(delete(LocationRow).where(LocationRow.path == path))
        return path


def _require_folder(path: Path) -> None:
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise FolderUnavailable(Sentence("‘{path}’ does not exist.", path=path)) from None
    except (OSError, ValueError) as error:
        raise FolderUnavailable(
            Sentence("‘{path}’ cannot be looked into: {reason}.", path=path, reason=reason_of(error))
        ) from error
    if not is_folder:
        raise FolderUnavailable(Sentence("‘{path}’ is not a folder.", path=path))
    if not os.access(path, os.R_OK | os.X_OK):
        raise FolderUnavailable(Sentence("‘{path}’ may not be read by you.", path=path))


def _is_replaced(connection: Connection, folder: Path) -> bool:
    """Whether the folder has offline photos, and each of them has a place elsewhere that is there."""
    elsewhere = aliased(FileRow)
    offline = select(FileRow.photo_id).where(
        at_or_below(folder), FileRow.presence == "offline", FileRow.photo_id.is_not(None)
    )
    is_elsewhere = exists().where(elsewhere.photo_id == FileRow.photo_id, elsewhere.presence == "present")
    if connection.execute(offline.limit(1)).first() is None:
        return False
    return connection.execute(offline.where(~is_elsewhere).limit(1)).first() is None


def _put(connection: Connection, path: Path) -> int:
    """Makes it a folder of the library, in the place of those inside of it."""
    known = connection.execute(select(FolderRow.id, FolderRow.path)).all()
    inner = [id_ for id_, other in known if other.is_relative_to(path)]
    connection.execute(delete(FolderRow).where(FolderRow.id.in_(inner)))
    inserted = connection.execute(insert(FolderRow).values(path=path, added_at=datetime.now()))
    (folder_id,) = inserted.inserted_primary_key or (0,)
    return int(folder_id)


def _take_over(connection: Connection, new: Path) -> Path | None:
    """Moves what is known of a folder that is not there to where the same files lie, at or below ``new``."""
    locations = Locations(connection)
    for folder in sorted(locations.folders):
        if not folder.is_relative_to(new) and not locations.is_there(folder):
            place = below_new_folder(connection, folder, new)
            if place is not None:
                _move_files(connection, folder, place)
                connection.execute(delete(FolderRow).where(FolderRow.path == folder))
                return folder
    return None


def _move_files(connection: Connection, old: Path, new: Path) -> set[int]:
    """Gives all files known below ``old`` their names below ``new``. Of two that then have one name, the one
    that was read there stays. Presence is for a scan to say; returns ids of the photos."""
    connection.execute(delete(LocationRow).where(LocationRow.path.in_((old, new))))
    if old == new:
        return set()
    touched = connection.execute(
        select(FileRow.photo_id).distinct().where(at_or_below(old), FileRow.photo_id.is_not(None))
    )
    photo_ids = {photo_id for photo_id in touched.scalars() if photo_id is not None}
    # All at once, and out of each other's way first: one folder may lie in the other. No path begins so.
    _rename(connection, "file", "path", _bytes(old), b"|")
    names = {"aside": b"|/", "beyond": b"|0", "new": _bytes(new)}
    renamed = "CAST(:new || substr(path, 2) AS BLOB)"
    is_aside = "path >= :aside AND path < :beyond"
    connection.execute(
        text(
            f"DELETE FROM file WHERE {is_aside} AND EXISTS (SELECT 1 FROM file AS there"
            f" WHERE there.path = CAST(:new || substr(file.path, 2) AS BLOB) AND there.photo_id IS NOT NULL)"
        ),
        names,
    )
    connection.execute(
        text(f"DELETE FROM file WHERE path IN (SELECT {renamed} FROM file WHERE {is_aside})"), names
    )
    _rename(connection, "file", "path", b"|", _bytes(new))
    _rename(connection, "photo", "last_path", _bytes(old), _bytes(new))
    _name_shots(connection, new)
    return photo_ids


def _rename(connection: Connection, table: str, column: str, old: bytes, new: bytes) -> None:
    connection.execute(
        text(
            f"UPDATE {table} SET {column} = CAST(:new || substr({column}, :length + 1) AS BLOB)"
            f" WHERE {column} >= :first AND {column} < :end"
        ),
        {"new": new, "length": len(old), "first": old + b"/", "end": old + b"0"},
    )


def _name_shots(connection: Connection, folder: Path) -> None:
    """Raw photos that come later are to find the pictures of their shots where these are now."""
    in_turn = select(FileRow.id, FileRow.path).where(at_or_below(folder), FileRow.shot_key.is_not(None))
    in_turn = in_turn.order_by(FileRow.path).limit(ROWS_PER_STATEMENT)
    change = update(FileRow).where(FileRow.id == bindparam("file")).values(shot_key=bindparam("shot"))
    named = folder
    while rows := connection.execute(in_turn.where(FileRow.path > named)).all():
        connection.execute(change, [{"file": id_, "shot": shot_key(path)} for id_, path in rows])
        named = rows[-1].path


def _bytes(directory: Path) -> bytes:
    return os.fsencode(directory).rstrip(b"/")


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
