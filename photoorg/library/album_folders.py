"""Folders of albums: they hold albums and other such folders, and never a photo themselves."""

from __future__ import annotations

import builtins
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import aliased

from photoorg.errors import UserInputError
from photoorg.library.album_rings import contains_itself
from photoorg.library.album_rows import clean_name, find_album, find_folder, refuse_taken
from photoorg.library.records import AlbumFolder
from photoorg.library.schema import AlbumFolderRow, AlbumRow
from photoorg.library.stored_text import tidy
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Select

    from photoorg.library.catalogue import Catalogue


class AlbumFolders:
    """Folders of albums in the catalogue. Names are unique among them and albums, regardless of case and of
    where they lie, so that a name in a search means one thing.

    Every method that takes a name raises UserInputError when nothing has it; those that put something
    somewhere, where it would contain itself.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        on_change: Callable[[], None],
        albums_in: Callable[[str], frozenset[str]],
    ) -> None:
        """Args:
        on_change: called after every write.
        albums_in: the names that a query searches in, in lower case; may raise QueryError.
        """
        self._catalogue = catalogue
        self._on_change = on_change
        self._albums_in = albums_in

    def list(self) -> builtins.list[AlbumFolder]:
        """Every folder, by name."""
        with self._catalogue.reading() as connection:
            return [AlbumFolder(*row) for row in connection.execute(_folders())]

    def get(self, name: str) -> AlbumFolder:
        """One folder."""
        with self._catalogue.reading() as connection:
            return _described(connection, find_folder(connection, name)[0])

    def members(self, name: str) -> tuple[str, ...] | None:
        """The names of the albums and folders that lie in a folder at first hand, by name; None where there
        is no folder of that name."""
        folded = tidy(name).casefold()
        with self._catalogue.reading() as connection:
            folder_id = connection.execute(
                select(AlbumFolderRow.id).where(AlbumFolderRow.folded_name == folded)
            ).scalar_one_or_none()
            if folder_id is None:
                return None
            return (*_albums_of(connection, folder_id), *_folders_of(connection, folder_id))

    def albums_below(self, name: str) -> builtins.list[str]:
        """The names of all albums at any depth of a folder."""
        with self._catalogue.reading() as connection:
            ahead = [find_folder(connection, name)[0]]
            found: builtins.list[str] = []
            seen: set[int] = set()
            while ahead:
                folder_id = ahead.pop()
                if folder_id in seen:
                    continue
                seen.add(folder_id)
                found += _albums_of(connection, folder_id)
                ahead += connection.execute(
                    select(AlbumFolderRow.id).where(AlbumFolderRow.parent_id == folder_id)
                ).scalars()
            return found

    def create(self, name: str, parent: str = "") -> AlbumFolder:
        """Makes an empty folder, in another one or in none. Raises UserInputError if the name is empty, too
        long or taken."""
        name = clean_name(name, of_folder=True)
        with self._writing() as connection:
            refuse_taken(connection, name)
            result = connection.execute(
                insert(AlbumFolderRow).values(
                    name=name,
                    folded_name=name.casefold(),
                    created_at=datetime.now(),
                    parent_id=find_folder(connection, parent)[0] if parent else None,
                )
            )
            (folder_id,) = result.inserted_primary_key or (0,)
            self._refuse_ring(connection, name)
            return _described(connection, folder_id)

    def rename(self, name: str, new_name: str) -> AlbumFolder:
        """Renames; a change of case only is fine. Raises UserInputError if the new name is taken."""
        new_name = clean_name(new_name, of_folder=True)
        with self._writing() as connection:
            folder_id, _ = find_folder(connection, name)
            refuse_taken(connection, new_name, folder_id=folder_id)
            connection.execute(
                update(AlbumFolderRow)
                .where(AlbumFolderRow.id == folder_id)
                .values(name=new_name, folded_name=new_name.casefold())
            )
            self._refuse_ring(connection, new_name)
            return _described(connection, folder_id)

    def move(self, name: str, parent: str) -> AlbumFolder:
        """Puts a folder, with all in it, into another one; "" for none."""
        with self._writing() as connection:
            folder_id, stored_name = find_folder(connection, name)
            parent_id = find_folder(connection, parent)[0] if parent else None
            connection.execute(
                update(AlbumFolderRow).where(AlbumFolderRow.id == folder_id).values(parent_id=parent_id)
            )
            self._refuse_ring(connection, stored_name)
            return _described(connection, folder_id)

    def take_album(self, album: str, folder: str) -> None:
        """Puts an album into a folder; "" for none."""
        with self._writing() as connection:
            album_id, stored_name, _ = find_album(connection, album)
            folder_id = find_folder(connection, folder)[0] if folder else None
            connection.execute(update(AlbumRow).where(AlbumRow.id == album_id).values(folder_id=folder_id))
            self._refuse_ring(connection, stored_name)

    def delete(self, name: str) -> None:
        """Deletes a folder, never an album: what is in it lies where the folder lay."""
        with self._writing() as connection:
            folder_id, _ = find_folder(connection, name)
            parent_id = connection.execute(
                select(AlbumFolderRow.parent_id).where(AlbumFolderRow.id == folder_id)
            ).scalar_one()
            connection.execute(
                update(AlbumRow).where(AlbumRow.folder_id == folder_id).values(folder_id=parent_id)
            )
            connection.execute(
                update(AlbumFolderRow)
                .where(AlbumFolderRow.parent_id == folder_id)
                .values(parent_id=parent_id)
            )
            connection.execute(delete(AlbumFolderRow).where(AlbumFolderRow.id == folder_id))

    def _refuse_ring(self, connection: Connection, name: str) -> None:
        if contains_itself(connection, name.casefold(), self._albums_in):
            raise UserInputError(Sentence("‘{name}’ would contain itself.", name=name))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._catalogue.writing() as connection:
            yield connection
        self._on_change()


def _folders() -> Select[int, str, str]:
    outer = aliased(AlbumFolderRow)
    return (
        select(AlbumFolderRow.id, AlbumFolderRow.name, func.coalesce(outer.name, ""))
        .outerjoin(outer, outer.id == AlbumFolderRow.parent_id)
        .order_by(AlbumFolderRow.folded_name)
    )


def _described(connection: Connection, folder_id: int) -> AlbumFolder:
    return AlbumFolder(*connection.execute(_folders().where(AlbumFolderRow.id == folder_id)).one())


def _albums_of(connection: Connection, folder_id: int) -> builtins.list[str]:
    rows = select(AlbumRow.name).where(AlbumRow.folder_id == folder_id).order_by(AlbumRow.folded_name)
    return builtins.list(connection.execute(rows).scalars())


def _folders_of(connection: Connection, folder_id: int) -> builtins.list[str]:
    rows = select(AlbumFolderRow.name).where(AlbumFolderRow.parent_id == folder_id)
    return builtins.list(connection.execute(rows.order_by(AlbumFolderRow.folded_name)).scalars())
