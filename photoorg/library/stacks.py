"""Stacks: photos that lie on each other, of which lists show the one on top. None of them is put away."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import bindparam, delete, func, insert, select

from photoorg.errors import UserInputError
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import shown, with_partners
from photoorg.library.photos import require_photos
from photoorg.library.schema import PhotoRow
from photoorg.library.stack_folding import fold
from photoorg.library.stack_tables import StackedPhotoRow
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import ColumnElement, Connection, Select

    from photoorg.library.catalogue import Catalogue
    from photoorg.library.photos import PhotoStore
    from photoorg.library.stack_folding import Folded

# Nobody means to stack more: it is a key that was pressed while everything was selected.
MOST_PHOTOS = 1000
_IN_ORDER = StackedPhotoRow.top_id, StackedPhotoRow.position, StackedPhotoRow.photo_id


class Stacks:
    """Stacks photos, and takes stacks apart. Every method blocks and may be called from any thread.

    A photo is in one stack at most. Stacks hang on photos, which are known by their content: they outlive
    renames and a new scan. Files that are gone, and photos that are hidden or removed, keep their places;
    meanwhile the next one of the stack is on top.
    """

    def __init__(
        self, catalogue: Catalogue, photos: PhotoStore, on_change: Callable[[frozenset[int]], None]
    ) -> None:
        """``on_change`` is called after every write, with the photos of the stacks that it was about."""
        self._catalogue = catalogue
        self._photos = photos
        self._on_change = on_change

    def stack(self, photo_ids: Iterable[int], top: int | None = None) -> int:
        """Makes one stack of photos, and of the stacks that these lie in. Returns what is on top: ``top`` or,
        without, the first of them.

        Raises UserInputError for an unknown id, fewer than two photos, or more than ``MOST_PHOTOS``; then
        nothing is changed.
        """
        wanted = list(dict.fromkeys([*([] if top is None else [top]), *photo_ids]))
        with self._catalogue.writing() as connection:
            require_photos(connection, wanted)
            known = _members(connection, wanted)
            if len(dict.fromkeys([*wanted, *known])) < 2:
                raise UserInputError(Sentence("A stack needs two photos at least."))
            together = list(dict.fromkeys([*with_partners(connection, wanted), *known]))
            if len(together) > MOST_PHOTOS:
                raise UserInputError(Sentence("A stack holds {count} photos at most.", count=MOST_PHOTOS))
            _write(connection, together)
        self._on_change(frozenset(together))
        return wanted[0]

    def unstack(self, photo_ids: Iterable[int]) -> list[int]:
        """Takes the stacks apart that these photos lie in. Returns all that lay in them.

        Raises UserInputError for an unknown id.
        """
        wanted = list(photo_ids)
        with self._catalogue.writing() as connection:
            require_photos(connection, wanted)
            members = _members(connection, wanted)
            _delete(connection, members)
        if members:
            self._on_change(frozenset(members))
        return members

    def take_out(self, photo_ids: Iterable[int]) -> list[int]:
        """Takes photos out of the stacks that they lie in; a photo that is left alone lies in none. Returns
        what is left of these stacks, in its order.

        Raises UserInputError for an unknown id.
        """
        wanted = list(photo_ids)
        with self._catalogue.writing() as connection:
            require_photos(connection, wanted)
            # A raw photo lies where its picture lies.
            going = set(with_partners(connection, wanted))
            members = _members(connection, wanted)
            stack_of = _stack_of(connection, members)
            left: dict[int, list[int]] = defaultdict(list)
            for photo_id in members:
                if photo_id not in going:
                    left[stack_of[photo_id]].append(photo_id)
            _delete(connection, members)
            # What is left of one shot alone is no stack.
            stacks = [one for one in left.values() if {*one}.difference(with_partners(connection, one[:1]))]
            for one in stacks:
                _write(connection, one)
        if members:
            self._on_change(frozenset(members))
        return [photo_id for one in stacks for photo_id in one]

    def set_top(self, photo_id: int) -> None:
        """Lays a photo on top of its stack. Raises UserInputError where it is in none."""
        with self._catalogue.writing() as connection:
            members = _members(connection, [photo_id])
            if photo_id not in members:
                raise UserInputError(Sentence("This photo is in no stack."))
            with_raws = [id_ for id_ in with_partners(connection, [photo_id]) if id_ in members]
            _write(connection, list(dict.fromkeys([*with_raws, *members])))
        self._on_change(frozenset(members))

    def of(self, photo_id: int) -> tuple[int, ...]:
        """The photos that the user sees of the stack that a photo lies in, the top first; none where it lies
        in none."""
        with self._catalogue.reading() as connection:
            members = _members(connection, [photo_id])
        seen = self._photos.reachable_among(members)
        return tuple(id_ for id_ in members if id_ in seen)

    def list(self) -> list[tuple[int, ...]]:
        """The photos that the user sees of each stack, the top first; stacks of which there are two at
        least."""
        stacked = self._stacked()
        seen = self._photos.reachable_among(stacked[:, 0].tolist())
        stacks: dict[int, list[int]] = defaultdict(list)
        for photo_id, stack in stacked.tolist():
            if photo_id in seen:
                stacks[stack].append(photo_id)
        return [tuple(photo_ids) for photo_ids in stacks.values() if len(photo_ids) > 1]

    def fold(self, photo_ids: Sequence[int] | NDArray[np.int64]) -> Folded:
        """What is seen of a list, (n,), while stacks are folded; costs what stacks there are."""
        return fold(np.asarray(photo_ids, np.int64), self._stacked())

    def _stacked(self) -> NDArray[np.int64]:
        asked = select(StackedPhotoRow.photo_id, StackedPhotoRow.top_id).order_by(*_IN_ORDER)
        with self._catalogue.reading() as connection:
            rows = [tuple(row) for row in connection.execute(asked)]
        return np.array(rows, np.int64).reshape(-1, 2)


def under_others(*conditions: ColumnElement[bool]) -> Select[int]:
    """How many photos a list of all that fulfil the conditions, about ``PhotoRow``, has folded away."""
    asked: Select[int] = _surplus().where(*conditions)
    return asked


def places_under_others(connection: Connection) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The same, by country, and by country and town."""
    countries: Counter[str] = Counter()
    for country, count in connection.execute(
        _surplus(PhotoRow.country).where(PhotoRow.country.is_not(None)).group_by(PhotoRow.country)
    ):
        countries[country] = count
    towns: Counter[tuple[str, str]] = Counter()
    both = PhotoRow.country, PhotoRow.city
    for country, town, count in connection.execute(
        _surplus(*both).where(PhotoRow.city.is_not(None)).group_by(*both)
    ):
        towns[country, town] = count
    return countries, towns


