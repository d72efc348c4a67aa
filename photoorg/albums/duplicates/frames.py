"""Whether a picture has a frame: on a screenshot, on a print, around what was sent.

Stricter than what :mod:`.sketch` trims, which costs nothing where it is wrong: here a photo of a dark sky
must not pass for a framed one, or a part of it would be kept in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL import Image

# Of 255. A compressed frame is hardly less even; a sky is never so.
_EVEN = 5
# So much of a row of the frame has its colour, beside what is written there; and of the first one within.
_FRAME_SHARE, _WITHIN_SHARE = 0.65, 0.4
# So many rows, blurred by scaling, may lie between.
_BLURRED = 2
_ROWS_WITHIN = 3
# Both sides together, and each, as parts of the whole.
_LEAST_FRAME, _LEAST_SIDE = 0.05, 0.01


def has_frame(thumbnail: Image.Image) -> bool:
    """Whether there is one at opposite sides, of one even colour, that ends all at once."""
    grey = np.asarray(thumbnail.convert("L"), np.int16)
    return _is_framed(grey) or _is_framed(grey.T)


def _is_framed(rows: npt.NDArray[np.int16]) -> bool:
    """Above and below."""
    first, last = float(np.median(rows[0])), float(np.median(rows[-1]))
    if abs(first - last) > _EVEN:
        return False
    shares = (np.abs(rows - (first + last) / 2) <= _EVEN).mean(axis=1)
    above, below = _depth(shares), _depth(shares[::-1])
    count = len(rows)
    return min(above, below) >= _LEAST_SIDE * count and above + below >= _LEAST_FRAME * count


def _depth(shares: npt.NDArray[np.float64]) -> int:
    """Rows of the frame, from the edge; 0 where it ends bit by bit."""
    inside = np.flatnonzero(shares < _FRAME_SHARE)
    depth = int(inside[0]) if len(inside) else 0
    within = shares[depth + _BLURRED : depth + _BLURRED + _ROWS_WITHIN]
    return depth if len(within) and within.mean() <= _WITHIN_SHARE else 0
