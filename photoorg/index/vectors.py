"""What every index checks before it takes vectors in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray, IdArray

# Room for vectors that were stored as 16-bit floats.
_NORM_TOLERANCE = 1e-2


def checked_batch(ids: IdArray, vectors: FloatArray, dimension: int) -> tuple[IdArray, FloatArray]:
    """A batch as contiguous int64 (n,) and float32 (n, dimension); of a repeated id the last one stays.

    Raises:
        ValueError: shapes do not match, an id is negative, or a vector is not finite and of unit length.
    """
    ids = np.ascontiguousarray(ids, dtype=np.int64)
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    if ids.ndim != 1 or vectors.shape != (len(ids), dimension):
        raise ValueError(f"expected ids (n,) and vectors (n, {dimension}), not {ids.shape}, {vectors.shape}")
    if len(ids) and ids.min() < 0:
        raise ValueError("ids must not be negative")
    _check_unit(vectors)
    unique, last_from_end = np.unique(ids[::-1], return_index=True)
    if len(unique) == len(ids):
        return ids, vectors
    keep = np.sort(len(ids) - 1 - last_from_end)
    return ids[keep], vectors[keep]


def checked_query(query: FloatArray, dimension: int) -> FloatArray:
    """A query as contiguous float32 (dimension,).

    Raises:
        ValueError: another shape, or not a finite vector of unit length.
    """
    query = np.ascontiguousarray(query, dtype=np.float32)
    if query.shape != (dimension,):
        raise ValueError(f"expected a query of shape ({dimension},), not {query.shape}")
    _check_unit(query[None])
    return query


def _check_unit(vectors: FloatArray) -> None:
    norms = np.linalg.norm(vectors, axis=1)
    # Written so that a NaN fails too.
    if not np.all(np.abs(norms - 1) <= _NORM_TOLERANCE):
        raise ValueError("vectors must be finite and of unit length")
