"""What the user said about whether photos fit an album: keyed by album and photo, and kept for good.

A photo that was taken out of an album is not offered for it again, but that says less than "does not fit":
there may have been a better one of the same moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Integer, delete, literal, select
from sqlalchemy.dialects.sqlite import insert

from photoorg.library.schema import AlbumVerdictRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

Source = Literal["user", "removal"]
_IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Fits:
    """What was said about an album.

    Attributes:
        yes: photos that fit.
        no: photos of which somebody said that they do not.
        removed: photos that were taken out of it.
    """

    yes: tuple[int, ...] = ()
    no: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


def say(
    connection: Connection, album_id: int, photo_ids: Iterable[int], *, fits: bool, source: Source = "user"
) -> None:
    """Photos fit an album or do not, whatever was said before."""
    now = datetime.now()
    rows = [
        {"album_id": album_id, "photo_id": photo_id, "fits": fits, "source": source, "said_at": now}
        for photo_id in photo_ids
    ]
    if rows:
        row = insert(AlbumVerdictRow)
        said = {name: row.excluded[name] for name in ("fits", "source", "said_at")}
        connection.execute(
            row.on_conflict_do_update(index_elements=["album_id", "photo_id"], set_=said), rows
        )


def unsay(connection: Connection, album_id: int, photo_ids: Iterable[int]) -> None:
    """Nothing is said about these any more."""
    ids = list(photo_ids)
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = AlbumVerdictRow.photo_id.in_(ids[start : start + _IDS_AT_ONCE])
        connection.execute(delete(AlbumVerdictRow).where(AlbumVerdictRow.album_id == album_id, some))


def said_of(connection: Connection, album_id: int) -> Fits:
    """Everything that was said about an album, in order of ids."""
    yes: list[int] = []
    no: list[int] = []
    removed: list[int] = []
    rows = select(AlbumVerdictRow.photo_id, AlbumVerdictRow.fits, AlbumVerdictRow.source)
    for photo_id, fits, source in connection.execute(
        rows.where(AlbumVerdictRow.album_id == album_id).order_by(AlbumVerdictRow.photo_id)
    ):
        (yes if fits else removed if source == "removal" else no).append(photo_id)
    return Fits(tuple(yes), tuple(no), tuple(removed))


def copy_album_verdicts(connection: Connection, source_id: int, target_id: int) -> None:
    """What was said of one photo is said of another, too."""
    columns = ("album_id", "fits", "source", "said_at")
    said = select(literal(target_id, Integer), *(getattr(AlbumVerdictRow, name) for name in columns)).where(
        AlbumVerdictRow.photo_id == source_id
    )
    rows = insert(AlbumVerdictRow).from_select(["photo_id", *columns], said)
    connection.execute(rows.on_conflict_do_nothing())
