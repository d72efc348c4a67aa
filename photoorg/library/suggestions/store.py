"""Suggestions in the catalogue, and what the user decides about them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from photoorg.errors import UserInputError
from photoorg.library.album_rows import clean_name, refuse_taken
from photoorg.library.pairs import all_shown, shown, with_partners
from photoorg.library.photos import require_photos
from photoorg.library.schema import (
    AlbumPhotoRow,
    AlbumRow,
    BeingRow,
    PhotoRow,
    SuggestionPhotoRow,
    SuggestionRow,
    SuggestionVerdictRow,
)
from photoorg.library.suggestions.records import ACCEPTED, DISMISSED, EVENT, SUGGESTED, Suggestion
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

# Photos that stand for a suggestion.
SHOWN = 8


class SuggestionStore:
    """Methods raise UserInputError for an unknown id, and then change nothing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def all(
        self,
        kind: str,
        *,
        parent_id: int | None = None,
        states: Collection[str] = (SUGGESTED,),
        everywhere: bool = False,
    ) -> list[Suggestion]:
        """Those in a state, at the top or within ``parent_id``, or ``everywhere``; events the newest first,
        others the largest first. Those of which no photo can be seen are left out."""
        conditions = [SuggestionRow.kind == kind, SuggestionRow.state.in_(states)]
        if not everywhere:
            conditions.append(SuggestionRow.parent_id.is_not_distinct_from(parent_id))
        with self._catalogue.reading() as connection:
            found = _described(connection, *conditions)
        found = [each for each in found if each.photo_count]
        if kind == EVENT:
            found.sort(key=lambda each: (each.began is not None, each.began, each.id), reverse=True)
        else:
            found.sort(key=lambda each: (-each.photo_count, each.id))
        return found

    def count(self, kind: str) -> int:
        """How many of a kind are suggested at the top."""
        top = select(func.count()).where(
            SuggestionRow.kind == kind, SuggestionRow.state == SUGGESTED, SuggestionRow.parent_id.is_(None)
        )
        with self._catalogue.reading() as connection:
            return connection.execute(top).scalar_one()

    def get(self, suggestion_id: int) -> Suggestion:
        """One of them."""
        with self._catalogue.reading() as connection:
            found = _described(connection, SuggestionRow.id == suggestion_id)
        if not found:
            raise _unknown(suggestion_id)
        return found[0]

    def photo_ids(self, suggestion_id: int) -> list[int]:
        """The photos that the user can see, in their order; of an accepted one, those of its album."""
        with self._catalogue.reading() as connection:
            row = _row(connection, suggestion_id)
            if row.state == ACCEPTED and row.album_id is not None:
                members = select(AlbumPhotoRow.photo_id, AlbumPhotoRow.position).where(
                    AlbumPhotoRow.album_id == row.album_id, shown(AlbumPhotoRow.photo_id)
                )
            else:
                members = select(SuggestionPhotoRow.photo_id, SuggestionPhotoRow.position).where(
                    SuggestionPhotoRow.suggestion_id == suggestion_id, shown(SuggestionPhotoRow.photo_id)
                )
            ordered = members.order_by(members.selected_columns[1], members.selected_columns[0])
            return list(connection.execute(ordered).scalars())

    def accept(self, suggestion_id: int, name: str, *, may_be_numbered: bool) -> str:
        """Makes it an album, and returns that one's name.

        Args:
            may_be_numbered: whether a number is put behind a name that another album has.

        Raises UserInputError for a name that is taken, empty or overlong, and where it was accepted before.
        """
        name = clean_name(name)
        with self._catalogue.writing() as connection:
            row = _row(connection, suggestion_id)
            if row.state == ACCEPTED and row.album_id is not None:
                raise UserInputError(Sentence("This suggestion is an album already."))
            if may_be_numbered:
                name = _free_name(connection, name)
            else:
                refuse_taken(connection, name)
            album = insert(AlbumRow).values(
                name=name, folded_name=name.casefold(), created_at=datetime.now(), query=""
            )
            (album_id,) = connection.execute(album).inserted_primary_key or (0,)
            members = connection.execute(
                select(SuggestionPhotoRow.photo_id)
                .where(SuggestionPhotoRow.suggestion_id == suggestion_id)
                .order_by(SuggestionPhotoRow.position, SuggestionPhotoRow.photo_id)
            ).scalars()
            put_into_album(connection, album_id, with_partners(connection, members.all()))
            _change(connection, suggestion_id, state=ACCEPTED, album_id=album_id)
        return name

    def dismiss(self, suggestion_id: int) -> None:
        """It is not shown any more, nor is anything that is much the same. An album that it became stays."""
        with self._catalogue.writing() as connection:
            _row(connection, suggestion_id)
            _change(connection, suggestion_id, state=DISMISSED, album_id=None)

    def name(self, suggestion_id: int, name: str) -> None:
        """Gives it a name, or with "" the one that photoorg finds. Raises UserInputError for an overlong
        one, and for one that is accepted: its album has a name."""
        kept = clean_name(name) if name.strip() else ""
        with self._catalogue.writing() as connection:
            _require_open(_row(connection, suggestion_id))
            _change(connection, suggestion_id, said_name=kept)

    def add(self, suggestion_id: int, photo_ids: Iterable[int]) -> None:
        """These photos belong to it, whatever photoorg finds later."""
        self._say(suggestion_id, photo_ids, is_in=True)

    def remove(self, suggestion_id: int, photo_ids: Iterable[int]) -> None:
        """These photos do not belong to it, and never come back."""
        self._say(suggestion_id, photo_ids, is_in=False)

    def _say(self, suggestion_id: int, photo_ids: Iterable[int], *, is_in: bool) -> None:
        wanted = tuple(photo_ids)
        with self._catalogue.writing() as connection:
            _require_open(_row(connection, suggestion_id))
            require_photos(connection, wanted)
            last = connection.execute(
                select(func.max(SuggestionPhotoRow.position)).where(
                    SuggestionPhotoRow.suggestion_id == suggestion_id
                )
            ).scalar_one()
            for place, photo_id in enumerate(wanted, 0 if last is None else last + 1):
                key = {"suggestion_id": suggestion_id, "photo_id": photo_id}
                connection.execute(
                    upsert(SuggestionVerdictRow)
                    .values(**key, is_in=is_in)
                    .on_conflict_do_update(set_={"is_in": is_in})
                )
                if is_in:
                    connection.execute(
                        upsert(SuggestionPhotoRow).values(**key, position=place).on_conflict_do_nothing()
                    )
                else:
                    connection.execute(
                        delete(SuggestionPhotoRow).where(
                            SuggestionPhotoRow.suggestion_id == suggestion_id,
                            SuggestionPhotoRow.photo_id == photo_id,
                        )
                    )


