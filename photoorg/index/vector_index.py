"""The protocol of a vector index: unit vectors by integer id, nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from pathlib import Path

FloatArray = npt.NDArray[np.float32]
IdArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Result of one search, best first.

    Attributes:
        ids: shape (n,), int64.
        scores: shape (n,), float32, cosine similarity in -1..1, not increasing.
    """

    ids: IdArray
    scores: FloatArray


class VectorIndex(Protocol):
    """Unit vectors by id. Safe for one writer beside many searchers."""

    @property
    def dimension(self) -> int:
        """Length of every vector."""

    def __len__(self) -> int:
        """Number of ids that a search can return."""

    def ids(self) -> IdArray:
        """All ids, ascending."""

    def add(self, ids: IdArray, vectors: FloatArray) -> None:
        """Adds n vectors (n, dimension); an id already present gets the new vector."""

    def remove(self, ids: IdArray) -> None:
        """Forgets ids; unknown ids are ignored."""

    def search(self, query: FloatArray, count: int) -> Neighbours:
        """The ``count`` nearest (or all, if fewer) to a unit vector of shape (dimension,)."""

    def save(self, path: Path) -> None:
        """Writes the index to ``path`` atomically; raises OSError on failure and leaves the old file."""
