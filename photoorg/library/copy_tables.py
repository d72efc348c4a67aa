"""Tables of what the user said of photos that look like copies of each other."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - the tables are made from it

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from photoorg.library.schema import Base


class CopyVerdictRow(Base):
    """What the user said of some photos as a whole: that they are no copies of each other, or that they are
    (``are_copies``), and all of them stay."""

    __tablename__ = "copy_verdict"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    are_copies: Mapped[bool]
    said_at: Mapped[datetime]


class CopyVerdictPhotoRow(Base):
    """Which photos a verdict is about: a row for each, not for each pair, of which there may be millions."""

    __tablename__ = "copy_verdict_photo"
    __table_args__ = (Index("copy_verdict_photo_photo", "photo_id"),)

    verdict_id: Mapped[int] = mapped_column(
        ForeignKey("copy_verdict.id", ondelete="CASCADE"), primary_key=True
    )
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
