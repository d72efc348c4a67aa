"""From a photo to its animals: where they are, of what kind, and what they look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.people.pets.animal_finder import AnimalFinder
from photoorg.people.pets.pet_describer import PetDescriber

if TYPE_CHECKING:
    from PIL import Image

    from photoorg.encoders.encoder import FloatArray
    from photoorg.encoders.spatial_encoder import SpatialEncoder
    from photoorg.people.pets.animal_finder import FoundAnimal


@dataclass(frozen=True)
class Pet:
    """An animal in a photo.

    Attributes:
        found: where it is, and what kind of animal.
        features: what it looks like, (1280,), float32; see :func:`photoorg.people.pets.pet_space.comparable`.
    """

    found: FoundAnimal
    features: FloatArray


class PetAnalyzer:
    """Finds and describes. Safe to call from several threads."""

    def __init__(self, encoder: SpatialEncoder) -> None:
        self.finder = AnimalFinder(encoder)
        self.describer = PetDescriber(encoder)

    def analyze(self, image: Image.Image) -> list[Pet]:
        """The animals of an upright RGB photo, the most prominent one first; none for most photos."""
        found = self.finder.find(image)
        features = self.describer.describe(image, [animal.region for animal in found])
        return [Pet(*pair) for pair in zip(found, features, strict=True)]
