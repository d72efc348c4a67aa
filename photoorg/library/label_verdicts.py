"""What the user said about labels of one photo, for another that is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer, literal, select
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.library.schema import LabelVerdictRow

if TYPE_CHECKING:
    from sqlalchemy import Connection


def copy_label_verdicts(connection: Connection, source_id: int, target_id: int) -> None:
    """What was said of one photo holds of another, too, unless something else was said of it."""
    columns = LabelVerdictRow.label_id, LabelVerdictRow.is_yes, LabelVerdictRow.said_at
    said = select(literal(target_id, Integer), *columns).where(LabelVerdictRow.photo_id == source_id)
    rows = upsert(LabelVerdictRow).from_select(["photo_id", "label_id", "is_yes", "said_at"], said)
    connection.execute(rows.on_conflict_do_nothing())
