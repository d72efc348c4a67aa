"""One picture laid over another: the coarser one stays as it is, the other is moved onto it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.ndimage import gaussian_filter, minimum_filter

if TYPE_CHECKING:
    from photoorg.albums.duplicates.alignment import Alignment
    from photoorg.albums.duplicates.local_features import GreyPixels, LocalFeatures
    from photoorg.index.vector_index import FloatArray

    BoolArray = npt.NDArray[np.bool_]
    PointArray = npt.NDArray[np.float64]

_BLUR_PX = 1.0
# Where one picture is as bright as can be, and the other only bright, nothing is known.
_BRIGHTEST, _BRIGHT = 252, 160
# Blurred as much, the pictures are brought together step by step.
_STEP_BLURS_PX = (3.0, 2.0, 1.0, 1.0, 1.0)
_EVERY_PX = 2
_OUTLIER = 3.0
_LEAST_PIXELS = 200
# A step further than this (in pixels, at the corners) has lost its way.
_FURTHEST_PX = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """Attributes:
    frame, moved: the pixels of the coarser picture, and of the other.
    linear, offset: (2, 2) and (2,): ``point @ linear.T + offset`` is where a point of ``frame`` lies in
        ``moved``; points are x and y, pixel centres being whole numbers.
    """

    frame: GreyPixels
    moved: GreyPixels
    linear: PointArray
    offset: PointArray

    @classmethod
    def of(cls, one: LocalFeatures, other: LocalFeatures, alignment: Alignment) -> Overlay | None:
        """``alignment`` takes ``other`` into ``one``. None where it takes all to a line."""
        linear, offset = alignment.linear.astype(np.float64), alignment.offset.astype(np.float64)
        size = abs(float(np.linalg.det(linear)))
        if size < 1e-3:
            return None
        if size > 1:
            return cls(other.grey, one.grey, linear, offset)
        inverse = np.linalg.inv(linear)
        return cls(one.grey, other.grey, np.asarray(inverse, np.float64), -inverse @ offset)

    @property
    def escape(self) -> float:
        """How far that one of both that sticks out less does so, as a part of the frame's longer side; less
        than nothing where it lies within the other."""
        inverse: PointArray = np.asarray(np.linalg.inv(self.linear), np.float64)
        there = _furthest_out(self.frame, self.moved, self.linear, self.offset)
        here = _furthest_out(self.moved, self.frame, inverse, -inverse @ self.offset)
        scale = np.sqrt(abs(np.linalg.det(self.linear)))
        return float(min(there / scale, here) / max(self.frame.shape))

    def warped(self, blur_px: float = _BLUR_PX) -> tuple[FloatArray, FloatArray, BoolArray]:
        """The frame and what was moved onto it, both (height, width) and a little blurred; and where both are
        known."""
        scale = 1 / np.sqrt(abs(np.linalg.det(self.linear)))
        picture = Image.fromarray(self.moved)
        size = [max(1, round(side * scale)) for side in picture.size]
        reduced = picture.resize((size[0], size[1]), Image.Resampling.BOX)
        factor = np.array(reduced.size) / picture.size
        # Pillow counts from the corners of pixels, not from their middles.
        matrix = self.linear * factor[:, None]
        start = (self.offset + 0.5) * factor - matrix @ np.array([0.5, 0.5])
        data = (matrix[0, 0], matrix[0, 1], start[0], matrix[1, 0], matrix[1, 1], start[1])
        shape = (self.frame.shape[1], self.frame.shape[0])
        moved = np.asarray(reduced.transform(shape, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR))
        everywhere = Image.new("L", reduced.size, 255)
        inside = np.asarray(everywhere.transform(shape, Image.Transform.AFFINE, data)) > 0
        # What is blurred into the edge of the overlap should not differ there by itself.
        moved = np.where(inside, moved, self.frame)
        inside = minimum_filter(inside, 2 * ceil(blur_px) + 1)
        known = inside & ~(_is_burnt(self.frame, moved) | _is_burnt(moved, self.frame))
        return _blurred(self.frame, blur_px), _blurred(moved, blur_px), known

    def covered(self) -> float:
        """Share (0..1) of the larger picture's content that is on both."""
        height, width = self.frame.shape
        area = abs(float(np.linalg.det(self.linear))) * height * width
        return float(min(area / self.moved.size, self.moved.size / area))

    def refined(self) -> Overlay:
        """Where the pixels agree best, to a small part of a pixel (Lucas and Kanade 1981, with brightness and
        contrast unknown, and what does not fit left out)."""
        overlay = self
        for blur_px in _STEP_BLURS_PX:
            step = _step(*overlay.warped(blur_px))
            if step is None:
                return overlay
            linear, offset = step
            overlay = replace(
                overlay,
                linear=overlay.linear @ linear,
                offset=overlay.linear @ offset + overlay.offset,
            )
        return overlay


