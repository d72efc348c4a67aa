"""The table of stacks, and what it says of one photo, for another of the same shot."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - the table is made from it
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Integer, literal, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from photoorg.library.schema import Base

if TYPE_CHECKING:
    from sqlalchemy import Connection


class StackedPhotoRow(Base):
    """A photo of a stack, its top included, which lies at the first ``position``.

    ``top_id`` is the same for all of a stack. It refers to nothing, so that a stack outlives its top: numbers
    of photos are not used again.
    """

    __tablename__ = "stacked_photo"
    __table_args__ = (Index("stacked_photo_top", "top_id", "position"),)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    top_id: Mapped[int]
    position: Mapped[int]
    stacked_at: Mapped[datetime]


def copy_stack(connection: Connection, source_id: int, target_id: int) -> None:
    """Lays a photo behind another in its stack, if that is in one and this is in none."""
    columns = StackedPhotoRow.top_id, StackedPhotoRow.position, StackedPhotoRow.stacked_at
    said = select(literal(target_id, Integer), *columns).where(StackedPhotoRow.photo_id == source_id)
    rows = upsert(StackedPhotoRow).from_select(["photo_id", "top_id", "position", "stacked_at"], said)
    connection.execute(rows.on_conflict_do_nothing())
