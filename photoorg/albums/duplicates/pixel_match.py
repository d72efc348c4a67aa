"""Whether two pictures are of one photo, by their pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.duplicates.agreement import agreement
from photoorg.albums.duplicates.alignment import align
from photoorg.albums.duplicates.overlay import Overlay

if TYPE_CHECKING:
    from photoorg.albums.duplicates.agreement import Agreement
    from photoorg.albums.duplicates.local_features import LocalFeatures

# Corners in common: of copies there are 16 and more, of photos of different things hardly ever 10. Two people
# before one wall have some, too.
_LEAST_INLIERS = 10
_SCENE_INLIERS = 25
_LEAST_BLOCKS = 8
# A copy is all of a photo or lies within it, but for an error of measurement, as a part of the longer side.
# Of two shots by hand, each shows what the other does not.
_MOST_ESCAPE = 0.003
_ROUGH_ESCAPE = 0.03
# Copies agree well everywhere, as far as compression lets, or very well but for what was written over them.
_EVERYWHERE, _WELL = 0.8, 0.86
_MOSTLY, _VERY_WELL = 0.55, 0.93
# A copy that has less of the larger picture was cut from it.
_WHOLE = 0.95


@dataclass(frozen=True, slots=True)
class PixelMatch:
    """Two pictures of one scene.

    Attributes:
        is_copy: they are of one shot; the rest is meaningless else.
        is_mirrored: one is the mirror image of the other.
        is_turned: one lies on its side, or upside down.
        is_cut: one shows a part of the other, or has a frame.
    """

    is_copy: bool
    is_mirrored: bool = False
    is_turned: bool = False
    is_cut: bool = False


def pixel_match(one: LocalFeatures, other: LocalFeatures) -> PixelMatch | None:
    """What two pictures have to do with each other; None where they show nothing in common."""
    alignment = align(one, other)
    if alignment is None or alignment.inliers < _LEAST_INLIERS:
        return None
    overlay = Overlay.of(one, other, alignment)
    if overlay is not None and overlay.escape <= _ROUGH_ESCAPE:
        overlay = overlay.refined()
        if overlay.escape <= _MOST_ESCAPE and _is_copy(agreement(overlay)):
            across = overlay.linear[:, 0]
            return PixelMatch(
                is_copy=True,
                is_mirrored=bool(np.linalg.det(overlay.linear) < 0),
                is_turned=bool(overlay.linear[1, 1] < abs(across[1])),
                is_cut=overlay.covered() < _WHOLE,
            )
    return PixelMatch(is_copy=False) if alignment.inliers >= _SCENE_INLIERS else None


def _is_copy(found: Agreement) -> bool:
    if found.blocks < _LEAST_BLOCKS:
        return False
    everywhere = found.alike >= _EVERYWHERE and found.typical >= _WELL
    return everywhere or (found.alike >= _MOSTLY and found.typical >= _VERY_WELL)
