"""Photos as the user sees them, and the questions views ask about them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, exists, func, select
from sqlalchemy.orm import aliased

from photoorg.errors import UserInputError
from photoorg.library.criteria import Has, mentions
from photoorg.library.file_conditions import at_or_below, is_shown
from photoorg.library.files import KnownFile
from photoorg.library.filtering import condition
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.identity import photo_with_content
from photoorg.library.pairs import (
    behind,
    files_beside,
    reachable,
    shown,
    shown_instead,
    with_partners,
)
from photoorg.library.photo_records import photo_records
from photoorg.library.records import CatalogueCounts, Photo
from photoorg.library.schema import (
    EmbeddingRow,
    FileRow,
    PhotoRow,
    TrashedFileRow,
)
from photoorg.library.visibility import is_kept, is_wanted
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Select

    from photoorg.library.catalogue import Catalogue
    from photoorg.library.criteria import Filter


class ShownAt(NamedTuple):
    """Where a photo lies, and whether its drive is not connected."""

    path: Path
    offline: bool


class Look(NamedTuple):
    """What decides how a photo looks: SHA-256 of its bytes, and the user's quarter turns, clockwise."""

    content_hash: bytes
    quarter_turns: int


class OfflinePhoto(NamedTuple):
    """A photo whose drive is not connected, and the SHA-256 of its bytes."""

    photo_id: int
    content_hash: bytes


