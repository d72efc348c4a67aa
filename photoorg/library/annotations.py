"""What the user says about photos: ratings, favourites, tags, text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from photoorg.errors import UserInputError
from photoorg.library.pairs import with_partners
from photoorg.library.photos import IDS_PER_STATEMENT, require_photos
from photoorg.library.schema import PhotoRow, PhotoTagRow, TagRow
from photoorg.library.stored_text import storable_text, tidy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

TAG_LIMIT = 200
TEXT_LIMIT = 100_000


class AnnotationStore:
    """Writes what the user says; it hangs on photo ids and outlives files, paths and models.

    Every method raises UserInputError for an unknown id, and then changes nothing.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def set_rating(self, photo_ids: Collection[int], rating: int) -> None:
        """0 takes the rating away. Raises UserInputError outside 0..5."""
        if not 0 <= rating <= 5:
            raise UserInputError("A rating is a number from 0 to 5.")
        self._update(photo_ids, rating=rating, is_rated=True)

    def set_favourite(self, photo_ids: Collection[int], favourite: bool) -> None:
        """Marks or unmarks favourites."""
        self._update(photo_ids, favourite=favourite)

    def set_text(self, photo_ids: Collection[int], text: str) -> None:
        """The user's own words about photos. Raises UserInputError when overlong."""
        if len(text) > TEXT_LIMIT:
            raise UserInputError(f"A text may have at most {TEXT_LIMIT} characters.")
        self._update(photo_ids, text=storable_text(text))

    def add_tag(self, photo_ids: Collection[int], tag: str) -> None:
        """Tags photos; the first spelling of a tag stays. Raises UserInputError if empty or overlong."""
        tag = tidy(tag)
        if not tag or len(tag) > TAG_LIMIT:
            raise UserInputError(f"A tag has 1 to {TAG_LIMIT} characters.")
        if not photo_ids:
            return
        with self._catalogue.writing() as connection:
            rows = [{"photo_id": photo_id} for photo_id in _all_meant(connection, photo_ids)]
            connection.execute(insert(TagRow).values(name=tag).on_conflict_do_nothing())
            tag_id = connection.execute(select(TagRow.id).where(TagRow.name == tag)).scalar_one()
            connection.execute(
                insert(PhotoTagRow)
                .values(photo_id=bindparam("photo_id"), tag_id=tag_id)
                .on_conflict_do_nothing(),
                rows,
            )

    def remove_tag(self, photo_ids: Collection[int], tag: str) -> None:
        """Takes a tag off photos; a tag on no photo disappears."""
        tag = tidy(tag)
        with self._catalogue.writing() as connection:
            meant = _all_meant(connection, photo_ids)
            tag_id = connection.execute(select(TagRow.id).where(TagRow.name == tag)).scalar_one_or_none()
            if tag_id is None:
                return
            if not meant:
                return
            connection.execute(
                delete(PhotoTagRow).where(
                    PhotoTagRow.photo_id == bindparam("wanted_id"), PhotoTagRow.tag_id == tag_id
                ),
                [{"wanted_id": photo_id} for photo_id in meant],
            )
            used = select(func.count()).where(PhotoTagRow.tag_id == tag_id)
            if connection.execute(used).scalar_one() == 0:
                connection.execute(delete(TagRow).where(TagRow.id == tag_id))

    def tag_counts(self, photo_ids: Sequence[int]) -> dict[str, int]:
        """How many of these photos have which tag, of those that any has."""
        counts: Counter[str] = Counter()
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
                chunk = photo_ids[start : start + IDS_PER_STATEMENT]
                statement = (
                    select(TagRow.name, func.count())
                    .join(PhotoTagRow, PhotoTagRow.tag_id == TagRow.id)
                    .where(PhotoTagRow.photo_id.in_(chunk))
                    .group_by(TagRow.id)
                )
                for name, count in connection.execute(statement):
                    counts[name] += count
        return dict(counts)

    def tags(self) -> list[str]:
        """Every tag in use, by name."""
        with self._catalogue.reading() as connection:
            return list(connection.execute(select(TagRow.name).order_by(TagRow.name)).scalars())

    def _update(self, photo_ids: Collection[int], **values: object) -> None:
        if photo_ids:
            with self._catalogue.writing() as connection:
                rows = [{"wanted_id": photo_id} for photo_id in _all_meant(connection, photo_ids)]
                connection.execute(
                    update(PhotoRow).where(PhotoRow.id == bindparam("wanted_id")).values(**values), rows
                )


def _all_meant(connection: Connection, photo_ids: Collection[int]) -> list[int]:
    """Who says something about a photo says it about the raw that hangs on it, too."""
    require_photos(connection, photo_ids)
    return with_partners(connection, photo_ids)
