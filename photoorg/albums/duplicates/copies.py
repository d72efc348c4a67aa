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
from photoorg.albums.duplicates.links import Links
from photoorg.albums.duplicates.local_features import local_features
from photoorg.albums.duplicates.moments import are_different
from photoorg.albums.duplicates.pixel_match import pixel_match
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PIL import Image

    from photoorg.albums.duplicates.local_features import LocalFeatures
    from photoorg.albums.duplicates.looks import BoolArray, Looks
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
        links = Links()
        self.compare_all(photo_ids, looks, links, progress=progress)
        return grouped(photo_ids.tolist(), links, self._moment)

    def compare_all(
        self,
        photo_ids: IdArray,
        looks: Looks,
        links: Links,
        *,
        fresh: BoolArray | None = None,
        progress: Progress | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """Compares photos that may be copies, and writes what comes out into ``links``; pairs that these
        know, or that are copies by what they know, are not compared again.

        Args:
            photo_ids: (n,), ascending; what the rows of ``looks`` are about.
            fresh: (n,), those that were never compared with any other; all by default.
            check: called before each pair; may raise, and what was compared until then is kept.
        """
        with _one_thread():
            self._compare_all(photo_ids, looks, links, fresh, progress, check)

    def _compare_all(
        self,
        ids: IdArray,
        looks: Looks,
        links: Links,
        fresh: BoolArray | None,
        progress: Progress | None,
        check: Callable[[], None],
    ) -> None:
        union = _Union([self._moment(photo_id) for photo_id in ids.tolist()])
        known = links.copies()[0]
        known = known[np.isin(known, ids).all(axis=1)]
        for one, other in np.searchsorted(ids, known).tolist():
            if union.may_join(one, other):
                union.join(one, other)
        for _ in range(_ROUNDS):
            check()
            rows = union.representatives()
            some = None if fresh is None else fresh[rows]
            pairs = links.unknown(ids[rows[looks.some(rows).candidates(some)]])
            joined = False
            for done, (one, other) in enumerate(pairs.tolist(), 1):
                check()
                here, there = np.searchsorted(ids, (one, other)).tolist()
                if union.may_join(here, there):
                    match = self._seen(one, other)
                    links.add(one, other, match)
                    if match is not None and match.is_copy:
                        union.join(here, there)
                        joined = True
                if progress is not None:
                    progress(done, len(pairs))
            if not joined:
                break

    def copies_of(self, photo_id: int, candidates: Iterable[int]) -> dict[int, PixelMatch]:
        """The candidates that are copies of a photo, and how; see :func:`.looks.candidates_of`."""
        with _one_thread():
            matches = {other: self.compare(photo_id, other) for other in candidates if other != photo_id}
        return {other: match for other, match in matches.items() if match is not None and match.is_copy}

    def compare(self, one: int, other: int) -> PixelMatch | None:
        """What two photos have to do with each other, None for nothing that can be seen."""
        match = self._seen(one, other)
        if match is not None and are_different(self._moment(one), self._moment(other)):
            return replace(match, is_copy=False)
        return match

    def _seen(self, one: int, other: int) -> PixelMatch | None:
        """By their pixels alone."""
        features, others = self._features(one), self._features(other)
        return None if features is None or others is None else pixel_match(features, others)


def grouped(
    ids: Sequence[int],
    links: Links,
    moment: Callable[[int], Moment | None] = lambda _photo_id: None,
    is_apart: Callable[[int, int], bool] = lambda _one, _other: False,
    is_framed: Callable[[int], bool] = lambda _photo_id: False,
) -> list[PhotoGroup]:
    """Groups of copies, and then of similar shots; see :meth:`CopyFinder.groups`.

    Args:
        ids: ascending; of all photos that were compared.
        is_apart: whether the user said of two photos that they are no copies.
        is_framed: whether a photo has a frame. What two screenshots have in common is what is around the
            photos in them, which makes no scene.
    """
    row_of = {photo_id: row for row, photo_id in enumerate(ids)}
    union = _Union([moment(photo_id) for photo_id in ids])
    found: dict[int, PixelMatch] = {}
    pairs, matches = links.copies()
    for (one, other), match in zip(pairs.tolist(), matches, strict=True):
        if one in row_of and other in row_of and not is_apart(one, other):
            here, there = row_of[one], row_of[other]
            if union.may_join(here, there):
                union.join(here, there)
            found.setdefault(there, match)
            found.setdefault(here, match)
    similar = _Union([None] * len(ids))
    for one, other in links.scenes().tolist():
        if one in row_of and other in row_of and not is_apart(one, other):
            if is_framed(one) and is_framed(other):
                continue
            similar.join(union.root(row_of[one]), union.root(row_of[other]))
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
