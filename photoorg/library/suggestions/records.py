"""Suggestions as they are told to those who ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

GROUP = "group"
EVENT = "event"
KINDS = (GROUP, EVENT)
SUGGESTED = "suggested"
ACCEPTED = "accepted"
DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A group or an event.

    Attributes:
        id: never given to another one, and kept for as long as most of its photos stay together.
        kind: ``group`` or ``event``.
        state: ``suggested``, ``accepted`` or ``dismissed``.
        said_name: what the user calls it, "" for nothing.
        album: name of the album that an accepted one became; "" for none.
        parent_id: the suggestion that this is a finer part of.
        photo_count: those that the user can see now; ``shown_ids`` are a few of them, the most telling ones.
        finer: how many finer ones are in it.
        began, ended: days of its first and last photo, of those with dates to be believed.
        place: where most of its photos were taken; "" where that is unknown or not one place.
        is_in_country: whether that is a country: Granada is none, though a country is called so in Spanish.
        words: what its photos show, the best first.
        beings: names of people and pets on many of its photos, the most frequent first.
    """

    id: int
    kind: str
    state: str
    said_name: str
    album: str
    parent_id: int | None
    photo_count: int
    shown_ids: tuple[int, ...]
    finer: int
    began: date | None
    ended: date | None
    place: str
    is_in_country: bool
    words: tuple[str, ...]
    beings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found, before it is known whether it is something old.

    Attributes:
        photo_ids: in their order.
        parent: place in the list of all found of the one that this is a part of, -1 for none.
        beings: ids of people and pets, the most frequent first.
    """

    photo_ids: tuple[int, ...]
    parent: int = -1
    began_at: datetime | None = None
    ended_at: datetime | None = None
    place: str = ""
    words: tuple[str, ...] = ()
    beings: tuple[int, ...] = field(default=())
