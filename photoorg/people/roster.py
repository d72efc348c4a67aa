"""Who all faces, or all animals, of a library are taken for: named beings, suggestions, and groups.

A roster is made anew from all that was described and said. Its groups are those of before where most of their
members are, so a group keeps its number for as long as it lives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.library.beings.records import PERSON, Placing
from photoorg.people.evidence import evidence_of_one, needed_evidence
from photoorg.people.grouping import ALONE
from photoorg.people.pets.pet_identity import MAYBE_COSINE, SUGGESTED_COSINE, group_pets
from photoorg.people.pets.pet_space import comparable
from photoorg.people.recognition import (
    Certainty,
    Gallery,
    grouped_and_recognised,
    once_in_a_photo,
    unlike_all_others,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    from photoorg.index.neighbour_graph import RememberedPairs
    from photoorg.index.vector_index import FloatArray
    from photoorg.library.beings.regions import Described
    from photoorg.people.grouping import IntArray

    Evidence = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """Of n regions, in the order in which they were described.

    Attributes:
        beings: (n,), ids, or numbers below ``ALONE`` for groups that are new, or ``ALONE``.
        suggested: (n,), ids, or ``ALONE``.
        evidence: (n,), for the one or the other, 0 where there is neither.
        looks: (n,), see :class:`~photoorg.library.schema.RegionRow`.
    """

    ids: IntArray
    beings: IntArray
    suggested: IntArray
    evidence: Evidence
    looks: IntArray

    @property
    def new_groups(self) -> list[int]:
        """The numbers of groups that are new."""
        return sorted(set(self.beings[self.beings < ALONE].tolist()))

    def placings(self) -> dict[int, Placing]:
        """By the ids of regions."""
        return {
            region_id: Placing(
                None if being == ALONE else being, None if other == ALONE else other, evidence, look
            )
            for region_id, being, other, evidence, look in zip(
                self.ids.tolist(),
                self.beings.tolist(),
                self.suggested.tolist(),
                self.evidence.tolist(),
                self.looks.tolist(),
                strict=True,
            )
        }


def make_roster(kind: str, described: Described, remembered: RememberedPairs | None = None) -> Roster:
    """Who everybody is. 100,000 faces take half a minute.

    Args:
        remembered: from the last time, by which the same faces are compared with each other once only.
    """
    if not len(described.ids):
        nobody = np.empty(0, np.int64)
        return Roster(nobody, nobody, nobody, np.empty(0), nobody)
    return _people(described, remembered) if kind == PERSON else _pets(described)


def _people(described: Described, remembered: RememberedPairs | None) -> Roster:
    groups, found = grouped_and_recognised(
        described.descriptors,
        described.said,
        photos=described.photo_ids,
        clear=described.clear,
        rejected=described.rejected,
        remembered=remembered,
    )
    # Nobody at all may have a name.
    is_sure, is_asked = found.certainty == Certainty.YES, found.certainty == Certainty.ASK
    labels = np.where(is_sure | (groups.names[groups.labels] != ALONE), ALONE, groups.labels)
    labels = _without_singles(labels)
    evidence = np.where(is_sure | is_asked, found.evidence, 0.0)
    in_group = labels != ALONE
    evidence[in_group] = _evidence_of_group(described.descriptors[in_group], labels[in_group])
    return Roster(
        described.ids,
        np.where(is_sure, found.people, _lasting(labels, described)),
        np.where(is_asked, found.people, ALONE),
        np.nan_to_num(evidence, neginf=0.0),
        groups.labels,
    )


def _pets(described: Described) -> Roster:
    vectors = comparable(described.descriptors)
    count = len(vectors)
    cosines, people = np.full(count, -1.0), np.full(count, ALONE)
    named = described.said != ALONE
    refused = {tuple(pair) for pair in described.rejected.tolist()}
    for being in np.unique(described.said[named]).tolist():
        examples = np.flatnonzero(described.said == being)
        alike = vectors @ vectors[examples].T
        alike[examples, np.arange(len(examples))] = -1
        best = alike.max(axis=1)
        best[[row for row, other in refused if other == being]] = -1
        # Of one that has a name, only how well the name fits is asked.
        is_better = np.where(named, described.said == being, best > cosines)
        cosines[is_better], people[is_better] = best[is_better], being
    is_sure = named | (cosines >= SUGGESTED_COSINE)
    is_asked = ~is_sure & (cosines >= MAYBE_COSINE)
    once_in_a_photo(described.photo_ids, people, np.where(named, np.inf, cosines), is_sure, named)
    labels = np.full(count, ALONE)
    labels[~is_sure] = group_pets(vectors[~is_sure])
    labels = _without_singles(labels)
    return Roster(
        described.ids,
        np.where(is_sure, people, _lasting(labels, described)),
        np.where(is_asked & ~is_sure, people, ALONE),
        np.where(is_sure | is_asked, np.maximum(cosines, 0.0), 0.0).astype(np.float64),
        labels,
    )


def _without_singles(labels: IntArray) -> IntArray:
    sizes = np.bincount(labels[labels != ALONE], minlength=1)
    return np.where((labels != ALONE) & (sizes[np.maximum(labels, 0)] > 1), labels, ALONE)


def _evidence_of_group(descriptors: FloatArray, labels: IntArray) -> Evidence:
    """How much speaks for each face being of the group that it is in, itself left out."""
    _, groups, counts = np.unique(labels, return_inverse=True, return_counts=True)
    sums = np.zeros((len(counts), descriptors.shape[1]), np.float32)
    np.add.at(sums, groups, descriptors)
    others = sums[groups] - descriptors
    ones = np.ones(len(groups), np.int64)
    return evidence_of_one(descriptors, ones, others, counts[groups] - 1)


def _lasting(labels: IntArray, described: Described) -> IntArray:
    """For each face of a group: the group of before of which most are in it, each once, the largest part
    first; a number below ``ALONE`` for a new one."""
    groups = np.full(len(labels), ALONE)
    in_group = labels != ALONE
    if not in_group.any():
        return groups
    names: dict[int, int] = {}
    before = in_group & np.isin(described.beings, list(described.groups))
    pairs, counts = np.unique(
        np.column_stack([labels[before], described.beings[before]]), axis=0, return_counts=True
    )
    taken: set[int] = set()
    for place in np.argsort(-counts, kind="stable"):
        label, being = pairs[place].tolist()
        if label not in names and being not in taken:
            names[label] = being
            taken.add(being)
    for label in np.unique(labels[in_group]).tolist():
        names.setdefault(label, ALONE - 1 - len(names))
    groups[in_group] = [names[label] for label in labels[in_group].tolist()]
    return groups


@dataclass(frozen=True, slots=True, eq=False)
class _Looks:
    names: IntArray
    sums: FloatArray
    counts: IntArray


class Joining:
    """Lets single new faces join those who are known, within milliseconds, until a roster is made again.

    Args:
        described: everybody there was before.
    """

    def __init__(self, described: Described) -> None:
        placed = described.beings != ALONE
        placed &= ~unlike_all_others(described.descriptors, described.said, described.clear)
        keys, looks, counts = np.unique(
            np.column_stack([described.beings[placed], described.looks[placed]]),
            axis=0,
            return_inverse=True,
            return_counts=True,
        )
        sums = np.zeros((len(keys), described.descriptors.shape[1]), np.float32)
        np.add.at(sums, looks.reshape(-1), described.descriptors[placed])
        is_group = np.isin(keys[:, 0], list(described.groups))
        self._named = Gallery(_Looks(keys[~is_group, 0], sums[~is_group], counts[~is_group]))
        self._groups, self._sums, self._counts = keys[is_group], sums[is_group], counts[is_group]

    def place(self, descriptor: FloatArray, *, is_clear: bool, taken: set[int]) -> Placing:
        """Who a face is, in a photo in which those ``taken`` are already."""
        found = self._named.compare(descriptor[None])
        person, evidence = int(found.people[0]), float(found.evidence[0])
        certainty = Certainty(int(found.certainty[0]))
        if person in taken:
            certainty = Certainty.NO
        if certainty == Certainty.YES and is_clear:
            return Placing(person, None, evidence, ALONE)
        asked = person if certainty != Certainty.NO else None
        if len(self._groups) and is_clear:
            ones = np.ones(len(self._groups), np.int64)
            every = np.broadcast_to(descriptor, self._sums.shape)
            spoken = evidence_of_one(every, ones, self._sums, self._counts)
            left = spoken - needed_evidence(ones, self._counts)
            best = int(left.argmax())
            group, look = self._groups[best].tolist()
            if left[best] > 0 and group not in taken:
                return Placing(group, asked, float(spoken[best]), look)
        return Placing(None, asked, evidence if asked is not None else 0.0, ALONE)
