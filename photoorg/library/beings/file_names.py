"""Names that stand in files: who is marked in their metadata counts as said by the file.

A file says it again each time it is read, so its verdicts come and go with it. Whom its names mean is found
once: later the being may be called otherwise, or have become one with another, and is meant all the same.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from photoorg.library.beings import verdicts
from photoorg.library.beings.records import PERSON, PET, Box
from photoorg.library.beings.store import NAME_LIMIT
from photoorg.library.beings.verdict_meaning import FILE, Place
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.schema import BeingRow, PhotoRow, VerdictRow
from photoorg.library.stored_text import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

    from photoorg.library.catalogue import Catalogue

_KINDS = {"face": PERSON, "pet": PET}
_DIGITS = 4
Named = tuple[str, str, tuple[float, float, float, float]]


def take_in(catalogue: Catalogue, photo_ids: Sequence[int] | None = None) -> frozenset[int]:
    """Makes the verdicts of files agree with what these photos' files say, all photos by default; returns the
    photos about which something else is known now."""
    with catalogue.reading() as connection:
        wanted = _wanted(connection, photo_ids)
    changed: set[int] = set()
    for start in range(0, len(wanted), IDS_PER_STATEMENT):
        with catalogue.writing() as connection:
            changed |= _take_in(connection, wanted[start : start + IDS_PER_STATEMENT])
    return frozenset(changed)


def _wanted(connection: Connection, photo_ids: Sequence[int] | None) -> list[int]:
    if photo_ids is not None:
        return sorted(set(photo_ids))
    says = connection.execute(select(PhotoRow.id).where(PhotoRow.file_faces != [])).scalars()
    said = connection.execute(select(VerdictRow.photo_id).where(VerdictRow.source == FILE)).scalars()
    return sorted({*says, *said})


def _take_in(connection: Connection, photo_ids: Sequence[int]) -> set[int]:
    says = connection.execute(
        select(PhotoRow.id, PhotoRow.file_faces).where(PhotoRow.id.in_(photo_ids))
    ).all()
    known: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        select(VerdictRow.__table__).where(VerdictRow.photo_id.in_(photo_ids), VerdictRow.source == FILE)
    ):
        known[row.photo_id].append(row)
    changed = set()
    gone_names: set[tuple[str, str]] = set()
    for photo_id, faces in says:
        now = {_named(face) for face in faces if tidy(face["name"]) and face["kind"] in _KINDS}
        now = {each for each in now if Box(*each[2]).is_within}
        before = {_said(row): row.id for row in known[photo_id]}
        verdicts.unsay(connection, [before[gone] for gone in before.keys() - now])
        gone_names |= {(kind, name) for kind, name, _ in before.keys() - now}
        for kind, name, sides in sorted(now - before.keys()):
            being_id = _meant(connection, kind, name)
            place = Place(photo_id, kind, Box(*sides))
            verdicts.say(connection, [place], being_id, is_yes=True, source=FILE, said_name=name)
        if before.keys() != now:
            changed.add(photo_id)
    verdicts.apply(connection, changed)
    for kind, name in gone_names:
        _forget_who_is_gone(connection, kind, name)
    return changed


def _forget_who_is_gone(connection: Connection, kind: str, name: str) -> None:
    """Those whom only files spoke of go with what these said."""
    spoken_of = select(VerdictRow.being_id).where(VerdictRow.being_id.is_not(None))
    connection.execute(
        delete(BeingRow).where(
            BeingRow.kind == kind,
            BeingRow.name == name,
            BeingRow.birthday.is_(None),
            ~BeingRow.is_ignored,
            BeingRow.id.not_in(spoken_of),
        )
    )


def _named(face: dict[str, Any]) -> Named:
    sides = tuple(round(float(face[side]), _DIGITS) for side in ("left", "top", "width", "height"))
    left, top, width, height = sides
    return _KINDS[face["kind"]], tidy(face["name"])[:NAME_LIMIT], (left, top, width, height)


def _said(row: Row[Any]) -> Named:
    sides = (row.left, row.top, row.width, row.height)
    left, top, width, height = (round(side, _DIGITS) for side in sides)
    return row.kind, row.said_name, (left, top, width, height)


def _meant(connection: Connection, kind: str, name: str) -> int:
    """The being that files call so: the one that they called so before, else the first of that name, else a
    new one."""
    meant = (
        select(VerdictRow.being_id)
        .where(VerdictRow.source == FILE, VerdictRow.kind == kind, VerdictRow.said_name == name)
        .order_by(VerdictRow.id.desc())
        .limit(1)
    )
    called = (
        select(BeingRow.id)
        .where(BeingRow.folded_name == name.casefold(), BeingRow.kind == kind)
        .order_by(BeingRow.id)
        .limit(1)
    )
    for question in (meant, called):
        being_id = connection.execute(question).scalar_one_or_none()
        if being_id is not None:
            return int(being_id)
    values = {"kind": kind, "name": name, "folded_name": name.casefold(), "made_at": datetime.now()}
    (being_id,) = connection.execute(insert(BeingRow).values(**values)).inserted_primary_key or (0,)
    return int(being_id)
