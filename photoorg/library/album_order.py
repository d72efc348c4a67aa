"""The order of the photos of an album: as they were put, as they were taken, or as they are called."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from photoorg.library.schema import AlbumPhotoRow, PhotoRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection


class AlbumOrder(Enum):
    """What the photos of an album can be sorted by."""

    OLDEST = "oldest"
    NEWEST = "newest"
    NAME = "name"


_BY = {
    AlbumOrder.OLDEST: (PhotoRow.taken_at, PhotoRow.id),
    AlbumOrder.NEWEST: (PhotoRow.taken_at.desc(), PhotoRow.id.desc()),
    AlbumOrder.NAME: (func.folded(func.file_name(PhotoRow.last_path)), PhotoRow.taken_at, PhotoRow.id),
}


def ordered_members(connection: Connection, album_id: int) -> list[int]:
    """Every photo in an album, also those that cannot be seen, in its order."""
    rows = select(AlbumPhotoRow.photo_id).where(AlbumPhotoRow.album_id == album_id)
    in_order = rows.order_by(AlbumPhotoRow.position, AlbumPhotoRow.photo_id)
    return list(connection.execute(in_order).scalars())


def sorted_members(connection: Connection, album_id: int, by: AlbumOrder) -> list[int]:
    """The same, in another order."""
    rows = select(PhotoRow.id).join(AlbumPhotoRow, AlbumPhotoRow.photo_id == PhotoRow.id)
    return list(
        connection.execute(rows.where(AlbumPhotoRow.album_id == album_id).order_by(*_BY[by])).scalars()
    )


def first(members: Sequence[int], photo_ids: Collection[int]) -> list[int]:
    """The members with some of them first, in the order in which these are given."""
    there = set(members)
    chosen = [photo_id for photo_id in dict.fromkeys(photo_ids) if photo_id in there]
    return chosen + _without(members, chosen)


def moved(members: Sequence[int], photo_ids: Collection[int], before: int | None) -> list[int]:
    """The members with some of them, which keep their order, before another one; None for the end.

    ``before`` may be one of those that are moved: they go to the next that stays, then.
    """
    wanted = set(photo_ids)
    going = [photo_id for photo_id in members if photo_id in wanted]
    staying = _without(members, going)
    place = len(staying)
    if before in members:
        place = sum(1 for photo_id in members[: members.index(before)] if photo_id not in wanted)
    return staying[:place] + going + staying[place:]


def put_in_order(connection: Connection, album_id: int, photo_ids: Sequence[int]) -> None:
    """Gives every photo of an album its place; writes only what changes."""
    known = select(AlbumPhotoRow.photo_id, AlbumPhotoRow.position).where(AlbumPhotoRow.album_id == album_id)
    before = {photo_id: place for photo_id, place in connection.execute(known)}
    rows = [
        {"id": photo_id, "place": place}
        for place, photo_id in enumerate(photo_ids)
        if before.get(photo_id) != place
    ]
    if rows:
        row = (AlbumPhotoRow.album_id == album_id, AlbumPhotoRow.photo_id == bindparam("id"))
        connection.execute(update(AlbumPhotoRow).where(*row).values(position=bindparam("place")), rows)


def _without(members: Sequence[int], chosen: Collection[int]) -> list[int]:
    gone = set(chosen)
    return [photo_id for photo_id in members if photo_id not in gone]
