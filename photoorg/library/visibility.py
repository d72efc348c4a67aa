"""Which photos the user does not want to see, as SQL conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, select

from photoorg.library.schema import HiddenRow, RemovedRow

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute


def is_hidden(photo_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """True for photos that the user hid."""
    return photo_id.in_(select(HiddenRow.photo_id))


def is_kept(
    photo_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> ColumnElement[bool]:
    """True for photos that the user did not remove from the library."""
    return photo_id.not_in(select(RemovedRow.photo_id))


def is_wanted(
    photo_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> ColumnElement[bool]:
    """True for photos that were neither hidden nor removed."""
    return and_(photo_id.not_in(select(HiddenRow.photo_id)), is_kept(photo_id))
