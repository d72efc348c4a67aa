"""Which photos of a list are seen while its stacks are folded."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """What is left of a list.

    Attributes:
        is_seen: (n,) which of its photos are.
        stacks: how many photos of the list lie in a stack, by the one of them that is seen; two at least.
    """

    is_seen: NDArray[np.bool_]
    stacks: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


def fold(photo_ids: NDArray[np.int64], stacked: NDArray[np.int64]) -> Folded:
    """Of each stack the first photo that is in the list is seen: whatever is in it, no stack is lost.

    Args:
        photo_ids: (n,) the list.
        stacked: (m, 2) photos and their stacks; those of one stack one after the other, its top first.
    """
    there = stacked[np.isin(stacked[:, 0], photo_ids)] if len(stacked) else stacked
    if not len(there):
        return Folded(np.ones(len(photo_ids), np.bool_))
    members, stacks = there[:, 0], there[:, 1]
    begins = np.append(True, stacks[1:] != stacks[:-1])
    starts = np.flatnonzero(begins)
    counts = np.diff(np.append(starts, len(members)))
    several = counts > 1
    seen = dict(zip(members[starts[several]].tolist(), counts[several].tolist(), strict=True))
    return Folded(~np.isin(photo_ids, members[~begins]), seen)
