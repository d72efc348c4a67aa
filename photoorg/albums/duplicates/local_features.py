"""Small patches around corners: how a picture is known again after it was cropped, framed or turned.

Copies are turned by quarters and mirrored, but hardly by other angles. So patches are upright, and the eight
ways to turn a picture are orders of the same numbers. Scales are those of a pyramid.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.ndimage import gaussian_filter, maximum_filter, sobel, uniform_filter

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray, IdArray

    GreyPixels = npt.NDArray[np.uint8]

# The longer side of the largest picture of the pyramid, and by how much each is smaller than the one before.
SIDE_PX = 320
# Smaller ones are enlarged, so that they meet the last pictures of others' pyramids.
_LEAST_SIDE_PX = 160
LEVEL_STEP = 1.25
_LEVELS = 6
# Of the largest picture; the others have fewer, by their area.
_MOST_CORNERS = 80
_LEAST_CORNERS = 30
_CORNERS_APART_PX = 7
# Corners count by how they stand out in their surroundings, so that a caption does not take all of them.
_SURROUNDINGS_PX = 41
_LEAST_CORNER = 1.0
_PATCH_BLUR_PX = 1.2
_SAMPLES = np.arange(-7, 8, 2)
PATCH_SIZE = len(_SAMPLES) ** 2
_MARGIN_PX = 8
# How points (x, y) move when a picture is mirrored and turned; also, how the samples of a patch do.
TURNS: FloatArray = np.array(
    [
        np.linalg.matrix_power([[0, -1], [1, 0]], quarters) @ np.diag([mirrored, 1])
        for mirrored in (1, -1)
        for quarters in range(4)
    ],
    np.float32,
)


@dataclass(frozen=True, slots=True, eq=False)
class LocalFeatures:
    """What is compared of one picture.

    Attributes:
        grey: (height, width) uint8, the longer side at most ``SIDE_PX``.
        points: (n, 2) float32, x and y in pixels of ``grey``, pixel centres being whole numbers.
        scales: (n,) float32, how many pixels of ``grey`` one of the picture is wide that the patch is from.
        patches: (n, ``PATCH_SIZE``) float32, of mean 0 and unit length.
    """

    grey: GreyPixels
    points: FloatArray
    scales: FloatArray
    patches: FloatArray


def local_features(picture: Image.Image) -> LocalFeatures:
    """Features of an upright picture of any mode and size; none where it has no corners."""
    grey = picture.convert("L")
    grey.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.BOX)
    if max(grey.size) < _LEAST_SIDE_PX:
        factor = _LEAST_SIDE_PX / max(grey.size)
        grey = grey.resize((ceil(grey.width * factor), ceil(grey.height * factor)), Image.Resampling.BICUBIC)
    points, scales, patches = [], [], []
    for level in range(_LEVELS):
        size = [round(side / LEVEL_STEP**level) for side in grey.size]
        if min(size) <= 3 * _MARGIN_PX:
            break
        smaller = grey if level == 0 else grey.resize((size[0], size[1]), Image.Resampling.BOX)
        pixels = np.asarray(smaller, np.float32)
        wanted = max(_LEAST_CORNERS, round(_MOST_CORNERS / LEVEL_STEP ** (2 * level)))
        corners = _corners(pixels, wanted)
        scale = np.array(grey.size, np.float32) / smaller.size
        points.append((corners + 0.5) * scale - 0.5)
        scales.append(np.full(len(corners), scale.mean(), np.float32))
        patches.append(_patches(pixels, corners))
    if not points:
        nothing = np.empty((0, 2), np.float32)
        return LocalFeatures(np.asarray(grey), nothing, nothing[:, 0], np.empty((0, PATCH_SIZE), np.float32))
    return LocalFeatures(
        np.asarray(grey),
        np.concatenate(points).astype(np.float32),
        np.concatenate(scales),
        np.concatenate(patches),
    )


def turned_patches(patches: FloatArray, turn: int) -> FloatArray:
    """The patches (n, ``PATCH_SIZE``) of the picture turned as ``TURNS[turn]`` says."""
    return patches[:, _ORDERS[turn]]


def _corners(pixels: FloatArray, most: int) -> IdArray:
    """(n, 2), x and y of the clearest ones (Shi and Tomasi 1994)."""
    across, down = sobel(pixels, axis=1), sobel(pixels, axis=0)
    xx, yy, xy = (gaussian_filter(product, 1.5) for product in (across**2, down**2, across * down))
    weaker = (xx + yy) / 2 - np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    weaker /= uniform_filter(weaker, _SURROUNDINGS_PX) + _LEAST_CORNER
    is_corner = weaker == maximum_filter(weaker, _CORNERS_APART_PX)
    inside = np.zeros_like(is_corner)
    inside[_MARGIN_PX:-_MARGIN_PX, _MARGIN_PX:-_MARGIN_PX] = True
    rows, columns = np.nonzero(is_corner & inside & (weaker > 0))
    chosen = np.argsort(-weaker[rows, columns], kind="stable")[:most]
    return np.column_stack([columns[chosen], rows[chosen]])


def _patches(pixels: FloatArray, corners: IdArray) -> FloatArray:
    blurred = gaussian_filter(pixels, _PATCH_BLUR_PX)
    rows = corners[:, 1, None, None] + _SAMPLES[:, None]
    columns = corners[:, 0, None, None] + _SAMPLES[None, :]
    patches = blurred[rows, columns].reshape(-1, PATCH_SIZE)
    patches -= patches.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(patches, axis=1, keepdims=True)
    return np.asarray(patches / np.maximum(lengths, 1e-6), np.float32)


def _orders() -> IdArray:
    grid = np.stack(np.meshgrid(_SAMPLES, _SAMPLES), axis=-1).reshape(-1, 2)
    order = []
    for turn in TURNS:
        came_from = np.rint(grid @ turn).astype(int)  # the inverse of a turn is its transpose
        order.append((came_from[:, 1] + 7) // 2 * len(_SAMPLES) + (came_from[:, 0] + 7) // 2)
    return np.array(order)


_ORDERS = _orders()
