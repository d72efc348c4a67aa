"""What tells the photos of a library apart: their vectors without what all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray

# So many directions tell photos apart as well as all of a model's do, in a third of the time.
_DIRECTIONS = 128
_SAMPLE = 20_000
_ROWS_AT_ONCE = 10_000
# Of what all photos share, so much is left: where nothing else is, as in a library of one picture in many
# copies, that is what they are alike by.
_LEFT = 0.05


def looks_of(vectors: FloatArray) -> FloatArray:
    """Unit vectors (n, at most 128) whose products are near 0 for two photos taken at random.

    Models put all photos into one corner of their space, and how far into it differs from model to model;
    without the average, cosines mean much the same under all of them.

    Args:
        vectors: (n, dimension) float32 of one model.
    """
    if not len(vectors):
        return np.empty((0, min(vectors.shape[1], _DIRECTIONS)), np.float32)
    mean = vectors.mean(axis=0)
    shared = (1 - _LEFT) * mean
    chosen = vectors[:: -(-len(vectors) // _SAMPLE)] - shared
    directions = np.linalg.eigh(chosen.T @ chosen)[1][:, ::-1][:, :_DIRECTIONS].astype(np.float32)
    found = np.empty((len(vectors), directions.shape[1]), np.float32)
    for start in range(0, len(vectors), _ROWS_AT_ONCE):
        part = (vectors[start : start + _ROWS_AT_ONCE] - shared) @ directions
        found[start : start + _ROWS_AT_ONCE] = part / np.maximum(
            np.linalg.norm(part, axis=1, keepdims=True), 1e-12
        )
    return found
