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

    from sqlalchemy import Select

    from photoorg.library.catalogue import Catalogue


# Computed, lest SQLite goes through all photos in this order.
_TAKEN = func.julianday(PhotoRow.taken_at)


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
            .where(PhotoRow.id.in_(reachable_hidden()))
            .order_by(_TAKEN.desc(), PhotoRow.id.desc())
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
            .where(PhotoRow.id.in_(reachable_removed()))
            .order_by(RemovedRow.removed_at.desc(), _TAKEN.desc(), PhotoRow.id.desc())
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


def reachable_hidden() -> Select[int]:
    """Photos that are hidden, and would be seen otherwise."""
    return select(HiddenRow.photo_id).where(seen_if_wanted(HiddenRow.photo_id), is_kept(HiddenRow.photo_id))


def reachable_removed() -> Select[int]:
    """Photos that were removed, and would be seen otherwise."""
    return select(RemovedRow.photo_id).where(seen_if_wanted(RemovedRow.photo_id))
