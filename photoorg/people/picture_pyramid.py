"""A picture in full size, in half, in a quarter, ...: what is cut out and made small is neither slow nor
jagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    Pixels = npt.NDArray[np.uint8]
    FloatArray = npt.NDArray[np.float64]

# Where more pixels than that are skipped, patterns appear.
_MOST_SKIPPED = 1.5


class PicturePyramid:
    """An upright RGB picture, uint8 (height, width, 3). What lies outside of it is black."""

    def __init__(self, pixels: Pixels) -> None:
        self._levels = [Image.fromarray(pixels)]
        self.width, self.height = self._levels[0].size

    def scaled(self, scale: float) -> Pixels:
        """All of it, ``scale`` (above 0, at most 1) times as wide and high."""
        size = max(1, round(self.width * scale)), max(1, round(self.height * scale))
        level, _ = self._level(1 / scale)
        return np.asarray(level.resize(size, Image.Resampling.BILINEAR))

    def cut(self, box: Sequence[float], size_px: int) -> Pixels:
        """What a square (left, top, right, bottom, in pixels) holds, made ``size_px`` wide and high."""
        level, factor = self._level((box[2] - box[0]) / size_px)
        extent = tuple(float(edge) / factor for edge in box)
        return np.asarray(
            level.transform((size_px, size_px), Image.Transform.EXTENT, extent, Image.Resampling.BILINEAR)
        )

    def warped(self, matrix: FloatArray, size_px: int) -> Pixels:
        """A square of ``size_px`` whose points ``matrix`` (2, 3) maps to pixels of the picture."""
        level, factor = self._level(float(np.hypot(*matrix[:, 0])))
        coefficients = (matrix / factor).ravel().tolist()
        return np.asarray(
            level.transform(
                (size_px, size_px), Image.Transform.AFFINE, coefficients, Image.Resampling.BILINEAR
            )
        )

    def _level(self, reduction: float) -> tuple[Image.Image, int]:
        """The picture reduced nearly so many times, and how many times."""
        index = 0
        while reduction > _MOST_SKIPPED * 2**index and min(self._levels[index].size) > 1:
            index += 1
            if index == len(self._levels):
                self._levels.append(self._levels[-1].reduce(2))
        return self._levels[index], 2**index