def put_into_album(connection: Connection, album_id: int, photo_ids: Sequence[int]) -> None:
    """Appends photos to an album."""
    last = connection.execute(
        select(func.max(AlbumPhotoRow.position)).where(AlbumPhotoRow.album_id == album_id)
    ).scalar_one()
    rows = [
        {"album_id": album_id, "photo_id": photo_id, "position": position}
        for position, photo_id in enumerate(photo_ids, 0 if last is None else last + 1)
    ]
    if rows:
        connection.execute(upsert(AlbumPhotoRow).on_conflict_do_nothing(), rows)


def _described(connection: Connection, *conditions: Any) -> list[Suggestion]:
    rows = connection.execute(
        select(
            *SuggestionRow.__table__.columns,
            AlbumRow.name.label("album"),
            exists().where(PhotoRow.country == SuggestionRow.place).label("is_in_country"),
        )
        .select_from(SuggestionRow)
        .join(AlbumRow, AlbumRow.id == SuggestionRow.album_id, isouter=True)
        .where(*conditions)
    ).all()
    ids = [row.id for row in rows]
    members: dict[int, list[int]] = defaultdict(list)
    for table, key, wanted in (
        (SuggestionPhotoRow, SuggestionPhotoRow.suggestion_id, [row.id for row in rows if not row.album_id]),
        (AlbumPhotoRow, AlbumPhotoRow.album_id, [row.album_id for row in rows if row.album_id]),
    ):
        of_album = {row.album_id: row.id for row in rows if row.album_id}
        for start in range(0, len(wanted), 500):
            there = connection.execute(
                select(key, table.photo_id)
                .where(key.in_(wanted[start : start + 500]), table.photo_id.in_(all_shown()))
                .order_by(table.position, table.photo_id)
            )
            for owner, photo_id in there:
                members[of_album[owner] if table is AlbumPhotoRow else owner].append(photo_id)
    finer: dict[int | None, int] = {}
    for start in range(0, len(ids), 500):
        counted = connection.execute(
            select(SuggestionRow.parent_id, func.count())
            .where(SuggestionRow.parent_id.in_(ids[start : start + 500]), SuggestionRow.state == SUGGESTED)
            .group_by(SuggestionRow.parent_id)
        )
        finer.update({parent: number for parent, number in counted})
    names = {
        str(id_): name
        for id_, name in connection.execute(
            select(BeingRow.id, BeingRow.name).where(BeingRow.name != "", ~BeingRow.is_ignored)
        )
    }
    return [_suggestion(row, members[row.id], finer.get(row.id, 0), names) for row in rows]


def _suggestion(row: Any, members: Sequence[int], finer: int, names: dict[str, str]) -> Suggestion:
    # Of an event some of each part of it; of a group some of the more telling half, of which those that come
    # first may hardly differ.
    step = max(len(members) // (SHOWN if row.kind == EVENT else 2 * SHOWN), 1)
    return Suggestion(
        id=row.id,
        kind=row.kind,
        # Whoever deletes the album does not want it any more.
        state=DISMISSED if row.state == ACCEPTED and row.album_id is None else row.state,
        said_name=row.said_name,
        album=row.album or "",
        parent_id=row.parent_id,
        photo_count=len(members),
        shown_ids=tuple(members[::step][:SHOWN]),
        finer=finer,
        began=None if row.began_at is None else row.began_at.date(),
        ended=None if row.ended_at is None else row.ended_at.date(),
        place=row.place,
        is_in_country=bool(row.is_in_country),
        words=tuple(row.words),
        beings=tuple(names[being] for being in row.beings if being in names),
    )


def _row(connection: Connection, suggestion_id: int) -> Any:
    wanted = select(SuggestionRow.__table__).where(SuggestionRow.id == suggestion_id)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise _unknown(suggestion_id)
    return row


def _unknown(suggestion_id: int) -> UserInputError:
    return UserInputError(
        Sentence("There is no suggestion with the id {suggestion_id}.", suggestion_id=suggestion_id)
    )


def _require_open(row: Any) -> None:
    if row.state == ACCEPTED and row.album_id is not None:
        raise UserInputError(Sentence("This suggestion is an album already; change the album."))


def _change(connection: Connection, suggestion_id: int, **values: object) -> None:
    connection.execute(update(SuggestionRow).where(SuggestionRow.id == suggestion_id).values(**values))


def _free_name(connection: Connection, name: str) -> str:
    taken = set(connection.execute(select(AlbumRow.folded_name)).scalars())
    if name.casefold() not in taken:
        return name
    return next(numbered for number in count(2) if (numbered := f"{name} ({number})").casefold() not in taken)
