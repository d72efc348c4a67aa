"""What a photo must fulfil to be chosen: facts of the catalogue, and how they combine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

NumberFact = Literal["rating", "iso", "aperture", "focal", "width", "height"]
TextFact = Literal["camera", "lens", "place", "text", "name"]
State = Literal[
    "favourite",
    "video",
    "raw",
    "rated",
    "tagged",
    "gps",
    "place",
    "faces",
    "pets",
    "unnamed",
    "text",
    "album",
    "offline",
    "hidden",
    "stacked",
]


@dataclass(frozen=True, slots=True)
class Taken:
    """Taken at or after ``start`` and before ``end``, naive local times; None leaves a side open."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakenOnDays:
    """Taken on one of these days of any year, as (month, day)."""

    days: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TakenOnWeekdays:
    """Taken on one of these days of the week, Sunday = 0."""

    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the photo from ``least`` to ``most``, both included; None leaves a side open.

    ``aperture`` is the f-number, ``focal`` in millimetres, ``width`` and ``height`` in pixels as seen. A
    photo of which the number is not known is not chosen.
    """

    fact: NumberFact
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Contains:
    """A text of the photo contains ``part``, whatever the case.

    ``camera``: maker and model. ``place``: town, region and country. ``text``: the user's text, and title,
    description and keywords of the file. ``name``: the name of one of its files.
    """

    fact: TextFact
    part: str


@dataclass(frozen=True, slots=True)
class InTown:
    """Taken in a town that has one of these names, whatever the case."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class InCountry:
    """Taken in a country that has one of these names, whatever the case."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Near:
    """Taken within ``km`` of a point; degrees, WGS 84."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True)
class HasTag:
    """The user's tag, or the file's keyword, is ``name``; ``name*`` means those that begin so."""

    name: str


@dataclass(frozen=True, slots=True)
class Shows:
    """Shows a person, or a pet, who is called ``name``; or ``#`` and their number, unless that ``is_name``,
    too."""

    kind: Literal["person", "pet"]
    name: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class HasLabel:
    """The label of that name fits, by what the user said or, with a probability of ``least`` or more, by what
    the photo shows; None for wherever it fits best. The catalogue knows what was said; what photos show is
    for ``albums.labels`` to tell: :func:`with_labels` puts the photos in its place."""

    name: str
    least: float | None = None


@dataclass(frozen=True, slots=True)
class OneOfPhotos:
    """One of these photos, by their ids."""

    photo_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class InAlbum:
    """In the album of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class InFolder:
    """At or below an absolute directory; or, for a plain name, below any directory of that name."""

    directory: Path


@dataclass(frozen=True, slots=True)
class HasExtension:
    """One of its files ends with one of these, in lower case and without dot."""

    extensions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Has:
    """A yes-or-no fact, see ``State``."""

    state: State


Criterion = (
    Taken
    | TakenOnDays
    | TakenOnWeekdays
    | Number
    | Contains
    | InTown
    | InCountry
    | Near
    | HasTag
    | Shows
    | HasLabel
    | OneOfPhotos
    | InAlbum
    | InFolder
    | HasExtension
    | Has
)


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; without parts, true."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; without parts, false."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not hold."""

    part: Filter


Filter = Criterion | Every | Some | Without


def mentions(chosen: Filter, criterion: Criterion) -> bool:
    """Whether a filter asks for this anywhere, also where it must not hold."""
    match chosen:
        case Every(parts) | Some(parts):
            return any(mentions(part, criterion) for part in parts)
        case Without(part):
            return mentions(part, criterion)
        case _:
            return chosen == criterion


def with_labels(chosen: Filter, photos_of: Callable[[HasLabel], frozenset[int]]) -> Filter:
    """The filter with the photos that a label fits in the place of each :class:`HasLabel`."""
    match chosen:
        case Every(parts):
            return Every(tuple(with_labels(part, photos_of) for part in parts))
        case Some(parts):
            return Some(tuple(with_labels(part, photos_of) for part in parts))
        case Without(part):
            return Without(with_labels(part, photos_of))
        case HasLabel():
            return OneOfPhotos(photos_of(chosen))
        case _:
            return chosen