def _surplus(*columns: Any) -> Select[Any]:
    count = func.count() - func.count(StackedPhotoRow.top_id.distinct())
    return (
        select(*columns, count)
        .select_from(StackedPhotoRow)
        .join(PhotoRow, PhotoRow.id == StackedPhotoRow.photo_id)
        # By their keys: an index of photos would be walked from end to end.
        .where(PhotoRow.id.in_(select(StackedPhotoRow.photo_id)), shown(PhotoRow.id))
    )


def _members(connection: Connection, photo_ids: Sequence[int]) -> list[int]:
    """All photos of the stacks that these lie in, stack by stack in their order."""
    members: dict[int, None] = {}
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        part = photo_ids[start : start + IDS_PER_STATEMENT]
        stacks = select(StackedPhotoRow.top_id).where(StackedPhotoRow.photo_id.in_(part))
        asked = select(StackedPhotoRow.photo_id).where(StackedPhotoRow.top_id.in_(stacks))
        members |= dict.fromkeys(connection.execute(asked.order_by(*_IN_ORDER)).scalars())
    return list(members)


def _stack_of(connection: Connection, photo_ids: Sequence[int]) -> dict[int, int]:
    """By photo, what the stack that it lies in is known by."""
    found: dict[int, int] = {}
    for start in range(0, len(photo_ids), IDS_PER_STATEMENT):
        part = photo_ids[start : start + IDS_PER_STATEMENT]
        asked = select(StackedPhotoRow.photo_id, StackedPhotoRow.top_id)
        rows = connection.execute(asked.where(StackedPhotoRow.photo_id.in_(part)))
        found |= {photo_id: stack for photo_id, stack in rows}
    return found


def _write(connection: Connection, photo_ids: Sequence[int]) -> None:
    """These are one stack, in this order, and all that lay in one with any of them is among them."""
    _delete(connection, photo_ids)
    now = datetime.now()
    rows = [
        {"photo_id": photo_id, "top_id": photo_ids[0], "position": position, "stacked_at": now}
        for position, photo_id in enumerate(photo_ids)
    ]
    connection.execute(insert(StackedPhotoRow), rows)


def _delete(connection: Connection, photo_ids: Collection[int]) -> None:
    if photo_ids:
        rows = [{"wanted_id": photo_id} for photo_id in photo_ids]
        connection.execute(
            delete(StackedPhotoRow).where(StackedPhotoRow.photo_id == bindparam("wanted_id")), rows
        )
