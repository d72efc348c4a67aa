"""Copies of a photo: in another size or format, brightened, cut, framed, turned, mirrored, written upon.

Candidates are looked for by what photos look like in the large, and compared pixel by pixel. Who is a copy of
a copy is a copy, so photos that are known to belong together are not compared again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from photoorg.albums.duplicates.groups import GroupKind, PhotoGroup
from photoorg.albums.duplicates.local_features import local_features
from photoorg.albums.duplicates.moments import are_different
from photoorg.albums.duplicates.pixel_match import pixel_match
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PIL import Image

    from photoorg.albums.duplicates.local_features import LocalFeatures
    from photoorg.albums.duplicates.looks import Looks
    from photoorg.albums.duplicates.moments import Moment
    from photoorg.albums.duplicates.pixel_match import PixelMatch
    from photoorg.index.vector_index import IdArray

    # Called with the pairs of photos compared so far, and with how many there are.
    Progress = Callable[[int, int], None]

# Some 150 KB each.
_FEATURES_KEPT = 2_000
# Once one photo stands for each group, others come near that were not among the nearest before.
_ROUNDS = 3


class CopyFinder:
    """Compares photos of a library. Not safe between threads."""

    def __init__(
        self,
        picture: Callable[[int], Image.Image | None],
        moment: Callable[[int], Moment | None] = lambda _photo_id: None,
    ) -> None:
        """Args:
        picture: the thumbnail of a photo, upright; None where there is none.
        moment: when a camera took it, see :func:`.moments.moment_of`. Shots of different moments are no
            copies, however alike.
        """
        self._moment = moment

        @lru_cache(_FEATURES_KEPT)
        def features(photo_id: int) -> LocalFeatures | None:
            found = picture(photo_id)
            return None if found is None else local_features(found)

        self._features = features

    def groups(
        self, photo_ids: IdArray, looks: Looks, *, progress: Progress | None = None
    ) -> list[PhotoGroup]:
        """Groups of copies, two photos or more each, by their lowest id; and after them, of similar shots. Of
        copies, only the first is among these.

        Args:
            photo_ids: (n,), ascending; what the rows of ``looks`` are about.
        """
        with _one_thread():
            return self._groups(photo_ids.tolist(), looks, progress)

    def _groups(self, ids: list[int], looks: Looks, progress: Progress | None) -> list[PhotoGroup]:
        union = _Union([self._moment(photo_id) for photo_id in ids])
        found: dict[int, PixelMatch] = {}
        compared: set[tuple[int, int]] = set()
        scenes: list[tuple[int, int]] = []
        for _ in range(_ROUNDS):
            rows = union.representatives()
            pairs = [pair for pair in map(tuple, rows[looks.some(rows).candidates()]) if pair not in compared]
            compared.update(pairs)
            before = len(rows)
            for done, (one, other) in enumerate(pairs, 1):
                match = self.compare(ids[one], ids[other]) if union.may_join(one, other) else None
                if match is not None and not match.is_copy:
                    scenes.append((one, other))
                elif match is not None:
                    union.join(one, other)
                    found.setdefault(other, match)
                    found.setdefault(one, match)
                if progress is not None:
                    progress(done, len(pairs))
            if len(union.representatives()) == before:
                break
        similar = _Union([None] * len(ids))
        for one, other in scenes:
            similar.join(union.root(one), union.root(other))
        return [
            PhotoGroup(
                GroupKind.COPIES,
                tuple(ids[row] for row in members),
                reason([found[row] for row in members if row in found]),
            )
            for members in union.groups()
        ] + [
            PhotoGroup(
                GroupKind.SIMILAR,
                tuple(ids[row] for row in members),
                Sentence("They show the same scene from nearly the same place."),
            )
            for members in similar.groups()
        ]

    def copies_of(self, photo_id: int, candidates: Iterable[int]) -> dict[int, PixelMatch]:
        """The candidates that are copies of a photo, and how; see :func:`.looks.candidates_of`."""
        with _one_thread():
            matches = {other: self.compare(photo_id, other) for other in candidates if other != photo_id}
        return {other: match for other, match in matches.items() if match is not None and match.is_copy}

    def compare(self, one: int, other: int) -> PixelMatch | None:
        """What two photos have to do with each other, None for nothing that can be seen."""
        features, others = self._features(one), self._features(other)
        if features is None or others is None:
            return None
        match = pixel_match(features, others)
        if match is not None and are_different(self._moment(one), self._moment(other)):
            return replace(match, is_copy=False)
        return match


def _one_thread() -> threadpool_limits:
    """Matrices are small here: threads that wait for each other would take several times as long."""
    return threadpool_limits(1, "blas")


def reason(matches: Sequence[PixelMatch]) -> Sentence:
    """Why photos are copies, in a sentence."""
    ways = Counter(_way(match) for match in matches)
    said = [words for way, words in _WAYS if ways[way]]
    if not said:
        return Sentence("The same picture, in another file.")
    return Sentence("The same picture: {ways}.", ways=Sentence.joined(", ", said))


_WAYS = (
    ("same", Sentence("as another file")),
    ("cut", Sentence("cropped or framed")),
    ("turned", Sentence("turned")),
    ("mirrored", Sentence("mirrored")),
)


def _way(match: PixelMatch) -> str:
    if match.is_mirrored:
        return "mirrored"
    if match.is_turned:
        return "turned"
    return "cut" if match.is_cut else "same"


class _Union:
    """Rows that were joined, directly or by others; never shots of different moments."""

    def __init__(self, moments: list[Moment | None]) -> None:
        self._parents = list(range(len(moments)))
        self._moments = moments

    def root(self, row: int) -> int:
        """The row that stands for its group."""
        parents = self._parents
        while parents[row] != row:
            parents[row] = parents[parents[row]]
            row = parents[row]
        return row

    def may_join(self, one: int, other: int) -> bool:
        """Not if they are joined already."""
        roots = self.root(one), self.root(other)
        moment, another = (self._moments[root] for root in roots)
        return roots[0] != roots[1] and not are_different(moment, another)

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low
        self._moments[low] = self._moments[low] or self._moments[high]

    def representatives(self) -> IdArray:
        """One row of each group and all that are alone, ascending."""
        return np.array([row for row, parent in enumerate(self._parents) if row == parent], np.int64)

    def groups(self) -> list[list[int]]:
        """Of two rows or more."""
        members: dict[int, list[int]] = {}
        for row in range(len(self._parents)):
            members.setdefault(self.root(row), []).append(row)
        return [group for group in members.values() if len(group) > 1]
