"""What there is to go to in a library: favourites, places, tags, what came lately, what cannot be reached.

A library of a million photos is counted in half a second: indexes tell how many photos there are of each
kind, and the few that the user does not see are taken off, instead of asking of each whether it is seen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, exists, func, select

from photoorg.library.folder_tree import SEEN_STATES, FolderNode, folder_tree
from photoorg.library.id_lists import IDS_PER_STATEMENT
from photoorg.library.pairs import reachable, shown
from photoorg.library.put_aside import reachable_hidden, reachable_removed
from photoorg.library.schema import (
    FileRow,
    HiddenRow,
    PhotoRow,
    RemovedRow,
)
from photoorg.library.stacks import places_under_others, under_others
from photoorg.library.tag_counts import Tag, counted_tags
from photoorg.library.trashed_files import trashed_copies, trashed_photos

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, Select

    from photoorg.library.catalogue import Catalogue
    from photoorg.library.photos import PhotoStore

RECENT_DAYS = 30
# All of them, named so that the index which begins with the state is walked along, not the table.
_STATES = ("read", "pending", "unreadable", "inaccessible")


@dataclass(frozen=True, slots=True)
class Town:
    """A town where photos were taken, and how many."""

    name: str
    photos: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country where photos were taken, how many, and its towns by name."""

    name: str
    photos: int
    towns: tuple[Town, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """How many photos the pages of the window show, of every kind; countries by name. Where stacks
    are folded, as on the pages of all photos, recent ones and places, each counts as one.

    Attributes:
        recent: those the library first saw within the last ``RECENT_DAYS``.
        offline: those on drives that are not connected.
        missing: photos of which no file is left; they are not among ``photos``.
        trashed: photos of which a file is in the trash; they are among ``photos`` where another one stayed.
        hidden, removed: those that the user hid, or removed from the library; they are counted nowhere else.
    """

    photos: int
    favourites: int
    recent: int
    offline: int
    missing: int
    trashed: int
    hidden: int
    removed: int
    countries: tuple[Country, ...]


class Overviews:
    """Counts the kinds of photos, and lists those of one kind."""

    def __init__(self, catalogue: Catalogue, photos: PhotoStore) -> None:
        self._catalogue = catalogue
        self._photos = photos

    def read(self) -> Overview:
        """The library as it is now."""
        with self._catalogue.reading() as connection:
            everything = _count(connection, select(func.count()).select_from(PhotoRow))
            nowhere = _nowhere(connection, everything)
            put_aside = _ids(connection, _put_aside())
            trashed = _ids(connection, trashed_photos())
            unseen = self._unseen(connection, nowhere | put_aside)
            places = _places(connection, unseen)
            is_recent = PhotoRow.added_at >= _recent_since()
            recent = _count(connection, _counted(is_recent)) - _count(connection, under_others(is_recent))
            favourites = _count(connection, _counted(PhotoRow.favourite.expression))
            for chunk in _chunks(unseen):
                among = PhotoRow.id.in_(chunk)
                recent -= _count(connection, _counted(among, is_recent))
                favourites -= _count(connection, _counted(among, PhotoRow.favourite.expression))
            return Overview(
                photos=everything - len(unseen) - _count(connection, under_others()),
                favourites=favourites,
                recent=recent,
                offline=len(_ids(connection, _offline())),
                missing=len((_ids(connection, _lost()) | nowhere) - put_aside - trashed),
                trashed=len(trashed | set(trashed_copies(connection).values())),
                hidden=_count(connection, _how_many(reachable_hidden())),
                removed=_count(connection, _how_many(reachable_removed())),
                countries=places,
            )

    def folder_tree(self, opened: Collection[Path] = ()) -> tuple[FolderNode, ...]:
        """How many photos lie at or below each folder of the library, and each one in those that are
        ``opened``; for a million this takes a second."""
        with self._catalogue.reading() as connection:
            return folder_tree(connection, opened)

    def in_place(self, country: str, town: str = "") -> list[int]:
        """The photos that were taken in a country, or in one of its towns, newest first."""
        place = [PhotoRow.country == country] + ([PhotoRow.city == town] if town else [])
        return self._newest_first(*place)

    def tags(self) -> tuple[Tag, ...]:
        """The tags of the user and the keywords of files, by name, with as many photos as ``tag:`` finds; for
        a million photos with keywords this takes seconds."""
        with self._catalogue.reading() as connection:
            everything = _count(connection, select(func.count()).select_from(PhotoRow))
            nowhere = _nowhere(connection, everything) | _ids(connection, _put_aside())
            return counted_tags(connection, self._unseen(connection, nowhere))

    def recently_added(self) -> list[int]:
        """The photos that the library first saw within the last ``RECENT_DAYS``, the last one first."""
        statement = (
            select(PhotoRow.id)
            .where(PhotoRow.added_at >= _recent_since(), shown(PhotoRow.id))
            .order_by(PhotoRow.added_at.desc(), PhotoRow.id.desc())
        )
        with self._catalogue.reading() as connection:
            return list(connection.execute(statement).scalars())

    def offline(self) -> list[int]:
        """The photos on drives that are not connected, newest first."""
        with self._catalogue.reading() as connection:
            found = _ids(connection, _offline())
        return self._photos.newest_first(sorted(found))

    def missing(self) -> list[int]:
        """The photos of which no file is left, not even in the trash, newest first. What was said about them
        is kept."""
        with self._catalogue.reading() as connection:
            everything = _count(connection, select(func.count()).select_from(PhotoRow))
            found = _ids(connection, _lost()) | _nowhere(connection, everything)
            found -= _ids(connection, _put_aside()) | _ids(connection, trashed_photos())
        return self._photos.newest_first(sorted(found))

    def _unseen(self, connection: Connection, doubtful: Collection[int]) -> set[int]:
        """The photos that nobody sees: of those that are ``doubtful``, and of all that may not be seen."""
        doubtful = {*doubtful, *_ids(connection, _perhaps_unseen())}
        return doubtful - self._photos.reachable_among(sorted(doubtful))

    def _newest_first(self, *conditions: ColumnElement[bool]) -> list[int]:
        statement = (
            select(PhotoRow.id)
            .where(*conditions, shown(PhotoRow.id))
            .order_by(PhotoRow.taken_at.desc(), PhotoRow.id.desc())
        )
        with self._catalogue.reading() as connection:
            return list(connection.execute(statement).scalars())


def _recent_since() -> datetime:
    return datetime.now() - timedelta(days=RECENT_DAYS)


def _counted(*conditions: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(PhotoRow).where(*conditions)


def _how_many(photos: Select[int]) -> Select[int]:
    return select(func.count()).select_from(photos.subquery())


def _count(connection: Connection, statement: Select[int]) -> int:
    return int(connection.execute(statement).scalar_one())


def _ids(connection: Connection, statement: Select[int | None]) -> set[int]:
    return {photo_id for photo_id in connection.execute(statement).scalars() if photo_id is not None}


def _chunks(photo_ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(photo_ids)
    for start in range(0, len(ordered), IDS_PER_STATEMENT):
        yield ordered[start : start + IDS_PER_STATEMENT]


def _put_aside() -> Select[int]:
    hidden, removed = select(HiddenRow.photo_id), select(RemovedRow.photo_id)
    return select(hidden.union(removed).subquery().c.photo_id)


def _perhaps_unseen() -> Select[int | None]:
    """Photos with a place that is not there, cannot be decoded, or is raw and may lie beside its picture."""
    elsewhere = FileRow.state.in_(_STATES) & FileRow.presence.in_(("missing", "unwatched"))
    unreadable = FileRow.state.in_(("unreadable", "inaccessible"))
    statement = (
        select(FileRow.photo_id)
        .where(elsewhere)
        .union_all(select(FileRow.photo_id).where(unreadable), select(FileRow.photo_id).where(FileRow.is_raw))
    )
    return select(statement.subquery().c.photo_id)


def _nowhere(connection: Connection, everything: int) -> set[int]:
    """Photos without any place, which are rare: looked for only if there must be one."""
    with_place = _count(connection, select(func.count(FileRow.photo_id.distinct())))
    if with_place == everything:
        return set()
    return _ids(connection, select(PhotoRow.id).where(~exists().where(FileRow.photo_id == PhotoRow.id)))


def _offline() -> Select[int | None]:
    place = exists().where(FileRow.photo_id == PhotoRow.id, FileRow.state.in_(SEEN_STATES))
    away = select(FileRow.photo_id).where(FileRow.state.in_(SEEN_STATES), FileRow.presence == "offline")
    return select(PhotoRow.id).where(
        PhotoRow.id.in_(away), ~place.where(FileRow.presence == "present"), shown(PhotoRow.id)
    )


def _lost() -> Select[int | None]:
    gone = select(FileRow.photo_id).where(FileRow.state.in_(_STATES), FileRow.presence == "missing")
    return select(PhotoRow.id).where(PhotoRow.id.in_(gone), ~reachable(PhotoRow.id))


def _places(connection: Connection, unseen: Collection[int]) -> tuple[Country, ...]:
    columns = PhotoRow.country, PhotoRow.city
    counts: Counter[tuple[str | None, str | None]] = Counter()
    grouped = select(*columns, func.count()).where(PhotoRow.country.is_not(None)).group_by(*columns)
    for country, city, count in connection.execute(grouped):
        counts[country, city] += count
    for chunk in _chunks(unseen):
        counts.subtract(
            (country, city)
            for country, city in connection.execute(select(*columns).where(PhotoRow.id.in_(chunk)))
        )
    folded_of_country, folded_of_town = places_under_others(connection)
    towns: dict[str, list[Town]] = {}
    totals: Counter[str] = Counter()
    for (country, city), count in counts.items():
        if country and count > 0:
            totals[country] += count
            if city:
                towns.setdefault(country, []).append(Town(city, count - folded_of_town[country, city]))
    totals.subtract(folded_of_country)
    return tuple(
        Country(name, totals[name], tuple(sorted(towns.get(name, ()), key=_by_name)))
        for name in sorted(totals, key=str.casefold)
    )


def _by_name(named: Town) -> str:
    return named.name.casefold()
