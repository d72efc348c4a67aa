"""How good a photo is as a picture, as far as its thumbnail tells: sharpness and exposure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL import Image

# Below and above, no structure is left in 8 bits.
_BLACK, _WHITE = 4, 251
# A picture may well have so much of both: a night sky, a window.
_USUAL_CLIPPING = 0.05
_MOST_CLIPPING = 0.4
# Means that hardly any well exposed picture leaves, and those that none does.
_DIM, _DARK = 0.28, 0.08
_BRIGHT, _GLARING = 0.72, 0.93


@dataclass(frozen=True, slots=True)
class Quality:
    """Attributes:
    sharpness: see :func:`photoorg.albums.duplicates.keeper.sharpness_of`.
    exposure: 0 (nothing can be seen) to 1 (neither too dark nor too bright, little is clipped).
    """

    sharpness: float
    exposure: float


def quality_of(thumbnail: Image.Image) -> Quality:
    """Measures a thumbnail."""
    # Not before something is measured: what it needs is not needed for a library to open.
    from photoorg.albums.duplicates.keeper import sharpness_of

    grey = np.asarray(thumbnail.convert("L"), np.float32)
    clipped = float(np.mean((grey <= _BLACK) | (grey >= _WHITE)))
    mean = float(grey.mean()) / 255
    parts = (
        1 - _ramp(clipped, _USUAL_CLIPPING, _MOST_CLIPPING),
        1 - _ramp(-mean, -_DIM, -_DARK),
        1 - _ramp(mean, _BRIGHT, _GLARING),
    )
    return Quality(sharpness_of(thumbnail), min(parts))


def _ramp(value: float, start: float, end: float) -> float:
    """0 up to ``start``, 1 from ``end``."""
    return min(1.0, max(0.0, (value - start) / (end - start)))
