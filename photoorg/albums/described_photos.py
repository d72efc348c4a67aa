"""The photos of a library as they are grouped: with vectors of one model, dates, places, people and pets."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoorg.albums.events.finding import find_events
from photoorg.albums.groups.looks import looks_of
from photoorg.albums.groups.visual_groups import LEVELS, visual_groups
from photoorg.albums.suggestion_facts import Facts
from photoorg.library.suggestions.candidates import read_beings, read_candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.albums.naming.group_names import GroupNamer, NamedGroup
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.index.vector_index import FloatArray, IdArray
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.suggestions.records import Found

# That name something, or may.
_WORDS = 3
# Of a word that says something, see ``naming.group_names``.
_LEAST_SCORE = 1.2
# Photos that what is named is told from.
_TOLD_FROM = 200
# Of looking for groups.
STEPS = len(LEVELS)


class DescribedPhotos:
    """What the library knows at one moment; reading takes a second for 100,000 photos."""

    def __init__(self, catalogue: Catalogue, space: EmbeddingSpace) -> None:
        candidates = read_candidates(catalogue)
        self._facts = Facts(candidates, read_beings(catalogue))
        self._ids = candidates.photo_ids
        self._vectors, self._known = _vectors(space, self._ids)
        self._chance = np.random.default_rng(0)

    @property
    def is_described(self) -> bool:
        """Whether any photo has a vector."""
        return bool(self._known.any())

    def newest_id(self, *, described: bool) -> int:
        """Of the photo that came last into the library, or of those that have a vector."""
        return int(self._ids[self._known if described else slice(None)].max(initial=0))

    def events(self, namer: GroupNamer | None) -> list[Found]:
        """Events, see ``events.finding``; without a namer nothing is said of what they show."""
        looks: FloatArray | None = None
        if self._known.all():
            looks = looks_of(self._vectors)
        elif self._known.any():
            seen = looks_of(self._vectors[self._known])
            looks = np.zeros((len(self._ids), seen.shape[1]), np.float32)
            looks[self._known] = seen
        candidates = self._facts.candidates
        events = find_events(candidates.taken_s, candidates.latitude, candidates.longitude, looks)
        return self._named([(event.rows, event.parent) for event in events], namer)

    def groups(self, namer: GroupNamer | None, check: Callable[[int], None]) -> list[Found]:
        """Groups of what looks alike, see ``groups.visual_groups``; as :meth:`events`."""
        rows = np.flatnonzero(self._known)
        # A copy only where it must be.
        vectors = self._vectors if self._known.all() else self._vectors[rows]
        groups = visual_groups(rows, vectors, check)
        return self._named([(np.array(group.photo_ids), group.parent) for group in groups], namer)

    def _named(self, members: Sequence[tuple[IdArray, int]], namer: GroupNamer | None) -> list[Found]:
        """Those at the top are told from the library, and finer ones from what they are a part of."""
        words: dict[int, tuple[str, ...]] = {}
        within: dict[int, list[int]] = defaultdict(list)
        for place, (_, parent) in enumerate(members):
            within[parent].append(place)
        for parent, places in within.items():
            if namer is not None:
                rest = np.flatnonzero(self._known) if parent < 0 else members[parent][0]
                means = [self._mean(members[place][0]) for place in places]
                for place, named in zip(places, namer.names(means, self._some(rest)), strict=True):
                    words[place] = _words(named)
        return [
            self._facts.found(rows, parent, words.get(place, ()))
            for place, (rows, parent) in enumerate(members)
        ]

    def _mean(self, rows: IdArray) -> FloatArray:
        """One row, or none where no photo has a vector."""
        described = rows[self._known[rows]]
        if not len(described):
            return self._vectors[:0]
        mean: FloatArray = self._vectors[described].mean(axis=0, keepdims=True)
        return mean

    def _some(self, rows: IdArray) -> FloatArray:
        rows = rows[self._known[rows]]
        if len(rows) > _TOLD_FROM:
            rows = self._chance.choice(rows, _TOLD_FROM, replace=False)
        return self._vectors[rows]


def _words(named: NamedGroup) -> tuple[str, ...]:
    """The name and what else could be one, as far as it says something."""
    best = {candidate.name: candidate.score for candidate in named.candidates}
    if best.get(named.name, 0.0) < _LEAST_SCORE:
        return ()
    return tuple(dict.fromkeys([named.name, *best]))[:_WORDS]


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
