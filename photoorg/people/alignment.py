"""Crops of faces in which eyes and mouth are always at the same place, as the describing network knows
them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    FloatArray = npt.NDArray[np.float64]

# Where dlib's own alignment puts what MTCNN calls eyes, nose and corners of the mouth, in a crop of 150 px:
# medians, made symmetric.
_PLACES_PX = np.array([[47.8, 45.9], [102.2, 45.9], [75.0, 78.4], [52.0, 105.1], [98.0, 105.1]])


def crop_to_picture(landmarks: npt.NDArray[np.float32]) -> FloatArray:
    """The turn, scale and shift (2, 3) that bring places in the crop nearest to landmarks (5, 2), in pixels.

    Least squares over similarity transforms (Umeyama 1991), which in the plane are products of complex
    numbers.
    """
    crop, picture = (
        points[:, 0] + 1j * points[:, 1] for points in (_PLACES_PX, landmarks.astype(np.float64))
    )
    offsets = crop - crop.mean()
    factor = np.vdot(offsets, picture - picture.mean()) / np.vdot(offsets, offsets).real
    shift = picture.mean() - factor * crop.mean()
    return np.array([[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag]])
