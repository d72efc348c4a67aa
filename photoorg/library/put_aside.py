"""Photos that the user does not want to see: hidden, or removed from the library. No file is touched."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from photoorg.library.pairs import seen_if_wanted, with_partners
from photoorg.library.photos import require_photos
from photoorg.library.schema import HiddenRow, PhotoRow, RemovedRow
from photoorg.library.visibility import is_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from photoorg.library.catalogue import Catalogue


class PutAside:
    """Hides photos and removes them from the library, and brings them back.

    Both hang on the photo, which is known by its content: they outlive renames, copies, edits of metadata
    and a new scan. Whatever was said about the photo is kept. Every method that takes ids raises
    UserInputError for an unknown one, and then changes nothing.
    """

    def __init__(self, catalogue: Catalogue, on_change: Callable[[frozenset[int]], None]) -> None:
        """``on_change`` is called after every write, with the ids that were given."""
        self._catalogue = catalogue
        self._on_change = on_change

    def hide(self, photo_ids: Iterable[int]) -> None:
        """Takes photos out of every list and search, except those that ask for ``is:hidden``."""
        self._put(HiddenRow, frozenset(photo_ids))

    def unhide(self, photo_ids: Iterable[int]) -> None:
        """Shows hidden photos again."""
        self._take(HiddenRow, frozenset(photo_ids))

    def hidden(self) -> list[int]:
        """Reachable hidden photos, newest first."""
        statement = (
            select(PhotoRow.id)
            .join(HiddenRow, HiddenRow.photo_id == PhotoRow.id)
            .where(seen_if_wanted(PhotoRow.id), is_kept(PhotoRow.id))
            .order_by(PhotoRow.taken_at.desc(), PhotoRow.id.desc())
        )
        with self._catalogue.reading() as connection:
            return list(connection.execute(statement).scalars())

    def remove(self, photo_ids: Iterable[int]) -> None:
        """Removes photos from the library: their files stay where they are, but no list or search shows them
        and no model describes them, until :meth:`put_back`."""
        self._put(RemovedRow, frozenset(photo_ids), removed_at=datetime.now())

    def put_back(self, photo_ids: Iterable[int]) -> None:
        """Brings removed photos back into the library."""
        self._take(RemovedRow, frozenset(photo_ids))

    def removed(self) -> list[int]:
        """Reachable photos that were removed from the library, the last removed first."""
        statement = (
            select(PhotoRow.id)
            .join(RemovedRow, RemovedRow.photo_id == PhotoRow.id)
            .where(seen_if_wanted(PhotoRow.id))
            .order_by(RemovedRow.removed_at.desc(), PhotoRow.taken_at.desc(), PhotoRow.id.desc())
        )
        with self._catalogue.reading() as connection:
            return list(connection.execute(statement).scalars())

    def forget_removed(self) -> list[int]:
        """Empties the list of removed photos: those that are still on the disk are in the library again.
        Returns the ids of all that were on the list."""
        with self._catalogue.writing() as connection:
            photo_ids = list(connection.execute(select(RemovedRow.photo_id)).scalars())
            connection.execute(delete(RemovedRow))
        self._on_change(frozenset(photo_ids))
        return photo_ids

    def counts(self) -> tuple[int, int]:
        """How many reachable photos are hidden, and how many removed."""
        seen = seen_if_wanted(PhotoRow.id)
        hidden = select(func.count()).select_from(HiddenRow).join(PhotoRow, PhotoRow.id == HiddenRow.photo_id)
        removed = (
            select(func.count()).select_from(RemovedRow).join(PhotoRow, PhotoRow.id == RemovedRow.photo_id)
        )
        with self._catalogue.reading() as connection:
            return (
                connection.execute(hidden.where(seen, is_kept(PhotoRow.id))).scalar_one(),
                connection.execute(removed.where(seen)).scalar_one(),
            )

    def _put(
        self, table: type[HiddenRow | RemovedRow], photo_ids: Collection[int], **values: datetime
    ) -> None:
        if not photo_ids:
            return
        with self._catalogue.writing() as connection:
            require_photos(connection, photo_ids)
            rows = [{"photo_id": id_, **values} for id_ in with_partners(connection, photo_ids)]
            connection.execute(insert(table).on_conflict_do_nothing(), rows)
        self._on_change(frozenset(photo_ids))

    def _take(self, table: type[HiddenRow | RemovedRow], photo_ids: Collection[int]) -> None:
        if not photo_ids:
            return
        with self._catalogue.writing() as connection:
            require_photos(connection, photo_ids)
            rows = [{"wanted_id": id_} for id_ in with_partners(connection, photo_ids)]
            connection.execute(delete(table).where(table.photo_id == bindparam("wanted_id")), rows)
        self._on_change(frozenset(photo_ids))