class PhotoStore:
    """Reads photos from the catalogue. Those of a drive that is not connected count as reachable, too: what
    is known of them is shown and searched. Photos that the user does not see, for another one is shown in
    their place (see ``library.pairs``), come when they are asked for by id, but in no list."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def reachable_ids(
        self, *, folder: Path | None = None, favourites: bool = False, limit: int | None = None
    ) -> list[int]:
        """Reachable photos, newest first: all, those with a place at or below ``folder``, favourites."""
        statement = select(PhotoRow.id).where(shown(PhotoRow.id))
        if folder is not None:
            statement = statement.where(
                PhotoRow.id.in_(select(FileRow.photo_id).where(at_or_below(folder), is_shown(), ~behind()))
            )
        if favourites:
            statement = statement.where(PhotoRow.favourite)
        statement = statement.order_by(PhotoRow.taken_at.desc(), PhotoRow.id.desc()).limit(limit)
        with self._catalogue.reading() as connection:
            return list(connection.execute(statement).scalars())

    def reachable_among(self, photo_ids: Sequence[int]) -> set[int]:
        """Those of them that are reachable; costs what they are, however large the library is."""
        found: set[int] = set()
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                reachable = connection.execute(_reachable(), {"photo_ids": chunk}).scalars()
                found.update(photo_id for photo_id in reachable if photo_id is not None)
        return found

    def offline_count(self, photo_ids: Collection[int]) -> int:
        """How many of them have no place that is there, but one on a drive that is not connected."""
        return sum(shown.offline for shown in self.paths(sorted(photo_ids)).values())

    def paths(self, photo_ids: Sequence[int]) -> dict[int, ShownAt]:
        """Where those of them lie that are reachable: the first place, as in :class:`Photo`."""
        found: dict[int, ShownAt] = {}
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                statement = (
                    select(FileRow.photo_id, FileRow.presence == "offline", func.min(FileRow.path))
                    .where(FileRow.photo_id.in_(chunk), is_shown())
                    .group_by(FileRow.photo_id, FileRow.presence)
                )
                for photo_id, offline, path in connection.execute(statement):
                    if photo_id is not None and (photo_id not in found or not offline):
                        found[photo_id] = ShownAt(path, offline=bool(offline))
        return found

    def fulfilling(self, chosen: Filter, *, hidden: bool = False) -> list[int]:
        """Reachable photos that a filter lets through, newest first; hidden ones only if it, or the query
        that it is a part of, asks for them."""
        sees_hidden = hidden or mentions(chosen, Has("hidden"))
        statement = (
            select(PhotoRow.id)
            .where(shown(PhotoRow.id, hidden=sees_hidden), condition(chosen))
            .order_by(PhotoRow.taken_at.desc(), PhotoRow.id.desc())
        )
        with self._catalogue.reading() as connection:
            return list(connection.execute(statement).scalars())

    def is_any(self, chosen: Filter) -> bool:
        """Whether a filter lets any photo through, reachable or not."""
        with self._catalogue.reading() as connection:
            asked = select(exists().where(PhotoRow.id.is_not(None), condition(chosen)))
            return bool(connection.execute(asked).scalar_one())

    def fulfilling_among(self, photo_ids: Sequence[int], chosen: Filter) -> set[int]:
        """Those of them that a filter lets through; costs what they are, however large the library is."""
        found: set[int] = set()
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                statement = select(PhotoRow.id).where(PhotoRow.id.in_(chunk), condition(chosen))
                found.update(connection.execute(statement).scalars())
        return found

    def newest_first(self, photo_ids: Sequence[int]) -> list[int]:
        """The same photos in order of time; unknown ids are left out."""
        found: list[tuple[datetime, int]] = []
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                statement = select(PhotoRow.taken_at, PhotoRow.id).where(PhotoRow.id.in_(chunk))
                found += [(taken_at, id_) for taken_at, id_ in connection.execute(statement)]
        return [photo_id for _, photo_id in sorted(found, reverse=True)]

    def by_ids(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Photos in the given order; unknown ids are left out."""
        found: dict[int, Photo] = {}
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                found.update(
                    photo_records(connection, _possible(photo_ids[start : start + IDS_PER_STATEMENT]))
                )
        return [found[photo_id] for photo_id in photo_ids if photo_id in found]

    def is_empty(self) -> bool:
        """Whether there is no photo at all, not even one that cannot be reached."""
        with self._catalogue.reading() as connection:
            return connection.execute(select(PhotoRow.id).limit(1)).first() is None

    def looks(self, photo_ids: Sequence[int]) -> dict[int, Look]:
        """How photos look; unknown ids are left out."""
        looks: dict[int, Look] = {}
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                part = _possible(photo_ids[start : start + IDS_PER_STATEMENT])
                for photo_id, content_hash, turns in connection.execute(_looks(), {"photo_ids": part}):
                    looks[photo_id] = Look(content_hash, turns)
        return looks

    def has_content(self, content_hash: bytes) -> bool:
        """Whether a photo has these bytes (SHA-256)."""
        with self._catalogue.reading() as connection:
            return photo_with_content(connection, content_hash) is not None

    def id_at_path(self, path: Path) -> int | None:
        """The photo that lies at ``path``, if the library knows it and the file was read; for a raw file, the
        photo that it hangs on."""
        with self._catalogue.reading() as connection:
            found = connection.execute(_at_path(), {"path": path}).one_or_none()
            photo_id, is_behind = (None, False) if found is None else found
            return shown_instead(connection, photo_id) if photo_id and is_behind else photo_id

    def shown_instead(self, photo_id: int) -> int:
        """The photo that the user sees in place of this one; mostly the same."""
        with self._catalogue.reading() as connection:
            return shown_instead(connection, photo_id)

    def with_partners(self, photo_ids: Iterable[int]) -> list[int]:
        """The photos and those of the same shots."""
        with self._catalogue.reading() as connection:
            return with_partners(connection, photo_ids)

    def files_beside(self, photo_ids: Sequence[int]) -> dict[int, tuple[Path, ...]]:
        """For those that have any: the raw files, or their picture, of the same shot."""
        with self._catalogue.reading() as connection:
            return files_beside(connection, photo_ids)

    def without_embedding(
        self, model_id: int | None, limit: int, before_photo_id: int | None = None
    ) -> list[KnownFile]:
        """One readable place of each reachable photo that the model has not described, newest id first.

        ``model_id`` is None for a model that has described no photo at all.
        """
        before = 2**63 - 1 if before_photo_id is None else before_photo_id
        asked = {"model": model_id, "before": before, "limit": limit}
        with self._catalogue.reading() as connection:
            return [KnownFile(*row[1:]) for row in connection.execute(_without_embedding(), asked)]

    def offline_without_embedding(
        self, model_id: int, limit: int, before_photo_id: int | None = None
    ) -> list[OfflinePhoto]:
        """Photos that only lie on drives which are not connected and that the model has not described, newest
        id first."""
        before = 2**63 - 1 if before_photo_id is None else before_photo_id
        asked = {"model": model_id, "before": before, "limit": limit}
        with self._catalogue.reading() as connection:
            rows = connection.execute(_offline_without_embedding(), asked)
            return [OfflinePhoto(photo_id, content) for photo_id, content in rows if photo_id is not None]

    def with_same_content(
        self, connection: Connection, photos: Collection[OfflinePhoto]
    ) -> list[OfflinePhoto]:
        """Those of a few photos that still have the bytes that they had."""
        ids = [photo.photo_id for photo in photos]
        rows = connection.execute(
            select(PhotoRow.id, PhotoRow.content_hash).where(PhotoRow.id.in_(ids))
        ).all()
        now = dict(rows)
        return [photo for photo in photos if now.get(photo.photo_id) == photo.content_hash]

    def pending_count(self, model_id: int | None) -> int:
        """How many files are to be read, plus how many photos are read but not described by the model."""
        with self._catalogue.reading() as connection:
            undescribed = connection.execute(_undescribed_count(), {"model": model_id}).scalar_one()
            unread = connection.execute(
                select(func.count()).where(FileRow.state == "pending", FileRow.presence == "present")
            ).scalar_one()
        return int(unread + undescribed)

    def counts(self, model_id: int | None) -> CatalogueCounts:
        """The figures of ``photoorg status``."""
        is_reachable, is_seen = reachable(PhotoRow.id), shown(PhotoRow.id)
        has_vector = exists().where(EmbeddingRow.photo_id == PhotoRow.id, EmbeddingRow.model_id == model_id)
        known_elsewhere = exists().where(FileRow.photo_id == PhotoRow.id, FileRow.presence == "missing")
        nowhere = ~exists().where(FileRow.photo_id == PhotoRow.id)

        with self._catalogue.reading() as connection:

            def photos(condition: ColumnElement[bool]) -> int:
                return connection.execute(
                    select(func.count()).select_from(PhotoRow).where(condition)
                ).scalar_one()

            unreadable = connection.execute(
                select(func.count()).where(
                    FileRow.state.in_(("unreadable", "inaccessible")), FileRow.presence == "present"
                )
            ).scalar_one()

            is_present = exists().where(
                FileRow.photo_id == PhotoRow.id,
                FileRow.presence == "present",
                FileRow.state.in_(("read", "pending")),
            )
            return CatalogueCounts(
                photos=photos(is_seen),
                offline=photos(and_(is_seen, ~is_present)),
                missing=photos(
                    and_(
                        ~is_reachable,
                        known_elsewhere | nowhere,
                        is_wanted(PhotoRow.id),
                        # They are known to be in the trash.
                        PhotoRow.id.not_in(select(TrashedFileRow.photo_id)),
                    )
                ),
                unreadable=unreadable,
                pending=self.pending_count(model_id),
                embedded=photos(and_(is_seen, has_vector)),
            )


