"""Albums: named, ordered sets of photos that the user makes, or that a saved search fills."""

from __future__ import annotations

import builtins
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.errors import QueryError, UserInputError
from photoorg.library.album_order import (
    AlbumOrder,
    first,
    moved,
    ordered_members,
    put_in_order,
    sorted_members,
)
from photoorg.library.album_rings import contains_itself
from photoorg.library.album_rows import (
    clean_description,
    clean_name,
    describe,
    find_album,
    find_fillable,
    find_folder,
    members_of,
    refuse_taken,
)
from photoorg.library.album_verdicts import Fits, said_of, say, unsay
from photoorg.library.beings.names import asks_for_somebody
from photoorg.library.pairs import with_partners
from photoorg.library.photos import require_photos
from photoorg.library.schema import AlbumPhotoRow, AlbumRow
from photoorg.library.stored_text import tidy
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue
    from photoorg.library.records import Album


class Albums:
    """Albums in the catalogue. Names are unique among them and folders of albums, regardless of case.

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
            ids = connection.execute(select(AlbumRow.id).order_by(AlbumRow.folded_name)).scalars().all()
            return [describe(connection, album_id) for album_id in ids]

    def get(self, name: str) -> Album:
        """One album."""
        with self._catalogue.reading() as connection:
            return describe(connection, find_album(connection, name)[0])

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
        """The names of the smart albums that search in an album, or in a folder of albums, in alphabetical
        order."""
        wanted = tidy(name).casefold()
        with self._catalogue.reading() as connection:
            return [
                found
                for found, query in _smart_albums(connection)
                if found.casefold() != wanted and wanted in self._searched(query)
            ]

    def searching_for_somebody(self) -> builtins.list[str]:
        """The names of the smart albums that search for a person or pet, in alphabetical order."""
        with self._catalogue.reading() as connection:
            return [found for found, query in _smart_albums(connection) if asks_for_somebody(query)]

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

    def create(self, name: str, query: str = "", *, folder: str = "") -> Album:
        """Makes an empty album, or with ``query`` one that this search fills, now and later.

        Args:
            folder: the folder of albums that it lies in, or "".

        Raises UserInputError if the name is empty, too long or taken, or the album would contain itself;
        QueryError.
        """
        name = clean_name(name)
        query = query.strip()
        if name.casefold() in self._searched(query):
            # Before it is told that there is no album of that name yet.
            raise _would_contain_itself(name, query)
        self._require_readable(query)
        with self._writing() as connection:
            refuse_taken(connection, name)
            result = connection.execute(
                insert(AlbumRow).values(
                    name=name,
                    folded_name=name.casefold(),
                    created_at=datetime.now(),
                    query=query,
                    folder_id=find_folder(connection, folder)[0] if folder else None,
                )
            )
            (album_id,) = result.inserted_primary_key or (0,)
            self._refuse_ring(connection, name, query)
            return describe(connection, album_id)

    def set_query(self, name: str, query: str) -> Album:
        """Has another search fill a smart album.

        Raises UserInputError for any other album, and where it would contain itself; QueryError.
        """
        query = query.strip()
        self._require_readable(query)
        with self._writing() as connection:
            album_id, stored_name, before = find_album(connection, name)
            if not (before and query):
                raise UserInputError(
                    Sentence(
                        "‘{name}’ is an album of chosen photos, which no search fills.",
                        name=stored_name,
                    )
                )
            connection.execute(update(AlbumRow).where(AlbumRow.id == album_id).values(query=query))
            self._refuse_ring(connection, stored_name, query)
            return describe(connection, album_id)

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
        new_name = clean_name(new_name)
        with self._writing() as connection:
            album_id, _, query = find_album(connection, name)
            refuse_taken(connection, new_name, album_id=album_id)
            connection.execute(
                update(AlbumRow)
                .where(AlbumRow.id == album_id)
                .values(name=new_name, folded_name=new_name.casefold())
            )
            self._refuse_ring(connection, new_name, query)
            return describe(connection, album_id)

    def set_description(self, name: str, description: str) -> Album:
        """Says in words what is in an album; "" for nothing. Raises UserInputError when overlong."""
        return self._set(name, description=clean_description(description))

    def set_cover(self, name: str, photo_id: int | None) -> Album:
        """Has a photo stand for an album, be it in it or not; with None it is the first one again. Raises
        UserInputError on an unknown id."""
        return self._set(name, cover_photo_id=photo_id)

    def _set(self, name: str, **values: str | int | None) -> Album:
        with self._writing() as connection:
            album_id, *_ = find_album(connection, name)
            if (photo_id := values.get("cover_photo_id")) is not None:
                assert isinstance(photo_id, int)
                require_photos(connection, (photo_id,))
            connection.execute(update(AlbumRow).where(AlbumRow.id == album_id).values(**values))
            return describe(connection, album_id)

    def delete(self, name: str) -> None:
        """Deletes the album, never a photo."""
        with self._writing() as connection:
            album_id, *_ = find_album(connection, name)
            connection.execute(delete(AlbumRow).where(AlbumRow.id == album_id))

    def photo_ids(self, name: str) -> builtins.list[int]:
        """Reachable photos in the album's order; of a smart album, those that its search finds now.

        Raises ModelUnavailable where that search needs the model.
        """
        with self._catalogue.reading() as connection:
            album_id, _, query = find_album(connection, name)
            if not query:
                return builtins.list(connection.execute(members_of(album_id)).scalars())
        return self._search(query)

    def about_unseen(self, name: str) -> str:
        """A sentence about an album whose photos cannot be seen now; "" for any other."""
        with self._catalogue.reading() as connection:
            album_id, spelling, query = find_album(connection, name)
            is_any_seen = connection.execute(members_of(album_id).limit(1)).first() is not None
            if query or is_any_seen or not ordered_members(connection, album_id):
                return ""
        return Sentence(
            "The photos of ‘{name}’ cannot be seen now: they are missing, in the trash, hidden or removed.",
            name=spelling,
        )

    def add(self, name: str, photo_ids: Iterable[int]) -> int:
        """Appends photos; those already in it stay where they are. Returns how many of them are new in it.
        Raises UserInputError on unknown ids."""
        with self._writing() as connection:
            album_id, added = find_fillable(connection, name), tuple(photo_ids)
            new = {*added}.difference(ordered_members(connection, album_id))
            _put(connection, album_id, added)
            return len(new)

    def remove(self, name: str, photo_ids: Iterable[int]) -> None:
        """Takes photos out of the album, for which they are not suggested again; others are ignored."""
        photo_ids = frozenset(photo_ids)
        with self._writing() as connection:
            album_id = find_fillable(connection, name)
            gone = photo_ids.intersection(ordered_members(connection, album_id))
            say(connection, album_id, with_partners(connection, gone), fits=False, source="removal")
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
            album_id = find_fillable(connection, name)
            wanted = builtins.list(with_partners(connection, photo_ids))
            put_in_order(connection, album_id, first(ordered_members(connection, album_id), wanted))

    def move(self, name: str, photo_ids: Iterable[int], before: int | None = None) -> None:
        """Puts photos of the album, in the order that they have in it, before another one of it; None for
        the end."""
        with self._writing() as connection:
            album_id = find_fillable(connection, name)
            wanted = frozenset(with_partners(connection, photo_ids))
            put_in_order(connection, album_id, moved(ordered_members(connection, album_id), wanted, before))

    def sort(self, name: str, by: AlbumOrder) -> None:
        """Puts all photos of the album in another order, once: what is added later follows at the end."""
        with self._writing() as connection:
            album_id = find_fillable(connection, name)
            put_in_order(connection, album_id, sorted_members(connection, album_id, by))

    # --- which photos fit ---

    def fits(self, name: str) -> Fits:
        """What was said about which photos fit an album."""
        with self._catalogue.reading() as connection:
            return said_of(connection, find_album(connection, name)[0])

    def accept(self, name: str, photo_ids: Iterable[int]) -> None:
        """Photos fit the album, and are put into it. Raises UserInputError on unknown ids."""
        photo_ids = tuple(photo_ids)
        with self._writing() as connection:
            album_id = find_fillable(connection, name)
            _put(connection, album_id, photo_ids)
            say(connection, album_id, with_partners(connection, photo_ids), fits=True)

    def reject(self, name: str, photo_ids: Iterable[int]) -> None:
        """Photos do not fit the album: they are never suggested for it again. Raises UserInputError on
        unknown ids."""
        photo_ids = tuple(photo_ids)
        with self._writing() as connection:
            album_id = find_fillable(connection, name)
            require_photos(connection, photo_ids)
            say(connection, album_id, with_partners(connection, photo_ids), fits=False)

    def forget_fits(self, name: str, photo_ids: Iterable[int]) -> None:
        """Nothing is said any more about whether these photos fit the album."""
        with self._writing() as connection:
            said = with_partners(connection, photo_ids)
            unsay(connection, find_fillable(connection, name), said)

    # --- inside ---

    def _refuse_ring(self, connection: Connection, name: str, query: str) -> None:
        """Raises UserInputError where the album of that name contains itself now; nothing is changed then."""
        if contains_itself(connection, name.casefold(), self._albums_in):
            raise _would_contain_itself(name, query)

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


def _smart_albums(connection: Connection) -> builtins.list[tuple[str, str]]:
    """Name and query of each, by name."""
    rows = connection.execute(
        select(AlbumRow.name, AlbumRow.query).where(AlbumRow.query != "").order_by(AlbumRow.folded_name)
    )
    return [(row.name, row.query) for row in rows]


def _put(connection: Connection, album_id: int, photo_ids: Sequence[int]) -> None:
    """Appends photos; those already there stay where they are. Raises UserInputError on unknown ids."""
    require_photos(connection, photo_ids)
    last = connection.execute(
        select(func.max(AlbumPhotoRow.position)).where(AlbumPhotoRow.album_id == album_id)
    ).scalar_one()
    rows = [
        {"album_id": album_id, "photo_id": photo_id, "position": position}
        for position, photo_id in enumerate(
            with_partners(connection, photo_ids), 0 if last is None else last + 1
        )
    ]
    if rows:
        connection.execute(upsert(AlbumPhotoRow).on_conflict_do_nothing(), rows)
    # Whoever puts it there did not mean what was said before.
    rejected = {*(said := said_of(connection, album_id)).no, *said.removed}
    if again := rejected.intersection(row["photo_id"] for row in rows):
        unsay(connection, album_id, again)
