"""Rows of beings and regions as the user sees them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, cast, select

from photoorg.library.beings.records import PET, Being, Region
from photoorg.library.beings.regions import region_columns
from photoorg.library.beings.verdict_meaning import box_of
from photoorg.library.pairs import all_shown
from photoorg.library.schema import PhotoRow, RegionRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row


def regions_seen(
    connection: Connection, *conditions: Any, order: Sequence[Any] = (), limit: int | None = None
) -> list[Region]:
    """Those that fulfil conditions, in photos that the user sees."""
    statement = select(*region_columns()).where(
        *conditions, ~RegionRow.is_refused, RegionRow.photo_id.in_(all_shown())
    )
    statement = statement.order_by(*order, RegionRow.id)
    return [region_of(row) for row in connection.execute(statement.limit(limit))]


def region_of(row: Row[Any]) -> Region:
    """A row of ``region``."""
    return Region(
        id=row.id,
        photo_id=row.photo_id,
        kind=row.kind,
        box=box_of(row),
        is_marked=row.is_marked,
        score=row.score,
        species=row.species,
        being_id=row.being_id,
        is_said=row.is_said,
        suggested_id=row.suggested_id,
        evidence=row.evidence,
    )


def seen_of(connection: Connection, being_id: int | None = None) -> dict[int, list[Any]]:
    """Where beings are seen, by their ids."""
    is_it = RegionRow.being_id.is_not(None) if being_id is None else RegionRow.being_id == being_id
    rows = connection.execute(
        select(
            *(RegionRow.id, RegionRow.being_id, RegionRow.photo_id, RegionRow.is_clear, RegionRow.score),
            *(RegionRow.species, (RegionRow.height * cast(PhotoRow.height, Integer)).label("height_px")),
        )
        .join(PhotoRow, PhotoRow.id == RegionRow.photo_id)
        .where(is_it, ~RegionRow.is_refused, RegionRow.photo_id.in_(all_shown()))
    )
    seen: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        seen[row.being_id].append(row)
    return seen


def being_of(row: Row[Any], seen: Sequence[Any]) -> Being:
    """A row of ``being``, and where it is seen."""
    cover = max(
        seen,
        key=lambda region: (
            region.photo_id == row.cover_photo_id,
            region.is_clear,
            region.height_px * region.score**4,
        ),
        default=None,
    )
    species = Counter(region.species for region in seen if region.species)
    return Being(
        id=row.id,
        kind=row.kind,
        name=row.name,
        is_ignored=row.is_ignored,
        birthday=None if row.birthday is None else row.birthday.date(),
        species=species.most_common(1)[0][0] if species and row.kind == PET else "",
        regions=len(seen),
        photos=len({region.photo_id for region in seen}),
        cover_id=None if cover is None else cover.id,
    )
