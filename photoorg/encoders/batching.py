"""How many inputs a model gets at once, whatever runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.encoders.encoder import FloatArray

# Small enough that a search query waits little for the processor while a library is being encoded.
IMAGES_PER_BATCH = 16
TEXTS_PER_BATCH = 64


def encode_in_batches(
    items: Any, size: int, dimension: int, encode: Callable[[Any], FloatArray]
) -> FloatArray:
    """Calls ``encode`` with at most ``size`` items at a time; no items give an array (0, dimension)."""
    vectors = [encode(items[start : start + size]) for start in range(0, len(items), size)]
    return np.concatenate(vectors) if vectors else np.empty((0, dimension), dtype=np.float32)
