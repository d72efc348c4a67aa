"""Which faces show the people that the user has named: surely, perhaps, or not.

A person is known by all the ways they look: every group of faces with a face that the user named is one, so a
child and the adult it became need not look alike. A face is compared with each of them, itself left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from photoorg.people.evidence import evidence_from_products
from photoorg.people.grouping import ALONE, grown_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.index.neighbour_graph import RememberedPairs
    from photoorg.index.vector_index import FloatArray
    from photoorg.people.grouping import BoolArray, Groups, IntArray

# Logarithms of likelihood ratios. With these 99 of 100 are right among hundreds of named people (simulated
# ones), and 98 of 100 where half of them are strangers.
SURE = 20.0
# Of a face that is less likely this person than somebody else nobody is asked: most answers would be no.
POSSIBLE = 0.0
# So much less has to speak for anybody else.
_SURE_LEAD = 15.0
_FACES_AT_ONCE = 4096


class Certainty(IntEnum):
    """What a comparison with the named people says about a face."""

    NO = 0
    ASK = 1
    YES = 2


@dataclass(frozen=True, slots=True, eq=False)
class Recognition:
    """Of n faces.

    Attributes:
        people: (n,), who it is likeliest to be; ``ALONE`` where nobody is named.
        evidence: (n,), logarithm of how much likelier that is than somebody else.
        certainty: (n,), of :class:`Certainty`.
    """

    people: IntArray
    evidence: npt.NDArray[np.float64]
    certainty: IntArray


class Looks(Protocol):
    """Ways in which people look: groups of faces.

    Attributes:
        names: (looks,), whose they are, or ``ALONE``.
        sums: (looks, dimension), of the descriptors in each.
        counts: (looks,), how many there are.
    """

    @property
    def names(self) -> IntArray: ...
    @property
    def sums(self) -> FloatArray: ...
    @property
    def counts(self) -> IntArray: ...


class Gallery:
    """Named people, by all the ways they look. A face is compared within a millisecond.

    Args:
        looks: those with a name count.
    """

    def __init__(self, looks: Looks) -> None:
        named = np.flatnonzero(looks.names != ALONE)
        # Looks of one person are neighbours.
        self._looks = named[np.argsort(looks.names[named], kind="stable")]
        self._sums = looks.sums[self._looks]
        self._squares = np.einsum("ij,ij->i", self._sums, self._sums)
        self._counts = looks.counts[self._looks]
        self._people, self._first = np.unique(looks.names[self._looks], return_index=True)

    def compare(
        self, descriptors: FloatArray, groups: IntArray | None = None, known: IntArray | None = None
    ) -> Recognition:
        """Who is on faces (n, dimension).

        Args:
            groups: which group each face is in, so that it is not compared with itself; None for faces in
                none.
            known: who is on a face, where that is known and only the evidence is asked for; ``ALONE`` else.
        """
        count = len(descriptors)
        if not len(self._people):
            return Recognition(np.full(count, ALONE), np.full(count, -np.inf), np.zeros(count, np.int64))
        best, lead = np.empty(count, np.int64), np.full(count, -np.inf)
        evidence = np.empty(count)
        for start in range(0, count, _FACES_AT_ONCE):
            part = slice(start, start + _FACES_AT_ONCE)
            found = self._evidence(descriptors[part], None if groups is None else groups[part])
            rows = np.arange(len(found))
            best[part] = found.argmax(axis=1)
            if known is not None:
                is_known = np.isin(known[part], self._people)
                best[part][is_known] = np.searchsorted(self._people, known[part][is_known])
            evidence[part] = found[rows, best[part]]
            found[rows, best[part]] = -np.inf
            # The only face of the only person is compared with nobody, and leads nobody.
            is_compared = evidence[part] > -np.inf
            np.subtract(evidence[part], found.max(axis=1), out=lead[part], where=is_compared)
        sure = (evidence >= SURE) & (lead >= _SURE_LEAD)
        certainty = np.where(sure, Certainty.YES, np.where(evidence >= POSSIBLE, Certainty.ASK, Certainty.NO))
        return Recognition(self._people[best], evidence, certainty)

    def _evidence(self, descriptors: FloatArray, groups: IntArray | None) -> npt.NDArray[np.float64]:
        """For each face (n) and person, from the look that it is most like."""
        dots = descriptors @ self._sums.T
        squares = np.broadcast_to(self._squares, dots.shape)
        counts = np.broadcast_to(self._counts, dots.shape)
        if groups is not None:
            own = groups[:, None] == self._looks
            squares = np.where(own, squares - 2 * dots + 1, squares)
            dots = np.where(own, dots - 1, dots)
            counts = counts - own
        ones = np.ones_like(counts)
        found = evidence_from_products(
            dots, np.ones_like(dots), ones, squares, np.maximum(counts, 1), descriptors.shape[1]
        )
        found = np.where(counts > 0, found, -np.inf)
        return np.asarray(np.maximum.reduceat(found, self._first, axis=1))


def recognise(
    descriptors: FloatArray,
    names: Sequence[int] | IntArray,
    *,
    photos: Sequence[int] | IntArray | None = None,
    clear: Sequence[bool] | BoolArray | None = None,
    must_link: Sequence[tuple[int, int]] | IntArray = (),
    cannot_link: Sequence[tuple[int, int]] | IntArray = (),
    rejected: Sequence[tuple[int, int]] | IntArray = (),
) -> Recognition:
    """Who is on all faces, when some were named; as :func:`grouped_and_recognised`."""
    return grouped_and_recognised(
        descriptors,
        names,
        photos=photos,
        clear=clear,
        must_link=must_link,
        cannot_link=cannot_link,
        rejected=rejected,
    )[1]


def grouped_and_recognised(
    descriptors: FloatArray,
    names: Sequence[int] | IntArray,
    *,
    photos: Sequence[int] | IntArray | None = None,
    clear: Sequence[bool] | BoolArray | None = None,
    must_link: Sequence[tuple[int, int]] | IntArray = (),
    cannot_link: Sequence[tuple[int, int]] | IntArray = (),
    rejected: Sequence[tuple[int, int]] | IntArray = (),
    remembered: RememberedPairs | None = None,
) -> tuple[Groups, Recognition]:
    """Groups of all faces, and who is on each, when some were named.

    Faces that were named are who the user said, surely; a person is at most once in a photo; a face that is
    not clear is asked about; and a face is never taken for somebody whom the user said it is not.

    Args:
        descriptors, photos, clear, must_link, cannot_link: see :func:`~photoorg.people.grouping.group_faces`.
        names: (n,), the person the user gave each face, 0 or more, or ``ALONE``.
        rejected: pairs of a row and a person whom the user said it does not show.
        remembered: see :func:`~photoorg.people.grouping.grown_groups`.
    """
    names = np.asarray(names, np.int64)
    is_clear = np.ones(len(names), bool) if clear is None else np.asarray(clear, bool)
    learned = np.where(unlike_all_others(descriptors, names, is_clear), ALONE, names)
    refused = np.asarray(rejected, np.int64).reshape(-1, 2)
    differing = [
        (row, other) for row, person in refused.tolist() for other in np.flatnonzero(names == person)
    ]
    groups = grown_groups(
        descriptors,
        photos=photos,
        clear=clear,
        must_link=must_link,
        cannot_link=np.array([*cannot_link, *differing], np.int64).reshape(-1, 2),
        names=learned,
        remembered=remembered,
    )
    found = Gallery(groups).compare(descriptors, groups.labels, names)
    people, evidence, certainty = found.people.copy(), found.evidence.copy(), found.certainty.copy()
    no = np.zeros(len(names), bool)
    no[refused[people[refused[:, 0]] == refused[:, 1], 0]] = True
    certainty[no] = Certainty.NO
    certainty[~is_clear & (certainty == Certainty.YES)] = Certainty.ASK
    named = names != ALONE
    people[named], certainty[named] = names[named], Certainty.YES
    if photos is not None:
        possible = certainty != Certainty.NO
        once_in_a_photo(np.asarray(photos), people, np.where(named, np.inf, evidence), possible, named)
        certainty[~possible] = Certainty.NO
    return groups, Recognition(people, evidence, certainty)


def unlike_all_others(descriptors: FloatArray, names: IntArray, clear: BoolArray) -> BoolArray:
    """Which faces are named, not clear, and more likely somebody else than any other face of that name: what
    was marked badly by hand. Who that is the user says, but it would be found again in strangers.

    Args:
        descriptors: (n, dimension), of unit length.
        names: (n,), who is on a face, or ``ALONE``.
        clear: (n,); of one who is on no clear face, all count.
    """
    unlike = np.zeros(len(names), bool)
    for person in np.unique(names[(names != ALONE) & ~clear]).tolist():
        own = np.flatnonzero(names == person)
        doubtful = own[~clear[own]]
        if len(doubtful) == len(own):
            continue
        alike = descriptors[doubtful] @ descriptors[own].T
        alike[doubtful[:, None] == own] = -1
        best = alike.max(axis=1)
        one = np.ones(len(best), np.int64)
        spoken = evidence_from_products(
            best, np.ones_like(best), one, np.ones_like(best), one, descriptors.shape[1]
        )
        unlike[doubtful] = spoken < 0
    return unlike


def once_in_a_photo(
    photos: npt.NDArray[np.integer],
    people: IntArray,
    evidence: npt.NDArray[np.float64],
    possible: BoolArray,
    named: BoolArray,
) -> None:
    """Of several regions in a photo that are taken for one being, only the likeliest stays ``possible``: of
    the others nobody is asked either, since that would be the same question twice."""
    order = np.lexsort((-evidence, people, photos))
    again = (np.diff(photos[order]) == 0) & (np.diff(people[order]) == 0)
    repeated = order[1:][again]
    possible[repeated[~named[repeated]]] = False
