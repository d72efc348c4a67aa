"""People and pets without networks: coloured squares on grey, each colour being somebody."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from skimage.measure import label, regionprops

from photoorg.library.beings.records import PERSON, PET, Box, Found
from photoorg.people.finders import own_finders
from photoorg.people.pets.animal_map import animal_weights
from photoorg.people.pets.pet_describer import DIMENSION as PET_DIMENSION
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

GREY = (128, 128, 128)
SIDE_PX = 400
SQUARE = 0.2
_PALETTE = np.array(list(COLOURS.values()), np.int64)
_FARTHEST = 40
_DIMENSION = 128


class TinyFinder:
    """Fulfils the Finder protocol in milliseconds, and counts the pictures it was given.

    A square's descriptor is that of its colour, and a little of its place, so that no two are the same.
    """

    def __init__(self, kind: str = PERSON, key: str = "tiny-faces/1", least_share: float = 0.05) -> None:
        """``least_share``: side of the smallest squares that it finds, as a share of the picture's width."""
        self.kind = kind
        self.key = key
        self._least_share = least_share
        self._lock = threading.Lock()
        self.pictures = 0

    def find(self, image: Image.Image) -> list[Found]:
        """Squares of all colours but greys, from left to right."""
        with self._lock:
            self.pictures += 1
        pixels = np.asarray(image.convert("RGB"), np.int64)
        distances = np.abs(pixels[:, :, None] - _PALETTE).max(axis=3)
        nearest = np.where(distances.min(axis=2) < _FARTHEST, distances.argmin(axis=2) + 1, 0)
        for number, name in enumerate(COLOURS, 1):
            if name in ("black", "gray", "white"):
                nearest[nearest == number] = 0
        height, width = nearest.shape
        found = []
        for part in regionprops(label(nearest, connectivity=1)):
            top, left, bottom, right = part.bbox
            if right - left < self._least_share * width:
                continue
            colour = int(nearest[part.coords[0][0], part.coords[0][1]])
            box = Box(left / width, top / height, (right - left) / width, (bottom - top) / height)
            found.append(Found(box, 0.99, True, "", self._descriptor(colour, box)))
        return sorted(found, key=lambda each: each.box.left)

    def describe(self, image: Image.Image, box: Box) -> Found:
        """The colour in the middle of the box."""
        x, y = (box.left + box.width / 2) * image.width, (box.top + box.height / 2) * image.height
        pixel = np.array(image.convert("RGB").getpixel((int(x), int(y))), np.int64)
        colour = int(np.abs(_PALETTE - pixel).max(axis=1).argmin()) + 1
        return Found(box, 1.0, True, "", self._descriptor(colour, box))

    def _descriptor(self, colour: int, box: Box) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        size = PET_DIMENSION if self.kind == PET else _DIMENSION
        look = np.random.default_rng([colour, len(self.key), ord(self.key[-1])]).normal(size=size)
        place = np.random.default_rng([int(1000 * box.left), int(1000 * box.top)]).normal(size=size)
        vector = look + 0.3 * place
        if self.kind == PET:
            # Animals are compared by how they differ from the mean one.
            return np.asarray(animal_weights()["mean"] + vector, np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def make_group_photo(path: Path, colours: Sequence[str], *, number: int = 0) -> Path:
    """A grey photo with a square for each colour, from left to right; photos of different numbers differ."""
    picture = Image.new("RGB", (SIDE_PX, SIDE_PX * 3 // 4), GREY)
    side = round(SQUARE * SIDE_PX)
    for place, colour in enumerate(colours):
        left = round((place + 0.2) * SIDE_PX / max(1, len(colours))) + number % 7
        picture.paste(COLOURS[colour], (left, 60 + number % 31, left + side, 60 + number % 31 + side))
    picture.putpixel((number % SIDE_PX, 0), (number % 251, 0, 90))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, quality=95)
    return path


def finders_like_own() -> list[TinyFinder]:
    """Stand-ins for the finders that photoorg brings, under their keys: what they looked through is so for
    the command line, too, which then has no need to load networks. No animal is large enough for them."""
    people, pets = own_finders()
    return [TinyFinder(people.kind, people.key), TinyFinder(pets.kind, pets.key, least_share=2)]
