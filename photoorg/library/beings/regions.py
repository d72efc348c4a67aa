"""Faces and animals that were found in photos: written by analyzers, placed by who they are taken for.

All of it can be computed again; what the user said is in ``library.beings.verdicts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import and_, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.library.beings import verdicts
from photoorg.library.beings.records import SAME_PLACE, Box, Found
from photoorg.library.beings.verdict_meaning import box_of
from photoorg.library.embeddings import STORED_DTYPE, pack_vector
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import all_shown
from photoorg.library.schema import AnalysedRow, BeingRow, FileRow, PhotoRow, RegionRow, VerdictRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from sqlalchemy import ColumnElement, Connection, Row

    from photoorg.library.beings.records import FloatArray, Placing
    from photoorg.library.catalogue import Catalogue

    IdArray = npt.NDArray[np.int64]

NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """All regions of a kind that one analyzer described, but for those that are said to be none.

    Attributes:
        ids, photo_ids: (n,).
        descriptors: (n, dimension) float32, as the analyzer gave them, within float16.
        clear: (n,), whether a region shows enough for a group to begin with it.
        said: (n,), the being that it is said to be, or ``NOBODY``.
        beings, looks: (n,), what it was taken for last, or ``NOBODY``.
        groups: ids of the beings that are no more than groups: without name and verdict.
        rejected: (m, 2), row and being, where that was said not to be it.
    """

    ids: IdArray
    photo_ids: IdArray
    descriptors: FloatArray
    clear: npt.NDArray[np.bool_]
    said: IdArray
    beings: IdArray
    looks: IdArray
    groups: frozenset[int]
    rejected: IdArray


NOBODY_DESCRIBED = Described(
    *(np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, 0), np.float32), np.empty(0, np.bool_)),
    *(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)),
    groups=frozenset(),
    rejected=np.empty((0, 2), np.int64),
)


class RegionStore:
    """Reads and writes regions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def waiting(self, kind: str, analyzer: str, limit: int) -> list[int]:
        """Photos that are there, and that the analyzer has not looked through, newest first."""
        statement = (
            select(PhotoRow.id)
            .where(self._waits(kind, analyzer))
            .order_by(PhotoRow.taken_at.desc(), PhotoRow.id.desc())
            .limit(limit)
        )
        with self._catalogue.reading() as connection:
            return list(connection.execute(statement).scalars())

    def waiting_count(self, kind: str, analyzer: str) -> int:
        """How many photos :meth:`waiting` would give."""
        with self._catalogue.reading() as connection:
            return connection.execute(
                select(func.count()).select_from(PhotoRow).where(self._waits(kind, analyzer))
            ).scalar_one()

    def _waits(self, kind: str, analyzer: str) -> ColumnElement[bool]:
        done = select(AnalysedRow.photo_id).where(AnalysedRow.kind == kind, AnalysedRow.analyzer == analyzer)
        there = select(FileRow.photo_id).where(FileRow.presence == "present", FileRow.state == "read")
        return and_(PhotoRow.id.in_(all_shown()), PhotoRow.id.in_(there), PhotoRow.id.not_in(done))

    def marked(self, photo_id: int, kind: str) -> list[tuple[int, Box]]:
        """Ids and places of the regions that people or files marked in a photo."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(
                select(RegionRow.id, RegionRow.left, RegionRow.top, RegionRow.width, RegionRow.height).where(
                    RegionRow.photo_id == photo_id, RegionRow.kind == kind, RegionRow.is_marked
                )
            ).all()
        return [(row.id, box_of(row)) for row in rows]

    def write(
        self,
        photo_id: int,
        kind: str,
        analyzer: str,
        found: Sequence[Found],
        marked: dict[int, Found] | None = None,
    ) -> None:
        """What an analyzer found in a photo, in place of what was found before; who was known there still is.

        Args:
            marked: by their ids, what it says of regions that were marked.
        """
        with self._catalogue.writing() as connection:
            is_there = select(PhotoRow.id).where(PhotoRow.id == photo_id)
            if connection.execute(is_there).first() is None:
                return
            before = connection.execute(
                select(RegionRow.__table__).where(RegionRow.photo_id == photo_id, RegionRow.kind == kind)
            ).all()
            kept = _matches([box_of(row) for row in before], [each.box for each in found])
            for place, each in enumerate(found):
                values = _values(each) | {"analyzer": analyzer, "is_marked": False}
                if place in kept:
                    row = before[kept[place]]
                    connection.execute(update(RegionRow).where(RegionRow.id == row.id).values(**values))
                else:
                    connection.execute(insert(RegionRow).values(photo_id=photo_id, kind=kind, **values))
            still = {before[at].id for at in kept.values()}
            for row in before:
                if row.id in still:
                    continue
                if not row.is_marked:
                    connection.execute(delete(RegionRow).where(RegionRow.id == row.id))
                elif marked and row.id in marked:
                    values = _values(marked[row.id]) | {"analyzer": analyzer}
                    for side in ("left", "top", "width", "height"):
                        del values[side]
                    connection.execute(update(RegionRow).where(RegionRow.id == row.id).values(**values))
            connection.execute(
                upsert(AnalysedRow)
                .values(photo_id=photo_id, kind=kind, analyzer=analyzer)
                .on_conflict_do_update(
                    index_elements=[AnalysedRow.photo_id, AnalysedRow.kind], set_={"analyzer": analyzer}
                )
            )
            verdicts.apply(connection, [photo_id])

    def described(self, kind: str, analyzer: str) -> Described:
        """All that the analyzer described; 100,000 faces take half a second."""
        columns = (
            *(RegionRow.id, RegionRow.photo_id, RegionRow.is_clear, RegionRow.is_said),
            *(RegionRow.being_id, RegionRow.look, RegionRow.descriptor),
        )
        with self._catalogue.reading() as connection:
            rows = connection.execute(
                select(*columns)
                .where(
                    RegionRow.kind == kind,
                    RegionRow.analyzer == analyzer,
                    RegionRow.descriptor.is_not(None),
                    ~RegionRow.is_refused,
                )
                .order_by(RegionRow.id)
            ).all()
            rejected = self._rejected(connection, kind)
            groups = frozenset(connection.execute(select(BeingRow.id).where(_is_group())).scalars())
        lengths = [len(row.descriptor) for row in rows]
        usual = max(set(lengths), key=lengths.count, default=0)
        rows = [row for row, length in zip(rows, lengths, strict=True) if length == usual]
        stored = np.frombuffer(b"".join(row.descriptor for row in rows), STORED_DTYPE)
        descriptors = np.nan_to_num(
            stored.reshape(len(rows), usual // STORED_DTYPE.itemsize).astype(np.float32)
        )
        ids = np.array([row.id for row in rows], np.int64)
        beings = np.array([NOBODY if row.being_id is None else row.being_id for row in rows], np.int64)
        is_said = np.array([row.is_said for row in rows], bool)
        at = {region_id: place for place, region_id in enumerate(ids.tolist())}
        pairs = [(at[region_id], being_id) for region_id, being_id in rejected if region_id in at]
        return Described(
            ids=ids,
            photo_ids=np.array([row.photo_id for row in rows], np.int64),
            descriptors=descriptors,
            clear=np.array([row.is_clear for row in rows], bool),
            said=np.where(is_said, beings, NOBODY),
            beings=beings,
            looks=np.array([row.look for row in rows], np.int64),
            groups=groups,
            rejected=np.array(pairs, np.int64).reshape(-1, 2),
        )

    def place(self, kind: str, placings: dict[int, Placing], groups: Sequence[int]) -> frozenset[int]:
        """Writes who regions are taken for, where that changed, and returns the photos they are in. What is
        said of a region stays. Groups in which nobody is any more go.

        Args:
            placings: by the ids of regions; a ``being_id`` below 0 is the group of that number in ``groups``.
            groups: a number below 0 for each group that is new.
        """
        with self._catalogue.writing() as connection:
            made = {
                number: int(
                    (
                        connection.execute(
                            insert(BeingRow).values(kind=kind, made_at=func.datetime("now", "localtime"))
                        ).inserted_primary_key
                        or (0,)
                    )[0]
                )
                for number in groups
            }
            before = connection.execute(
                select(
                    *(RegionRow.id, RegionRow.photo_id, RegionRow.being_id, RegionRow.suggested_id),
                    *(RegionRow.evidence, RegionRow.look, RegionRow.is_said),
                ).where(RegionRow.kind == kind, ~RegionRow.is_refused)
            ).all()
            beings = set(connection.execute(select(BeingRow.id)).scalars())
            changes, touched = [], set()
            for row in before:
                placing = placings.get(row.id)
                if placing is None:
                    continue
                being_id = None if placing.being_id is None else made.get(placing.being_id, placing.being_id)
                suggested_id = placing.suggested_id
                if row.is_said:
                    being_id, suggested_id = row.being_id, None
                new = (
                    being_id if being_id in beings or being_id in made.values() else None,
                    suggested_id if suggested_id in beings else None,
                    round(placing.evidence, 3),
                    placing.look,
                )
                if new != (row.being_id, row.suggested_id, row.evidence, row.look):
                    names = ("new_being", "new_suggested", "new_evidence", "new_look")
                    changes.append({"region": row.id} | dict(zip(names, new, strict=True)))
                if new[:2] != (row.being_id, row.suggested_id):
                    touched.add(row.photo_id)
            if changes:
                connection.execute(_PLACE, changes)
            prune(connection)
        return frozenset(touched)

    def unplaced(self, photo_id: int, kind: str) -> list[tuple[int, FloatArray, bool, set[int]]]:
        """Regions of a photo that were described and not taken for anybody yet: id, descriptor, whether it
        is clear, and whom it cannot be, since they are elsewhere in the photo, or the user said so."""
        with self._catalogue.reading() as connection:
            rows = connection.execute(
                select(RegionRow.__table__)
                .where(RegionRow.photo_id == photo_id, RegionRow.kind == kind, ~RegionRow.is_refused)
                .order_by(RegionRow.score.desc())
            ).all()
            said = verdicts.about(connection, [photo_id])
        there = {row.being_id for row in rows if row.being_id is not None}
        return [
            (
                row.id,
                np.frombuffer(row.descriptor, STORED_DTYPE).astype(np.float32),
                row.is_clear,
                there | (said[row.id].not_beings if row.id in said else set()),
            )
            for row in rows
            if row.being_id is None and row.descriptor is not None
        ]

    def place_one(self, region_id: int, placing: Placing) -> None:
        """Writes who a single region is taken for, unless another one in the photo is that already."""
        with self._catalogue.writing() as connection:
            row = connection.execute(
                select(RegionRow.photo_id, RegionRow.is_said).where(RegionRow.id == region_id)
            ).one_or_none()
            if row is None or row.is_said:
                return
            others = connection.execute(
                select(RegionRow.being_id).where(
                    RegionRow.photo_id == row.photo_id, RegionRow.id != region_id
                )
            ).scalars()
            is_free = placing.being_id not in set(others) - {None}
            values = {"region": region_id, "new_being": placing.being_id if is_free else None}
            values |= {"new_suggested": placing.suggested_id, "new_look": placing.look}
            connection.execute(_PLACE, [values | {"new_evidence": round(placing.evidence, 3)}])

    def _rejected(self, connection: Connection, kind: str) -> list[tuple[int, int]]:
        """Regions and beings that they were said not to be."""
        photo_ids = (
            connection.execute(
                select(VerdictRow.photo_id)
                .where(VerdictRow.kind == kind, ~VerdictRow.is_yes, VerdictRow.being_id.is_not(None))
                .distinct()
            )
            .scalars()
            .all()
        )
        about = verdicts.about(connection, photo_ids)
        return [(region_id, being_id) for region_id, said in about.items() for being_id in said.not_beings]


_PLACE = (
    update(RegionRow)
    .where(RegionRow.id == bindparam("region"))
    .values(
        being_id=bindparam("new_being"),
        suggested_id=bindparam("new_suggested"),
        evidence=bindparam("new_evidence"),
        look=bindparam("new_look"),
    )
)


def prune(connection: Connection) -> None:
    """Groups in which nobody is any more go."""
    seen = select(RegionRow.being_id).where(RegionRow.being_id.is_not(None))
    connection.execute(delete(BeingRow).where(_is_group(), BeingRow.id.not_in(seen)))


def _is_group() -> ColumnElement[bool]:
    """True for a being of which nobody has said anything."""
    spoken_of = select(VerdictRow.being_id).where(VerdictRow.being_id.is_not(None))
    return and_(BeingRow.name == "", ~BeingRow.is_ignored, BeingRow.id.not_in(spoken_of))


def forget_analysis(connection: Connection, photo_id: int) -> None:
    """Another picture is in the photo: what was found in it goes, what was said stays."""
    connection.execute(delete(AnalysedRow).where(AnalysedRow.photo_id == photo_id))
    connection.execute(delete(RegionRow).where(RegionRow.photo_id == photo_id, ~RegionRow.is_marked))


def analyse_again(connection: Connection, photo_ids: Sequence[int], kind: str) -> None:
    """Something is to be described that the analyzer has not seen: what was found stays until then."""
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        part = photo_ids[start : start + IDS_PER_STATEMENT]
        connection.execute(
            delete(AnalysedRow).where(AnalysedRow.photo_id.in_(part), AnalysedRow.kind == kind)
        )


def _matches(before: Sequence[Box], now: Sequence[Box]) -> dict[int, int]:
    """For places of ``now``, those of ``before`` that are the same, each once, the best first."""
    pairs = sorted(
        (
            (-overlap, new, old)
            for new, box in enumerate(now)
            for old, known in enumerate(before)
            if (overlap := known.overlap(box)) >= SAME_PLACE
        ),
    )
    kept: dict[int, int] = {}
    for _, new, old in pairs:
        if new not in kept and old not in kept.values():
            kept[new] = old
    return kept


def _values(found: Found) -> dict[str, object]:
    return {
        "left": found.box.left,
        "top": found.box.top,
        "width": found.box.width,
        "height": found.box.height,
        "score": found.score,
        "is_clear": found.is_clear,
        "species": found.species,
        "descriptor": None if found.descriptor is None else pack_vector(found.descriptor),
    }


def region_columns() -> list[ColumnElement[Any]]:
    """All of a region but its descriptor."""
    return [column for column in RegionRow.__table__.columns if column.name != "descriptor"]


def rows_of(connection: Connection, region_ids: Sequence[int]) -> list[Row[Any]]:
    """The regions of these ids, in their order; unknown ones are left out."""
    found: dict[int, Row[Any]] = {}
    for start in range(0, len(region_ids), IDS_PER_STATEMENT):
        part = [id_ for id_ in region_ids[start : start + IDS_PER_STATEMENT] if 0 < id_ < 2**63]
        for row in connection.execute(select(*region_columns()).where(RegionRow.id.in_(part))):
            found[row.id] = row
    return [found[id_] for id_ in region_ids if id_ in found]
