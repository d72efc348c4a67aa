"""What a run found takes the place of what earlier ones did, and what the user said stays.

Something found is an old suggestion if both have most of their photos in common: it keeps the id, and with it
name, decision and corrections, whichever model or index it was found by. What mostly lies within something
dismissed is not suggested again. An album that came from a suggestion gets only photos that are new in the
library since, never one that it had and has no more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.library.pairs import with_partners
from photoorg.library.schema import (
    AlbumPhotoRow,
    SuggestionPhotoRow,
    SuggestionRow,
    SuggestionRunRow,
    SuggestionVerdictRow,
)
from photoorg.library.suggestions.records import ACCEPTED, DISMISSED, SUGGESTED, Found
from photoorg.library.suggestions.store import put_into_album

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

# Of the photos of both together, to be one; and of what was found, to lie within something dismissed.
_SAME = 0.34
_WITHIN = 0.6


def renew(
    catalogue: Catalogue, kind: str, found: Sequence[Found], *, model: str, stamp: str, newest_photo_id: int
) -> None:
    """Writes what was found, in one transaction."""
    with catalogue.writing() as connection:
        old = _Old(connection, kind)
        matched = _matches(found, old)
        ids: list[int | None] = []
        for place, each in enumerate(found):
            parent_id = ids[each.parent] if each.parent >= 0 else None
            id_ = matched.get(place)
            if id_ is None and (old.is_unwanted(each) or (each.parent >= 0 and parent_id is None)):
                ids.append(None)
                continue
            ids.append(_write(connection, kind, id_, parent_id, each, old, newest_photo_id))
        gone = old.states.keys() - set(ids) - old.decided
        if gone:
            for start in range(0, len(gone), 500):
                part = sorted(gone)[start : start + 500]
                connection.execute(delete(SuggestionRow).where(SuggestionRow.id.in_(part)))
        connection.execute(
            upsert(SuggestionRunRow)
            .values(kind=kind, model=model, stamp=stamp, newest_photo_id=newest_photo_id)
            .on_conflict_do_update(set_={"model": model, "stamp": stamp, "newest_photo_id": newest_photo_id})
        )


def last_run(catalogue: Catalogue, kind: str) -> tuple[str, str] | None:
    """Model and stamp of the last run; None before the first."""
    with catalogue.reading() as connection:
        row = connection.execute(
            select(SuggestionRunRow.model, SuggestionRunRow.stamp).where(SuggestionRunRow.kind == kind)
        ).one_or_none()
    return None if row is None else (row.model, row.stamp)


class _Old:
    """What earlier runs found.

    Attributes:
        states: of each, by id; of accepted ones without an album ``dismissed``.
        albums: the albums of accepted ones, by id.
        members: photos of each; of accepted ones all that were ever put into the album.
        said: the user's word about photos of each.
        decided: those that the user decided about in some way: they stay, whatever is found.
        newest: up to which photo each was looked at.
    """

    def __init__(self, connection: Connection, kind: str) -> None:
        rows = connection.execute(select(SuggestionRow.__table__).where(SuggestionRow.kind == kind)).all()
        self.albums = {row.id: row.album_id for row in rows if row.state == ACCEPTED and row.album_id}
        self.states = {
            row.id: DISMISSED if row.state == ACCEPTED and row.id not in self.albums else row.state
            for row in rows
        }
        self.newest = {row.id: row.newest_photo_id for row in rows}
        self.members: dict[int, set[int]] = defaultdict(set)
        self.said: dict[int, dict[int, bool]] = defaultdict(dict)
        self._of_photo: dict[int, list[int]] = defaultdict(list)
        of_kind = SuggestionRow.kind == kind
        members = select(SuggestionPhotoRow.suggestion_id, SuggestionPhotoRow.photo_id).join(
            SuggestionRow, SuggestionRow.id == SuggestionPhotoRow.suggestion_id
        )
        for id_, photo_id in connection.execute(members.where(of_kind)):
            self.members[id_].add(photo_id)
            self._of_photo[photo_id].append(id_)
        said = select(
            SuggestionVerdictRow.suggestion_id, SuggestionVerdictRow.photo_id, SuggestionVerdictRow.is_in
        ).join(SuggestionRow, SuggestionRow.id == SuggestionVerdictRow.suggestion_id)
        for id_, photo_id, is_in in connection.execute(said.where(of_kind)):
            self.said[id_][photo_id] = is_in
        self.decided = {row.id for row in rows if row.state != SUGGESTED or row.said_name} | set(self.said)

    def common(self, found: Found) -> Counter[int]:
        """How many photos something found has in common with each."""
        return Counter(id_ for photo_id in found.photo_ids for id_ in self._of_photo.get(photo_id, ()))

    def is_unwanted(self, found: Found) -> bool:
        """Whether it mostly lies within something that was dismissed, or, being no finer part, within what is
        an album already."""
        decided = {DISMISSED} if found.parent >= 0 else {DISMISSED, ACCEPTED}
        return any(
            count >= _WITHIN * len(found.photo_ids)
            for id_, count in self.common(found).items()
            if self.states[id_] in decided
        )


def _matches(found: Sequence[Found], old: _Old) -> dict[int, int]:
    """The old suggestion, by id, that each found one is, by its place in the list; the surest first."""
    likely = []
    for place, each in enumerate(found):
        for id_, count in old.common(each).items():
            together = len(each.photo_ids) + len(old.members[id_]) - count
            # Of two that fit as well, the one that the user decided about.
            likely.append((count / together, id_ in old.decided, -place, -id_))
    matched: dict[int, int] = {}
    taken = set()
    for share, _, minus_place, minus_id in sorted(likely, reverse=True):
        if share < _SAME:
            break
        if -minus_place not in matched and -minus_id not in taken:
            matched[-minus_place] = -minus_id
            taken.add(-minus_id)
    return matched


def _write(
    connection: Connection,
    kind: str,
    id_: int | None,
    parent_id: int | None,
    found: Found,
    old: _Old,
    newest_photo_id: int,
) -> int:
    values: dict[str, object] = {
        "parent_id": parent_id,
        "began_at": found.began_at,
        "ended_at": found.ended_at,
        "place": found.place,
        "beings": [str(being) for being in found.beings],
        "newest_photo_id": newest_photo_id,
    }
    if found.words or id_ is None:
        # Where nobody knows words, those of before still say something.
        values["words"] = list(found.words)
    if id_ is None:
        made = connection.execute(insert(SuggestionRow).values(kind=kind, **values))
        (new_id,) = made.inserted_primary_key or (0,)
        _put(connection, new_id, found.photo_ids)
        return int(new_id)
    connection.execute(update(SuggestionRow).where(SuggestionRow.id == id_).values(**values))
    state = old.states[id_]
    if state == ACCEPTED:
        _fill_album(connection, id_, old.albums[id_], found, old)
    elif state == SUGGESTED:
        said = old.said.get(id_, {})
        members = [photo_id for photo_id in found.photo_ids if said.get(photo_id, True)]
        members += [photo_id for photo_id, is_in in said.items() if is_in and photo_id not in set(members)]
        connection.execute(delete(SuggestionPhotoRow).where(SuggestionPhotoRow.suggestion_id == id_))
        _put(connection, id_, members)
    return id_


def _fill_album(connection: Connection, id_: int, album_id: int, found: Found, old: _Old) -> None:
    new = [
        photo_id
        for photo_id in found.photo_ids
        if photo_id > old.newest[id_] and photo_id not in old.members[id_]
    ]
    put_into_album(connection, album_id, with_partners(connection, new))
    there = select(AlbumPhotoRow.photo_id).where(AlbumPhotoRow.album_id == album_id)
    # What others put there is taken out for good by taking it out, too.
    put = dict.fromkeys([*new, *connection.execute(there).scalars()])
    _put(
        connection,
        id_,
        [photo_id for photo_id in put if photo_id not in old.members[id_]],
        len(old.members[id_]),
    )


def _put(connection: Connection, id_: int, photo_ids: Sequence[int], first: int = 0) -> None:
    rows = [
        {"suggestion_id": id_, "photo_id": photo_id, "position": position}
        for position, photo_id in enumerate(photo_ids, first)
    ]
    if rows:
        connection.execute(upsert(SuggestionPhotoRow).on_conflict_do_nothing(), rows)
