"""What the catalogue knows for those who look for copies: pictures, moments, files, verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from photoorg.library.copy_tables import CopyVerdictPhotoRow, CopyVerdictRow
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import all_shown, shown
from photoorg.library.photos import require_photos
from photoorg.library.schema import FileRow, PhotoRow
from photoorg.library.stack_tables import StackedPhotoRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from photoorg.library.catalogue import Catalogue

_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """What tells one photo that the user sees from another.

    Attributes:
        picture: hash of the picture in the file or, where that is not known, of the file: whatever was
            computed from its pixels holds for as long as this stays.
        content: hash of the file, by which its thumbnail is found.
        taken_at, source, camera: when it was taken by its camera's local time, how that is known, and which
            camera that was.
    """

    id: int
    picture: bytes
    content: bytes
    taken_at: datetime
    source: str
    camera: str | None

    @property
    def taken_s(self) -> float:
        """Seconds since a fixed moment, in local time."""
        return (self.taken_at - _EPOCH).total_seconds()


@dataclass(frozen=True, slots=True)
class CopyVerdict:
    """Of these photos as a whole: they are no copies, or they are (``are_copies``) and all of them stay."""

    photo_ids: frozenset[int]
    are_copies: bool


class CopyStore:
    """Reads photos that may be copies, and keeps verdicts about them. Verdicts hang on photo ids."""

    def __init__(self, catalogue: Catalogue, on_change: Callable[[frozenset[int]], None]) -> None:
        """``on_change`` is told the photos about which something was said."""
        self._catalogue = catalogue
        self._on_change = on_change

    def pictures(self, among: Sequence[int] | None = None) -> list[KnownPicture]:
        """All photos that the user sees, by id; ``among`` these only, which costs what they are."""
        columns = (
            PhotoRow.id,
            func.coalesce(PhotoRow.image_hash, PhotoRow.content_hash, type_=PhotoRow.content_hash.type),
            PhotoRow.content_hash,
            PhotoRow.taken_at,
            PhotoRow.taken_at_source,
            PhotoRow.camera_model,
        )
        with self._catalogue.reading() as connection:
            if among is None:
                asked = select(*columns).where(PhotoRow.id.in_(all_shown())).order_by(PhotoRow.id)
                return [KnownPicture(*row) for row in connection.execute(asked)]
            found: list[KnownPicture] = []
            ids = sorted(among)
            for start in range(0, len(ids), IDS_PER_STATEMENT):
                wanted = PhotoRow.id.in_(ids[start : start + IDS_PER_STATEMENT])
                asked = select(*columns).where(wanted, shown(PhotoRow.id)).order_by(PhotoRow.id)
                found += [KnownPicture(*row) for row in connection.execute(asked)]
            return found

    def of_one_picture(self) -> list[int]:
        """Photos of which the catalogue has others with the same picture, as older versions left them."""
        several = (
            select(PhotoRow.image_hash)
            .where(PhotoRow.image_hash.is_not(None))
            .group_by(PhotoRow.image_hash)
            .having(func.count() > 1)
        )
        with self._catalogue.reading() as connection:
            found = select(PhotoRow.id).where(PhotoRow.image_hash.in_(several)).order_by(PhotoRow.id)
            return list(connection.execute(found).scalars())

    def in_several_files(self) -> dict[int, int]:
        """How many files there are of each photo of which there is more than one, with those that lie on
        drives that are not connected."""
        counted = (
            select(FileRow.photo_id, func.count().label("files"))
            .where(FileRow.presence.in_(("present", "offline")), FileRow.state == "read")
            .group_by(FileRow.photo_id)
            .having(func.count() > 1)
            .subquery()
        )
        asked = select(PhotoRow.id, counted.c.files).join(counted, counted.c.photo_id == PhotoRow.id)
        with self._catalogue.reading() as connection:
            rows = connection.execute(asked.where(shown(PhotoRow.id)))
            return {photo_id: int(count) for photo_id, count in rows}

    def verdicts(self) -> list[CopyVerdict]:
        """All that was said. Of photos that lie in one stack as well: all of them stay."""
        asked = (
            select(CopyVerdictRow.id, CopyVerdictRow.are_copies, CopyVerdictPhotoRow.photo_id)
            .join(CopyVerdictPhotoRow, CopyVerdictPhotoRow.verdict_id == CopyVerdictRow.id)
            .order_by(CopyVerdictRow.id)
        )
        about: dict[tuple[int, bool], set[int]] = {}
        with self._catalogue.reading() as connection:
            for verdict_id, are_copies, photo_id in connection.execute(asked):
                about.setdefault((verdict_id, are_copies), set()).add(photo_id)
            for stack, photo_id in connection.execute(
                select(StackedPhotoRow.top_id, StackedPhotoRow.photo_id)
            ):
                # No verdict has such a number.
                about.setdefault((-stack, True), set()).add(photo_id)
        return [CopyVerdict(frozenset(ids), are_copies) for (_, are_copies), ids in about.items()]

    def say(self, photo_ids: Iterable[int], *, are_copies: bool) -> None:
        """What these photos are, as a whole. Raises UserInputError for an unknown id."""
        ids = sorted(set(photo_ids))
        with self._catalogue.writing() as connection:
            require_photos(connection, ids)
            verdict = insert(CopyVerdictRow).values(are_copies=are_copies, said_at=datetime.now())
            (verdict_id,) = connection.execute(verdict).inserted_primary_key or (0,)
            rows = [{"verdict_id": verdict_id, "photo_id": photo_id} for photo_id in ids]
            if rows:
                connection.execute(insert(CopyVerdictPhotoRow), rows)
        self._on_change(frozenset(ids))
