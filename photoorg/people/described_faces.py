"""From what a detector found, and a network said of it, to faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photoorg.people.alignment import crop_to_picture
from photoorg.people.faces import Face

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from photoorg.people.faces import FloatArray, Pixels
    from photoorg.people.picture_pyramid import PicturePyramid
    from photoorg.people.turned_pictures import TurnedPicture

    # Descriptors, of unit length, of faces of which the landmarks (n, 5, 2) are known, in pixels.
    Describe = Callable[[PicturePyramid, npt.NDArray[np.float32]], FloatArray]

SHARPNESS_CROP_PX = 150
_FACES_AT_ONCE = 32
# Red, green and blue make the brightness that eyes see (ITU-R BT.601).
_BRIGHTNESS = np.array([0.299, 0.587, 0.114], np.float32)


def described_faces(turned: TurnedPicture, describe: Describe, analyzer: str) -> tuple[Face, ...]:
    """All finds as faces in the picture as it was, best first; ``analyzer`` is the key of who asks."""
    finds = turned.finds
    faces = []
    for start in range(0, len(finds.boxes), _FACES_AT_ONCE):
        part = slice(start, start + _FACES_AT_ONCE)
        descriptors = describe(turned.picture, finds.landmarks[part])
        for box, score, points, descriptor in zip(
            finds.boxes[part], finds.scores[part], finds.landmarks[part], descriptors, strict=True
        ):
            face = _face(turned.picture, box, float(score), points, descriptor, analyzer)
            faces.append(turned.turned_back(face))
    return tuple(faces)


def unit(vectors: npt.NDArray[np.floating]) -> FloatArray:
    """Vectors (n, dimension) made as long as 1; what has no length stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def _face(
    picture: PicturePyramid,
    box: FloatArray,
    score: float,
    points: FloatArray,
    descriptor: FloatArray,
    analyzer: str,
) -> Face:
    size = np.array([picture.width, picture.height], np.float32)
    corners = np.clip(box.reshape(2, 2), 0, size)
    left, top = (corners[0] / size).tolist()
    width, height = ((corners[1] - corners[0]) / size).tolist()
    return Face(
        left=left,
        top=top,
        width=width,
        height=height,
        score=score,
        landmarks=points / size,
        descriptor=descriptor,
        height_px=float(corners[1, 1] - corners[0, 1]),
        sharpness=_sharpness(picture.warped(crop_to_picture(points), SHARPNESS_CROP_PX)),
        analyzer=analyzer,
    )


def _sharpness(crop: Pixels) -> float:
    grey = crop @ _BRIGHTNESS
    around = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    return float(np.var(around - 4 * grey[1:-1, 1:-1]))
