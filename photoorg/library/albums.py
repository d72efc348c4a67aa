"""Albums: named, ordered sets of photos that the user makes, or that a saved search fills."""

from __future__ import annotations

import builtins
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.errors import QueryError, UserInputError
from photoorg.library.pairs import shown, with_partners
from photoorg.library.photos import require_photos
from photoorg.library.records import Album
from photoorg.library.schema import AlbumPhotoRow, AlbumRow
from photoorg.library.stored_text import tidy
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

NAME_LIMIT = 200


class Albums:
    """Albums in the catalogue. Names are unique regardless of case.

    Every method that takes a name raises UserInputError when no album has it; those that change what is in
    an album, when a search fills it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        on_change: Callable[[], None],
        search: Callable[[str], builtins.list[int]],
        require_readable: Callable[[str], object],
        albums_in: Callable[[str], frozenset[str]],
    ) -> None:
        """Args:
        on_change: called after every write.
        search: the ids of the photos that a query finds.
        require_readable: raises QueryError where a query cannot be read.
        albums_in: the names of albums that a query searches in, in lower case; may raise QueryError.
        """
        self._catalogue = catalogue
        self._on_change = on_change
        self._search = search
        self._require_readable = require_readable
        self._albums_in = albums_in

    def list(self) -> builtins.list[Album]:
        """Every album, by name."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(
                select(AlbumRow.id, AlbumRow.name, AlbumRow.query).order_by(AlbumRow.folded_name)
            )
            return [_describe(connection, *row) for row in rows.all()]

    def get(self, name: str) -> Album:
        """One album."""
        with self._catalogue.reading() as connection:
            return _describe(connection, *_find(connection, name))

    def names(self) -> builtins.list[str]:
        """The names of all albums, in alphabetical order."""
        with self._catalogue.reading() as connection:
            return builtins.list(
                connection.execute(select(AlbumRow.name).order_by(AlbumRow.folded_name)).scalars()
            )

    def query_of(self, name: str) -> str:
        """The search that fills the smart album of that name; "" where there is none."""
        folded = select(AlbumRow.query).where(AlbumRow.folded_name == tidy(name).casefold())
        with self._catalogue.reading() as connection:
            return connection.execute(folded).scalar_one_or_none() or ""

    def searching_in(self, name: str) -> builtins.list[str]:
        """The names of the smart albums that search in an album, in alphabetical order."""
        wanted = tidy(name).casefold()
        with self._catalogue.reading() as connection:
            return [
                found
                for found, query in _smart_albums(connection)
                if found.casefold() != wanted and wanted in self._searched(query)
            ]

    def containing(self, photo_id: int) -> builtins.list[str]:
        """The names of the albums a photo is in, in alphabetical order."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(
                select(AlbumRow.name)
                .join(AlbumPhotoRow, AlbumPhotoRow.album_id == AlbumRow.id)
                .where(AlbumPhotoRow.photo_id == photo_id)
                .order_by(AlbumRow.folded_name)
            )
            return builtins.list(rows.scalars())

    def create(self, name: str, query: str = "") -> Album:
        """Makes an empty album, or with ``query`` one that this search fills, now and later.

        Raises UserInputError if the name is empty, too long or taken, or the album would contain itself;
        QueryError.
        """
        name = _clean(name)
        query = query.strip()
        if name.casefold() in self._searched(query):
            # Before it is told that there is no album of that name yet.
            raise _would_contain_itself(name, query)
        self._require_readable(query)
        with self._writing() as connection:
            _refuse_taken(connection, name)
            self._refuse_ring(connection, name, query)
            result = connection.execute(
                insert(AlbumRow).values(
                    name=name, folded_name=name.casefold(), created_at=datetime.now(), query=query
                )
            )
            (album_id,) = result.inserted_primary_key or (0,)
        return Album(album_id, name, None if query else 0, None, query)

    def set_query(self, name: str, query: str) -> Album:
        """Has another search fill a smart album.

        Raises UserInputError for any other album, and where it would contain itself; QueryError.
        """
        query = query.strip()
        self._require_readable(query)
        with self._writing() as connection:
            album_id, stored_name, before = _find(connection, name)
            if not (before and query):
                raise UserInputError(
                    Sentence(
                        "‘{name}’ is an album of chosen photos, which no search fills.",
                        name=stored_name,
                    )
                )
            self._refuse_ring(connection, stored_name, query)
            connection.execute(update(AlbumRow).where(AlbumRow.id == album_id).values(query=query))
            return _describe(connection, album_id, stored_name, query)

    def rewrite(self, rewritten: Callable[[str], str]) -> None:
        """Has smart albums be filled by what ``rewritten`` makes of their searches."""
        with self._catalogue.reading() as connection:
            before = {query: rewritten(query) for _, query in _smart_albums(connection)}
        changed = {query: now for query, now in before.items() if now != query}
        if changed:
            with self._writing() as connection:
                for query, now in changed.items():
                    connection.execute(update(AlbumRow).where(AlbumRow.query == query).values(query=now))

    def rename(self, name: str, new_name: str) -> Album:
        """Renames; a change of case only is fine.

        Raises UserInputError if the new name is taken, or a smart album would contain itself by it.
        """
        new_name = _clean(new_name)
        with self._writing() as connection:
            album_id, _, query = _find(connection, name)
            _refuse_taken(connection, new_name, except_id=album_id)
            self._refuse_ring(connection, new_name, query)
            connection.execute(
                update(AlbumRow)
                .where(AlbumRow.id == album_id)
                .values(name=new_name, folded_name=new_name.casefold())
            )
            return _describe(connection, album_id, new_name, query)

    def delete(self, name: str) -> None:
        """Deletes the album, never a photo."""
        with self._writing() as connection:
            album_id, *_ = _find(connection, name)
            connection.execute(delete(AlbumRow).where(AlbumRow.id == album_id))

    def photo_ids(self, name: str) -> builtins.list[int]:
        """Reachable photos in the album's order; of a smart album, those that its search finds now.

        Raises ModelUnavailable where that search needs the model.
        """
        with self._catalogue.reading() as connection:
            album_id, _, query = _find(connection, name)
            if query:
                return self._search(query)
            rows = connection.execute(
                select(AlbumPhotoRow.photo_id)
                .where(AlbumPhotoRow.album_id == album_id, shown(AlbumPhotoRow.photo_id))
                .order_by(AlbumPhotoRow.position, AlbumPhotoRow.photo_id)
            )
            return builtins.list(rows.scalars())

    def add(self, name: str, photo_ids: Iterable[int]) -> None:
        """Appends photos; those already in it stay where they are. Raises UserInputError on unknown ids."""
        photo_ids = tuple(photo_ids)
        with self._writing() as connection:
            album_id = _find_fillable(connection, name)
            require_photos(connection, photo_ids)
            last = connection.execute(
                select(func.max(AlbumPhotoRow.position)).where(AlbumPhotoRow.album_id == album_id)
            ).scalar_one()
            first = 0 if last is None else last + 1
            rows = [
                {"album_id": album_id, "photo_id": photo_id, "position": position}
                for position, photo_id in enumerate(with_partners(connection, photo_ids), first)
            ]
            if rows:
                connection.execute(upsert(AlbumPhotoRow).on_conflict_do_nothing(), rows)

    def remove(self, name: str, photo_ids: Iterable[int]) -> None:
        """Takes photos out of the album; those not in it are ignored."""
        with self._writing() as connection:
            album_id = _find_fillable(connection, name)
            rows = [{"wanted_id": photo_id} for photo_id in with_partners(connection, photo_ids)]
            if rows:
                connection.execute(
                    delete(AlbumPhotoRow).where(
                        AlbumPhotoRow.album_id == album_id, AlbumPhotoRow.photo_id == bindparam("wanted_id")
                    ),
                    rows,
                )

    def reorder(self, name: str, photo_ids: Sequence[int]) -> None:
        """Puts these photos first, in this order; the others follow in theirs."""
        with self._writing() as connection:
            album_id = _find_fillable(connection, name)
            current = connection.execute(
                select(AlbumPhotoRow.photo_id)
                .where(AlbumPhotoRow.album_id == album_id)
                .order_by(AlbumPhotoRow.position, AlbumPhotoRow.photo_id)
            )
            members = builtins.list(current.scalars())
            wanted = dict.fromkeys(with_partners(connection, photo_ids))
            first = [photo_id for photo_id in wanted if photo_id in set(members)]
            chosen = set(first)
            ordered = first + [photo_id for photo_id in members if photo_id not in chosen]
            for position, photo_id in enumerate(ordered):
                connection.execute(
                    update(AlbumPhotoRow)
                    .where(AlbumPhotoRow.album_id == album_id, AlbumPhotoRow.photo_id == photo_id)
                    .values(position=position)
                )

    def _refuse_ring(self, connection: Connection, name: str, query: str) -> None:
        """Raises UserInputError where an album of that name, filled by that search, would contain itself."""
        queries = {found.casefold(): filling for found, filling in _smart_albums(connection)}
        seen: set[str] = set()
        ahead = set(self._searched(query))
        while ahead:
            if name.casefold() in ahead:
                raise _would_contain_itself(name, query)
            seen |= ahead
            ahead = {inner for album in ahead for inner in self._searched(queries.get(album, ""))} - seen

    def _searched(self, query: str) -> frozenset[str]:
        # What cannot be read any more finds nothing, and is no reason against anything else.
        try:
            return self._albums_in(query)
        except QueryError:
            return frozenset()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._catalogue.writing() as connection:
            yield connection
        self._catalogue.once_kept(self._on_change)


def _would_contain_itself(name: str, query: str) -> UserInputError:
    return UserInputError(
        Sentence(
            "The smart album ‘{name}’ would contain itself by its search: {query}", name=name, query=query
        )
    )


def _clean(name: str) -> str:
    name = tidy(name)
    if not name:
        raise UserInputError(Sentence("An album needs a name."))
    if len(name) > NAME_LIMIT:
        raise UserInputError(Sentence("An album's name may have at most {most} characters.", most=NAME_LIMIT))
    return name


def _find(connection: Connection, name: str) -> tuple[int, str, str]:
    """Id, name and query of an album."""
    folded = tidy(name).casefold()
    row = connection.execute(
        select(AlbumRow.id, AlbumRow.name, AlbumRow.query).where(AlbumRow.folded_name == folded)
    ).one_or_none()
    if row is None:
        raise UserInputError(Sentence("There is no album ‘{name}’.", name=name))
    return row.id, row.name, row.query


def _smart_albums(connection: Connection) -> builtins.list[tuple[str, str]]:
    """Name and query of each, by name."""
    rows = connection.execute(
        select(AlbumRow.name, AlbumRow.query).where(AlbumRow.query != "").order_by(AlbumRow.folded_name)
    )
    return [(row.name, row.query) for row in rows]


def _find_fillable(connection: Connection, name: str) -> int:
    """The id of an album that photos can be put into."""
    album_id, stored_name, query = _find(connection, name)
    if query:
        raise UserInputError(
            Sentence("‘{name}’ is filled by its search: {query}", name=stored_name, query=query)
        )
    return album_id


def _refuse_taken(connection: Connection, name: str, except_id: int | None = None) -> None:
    taken = connection.execute(
        select(AlbumRow.id).where(AlbumRow.folded_name == name.casefold(), AlbumRow.id != (except_id or 0))
    ).first()
    if taken is not None:
        raise UserInputError(Sentence("There is already an album ‘{name}’.", name=name))


def _describe(connection: Connection, album_id: int, name: str, query: str) -> Album:
    if query:
        return Album(album_id, name, None, None, query)
    members = (
        select(AlbumPhotoRow.photo_id)
        .where(AlbumPhotoRow.album_id == album_id, shown(AlbumPhotoRow.photo_id))
        .order_by(AlbumPhotoRow.position, AlbumPhotoRow.photo_id)
    )
    count = connection.execute(select(func.count()).select_from(members.subquery())).scalar_one()
    cover = connection.execute(members.limit(1)).scalar_one_or_none()
    return Album(id=album_id, name=name, photo_count=count, cover_photo_id=cover)
