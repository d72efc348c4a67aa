"""What the user is asked about, of all that may be somebody: nothing that nobody could tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer, and_, cast, exists, func, select
from sqlalchemy.orm import aliased

from photoorg.library.beings.records import PERSON, PET
from photoorg.library.schema import BeingRow, PhotoRow, RegionRow

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import ColumnElement

# Of the photo's own pixels: who a lower face or animal is, nobody can say.
LEAST_ASKED_PX = 24
# A face found less surely, with so much of it on a sure dog or cat, is most likely the head of that. In 156
# photos of dogs this holds for all 6 heads that were taken for faces, and of 323 faces of people for none.
# Few of these were near animals: so such faces are not asked about, but shown like all others.
_SURE_FACE = 0.98
_SURE_ANIMAL = 0.99
_ON_ANIMAL = 0.75


def is_asked_about(being_id: int | None) -> list[ColumnElement[bool]]:
    """Conditions on regions: it may be this being, or any."""
    is_it = RegionRow.suggested_id.is_not(None) if being_id is None else RegionRow.suggested_id == being_id
    ignored = select(BeingRow.id).where(BeingRow.is_ignored)
    photo_height_px = (
        select(cast(PhotoRow.height, Integer)).where(PhotoRow.id == RegionRow.photo_id).scalar_subquery()
    )
    return [
        is_it,
        RegionRow.suggested_id.not_in(ignored),
        RegionRow.height * photo_height_px >= LEAST_ASKED_PX,
        ~_is_head_of_animal(),
    ]


def _is_head_of_animal() -> ColumnElement[bool]:
    animal = aliased(RegionRow)
    width, height = _shared(animal, "left", "width"), _shared(animal, "top", "height")
    area = RegionRow.width * RegionRow.height
    return and_(
        RegionRow.kind == PERSON,
        RegionRow.score < _SURE_FACE,
        exists().where(
            animal.photo_id == RegionRow.photo_id,
            animal.kind == PET,
            animal.species.in_(("dog", "cat")),
            animal.score >= _SURE_ANIMAL,
            ~animal.is_refused,
            width > 0,
            width * height >= _ON_ANIMAL * area,
        ),
    )


def _shared(animal: Any, start: str, size: str) -> ColumnElement[float]:
    """How long a face and an animal lie side by side, in one direction; below 0 where they do not."""
    ends = [getattr(row, start) + getattr(row, size) for row in (RegionRow, animal)]
    # Of two values, SQLite's own are the smaller and the larger one.
    return func.min(*ends) - func.max(*(getattr(row, start) for row in (RegionRow, animal)))
