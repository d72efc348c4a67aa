"""The groups that follow from what was compared and from what the user said, for the photos that are seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.duplicates.copies import grouped
from photoorg.albums.duplicates.copy_search import certain_times, moment_in
from photoorg.albums.duplicates.exact_copies import exact_copies
from photoorg.albums.duplicates.groups import GroupKind
from photoorg.albums.duplicates.series import series_group

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from photoorg.albums.duplicates.groups import PhotoGroup
    from photoorg.albums.duplicates.memory import CopyMemory
    from photoorg.library.copies import CopyStore, CopyVerdict, KnownPicture


def known_groups(store: CopyStore, memory: CopyMemory) -> list[PhotoGroup]:
    """All groups of two photos, or files, and more that the user has not settled: exact copies, copies,
    bursts, similar shots, each kind by its lowest id.

    Copies of one shot count as one where series are concerned, and no photo is in two series.
    """
    settled = Settled(store.verdicts())
    copies = grouped(memory.links_ids, memory.links, is_apart=settled.is_apart)
    series_ids = [ids for found in memory.series.values() for ids in found]
    files = store.in_several_files()
    exact_ids = {*files, *store.of_one_picture()}
    mentioned = {id_ for group in copies for id_ in group.photo_ids}
    mentioned |= {id_ for ids in series_ids for id_ in ids} | exact_ids
    pictures = {known.id: known for known in store.pictures(sorted(mentioned))}
    # Once more, with what is known of their moments.
    copies = grouped(
        memory.links_ids,
        memory.links,
        lambda id_: moment_in(pictures, id_),
        is_apart=settled.is_apart,
        is_framed=memory.is_framed,
    )
    exact = exact_copies((pictures[id_] for id_ in sorted(exact_ids) if id_ in pictures), files)
    stand_ins: dict[int, int] = {}
    seen: list[PhotoGroup] = []
    for group in copies:
        if group.kind is GroupKind.COPIES and (left := _left(group, pictures)) is not None:
            seen.append(left)
            stand_ins |= dict.fromkeys(left.photo_ids, left.photo_ids[0])
    shots = _series(series_ids, pictures, stand_ins)
    in_series = {id_ for group in shots for id_ in group.photo_ids}
    scenes = [group for group in copies if group.kind is GroupKind.SIMILAR]
    for group in scenes:
        ids = {stand_ins.get(id_, id_) for id_ in group.photo_ids if id_ in pictures} - in_series
        if len(ids) > 1:
            shots.append(replace(group, photo_ids=tuple(sorted(ids))))
    order = list(GroupKind)
    found = [group for group in (*exact, *seen, *shots) if not settled.covers(group.photo_ids)]
    return sorted(found, key=lambda group: (order.index(group.kind), group.photo_ids[0]))


class Settled:
    """What the user said."""

    def __init__(self, verdicts: Iterable[CopyVerdict]) -> None:
        self._about: dict[int, set[int]] = {}
        self._apart: set[int] = set()
        self._sizes: dict[int, int] = {}
        for number, verdict in enumerate(verdicts):
            self._sizes[number] = len(verdict.photo_ids)
            if not verdict.are_copies:
                self._apart.add(number)
            for photo_id in verdict.photo_ids:
                self._about.setdefault(photo_id, set()).add(number)

    def is_apart(self, one: int, other: int) -> bool:
        """Whether two photos are no copies of each other."""
        shared = self._about.get(one, set()) & self._about.get(other, set())
        return not shared.isdisjoint(self._apart)

    def covers(self, photo_ids: Collection[int]) -> bool:
        """Whether all of these were spoken of together. Of one photo: whether it alone was."""
        numbers = [self._about.get(photo_id) for photo_id in photo_ids]
        if not all(numbers):
            return False
        shared = set.intersection(*(found for found in numbers if found))
        if len(photo_ids) == 1:
            return any(self._sizes[number] == 1 for number in shared)
        return bool(shared)


def _left(group: PhotoGroup, pictures: Mapping[int, KnownPicture]) -> PhotoGroup | None:
    """What is seen of a group; None for nothing that is worth a word."""
    ids = tuple(id_ for id_ in group.photo_ids if id_ in pictures)
    return replace(group, photo_ids=ids) if len(ids) > 1 else None


def _series(
    found: Iterable[tuple[int, ...]], pictures: Mapping[int, KnownPicture], stand_ins: Mapping[int, int]
) -> list[PhotoGroup]:
    groups = []
    for ids in found:
        left = sorted({stand_ins.get(id_, id_) for id_ in ids if id_ in pictures})
        known = [pictures[id_] for id_ in left if id_ in pictures]
        taken_s = certain_times(known)
        dated = [(photo, moment) for photo, moment in zip(known, taken_s, strict=True) if moment == moment]
        if len(dated) > 1:
            dated_ids = np.array([photo.id for photo, _ in dated], np.int64)
            groups.append(series_group(dated_ids, np.array([moment for _, moment in dated], np.float64)))
    return groups
