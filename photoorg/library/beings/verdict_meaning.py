"""What verdicts mean: which faces and animals they are about, and which cannot stand beside each other.

Of verdicts and regions as rows of the catalogue; nothing here reads or writes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from photoorg.library.beings.records import SAME_PLACE, Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row

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
        if place not in taken and _may_be_of_one(by_region[region_id], verdicts[place]):
            taken.add(place)
            by_region[region_id].append(verdicts[place])
    about = {region_id: said_by(rows) for region_id, rows in by_region.items() if rows}
    places: list[list[SomeRow]] = []
    for place, verdict in enumerate(verdicts):
        if place in taken:
            continue
        for known in places:
            is_there = known[0].kind == verdict.kind and _is_same_place(box_of(known[0]), box_of(verdict))
            if is_there and _may_be_of_one(known, verdict):
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


def contradicts(row: SomeRow, being_id: int | None, *, is_yes: bool) -> bool:
    """Whether an earlier verdict about the same place cannot stand beside the new one."""
    if being_id is None:
        # Whoever it showed, there is no face; and a face that is there again may be anybody.
        return bool(row.being_id is None or (row.is_yes and not is_yes))
    if row.being_id == being_id:
        return True
    if row.being_id is None:
        return bool(is_yes and not row.is_yes)
    return bool(is_yes and row.is_yes)


def _may_be_of_one(others: Iterable[SomeRow], verdict: SomeRow) -> bool:
    """Two who are close together are two, also where an analyzer finds only one of them: of one place nobody
    would have said that it shows both."""
    if verdict.being_id is None or not verdict.is_yes:
        return True
    return all(
        not other.is_yes
        or other.being_id in (None, verdict.being_id)
        or (other.source == FILE) != (verdict.source == FILE)
        for other in others
    )


class Standing:
    """What was said about photos, but for what files say, and which regions it is about."""

    def __init__(self, verdicts: Iterable[SomeRow], regions: Iterable[SomeRow]) -> None:
        self._regions = by_photo(regions)
        self._verdicts = by_photo(row for row in verdicts if row.source != FILE)

    @property
    def verdicts(self) -> list[SomeRow]:
        """All of them."""
        return [row for rows in self._verdicts.values() for row in rows]

    def about(self, place: Place) -> list[SomeRow]:
        """Verdicts about the same face or animal. Where two of them overlap, the one that a box fits best is
        meant; where none was found, boxes that overlap mean the same."""
        own = self._region_at(place.photo_id, place.kind, place.box)
        return [
            row
            for row in self._verdicts[place.photo_id]
            if row.kind == place.kind
            and self._region_at(row.photo_id, row.kind, box_of(row)) == own
            and (own is not None or _is_same_place(box_of(row), place.box))
        ]

    def refresh(self, photo_id: int, verdicts: Iterable[SomeRow]) -> None:
        """Something else is said about a photo now: these."""
        self._verdicts[photo_id] = [row for row in verdicts if row.source != FILE]

    def _region_at(self, photo_id: int, kind: str, box: Box) -> int | None:
        overlaps = (
            (box_of(region).overlap(box), -region.id)
            for region in self._regions[photo_id]
            if region.kind == kind
        )
        overlap, number = max(overlaps, default=(0.0, 0))
        return -number if overlap >= SAME_PLACE else None


def _is_same_place(one: Box, other: Box) -> bool:
    return one.overlap(other) >= SAME_PLACE


def by_photo(rows: Iterable[SomeRow]) -> dict[int, list[SomeRow]]:
    """Rows by the ids of their photos."""
    found: dict[int, list[SomeRow]] = defaultdict(list)
    for row in rows:
        found[row.photo_id].append(row)
    return found
