"""A face in a photo, and the protocol of what finds faces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint8]

# Below these a face shows too little to tell two people apart.
CLEAR_HEIGHT_PX = 32.0
CLEAR_SCORE = 0.95
CLEAR_SHARPNESS = 8.0
_EDGE = 0.002


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face, in an upright picture; places and lengths are fractions of its width and height.

    Attributes:
        left, top, width, height: of the box, all of it within the picture.
        score: how sure the analyzer is that this is a face, 0..1.
        landmarks: (5, 2) float32, x and y: eyes, tip of the nose, corners of the mouth; of two, the one comes
            first that is further left in an upright face. May lie outside of the picture.
        descriptor: (dimension,) float32, of unit length: alike for photos of one person. Only descriptors of
            one analyzer compare.
        height_px: of the face, in pixels of the picture that was analyzed: the height of the box, or its
            width where the picture lies on a side.
        sharpness: how much neighbouring pixels differ from what is around them, 0 for a plain surface; 20 to
            400 for most faces (variance of the Laplacian of its crop).
        analyzer: key of the analyzer, with its version.
    """

    left: float
    top: float
    width: float
    height: float
    score: float
    landmarks: FloatArray
    descriptor: FloatArray
    height_px: float
    sharpness: float
    analyzer: str

    @property
    def is_clear(self) -> bool:
        """Whether it shows enough to be sure who it is, and for a group of faces to begin with it: it is
        large and sharp enough, and not cut off by the edge of the photo."""
        return (
            self.height_px >= CLEAR_HEIGHT_PX
            and self.score >= CLEAR_SCORE
            and self.sharpness >= CLEAR_SHARPNESS
            and min(self.left, self.top) > _EDGE
            and max(self.left + self.width, self.top + self.height) < 1 - _EDGE
        )


class FaceAnalyzer(Protocol):
    """Finds and describes faces. Several threads may ask at the same time.

    Attributes:
        key: name and version; descriptors compare where it is the same.
        dimension: length of descriptors.
    """

    key: str
    dimension: int

    def analyze(self, pixels: Pixels) -> tuple[Face, ...]:
        """Faces in an upright RGB picture (height, width, 3), best first; none in what is too small."""
