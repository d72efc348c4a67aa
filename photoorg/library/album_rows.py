"""Albums and folders of albums as rows: found by name, described, and named as they may be."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, select

from photoorg.errors import UserInputError
from photoorg.library.pairs import shown
from photoorg.library.records import Album
from photoorg.library.schema import AlbumFolderRow, AlbumPhotoRow, AlbumRow, PhotoRow
from photoorg.library.stored_text import storable_text, tidy
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, Connection, Select

NAME_LIMIT = 200
DESCRIPTION_LIMIT = 10_000


def clean_name(name: str, *, of_folder: bool = False) -> str:
    """The name as it is kept. Raises UserInputError for one that is empty or too long."""
    name = tidy(name)
    if not name:
        raise UserInputError(
            Sentence("A folder of albums needs a name.") if of_folder else Sentence("An album needs a name.")
        )
    if len(name) > NAME_LIMIT:
        raise UserInputError(
            Sentence("The name of a folder of albums may have at most {most} characters.", most=NAME_LIMIT)
            if of_folder
            else Sentence("An album's name may have at most {most} characters.", most=NAME_LIMIT)
        )
    return name


def clean_description(text: str) -> str:
    """The description as it is kept. Raises UserInputError for one that is too long."""
    kept = "".join(
        sign for sign in storable_text(text.strip()) if sign in "\n\t" or unicodedata.category(sign) != "Cc"
    )
    if len(kept) > DESCRIPTION_LIMIT:
        raise UserInputError(
            Sentence("A description may have at most {most:,} characters.", most=DESCRIPTION_LIMIT)
        )
    return kept


def find_album(connection: Connection, name: str) -> tuple[int, str, str]:
    """Id, name and query of an album. Raises UserInputError."""
    folded = tidy(name).casefold()
    row = connection.execute(
        select(AlbumRow.id, AlbumRow.name, AlbumRow.query).where(AlbumRow.folded_name == folded)
    ).one_or_none()
    if row is None:
        raise UserInputError(Sentence("There is no album ‘{name}’.", name=name))
    return row.id, row.name, row.query


def find_fillable(connection: Connection, name: str) -> int:
    """The id of an album that photos can be put into. Raises UserInputError."""
    album_id, stored_name, query = find_album(connection, name)
    if query:
        raise UserInputError(
            Sentence("‘{name}’ is filled by its search: {query}", name=stored_name, query=query)
        )
    return album_id


def find_folder(connection: Connection, name: str) -> tuple[int, str]:
    """Id and name of a folder of albums. Raises UserInputError."""
    folded = tidy(name).casefold()
    row = connection.execute(
        select(AlbumFolderRow.id, AlbumFolderRow.name).where(AlbumFolderRow.folded_name == folded)
    ).one_or_none()
    if row is None:
        raise UserInputError(Sentence("There is no folder of albums ‘{name}’.", name=name))
    return row.id, row.name


def refuse_taken(
    connection: Connection, name: str, *, album_id: int | None = None, folder_id: int | None = None
) -> None:
    """Raises UserInputError where an album or a folder of albums, but not the one given, has that name:
    a search for what is ``in:`` it has to mean one of them."""
    folded = name.casefold()
    album = select(AlbumRow.name).where(AlbumRow.folded_name == folded, AlbumRow.id != (album_id or 0))
    if there := connection.execute(album).scalar():
        raise UserInputError(Sentence("There is already an album ‘{name}’.", name=there))
    folder = select(AlbumFolderRow.name).where(
        AlbumFolderRow.folded_name == folded, AlbumFolderRow.id != (folder_id or 0)
    )
    if there := connection.execute(folder).scalar():
        raise UserInputError(Sentence("There is already a folder of albums ‘{name}’.", name=there))


def describe(connection: Connection, album_id: int) -> Album:
    """All that is said about an album."""
    asked = {"album": album_id}
    row = connection.execute(_described(), asked).one()
    count, cover = None, row.cover
    if not row.query:
        count = connection.execute(_member_count(), asked).scalar_one()
        if cover is None:
            cover = connection.execute(_first_member(), asked).scalar_one_or_none()
    return Album(
        id=album_id,
        name=row.name,
        photo_count=count,
        cover_photo_id=cover,
        query=row.query,
        description=row.description,
        folder=row.folder or "",
        has_chosen_cover=row.cover is not None,
    )


# Asked for every album whenever one changes, so they are made once.


@cache
def _described() -> Select[str, str, str, str, int]:
    return (
        select(
            AlbumRow.name,
            AlbumRow.query,
            AlbumRow.description,
            AlbumFolderRow.name.label("folder"),
            PhotoRow.id.label("cover"),
        )
        .outerjoin(AlbumFolderRow, AlbumFolderRow.id == AlbumRow.folder_id)
        .outerjoin(PhotoRow, and_(PhotoRow.id == AlbumRow.cover_photo_id, shown(PhotoRow.id)))
        .where(AlbumRow.id == bindparam("album"))
    )


@cache
def _member_count() -> Select[int]:
    return select(func.count()).select_from(members_of(bindparam("album")).subquery())


@cache
def _first_member() -> Select[int]:
    return members_of(bindparam("album")).limit(1)


def members_of(album_id: int | BindParameter[int]) -> Select[int]:
    """The ids of the photos of an album that can be seen, in its order."""
    return (
        select(AlbumPhotoRow.photo_id)
        .where(AlbumPhotoRow.album_id == album_id, shown(AlbumPhotoRow.photo_id))
        .order_by(AlbumPhotoRow.position, AlbumPhotoRow.photo_id)
    )
