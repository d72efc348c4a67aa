"""Facts of photos beside what the user says about them: when and where photos were taken.

What counts stands in the columns of the photo, so every list, filter and index goes by it. Triggers of the
catalogue (migration 0012) put a correction there, and what the file says into the row of the correction; when
that row goes, the file's facts come back. So whoever reads a file writes its facts with :func:`write_facts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, literal, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.library.schema import CorrectedPlaceRow, CorrectedTimeRow, PhotoRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

CORRECTED_TIME = ("taken_at", "utc_offset_minutes")
CORRECTED_PLACE = ("latitude", "longitude", "altitude_m", "city", "region", "country")
_FILE_SAYS: tuple[tuple[type[CorrectedTimeRow] | type[CorrectedPlaceRow], frozenset[str]], ...] = (
    (CorrectedTimeRow, frozenset({*CORRECTED_TIME, "taken_at_source"})),
    (CorrectedPlaceRow, frozenset(CORRECTED_PLACE)),
)
_KEEP_ASIDE = {
    names: update(table)
    .where(table.photo_id == bindparam("corrected_id"))
    .values({f"file_{name}": bindparam(f"file_{name}") for name in names})
    for table, names in _FILE_SAYS
}


def write_facts(connection: Connection, photo_id: int, facts: dict[str, object]) -> None:
    """Writes what was read from a photo's file. What the user corrected stays; what the file says about that
    is kept for the day when the correction is taken back."""
    left = facts
    for names, keep_aside in _KEEP_ASIDE.items():
        if names <= facts.keys():
            aside = {f"file_{name}": facts[name] for name in names}
            if connection.execute(keep_aside, {"corrected_id": photo_id} | aside).rowcount:
                left = {name: value for name, value in left.items() if name not in names}
    if left:
        connection.execute(update(PhotoRow).where(PhotoRow.id == photo_id).values(**left))


def copy_corrections(connection: Connection, source_id: int, target_id: int) -> None:
    """Says about one photo what is said about another, where nothing is said about it yet."""
    for table, names in ((CorrectedTimeRow, CORRECTED_TIME), (CorrectedPlaceRow, CORRECTED_PLACE)):
        said = select(literal(target_id, Integer), *(getattr(table, name) for name in names))
        connection.execute(
            upsert(table)
            .from_select(["photo_id", *names], said.where(table.photo_id == source_id))
            .on_conflict_do_nothing()
        )
