"""Is there an animal in a photo, and where: a map of animals, and a closer look at what it points to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from photoorg.encoders.spatial_encoder import fitting_side
from photoorg.people.pets.animal_map import KINDS, AnimalMap, any_kind
from photoorg.people.pets.region import Region

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray
    from photoorg.encoders.spatial_encoder import SpatialEncoder

# Short side that a photo should have, so that small animals are found.
PHOTO_SIDE_PX = 900
# Long sides in which the whole photo is looked at: a dog may fill it, or be a spot on a beach.
_LONG_SIDES_PX = (260, 516, 900)
# Beyond this enlargement there is nothing more to be seen, and much to be imagined.
_MOST_ENLARGED = 1.5
# Long side of a place that is looked at closely, and how much around it is looked at, as a share of it.
_CLOSE_SIDE_PX = 260
_AROUND = 0.5
# The first look centres the animal, the second measures it.
_LOOKS = 2
_MOST_PLACES = 8
# Smaller than this, in pixels of the photo, nothing is looked at more closely.
_SMALLEST_PX = 24
# Log odds from which a place is looked at closely.
_POSSIBLE = 1.0
# Evidence from which an animal is said to be there: measured on photos of everyday life with and without.
_CERTAIN = 5.0
# An animal reaches as far as the log odds stay above this share of their peak, and above this at most.
_EDGE_SHARE = 0.1
_EDGE = 1.0
_LEAST_EDGE = 0.5
# What ImageNet says counts by this much beside what was taught; its log odds are far too sure of themselves.
_IMAGENET_WEIGHT = 0.25
# Of two boxes of which the smaller lies within the other by this share, the more certain one counts.
_SAME = 0.6
# Points of the map from one place to the next, between which it is interpolated.
_FINENESS = 4


@dataclass(frozen=True)
class FoundAnimal:
    """Where an animal is.

    Attributes:
        region: what is seen of it, often without legs and tail.
        kind: one of :data:`~photoorg.people.pets.animal_map.KINDS`; ``animal`` for any that has no other.
        evidence: the higher, the more certain; at least 5.
    """

    region: Region
    kind: str
    evidence: float


class AnimalFinder:
    """Finds animals by what the built-in model sees place by place. Safe to call from several threads."""

    def __init__(self, encoder: SpatialEncoder) -> None:
        self._encoder = encoder
        self._animals = AnimalMap(encoder)

    def find(self, image: Image.Image) -> list[FoundAnimal]:
        """The animals in an upright RGB photo, the largest first. Close together, two may count as one."""
        most_px = _MOST_ENLARGED * max(image.size)
        sides = [side for side in _LONG_SIDES_PX if side <= most_px] or _LONG_SIDES_PX[:1]
        whole = Region(0, 0, 1, 1)
        places = [place for side in sides for place in self._view(image, whole, side).animals(_POSSIBLE)]
        places.sort(key=_evidence, reverse=True)
        seen = []
        for place in places[:_MOST_PLACES]:
            for _ in range(_LOOKS):
                place = self._looked_at(image, place)
            seen.append(place)
        kept: list[FoundAnimal] = []
        for place in sorted(seen, key=_evidence, reverse=True):
            if place.evidence >= _CERTAIN and not any(_is_same(place.region, other.region) for other in kept):
                kept.append(place)
        return sorted(kept, key=lambda animal: animal.region.area, reverse=True)

    def _looked_at(self, image: Image.Image, place: FoundAnimal) -> FoundAnimal:
        """The same animal in a closer view of it and of what is around it."""
        region = place.region
        width, height = image.size
        around_px = _AROUND * max(region.width * width, region.height * height, _SMALLEST_PX)
        part = region.widened(around_px / width, around_px / height)
        return self._view(image, part, _CLOSE_SIDE_PX).animal_in(region)

    def _view(self, image: Image.Image, part: Region, long_side_px: int) -> _View:
        """A part of a photo, seen in this size."""
        cut = image.crop(part.pixels(image.size))
        scale = long_side_px / max(cut.size)
        size = (fitting_side(cut.width * scale), fitting_side(cut.height * scale))
        picture = cut.resize(size, Image.Resampling.BICUBIC)
        places = self._encoder.encode(self._encoder.model_input(picture)[None]).places[0]
        kinds = self._animals.kinds(places)
        return _View(part, _finer(any_kind(kinds)), _finer(self._animals.taught(places)), kinds)


@dataclass(frozen=True)
class _View:
    """The map of a part of a photo.

    Attributes:
        part: of the photo.
        animal, taught: log odds of an animal as ImageNet has it and as photos taught, interpolated.
        kinds: log odds of each kind, a point a place.
    """

    part: Region
    animal: FloatArray
    taught: FloatArray
    kinds: FloatArray

    def animals(self, edge: float) -> list[FoundAnimal]:
        """Whatever hangs together above ``edge``."""
        return [self._found(part) for part in _parts(self.animal >= edge)]

    def animal_in(self, region: Region) -> FoundAnimal:
        """What hangs together with the highest point in a region of the photo."""
        rows, columns = self.animal.shape
        left, top, right, bottom = region.seen_from(self.part).pixels((columns, rows))
        inner = np.full_like(self.animal, -np.inf)
        inner[top:bottom, left:right] = self.animal[top:bottom, left:right]
        highest = np.unravel_index(inner.argmax(), inner.shape)
        peak = float(self.animal[highest])
        edge = min(peak, max(_LEAST_EDGE, min(_EDGE, peak * _EDGE_SHARE)))
        return next(self._found(part) for part in _parts(self.animal >= edge) if part.has(highest))

    def _found(self, part: _Part) -> FoundAnimal:
        rows, columns = self.animal.shape
        inside = part.rows, part.columns
        animal = np.where(part.mask, self.animal[inside], -np.inf)
        taught = np.where(part.mask, self.taught[inside], -np.inf)
        row, column = np.unravel_index(animal.argmax(), animal.shape)
        kinds = self.kinds[
            :, (part.rows.start + int(row)) // _FINENESS, (part.columns.start + int(column)) // _FINENESS
        ]
        region = Region(
            part.columns.start / columns,
            part.rows.start / rows,
            part.columns.stop / columns,
            part.rows.stop / rows,
        )
        evidence = _IMAGENET_WEIGHT * float(animal.max()) + float(taught.max())
        return FoundAnimal(region.within(self.part), KINDS[int(kinds.argmax())], evidence)


@dataclass(frozen=True)
class _Part:
    """Points of a map that hang together: the box around them, and which of those in it they are."""

    rows: slice
    columns: slice
    mask: np.ndarray[Any, np.dtype[np.bool_]]

    def has(self, point: tuple[Any, ...]) -> bool:
        """Whether a point of the map is one of them."""
        row, column = int(point[0]) - self.rows.start, int(point[1]) - self.columns.start
        inside = 0 <= row < self.mask.shape[0] and 0 <= column < self.mask.shape[1]
        return inside and bool(self.mask[row, column])


def _parts(above: np.ndarray[Any, np.dtype[np.bool_]]) -> list[_Part]:
    from skimage import measure

    untyped: Any = measure
    # Side by side or one above the other; what only touches at corners does not hang together.
    labels = untyped.label(above, connectivity=1)
    found = untyped.regionprops(labels)
    return [_Part(part.slice[0], part.slice[1], part.image) for part in found]


def _finer(odds: FloatArray) -> FloatArray:
    rows, columns = odds.shape
    picture = Image.fromarray(odds.astype(np.float32))
    fine = picture.resize((columns * _FINENESS, rows * _FINENESS), Image.Resampling.BILINEAR)
    return np.asarray(fine)


def _evidence(animal: FoundAnimal) -> float:
    return animal.evidence


def _is_same(one: Region, other: Region) -> bool:
    return one.overlap(other) >= _SAME * min(one.area, other.area)
