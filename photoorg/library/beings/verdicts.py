"""What was said about places in photos, and which regions it is about.

A verdict names a photo, a box and a being, and never a row that an analyzer made. So it outlives every new
analysis, another analyzer, and a library that was made anew: it is about the region that lies where its box
is. Where there is none, one is made.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, delete, insert, literal, select, update

from photoorg.library.beings.records import SAME_PLACE, Box
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.schema import RegionRow, VerdictRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection, Row

    SomeRow = Row[Any]

USER, GROUP, FILE = "user", "group", "file"


@dataclass(frozen=True, slots=True)
class Place:
    """A box in a photo, and of what kind what is there is."""

    photo_id: int
    kind: str
    box: Box


@dataclass(slots=True)
class Said:
    """What counts about one region.

    Attributes:
        being_id: who it shows; None where nobody said.
        not_beings: whom it does not show.
        is_refused: it is no face, or no animal.
        is_seen: somebody said that there is one.
    """

    being_id: int | None = None
    not_beings: set[int] = field(default_factory=set)
    is_refused: bool = False
    is_seen: bool = False


def box_of(row: Any) -> Box:
    """The box of a row of ``region`` or ``verdict``."""
    return Box(row.left, row.top, row.width, row.height)


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
    earlier = _by_photo(row for row in _verdicts(connection, photo_ids) if row.source != FILE)
    gone = [
        row.id
        for place in places
        for row in earlier[place.photo_id]
        if row.kind == place.kind
        and _is_same_place(box_of(row), place.box)
        and _contradicts(row, being_id, is_yes=is_yes)
    ]
    _delete(connection, gone)
    rows = [
        {
            "photo_id": place.photo_id,
            "kind": place.kind,
            "left": place.box.left,
            "top": place.box.top,
            "width": place.box.width,
            "height": place.box.height,
            "being_id": being_id,
            "is_yes": is_yes,
            "source": source,
            "said_name": said_name,
            "said_at": datetime.now(),
        }
        for place in places
    ]
    if rows:
        connection.execute(insert(VerdictRow), rows)


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
    verdicts = _by_photo(_verdicts(connection, photo_ids))
    regions = _by_photo(_regions(connection, photo_ids))
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
    said = _by_photo(_verdicts(connection, photo_ids))
    found: dict[int, Said] = {}
    for photo_id, rows in _by_photo(_regions(connection, photo_ids)).items():
        found |= matched(rows, said[photo_id])[0]
    return found


def matched(regions: Sequence[SomeRow], verdicts: Sequence[SomeRow]) -> tuple[dict[int, Said], list[SomeRow]]:
    """What counts about the regions of one photo, by their ids, and verdicts that speak of other places, the
    last one for each place."""
    pairs = sorted(
        (
            (overlap, region.id, place)
            for place, verdict in enumerate(verdicts)
            for region in regions
            if region.kind == verdict.kind
            and (overlap := box_of(region).overlap(box_of(verdict))) >= SAME_PLACE
        ),
        key=lambda pair: -pair[0],
    )
    by_region: dict[int, list[SomeRow]] = defaultdict(list)
    taken: set[int] = set()
    for _, region_id, place in pairs:
        if place not in taken:
            taken.add(place)
            by_region[region_id].append(verdicts[place])
    about = {region_id: said_by(rows) for region_id, rows in by_region.items()}
    places: list[list[SomeRow]] = []
    for place, verdict in enumerate(verdicts):
        if place in taken:
            continue
        for known in places:
            if known[0].kind == verdict.kind and _is_same_place(box_of(known[0]), box_of(verdict)):
                known.append(verdict)
                break
        else:
            places.append([verdict])
    # Where somebody said that nothing is, nothing has to be made.
    unplaced = [rows for rows in places if (said := said_by(rows)).being_id is not None or said.is_seen]
    return about, [_last_yes(rows) for rows in unplaced]


def said_by(verdicts: Iterable[SomeRow]) -> Said:
    """What counts of several verdicts about one place: what the user says before what files say, and the
    last of each."""
    said = Said()
    for row in sorted(verdicts, key=lambda row: (row.source != FILE, row.id)):
        if row.being_id is None:
            said.is_refused = not row.is_yes
            said.is_seen = row.is_yes
            if not row.is_yes:
                said.being_id = None
        elif row.is_yes:
            said.being_id = row.being_id
            said.is_refused = False
            said.not_beings.discard(row.being_id)
        else:
            said.not_beings.add(row.being_id)
            if said.being_id == row.being_id:
                said.being_id = None
    return said


def _last_yes(rows: list[SomeRow]) -> SomeRow:
    being_id = said_by(rows).being_id
    return next(row for row in reversed(rows) if row.is_yes and row.being_id == being_id)


def _contradicts(row: SomeRow, being_id: int | None, *, is_yes: bool) -> bool:
    """Whether an earlier verdict about the same place cannot stand beside the new one."""
    if being_id is None:
        # Whoever it showed, there is no face; and a face that is there again may be anybody.
        return bool(row.being_id is None or (row.is_yes and not is_yes))
    if row.being_id == being_id:
        return True
    if row.being_id is None:
        return bool(is_yes and not row.is_yes)
    return bool(is_yes and row.is_yes)


def _is_same_place(one: Box, other: Box) -> bool:
    return one.overlap(other) >= SAME_PLACE


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


def _by_photo(rows: Iterable[SomeRow]) -> dict[int, list[SomeRow]]:
    found: dict[int, list[SomeRow]] = defaultdict(list)
    for row in rows:
        found[row.photo_id].append(row)
    return found


def _delete(connection: Connection, verdict_ids: Sequence[int]) -> None:
    for start in range(0, len(verdict_ids), IDS_PER_STATEMENT):
        part = verdict_ids[start : start + IDS_PER_STATEMENT]
        connection.execute(delete(VerdictRow).where(VerdictRow.id.in_(part)))