def _furthest_out(moved: GreyPixels, frame: GreyPixels, linear: PointArray, offset: PointArray) -> float:
    """Pixels by which the corners of ``moved`` lie outside of ``frame``."""
    height, width = moved.shape
    corners = np.array([[-0.5, -0.5], [width - 0.5, -0.5], [-0.5, height - 0.5], [width - 0.5, height - 0.5]])
    placed = corners @ linear.T + offset
    ends = np.array(frame.shape[::-1]) - 0.5
    return float(np.maximum(-0.5 - placed, placed - ends).max())


def _is_burnt(pixels: GreyPixels, others: GreyPixels) -> BoolArray:
    return (pixels >= _BRIGHTEST) & (others >= _BRIGHT) & (others < _BRIGHTEST)


def _blurred(pixels: GreyPixels, blur_px: float) -> FloatArray:
    return np.asarray(gaussian_filter(pixels.astype(np.float32), blur_px))


def _step(frame: FloatArray, warped: FloatArray, known: BoolArray) -> tuple[PointArray, PointArray] | None:
    """How points of the frame have to move for both to agree better; None where too little is known."""
    down: FloatArray = np.asarray(np.gradient(warped, axis=0))
    across: FloatArray = np.asarray(np.gradient(warped, axis=1))
    rows, columns = np.nonzero(known[::_EVERY_PX, ::_EVERY_PX])
    if len(rows) < _LEAST_PIXELS:
        return None
    rows, columns = rows * _EVERY_PX, columns * _EVERY_PX
    height, width = frame.shape
    size = max(height, width)
    x, y = (columns - width / 2) / size, (rows - height / 2) / size
    gx, gy, value = across[rows, columns], down[rows, columns], warped[rows, columns]
    equations = np.column_stack([gx * x, gx * y, gx, gy * x, gy * y, gy, value, np.ones(len(value))])
    wanted = frame[rows, columns]
    # What was written over a picture must not pull at it from the start.
    missed = np.abs(_evened(wanted) - _evened(value)) * np.median(np.abs(wanted - np.median(wanted)))
    for _ in range(2):
        kept = missed <= _OUTLIER * max(float(np.median(missed)), 1.0)
        part = equations[kept]
        try:
            found = np.linalg.solve(part.T @ part, part.T @ wanted[kept])
        except np.linalg.LinAlgError:
            return None
        missed = np.asarray(np.abs(wanted - equations @ found))
    *moves, contrast, _ = found.tolist()
    if abs(contrast) < 1e-2:
        return None
    shear = np.array(moves).reshape(2, 3) / contrast
    if np.abs(shear[:, 2]).max() + np.abs(shear[:, :2]).max() > _FURTHEST_PX:
        return None
    # From shares of the frame about its middle to pixels.
    linear = np.eye(2) + shear[:, :2] / size
    return linear, shear[:, 2] - shear[:, :2] @ (np.array([width, height]) / 2 / size)


def _evened(values: FloatArray) -> FloatArray:
    """Of median 0 and median distance 1 from it."""
    centred = values - np.median(values)
    return np.asarray(centred / max(float(np.median(np.abs(centred))), 1.0))
