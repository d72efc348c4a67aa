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


# Where ArcFace and those after it, SFace among them, want them in a crop of 112 px (Deng et al. 2019).
_ARCFACE_PLACES_PX = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)

_HALF_PIXEL = 0.5 + 0.5j


def crop_to_picture(landmarks: npt.NDArray[np.float32]) -> FloatArray:
    """The turn, scale and shift (2, 3) that bring places in the crop nearest to landmarks (5, 2), in pixels.

    Least squares over similarity transforms (Umeyama 1991), which in the plane are products of complex
    numbers.
    """
    factor, shift = _similarity(_complex(_PLACES_PX), _complex(landmarks))
    return _matrix(factor, shift)


def arcface_crop_to_picture(landmarks: npt.NDArray[np.float32]) -> FloatArray:
    """As :func:`crop_to_picture`, for crops of 112 px: undoes what brings landmarks nearest to places in the
    crop, as OpenCV does it, where whole numbers are the middle of pixels."""
    factor, shift = _similarity(_complex(landmarks), _complex(_ARCFACE_PLACES_PX))
    # All landmarks at one place are of no face.
    factor = factor or 1.0
    return _matrix(1 / factor, _HALF_PIXEL - (shift + _HALF_PIXEL) / factor)


def _similarity(
    points: npt.NDArray[np.complex128], targets: npt.NDArray[np.complex128]
) -> tuple[complex, complex]:
    offsets = points - points.mean()
    factor = np.vdot(offsets, targets - targets.mean()) / (np.vdot(offsets, offsets).real or 1.0)
    return complex(factor), complex(targets.mean() - factor * points.mean())


def _complex(points: npt.NDArray[np.floating]) -> npt.NDArray[np.complex128]:
    points = points.astype(np.float64)
    return points[:, 0] + 1j * points[:, 1]


def _matrix(factor: complex, shift: complex) -> FloatArray:
    return np.array([[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag]])
