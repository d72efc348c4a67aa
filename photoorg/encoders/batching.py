"""How many inputs a model gets at once, whatever runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.encoders.encoder import FloatArray

# Small batches stay in the processor's cache, and a query waits little for one while a library is encoded.
# Measured on the built-in model, photos/s on two cores for batches of 1, 4, 8, 16: torch 47, 76, 72, 59; for
# 1, 4, 16 OpenVINO 131, 133, 120.
IMAGES_PER_BATCH = 8
TEXTS_PER_BATCH = 64


def encode_in_batches(
    items: Any, size: int, dimension: int, encode: Callable[[Any], FloatArray]
) -> FloatArray:
    """Calls ``encode`` with at most ``size`` items at a time; no items give an array (0, dimension)."""
    vectors = [encode(items[start : start + size]) for start in range(0, len(items), size)]
    return np.concatenate(vectors) if vectors else np.empty((0, dimension), dtype=np.float32)
