"""What was said about places in photos, and which regions it is about.

A verdict names a photo, a box and a being, and never a row that an analyzer made. So it outlives every new
analysis, another analyzer, and a library that was made anew: it is about the region that lies where its box
is. Where there is none, one is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, delete, insert, literal, select, update

from photoorg.library.beings.verdict_meaning import (
    FILE,
    GROUP,
    Place,
    Said,
    Standing,
    box_of,
    by_photo,
    contradicts,
    matched,
    said_by,
)
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.schema import RegionRow, VerdictRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection, Row

    from photoorg.library.beings.records import Box

    SomeRow = Row[Any]


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said about a place; see :class:`~photoorg.library.schema.VerdictRow`. ``said_at`` is local
    time."""

    being_id: int | None
    is_yes: bool
    source: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of what was said elsewhere: the photos about which something else is said now, how many verdicts came
    in, and how many gave way to others that were said later."""

    photo_ids: set[int]
    written: int
    given_way: int


def say(
    connection: Connection,
    places: Iterable[Place],
    being_id: int | None,
    *,
    is_yes: bool,
    source: str,
    said_name: str = "",
) -> None:
    """Writes verdicts. What was said before about the same places, and contradicts it, goes, unless files say
    it: those say it again, and the user goes before them."""
    places = list(places)
    photo_ids = set() if source == FILE else {place.photo_id for place in places}
    standing = _standing_of(connection, photo_ids)
    gone = [
        row.id
        for place in places
        for row in standing.about(place)
        if contradicts(row, being_id, is_yes=is_yes)
    ]
    _delete(connection, gone)
    said = Saying(being_id, is_yes, source, datetime.now())
    rows = [_values(place, said) | {"said_name": said_name} for place in places]
    if rows:
        connection.execute(insert(VerdictRow), rows)


def say_of_then(
    connection: Connection, said: Sequence[tuple[Place, Saying]], nameless: Collection[int]
) -> Outcome:
    """Writes what was said elsewhere, each at its own time. Of two that contradict each other the later
    counts, and what is there already is not written twice.

    Args:
        nameless: beings without a name. That a face stayed in a group of theirs counts less than whatever
            was said of the face itself.
    """

    def weight(spoken: Saying | SomeRow) -> tuple[bool, datetime]:
        return spoken.source != GROUP or spoken.being_id not in nameless, spoken.said_at

    standing = _standing_of(connection, {place.photo_id for place, _ in said})
    photo_ids: set[int] = set()
    written = given_way = 0
    for place, saying in sorted(said, key=lambda each: weight(each[1])):
        against = [
            row for row in standing.about(place) if contradicts(row, saying.being_id, is_yes=saying.is_yes)
        ]
        if any(weight(row) >= weight(saying) for row in against):
            is_agreed = all(
                row.being_id == saying.being_id and row.is_yes == saying.is_yes for row in against
            )
            given_way += not is_agreed
            continue
        _delete(connection, [row.id for row in against])
        connection.execute(insert(VerdictRow).values(**_values(place, saying)))
        standing.refresh(place.photo_id, _verdicts(connection, [place.photo_id]))
        photo_ids.add(place.photo_id)
        written += 1
    return Outcome(photo_ids, written, given_way)


def reconcile(connection: Connection, being_id: int) -> None:
    """Two have become this one: of a place that shows it nothing says any more that it does not."""
    of_being = select(VerdictRow.photo_id).where(VerdictRow.being_id == being_id, ~VerdictRow.is_yes)
    standing = _standing_of(connection, set(connection.execute(of_being).scalars()))
    shown = [row for row in standing.verdicts if row.being_id == being_id and row.is_yes]
    against = [
        row.id
        for shows in shown
        for row in standing.about(Place(shows.photo_id, shows.kind, box_of(shows)))
        if row.being_id == being_id and not row.is_yes
    ]
    _delete(connection, against)


def unsay(connection: Connection, verdict_ids: Sequence[int]) -> None:
    """Takes verdicts away."""
    _delete(connection, verdict_ids)


def copy_verdicts(connection: Connection, source_id: int, target_id: int) -> None:
    """Says about the places of one photo what the user said about those of another, if nothing is said about
    it yet."""
    by_user = VerdictRow.source != FILE
    is_spoken_of = select(VerdictRow.id).where(VerdictRow.photo_id == target_id, by_user).limit(1)
    if connection.execute(is_spoken_of).first() is None:
        columns = [column for column in VerdictRow.__table__.columns if column.name not in ("id", "photo_id")]
        said = select(literal(target_id, Integer), *columns).where(VerdictRow.photo_id == source_id, by_user)
        names = ["photo_id", *(column.name for column in columns)]
        connection.execute(insert(VerdictRow).from_select(names, said.order_by(VerdictRow.id)))
        apply(connection, [target_id])


def apply(connection: Connection, photo_ids: Collection[int]) -> None:
    """Makes the regions of photos agree with the verdicts about them: who they are said to be, which are
    none, and regions where verdicts speak of places at which nothing was found. Who is not spoken of stays
    who they were taken for, unless that was said not to be so."""
    verdicts = by_photo(_verdicts(connection, photo_ids))
    regions = by_photo(_regions(connection, photo_ids))
    for photo_id in sorted(photo_ids):
        about, unplaced = matched(regions[photo_id], verdicts[photo_id])
        for verdict in unplaced:
            box = box_of(verdict)
            (region_id,) = connection.execute(
                insert(RegionRow).values(
                    photo_id=photo_id, kind=verdict.kind, is_marked=True, score=1.0, **_sides(box)
                )
            ).inserted_primary_key or (0,)
            about[int(region_id)] = said_by([verdict])
        for row in regions[photo_id]:
            said = about.get(row.id)
            if row.is_marked and said is None:
                # Nobody speaks of it any more.
                connection.execute(delete(RegionRow).where(RegionRow.id == row.id))
        for region_id, said in about.items():
            _write(connection, region_id, said)
        unsaid = [row.id for row in regions[photo_id] if row.id not in about and not row.is_marked]
        connection.execute(
            update(RegionRow)
            .where(RegionRow.id.in_(unsaid), RegionRow.is_said | RegionRow.is_refused)
            .values(is_said=False, is_refused=False)
        )


def about(connection: Connection, photo_ids: Collection[int]) -> dict[int, Said]:
    """What counts about the regions of these photos, by the ids of regions."""
    said = by_photo(_verdicts(connection, photo_ids))
    found: dict[int, Said] = {}
    for photo_id, rows in by_photo(_regions(connection, photo_ids)).items():
        found |= matched(rows, said[photo_id])[0]
    return found


def _standing_of(connection: Connection, photo_ids: Collection[int]) -> Standing:
    return Standing(_verdicts(connection, photo_ids), _regions(connection, photo_ids))


def _values(place: Place, saying: Saying) -> dict[str, object]:
    return {
        "photo_id": place.photo_id,
        "kind": place.kind,
        **_sides(place.box),
        "being_id": saying.being_id,
        "is_yes": saying.is_yes,
        "source": saying.source,
        "said_at": saying.said_at,
    }


def _sides(box: Box) -> dict[str, float]:
    return {"left": box.left, "top": box.top, "width": box.width, "height": box.height}


def _write(connection: Connection, region_id: int, said: Said) -> None:
    row = connection.execute(
        select(RegionRow.being_id, RegionRow.is_said, RegionRow.suggested_id).where(RegionRow.id == region_id)
    ).one()
    values: dict[str, object] = {"is_refused": said.is_refused, "is_said": said.being_id is not None}
    if said.being_id is not None:
        values |= {"being_id": said.being_id, "suggested_id": None}
    elif said.is_refused:
        values |= {"being_id": None, "suggested_id": None}
    else:
        if row.is_said or row.being_id in said.not_beings:
            values["being_id"] = None
        if row.suggested_id in said.not_beings:
            values["suggested_id"] = None
    connection.execute(update(RegionRow).where(RegionRow.id == region_id).values(**values))


def _verdicts(connection: Connection, photo_ids: Collection[int]) -> list[SomeRow]:
    return _rows(connection, VerdictRow, photo_ids)


def _regions(connection: Connection, photo_ids: Collection[int]) -> list[SomeRow]:
    return _rows(connection, RegionRow, photo_ids)


def _rows(
    connection: Connection, table: type[VerdictRow | RegionRow], photo_ids: Collection[int]
) -> list[SomeRow]:
    wanted = sorted(photo_ids)
    columns = [column for column in table.__table__.columns if column.name != "descriptor"]
    found: list[SomeRow] = []
    for start in range(0, len(wanted), IDS_PER_STATEMENT):
        part = wanted[start : start + IDS_PER_STATEMENT]
        found += connection.execute(select(*columns).where(table.photo_id.in_(part)).order_by(table.id)).all()
    return found


def _delete(connection: Connection, verdict_ids: Sequence[int]) -> None:
    for start in range(0, len(verdict_ids), IDS_PER_STATEMENT):
        part = verdict_ids[start : start + IDS_PER_STATEMENT]
        connection.execute(delete(VerdictRow).where(VerdictRow.id.in_(part)))
