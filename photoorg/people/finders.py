"""Finding the beings of each kind in a picture: what analyzers of faces and of animals have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from photoorg.library.beings.records import PERSON, PET, Box, Found
from photoorg.people.analyzer_name import AnalyzerName
from photoorg.people.analyzers import load_analyzer
from photoorg.people.pets.region import Region as PetRegion

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from photoorg.people.faces import Face, FaceAnalyzer
    from photoorg.people.pets.pet_analyzer import PetAnalyzer

# So much of a marked place is looked at around it: people draw boxes closely.
_AROUND = 0.6
_SAME = 0.2
# Evidence of animals to a score of 0..1.
_HALF_SURE = 5.0


class Finder(Protocol):
    """Finds and describes beings of one kind. Loads what it needs when first asked.

    Attributes:
        kind: ``person`` or ``pet``.
        key: of what describes; descriptors compare where it is the same.
    """

    kind: str
    key: str

    def find(self, image: Image.Image) -> list[Found]:
        """All in an upright RGB picture."""

    def describe(self, image: Image.Image, box: Box) -> Found:
        """What is in a marked place; without a descriptor where that cannot be told."""


class FaceFinder:
    """People, by their faces."""

    kind = PERSON

    def __init__(self, key: str, load: Callable[[], FaceAnalyzer]) -> None:
        """``load`` may raise ModelUnavailable, as may all methods then."""
        self.key = key
        self._load = load
        self._analyzer: FaceAnalyzer | None = None

    def find(self, image: Image.Image) -> list[Found]:
        """See :class:`Finder`."""
        return [_found(face) for face in self._faces(image)]

    def describe(self, image: Image.Image, box: Box) -> Found:
        """See :class:`Finder`."""
        width, height = image.size
        x, y = _AROUND * box.width * width, _AROUND * box.height * height
        left, top = max(0, int(box.left * width - x)), max(0, int(box.top * height - y))
        right = min(width, int((box.left + box.width) * width + x) + 1)
        bottom = min(height, int((box.top + box.height) * height + y) + 1)
        near = []
        for face in self._faces(image.crop((left, top, right, bottom))):
            part_width, part_height = (right - left) / width, (bottom - top) / height
            place = Box(
                left / width + face.left * part_width,
                top / height + face.top * part_height,
                face.width * part_width,
                face.height * part_height,
            )
            near.append((place.overlap(box), face))
        overlap, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or overlap < _SAME:
            return Found(box, 1.0, False, "", None)
        return Found(box, 1.0, best.is_clear, "", best.descriptor)

    def _faces(self, image: Image.Image) -> tuple[Face, ...]:
        if self._analyzer is None:
            self._analyzer = self._load()
        return self._analyzer.analyze(np.asarray(image))


class PetFinder:
    """Animals, by all that is seen of them."""

    kind = PET
    key = "builtin-pets/1"

    def __init__(self, load: Callable[[], PetAnalyzer]) -> None:
        """``load`` may raise ModelUnavailable, as may all methods then."""
        self._load = load
        self._analyzer: PetAnalyzer | None = None

    def find(self, image: Image.Image) -> list[Found]:
        """See :class:`Finder`."""
        found = []
        for pet in self._ready().analyze(self._fitting(image)):
            region, evidence = pet.found.region, pet.found.evidence
            box = Box(region.left, region.top, region.width, region.height)
            score = float(1 / (1 + np.exp(_HALF_SURE - evidence)))
            found.append(Found(box, score, True, pet.found.kind, pet.features))
        return found

    def describe(self, image: Image.Image, box: Box) -> Found:
        """See :class:`Finder`."""
        region = PetRegion(box.left, box.top, box.left + box.width, box.top + box.height)
        features = self._ready().describer.describe(self._fitting(image), [region])[0]
        return Found(box, 1.0, True, "", features)

    def _ready(self) -> PetAnalyzer:
        if self._analyzer is None:
            self._analyzer = self._load()
        return self._analyzer

    def _fitting(self, image: Image.Image) -> Image.Image:
        from photoorg.people.pets.animal_finder import PHOTO_SIDE_PX

        # It looks at photos in these sizes anyway; a large one takes long to be scaled again and again.
        side = min(image.size)
        if side <= 2 * PHOTO_SIDE_PX:
            return image
        shrunk = image.copy()
        longest = round(2 * PHOTO_SIDE_PX * max(image.size) / side)
        shrunk.thumbnail((longest, longest))
        return shrunk


def own_finders(threads: Callable[[], int | None] = lambda: None) -> tuple[Finder, ...]:
    """Those that photoorg brings, for people and for pets.

    Args:
        threads: of the processor, asked when they load; None leaves OpenVINO's own choice.
    """

    def load_faces() -> FaceAnalyzer:
        return load_analyzer(AnalyzerName.EMBEDDED, threads())

    def load_pets() -> PetAnalyzer:
        from photoorg.encoders.spatial_encoder import load_spatial_encoder
        from photoorg.people.pets.pet_analyzer import PetAnalyzer

        return PetAnalyzer(load_spatial_encoder(threads=threads()))

    return FaceFinder(_FACES_KEY, load_faces), PetFinder(load_pets)


# Of the embedded analyzer, which is not imported before it is needed; a test compares the two.
_FACES_KEY = "mtcnn-dlib/1"


def _found(face: Face) -> Found:
    box = Box(face.left, face.top, face.width, face.height)
    return Found(box, face.score, face.is_clear, "", face.descriptor)
