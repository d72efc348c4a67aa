"""How far two pictures agree where one lies over the other, pixel by pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from photoorg.albums.duplicates.overlay import Overlay

_BLOCK_PX = 16
# So much of a block has to be known.
_KNOWN_SHARE = 0.75
# Of 255; less is noise and traces of compression.
_TEXTURE = 4.0
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the blocks in which there is something to see on one picture or the other.

    Attributes:
        alike: share (0..1) of those whose pixels rise and fall together.
        typical: correlation (-1..1) of the pixels in the middlemost one.
        blocks: how many there are.
    """

    alike: float
    typical: float
    blocks: int


def agreement(overlay: Overlay) -> Agreement:
    """How far they agree, at the size of the coarser one."""
    frame, moved, known = overlay.warped()
    known = _blocks(known)
    compared = known.mean(axis=1) >= _KNOWN_SHARE
    weights = known[compared].astype(np.float32)
    one, other = (_centred(_blocks(pixels)[compared], weights) for pixels in (frame, moved))
    counts = weights.sum(axis=1)
    spread, others = (np.sqrt((block**2).sum(axis=1) / counts) for block in (one, other))
    shows = (spread > _TEXTURE) | (others > _TEXTURE)
    if not shows.any():
        return Agreement(0.0, 0.0, 0)
    together = ((one * other).sum(axis=1) / counts)[shows]
    correlations = together / np.maximum((spread * others)[shows], 1e-6)
    return Agreement(float((correlations > _ALIKE).mean()), float(np.median(correlations)), int(shows.sum()))


def _centred(blocks: npt.NDArray[np.float32], weights: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    means = (blocks * weights).sum(axis=1, keepdims=True) / weights.sum(axis=1, keepdims=True)
    return np.asarray((blocks - means) * weights)


def _blocks(pixels: npt.NDArray[Any]) -> npt.NDArray[Any]:
    rows, columns = (side // _BLOCK_PX for side in pixels.shape)
    cut = pixels[: rows * _BLOCK_PX, : columns * _BLOCK_PX]
    blocks = cut.reshape(rows, _BLOCK_PX, columns, _BLOCK_PX).swapaxes(1, 2)
    return blocks.reshape(rows * columns, _BLOCK_PX**2)
