"""The large shapes of a picture in a few numbers, by which copies are looked for.

A sketch knows nothing of colours and details, and the sketch of a picture that was turned or mirrored is made
of the same numbers. It is the perceptual hash of Zauner (2010), but numbers instead of bits: these tell much
more apart, and a vector index finds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.fft import dctn

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray

_WAVES = 8
SKETCH_SIZE = _WAVES**2
TURNS = 8
_PIXELS = 32
_TRIMMED_AT_PX = 160
# A row belongs to a frame if fewer of its pixels are of another colour than that of the edges, compared with
# the fullest row; what is left is a picture if it is so large a part of both sides.
_FULL_SHARE = 0.3
_LEAST_SHARE = 0.2
# How much of the edge has to be of one colour, and how much that may differ, of 255.
_PLAIN_SHARE = 0.35
_PLAIN = 8
_EMPTY = 1e-3


def sketches(picture: Image.Image) -> FloatArray:
    """(1 or 2, ``SKETCH_SIZE``) float32 of unit length: of the picture and, where it has a frame of one
    colour (as on a screenshot), of what is within. A picture of one colour alone has a sketch of zeros."""
    grey = picture.convert("L")
    longer = max(grey.size)
    if longer > _TRIMMED_AT_PX:
        size = [max(1, round(side * _TRIMMED_AT_PX / longer)) for side in grey.size]
        grey = grey.resize((size[0], size[1]), Image.Resampling.BOX)
    box = _within_frame(np.asarray(grey))
    found = [_sketch(grey)]
    if box is not None:
        found.append(_sketch(grey.crop(box)))
    return np.stack(found)


def turned_sketches(sketches: FloatArray) -> FloatArray:
    """(``TURNS``, n, ``SKETCH_SIZE``): those of the pictures mirrored and turned by quarters, themselves
    first."""
    waves = sketches.reshape(-1, _WAVES, _WAVES)
    # Mirroring turns the sign of odd waves.
    signs = np.where(np.arange(_WAVES) % 2, -1, 1).astype(np.float32)
    turned = [
        way * (signs if across else 1) * (signs[:, None] if down else 1)
        for way in (waves, waves.swapaxes(1, 2))
        for across in (False, True)
        for down in (False, True)
    ]
    return np.stack(turned).reshape(TURNS, -1, SKETCH_SIZE)


def _sketch(grey: Image.Image) -> FloatArray:
    small = grey.resize((_PIXELS, _PIXELS), Image.Resampling.BOX)
    waves = dctn(np.asarray(small, np.float32), norm="ortho")[:_WAVES, :_WAVES]
    waves[0, 0] = 0  # brightness
    # As they are, the two or three largest would say it all.
    evened = np.sign(waves) * np.sqrt(np.abs(waves))
    length = np.linalg.norm(evened)
    unit = evened / length if length > _EMPTY else np.zeros_like(evened)
    return np.asarray(unit.ravel(), np.float32)


def _within_frame(grey: npt.NDArray[np.uint8]) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what a frame of one colour encloses, whatever is written on it."""
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    plain = np.bincount(edge, minlength=256).argmax()
    is_plain = np.abs(edge.astype(np.int16) - plain) <= _PLAIN
    if is_plain.mean() < _PLAIN_SHARE:
        return None
    other = np.abs(grey.astype(np.int16) - plain) > _PLAIN
    top, bottom = _fullest_run(other.mean(axis=1))
    left, right = _fullest_run(other[top:bottom].mean(axis=0))
    height, width = grey.shape
    if bottom - top < _LEAST_SHARE * height or right - left < _LEAST_SHARE * width:
        return None
    return None if (bottom - top, right - left) == grey.shape else (left, top, right, bottom)


def _fullest_run(shares: npt.NDArray[np.floating]) -> tuple[int, int]:
    """The longest run of rows that are full enough."""
    full = np.concatenate([[False], shares >= _FULL_SHARE * shares.max(initial=0), [False]])
    changes = np.flatnonzero(full[1:] != full[:-1])
    starts, ends = changes[::2], changes[1::2]
    longest = int((ends - starts).argmax())
    return int(starts[longest]), int(ends[longest])
