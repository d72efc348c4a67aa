"""What files say about photos, and the user says is not so: keywords, a title, a description.

Files stay as they are, and so does what the catalogue knows of them; the user's word goes before it, however
often they are read again.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ColumnElement, Integer, bindparam, delete, exists, literal, select
from sqlalchemy.dialects.sqlite import insert

from photoorg.library.schema import DeniedRow, PhotoRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection, Select

Fact = Literal["keyword", "title", "description"]


def deny(connection: Connection, photo_ids: Collection[int], fact: Fact, value: str = "") -> None:
    """Photos have no such keyword (``value``, folded), or no title or description."""
    if photo_ids:
        row = insert(DeniedRow).values(photo_id=bindparam("id"), fact=fact, value=value)
        connection.execute(row.on_conflict_do_nothing(), [{"id": photo_id} for photo_id in photo_ids])


def admit(connection: Connection, photo_ids: Collection[int], fact: Fact, value: str = "") -> None:
    """What files say counts again."""
    if photo_ids:
        row = (DeniedRow.photo_id == bindparam("id"), DeniedRow.fact == fact, DeniedRow.value == value)
        connection.execute(delete(DeniedRow).where(*row), [{"id": photo_id} for photo_id in photo_ids])


def denied_photos(connection: Connection, fact: Fact) -> frozenset[int]:
    """The photos of which the user says that they have not got such a fact, whatever their files say."""
    found = connection.execute(select(DeniedRow.photo_id).where(DeniedRow.fact == fact).distinct())
    return frozenset(found.scalars())


def denials_of(connection: Connection, photo_ids: Sequence[int]) -> dict[int, set[tuple[str, str]]]:
    """Facts and values that these few photos do not have, by the ids of those of which any was denied."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for photo_id, fact, value in connection.execute(_denied(), {"photo_ids": photo_ids}):
        found[photo_id].add((fact, value))
    return found


def copy_denials(connection: Connection, source_id: int, target_id: int) -> None:
    """What was denied of one photo is denied of another, too."""
    denied = select(literal(target_id, Integer), DeniedRow.fact, DeniedRow.value).where(
        DeniedRow.photo_id == source_id
    )
    rows = insert(DeniedRow).from_select(["photo_id", "fact", "value"], denied)
    connection.execute(rows.on_conflict_do_nothing())


def is_denied(fact: Fact, value: ColumnElement[str] | None = None) -> ColumnElement[bool]:
    """True, in SQL about ``PhotoRow``, where the user says that the photo has not got it."""
    wanted = literal("") if value is None else value
    return exists().where(
        DeniedRow.photo_id == PhotoRow.id, DeniedRow.fact == fact, DeniedRow.value == wanted
    )


@cache
def _denied() -> Select[int, str, str]:
    # Made once: a grid that is scrolled asks many times a second.
    columns = DeniedRow.photo_id, DeniedRow.fact, DeniedRow.value
    return select(*columns).where(DeniedRow.photo_id.in_(bindparam("photo_ids", expanding=True)))
