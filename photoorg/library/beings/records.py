"""Values about people and pets that the catalogue gives and takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float32]

PERSON, PET = "person", "pet"
# Of two boxes in one photo that overlap so much (intersection over union), what is said of one holds for the
# other: analyzers and people draw them differently.
SAME_PLACE = 0.3


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a photo, in shares (0..1) of its upright width and height, before the user's turns."""

    left: float
    top: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """Intersection over union, 0..1."""
        width = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        height = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        shared = max(0.0, width) * max(0.0, height)
        together = self.width * self.height + other.width * other.height - shared
        return shared / together if together > 0 else 0.0

    def turned(self, quarters: int) -> Box:
        """Where it lies once the photo was turned by so many quarters, clockwise."""
        match quarters % 4:
            case 1:
                return Box(1 - self.top - self.height, self.left, self.height, self.width)
            case 2:
                return Box(1 - self.left - self.width, 1 - self.top - self.height, self.width, self.height)
            case 3:
                return Box(self.top, 1 - self.left - self.width, self.height, self.width)
            case _:
                return self

    @property
    def is_within(self) -> bool:
        """Whether it lies within the photo, and has an area."""
        return (
            0 <= self.left < 1
            and 0 <= self.top < 1
            and 0 < self.width <= 1 - self.left + 1e-6
            and 0 < self.height <= 1 - self.top + 1e-6
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A face or an animal that an analyzer found in a photo.

    Attributes:
        score: how sure it is, 0..1.
        is_clear: whether it shows enough for a group to begin with it.
        species: of an animal; "" for people.
        descriptor: (dimension,) float32; None where it could not be described.
    """

    box: Box
    score: float
    is_clear: bool
    species: str
    descriptor: FloatArray | None


@dataclass(frozen=True, slots=True)
class Region:
    """A face or an animal in a photo, and who it is taken for.

    Attributes:
        kind: ``person`` or ``pet``.
        is_marked: a person or a file said that it is there; no analyzer found it.
        species: of an animal, as far as known.
        being_id: who it is; None for nobody known. ``is_said``: because the user or a file says so.
        suggested_id: who it may be, and the user is to be asked; None for nobody.
        evidence: how much speaks for that being: above 0 more than against it. Only values of one kind
            compare.
    """

    id: int
    photo_id: int
    kind: str
    box: Box
    is_marked: bool
    score: float
    species: str
    being_id: int | None
    is_said: bool
    suggested_id: int | None
    evidence: float


@dataclass(frozen=True, slots=True)
class Being:
    """A person or a pet.

    Attributes:
        kind: ``person`` or ``pet``.
        name: "" for a group that nobody named. Two beings may have the same name.
        is_ignored: somebody whom the user does not want to see in lists.
        birthday: None where unknown.
        species: of a pet: that of most of its regions.
        regions, photos: in how many places of how many photos it is, of those that the user sees.
        cover_id: the region that shows it best, or that the user chose; None where no photo is seen.
    """

    id: int
    kind: str
    name: str
    is_ignored: bool
    birthday: date | None
    species: str
    regions: int
    photos: int
    cover_id: int | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as :class:`Being`, without what takes longer to read.

    Attributes:
        is_shared: somebody else of this kind has the same name, in any case.
        photos: in how many photos it is, those among them that the user does not see.
    """

    id: int
    kind: str
    name: str
    is_ignored: bool
    birthday: date | None
    is_shared: bool
    photos: int


@dataclass(frozen=True, slots=True)
class Placing:
    """Who a region is taken for; see :class:`Region` for the names."""

    being_id: int | None
    suggested_id: int | None
    evidence: float
    look: int
