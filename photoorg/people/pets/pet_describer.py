"""What an animal looks like, as features that are alike for the same animal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.encoders.encoder import FloatArray
    from photoorg.encoders.spatial_encoder import SpatialEncoder
    from photoorg.people.pets.region import Region

# Width of the features.
DIMENSION = 1280
# Of the cuts that a tower looks at; a multiple of 32 and 4 more.
_CUT_SIDE_PX = 228
# So much around an animal is looked at, too, as a share of its longer side: boxes often cut off ears.
_AROUND = 0.2
# The animal as a whole, without its margins, and four corners, as shares of its box. Each is mirrored, too.
_CUTS = (
    (0.0, 0.0, 1.0, 1.0),
    (0.1, 0.1, 0.9, 0.9),
    (0.0, 0.0, 0.8, 0.8),
    (0.2, 0.0, 1.0, 0.8),
    (0.0, 0.2, 0.8, 1.0),
    (0.2, 0.2, 1.0, 1.0),
)


class PetDescriber:
    """Safe to call from several threads.

    Its features say what kind of animal it is, too; :class:`~photoorg.people.pets.pet_space.PetSpace` takes
    away what animals have in common.
    """

    def __init__(self, encoder: SpatialEncoder) -> None:
        self._encoder = encoder

    def describe(self, image: Image.Image, regions: Sequence[Region]) -> FloatArray:
        """Features (n, 1280), float32, of the animals in these regions of an upright RGB photo."""
        features = [self._features(image, region) for region in regions]
        return np.stack(features) if features else np.empty((0, DIMENSION), dtype=np.float32)

    def _features(self, image: Image.Image, region: Region) -> FloatArray:
        width, height = image.size
        around_px = _AROUND * max(region.width * width, region.height * height)
        part = region.widened(around_px / width, around_px / height)
        animal = image.crop(part.pixels(image.size))
        cuts = []
        for left, top, right, bottom in _CUTS:
            box = (left * animal.width, top * animal.height, right * animal.width, bottom * animal.height)
            cuts.append(animal.resize((_CUT_SIDE_PX, _CUT_SIDE_PX), Image.Resampling.BICUBIC, box=box))
        inputs = np.stack([self._encoder.model_input(cut) for cut in cuts])
        places = self._encoder.encode(np.concatenate([inputs, inputs[..., ::-1]])).places
        # The root keeps the few strongest channels from deciding alone (Arandjelović and Zisserman 2012).
        features: FloatArray = np.sqrt(np.maximum(places.mean(axis=(0, 2, 3)), 0))
        return features
