"""Opens a saved index of either kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.index.exact import ExactIndex
from photoorg.index.hnsw import HnswIndex
from photoorg.index.storage import IndexDamaged, read_index

if TYPE_CHECKING:
    from pathlib import Path

_KINDS: dict[str, type[ExactIndex] | type[HnswIndex]] = {
    ExactIndex.kind: ExactIndex,
    HnswIndex.kind: HnswIndex,
}


def load_index(path: Path, dimension: int) -> ExactIndex | HnswIndex:
    """The index saved at ``path``. The caller compares its ``stamp`` and ids with the catalogue.

    Raises:
        IndexDamaged: missing, damaged, or of another dimension.
    """
    stored = read_index(path)
    kind = _KINDS.get(stored.kind)
    if kind is None:
        raise IndexDamaged(f"the saved search index is of an unknown kind: {stored.kind}")
    if stored.dimension != dimension:
        raise IndexDamaged(f"the saved search index has {stored.dimension} dimensions, not {dimension}")
    try:
        return kind.from_stored(stored)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        # Whole, but not what this version of the implementation writes.
        raise IndexDamaged("the saved search index was written by another version") from error
