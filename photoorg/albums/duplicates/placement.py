"""Where a place in a copy lies in the photo that it is a copy of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.duplicates.alignment import align
from photoorg.library.beings.records import Box

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.albums.duplicates.local_features import LocalFeatures

# So much of a place has to be in the photo.
_LEAST_SHARE = 0.6


def placement(photo: LocalFeatures, copy: LocalFeatures) -> Callable[[Box], Box | None] | None:
    """Maps boxes of the copy, in shares of its sides, to boxes of the photo: None for those that it does not
    show. None at all where the pictures cannot be laid over each other."""
    alignment = align(photo, copy)
    if alignment is None:
        return None
    from_size = np.array(copy.grey.shape[::-1], np.float32)
    to_size = np.array(photo.grey.shape[::-1], np.float32)

    def mapped(box: Box) -> Box | None:
        right, bottom = box.left + box.width, box.top + box.height
        corners = np.array(
            [(box.left, box.top), (right, box.top), (box.left, bottom), (right, bottom)], np.float32
        )
        there = (alignment.apply(corners * from_size - 0.5) + 0.5) / to_size
        low, high = there.min(axis=0), there.max(axis=0)
        inside_low, inside_high = np.clip(low, 0, 1), np.clip(high, 0, 1)
        size, inside = high - low, inside_high - inside_low
        if inside.prod() <= 0 or inside.prod() < _LEAST_SHARE * size.prod():
            return None
        found = Box(*inside_low.tolist(), *inside.tolist())
        return found if found.is_within else None

    return mapped
