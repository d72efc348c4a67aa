"""Unit vectors for tests of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray


def unit(vectors: npt.NDArray[np.floating]) -> FloatArray:
    """Scaled to unit length, float32."""
    scaled: FloatArray = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return scaled


def clustered(count: int, dimension: int, seed: int, spread: float = 0.6) -> FloatArray:
    """(count, dimension) around 40 directions that are the same for every seed, as photos are."""
    centres = np.random.default_rng(0).normal(size=(40, dimension))
    random = np.random.default_rng(seed)
    noise = spread * random.normal(size=(count, dimension))
    return unit(centres[random.integers(0, len(centres), count)] + noise)