@cache
def _looks() -> Select[int, bytes, int]:
    known = select(PhotoRow.id, PhotoRow.content_hash, PhotoRow.quarter_turns)
    return known.where(PhotoRow.id.in_(bindparam("photo_ids", expanding=True)))


# These are asked for every batch that is read, and whenever somebody is told that something changed.


@cache
def _reachable() -> Select[int | None]:
    return select(FileRow.photo_id).where(
        FileRow.photo_id.in_(bindparam("photo_ids", expanding=True)),
        is_shown(),
        FileRow.state.in_(("read", "pending")),
        ~behind(),
        is_wanted(FileRow.photo_id),
    )


@cache
def _at_path() -> Select[int | None, bool]:
    return select(FileRow.photo_id, behind()).where(
        FileRow.path == bindparam("path"), FileRow.state == "read"
    )


@cache
def _has_vector() -> ColumnElement[bool]:
    return exists().where(
        EmbeddingRow.photo_id == FileRow.photo_id, EmbeddingRow.model_id == bindparam("model")
    )


@cache
def _without_embedding() -> Select[Any, int, Path, int | None, int, int, str, str, int]:
    # Of places that differ in metadata, one that holds what the photo's facts were read from.
    is_another_content = case((FileRow.content_hash == PhotoRow.content_hash, 0), else_=1)
    return (
        select(
            # The other columns are of the row where this is least.
            func.min(is_another_content * 2**48 + FileRow.id),
            FileRow.id,
            FileRow.path,
            FileRow.photo_id,
            FileRow.size_bytes,
            FileRow.modified_ns,
            FileRow.presence,
            FileRow.state,
            FileRow.sidecar_stamp,
        )
        .join(PhotoRow, PhotoRow.id == FileRow.photo_id)
        .where(
            FileRow.state == "read",
            FileRow.presence == "present",
            FileRow.photo_id < bindparam("before"),
            ~_has_vector(),
            ~behind(),
            is_kept(FileRow.photo_id),
        )
        .group_by(FileRow.photo_id)
        .order_by(FileRow.photo_id.desc())
        .limit(bindparam("limit", type_=Integer))
    )


@cache
def _offline_without_embedding() -> Select[int | None, bytes]:
    other = aliased(FileRow)
    is_here = exists().where(other.photo_id == FileRow.photo_id, other.presence == "present")
    return (
        select(FileRow.photo_id, PhotoRow.content_hash)
        .join(PhotoRow, PhotoRow.id == FileRow.photo_id)
        .where(
            FileRow.state == "read",
            FileRow.presence == "offline",
            FileRow.photo_id < bindparam("before"),
            ~_has_vector(),
            ~is_here,
            ~behind(),
        )
        .distinct()
        .order_by(FileRow.photo_id.desc())
        .limit(bindparam("limit", type_=Integer))
    )


@cache
def _undescribed_count() -> Select[int]:
    # From the files, not from the photos: there SQLite would look through all read files for each.
    return select(func.count(FileRow.photo_id.distinct())).where(
        FileRow.state == "read",
        FileRow.presence == "present",
        ~_has_vector(),
        ~behind(),
        is_kept(FileRow.photo_id),
    )


def require_photos(connection: Connection, photo_ids: Iterable[int]) -> None:
    """Raises UserInputError where an id belongs to no photo."""
    wanted = list(photo_ids)
    known: set[int] = set()
    for start in range(0, len(wanted), IDS_PER_STATEMENT):
        possible = _possible(wanted[start : start + IDS_PER_STATEMENT])
        known.update(connection.execute(select(PhotoRow.id).where(PhotoRow.id.in_(possible))).scalars())
    for photo_id in wanted:
        if photo_id not in known:
            raise UserInputError(Sentence("There is no photo with the id {photo_id}.", photo_id=photo_id))


def _possible(photo_ids: Sequence[int]) -> list[int]:
    # SQLite takes no larger number, not even to say that it does not know it.
    return [photo_id for photo_id in photo_ids if 0 < photo_id < 2**63]
