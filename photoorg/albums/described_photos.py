"""The photos of a library as they are grouped: with vectors of one model, dates, places, people and pets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoorg.albums.events.finding import find_events
from photoorg.albums.groups.looks import looks_of
from photoorg.albums.groups.visual_groups import LEVELS, visual_groups
from photoorg.albums.suggestion_facts import Facts
from photoorg.library.suggestions.candidates import read_beings, read_candidates

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.index.vector_index import FloatArray, IdArray
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.suggestions.records import Found

# Of looking for groups.
STEPS = len(LEVELS)


class DescribedPhotos:
    """What the library knows at one moment; reading takes a second for 100,000 photos."""

    def __init__(self, catalogue: Catalogue, space: EmbeddingSpace) -> None:
        candidates = read_candidates(catalogue)
        self._facts = Facts(candidates, read_beings(catalogue))
        self._ids = candidates.photo_ids
        self._vectors, self._known = _vectors(space, self._ids)

    def newest_id(self, *, described: bool) -> int:
        """Of the photo that came last into the library, or of those that have a vector."""
        return int(self._ids[self._known if described else slice(None)].max(initial=0))

    def events(self) -> list[Found]:
        """Events, see ``events.finding``."""
        looks: FloatArray | None = None
        if self._known.any():
            seen = looks_of(self._vectors[self._known])
            looks = np.zeros((len(self._ids), seen.shape[1]), np.float32)
            looks[self._known] = seen
        candidates = self._facts.candidates
        events = find_events(candidates.taken_s, candidates.latitude, candidates.longitude, looks)
        return [self._facts.found(event.rows, event.parent) for event in events]

    def groups(self, check: Callable[[int], None]) -> list[Found]:
        """Groups of what looks alike, see ``groups.visual_groups``."""
        rows = np.flatnonzero(self._known)
        # A copy only where it must be.
        vectors = self._vectors if self._known.all() else self._vectors[rows]
        groups = visual_groups(rows, vectors, check)
        return [self._facts.found(np.array(group.photo_ids), group.parent) for group in groups]


def _vectors(space: EmbeddingSpace, ids: IdArray) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """Vectors (n, dimension), zeros where there is none, and where there is one (n,)."""
    known = np.zeros(len(ids), bool)
    vectors = np.zeros((len(ids), space.embeddings.dimension() or 1), np.float32)
    for _, photo_ids, part in space.embeddings.written_after(0):
        rows = np.searchsorted(ids, photo_ids)
        there = rows < len(ids)
        there[there] = ids[rows[there]] == photo_ids[there]
        vectors[rows[there]] = part[there]
        known[rows[there]] = True
    return vectors, known
