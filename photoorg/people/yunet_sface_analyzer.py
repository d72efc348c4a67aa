"""A face analyzer that is downloaded: YuNet finds, SFace describes, OpenVINO runs both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import ModelUnavailable
from photoorg.people.alignment import arcface_crop_to_picture
from photoorg.people.analyzer_name import AnalyzerName
from photoorg.people.described_faces import described_faces, unit
from photoorg.people.faces import CLEAR_SCORE
from photoorg.people.mtcnn import Finds
from photoorg.people.sface import CROP_PX, DIMENSION, Sface
from photoorg.people.turned_pictures import find_in_any_turn
from photoorg.people.yunet import Yunet
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.people.faces import Face, FloatArray, Pixels
    from photoorg.people.picture_pyramid import PicturePyramid

_LEAST_SCORE = 0.7


class YunetSfaceAnalyzer:
    """Fulfils :class:`~photoorg.people.faces.FaceAnalyzer`.

    A descriptor is the average of what SFace says of the crop and of its mirror image. Scores lie halfway
    between YuNet's and 1, so that 0.9, from which on OpenCV's examples believe it, is 0.95, as for a clear
    face. How well the numbers that were chosen for the embedded analyzer suit this one was not measured.
    """

    key = "yunet-sface/1"
    dimension = DIMENSION

    def __init__(self, detector: Path, describer: Path, threads: int | None = None) -> None:
        """Loads the networks, some tenths of a second.

        Args:
            detector, describer: ONNX files of YuNet and SFace, see ``encoders.face_models``.
            threads: of the processor; None leaves OpenVINO's own choice.

        Raises ModelUnavailable.
        """
        try:
            self._detector = Yunet(detector, threads)
            self._network = Sface(describer, threads)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelUnavailable(
                Sentence("{name} cannot be loaded: {fault}.", name=AnalyzerName.YUNET_SFACE, fault=error)
            ) from error

    def analyze(self, pixels: Pixels) -> tuple[Face, ...]:
        """As :meth:`~photoorg.people.embedded_analyzer.EmbeddedAnalyzer.analyze`."""
        return described_faces(find_in_any_turn(pixels, self._find, CLEAR_SCORE), self._descriptors, self.key)

    def _find(self, picture: PicturePyramid, smallest_px: float) -> Finds:
        found = self._detector.find(picture, smallest_px, _LEAST_SCORE)
        return Finds(found.boxes, (found.scores + np.float32(1)) / np.float32(2), found.landmarks)

    def _descriptors(self, picture: PicturePyramid, landmarks: FloatArray) -> FloatArray:
        crops = np.stack([picture.warped(arcface_crop_to_picture(points), CROP_PX) for points in landmarks])
        mirrored = np.ascontiguousarray(crops[:, :, ::-1])
        return unit(unit(self._network.describe(crops)) + unit(self._network.describe(mirrored)))
