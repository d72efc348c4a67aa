"""Where faces are: the cascade of three small networks by Zhang et al. 2016 (MTCNN, arXiv:1604.02878).

The first looks at every place of the picture in many sizes, the second and the third look again at what it
took for faces, and the third says where eyes, nose and mouth are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from photoorg.encoders.openvino_runtime import import_openvino
from photoorg.turn_lock import TurnLock

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.people.picture_pyramid import PicturePyramid, Pixels

    FloatArray = npt.NDArray[np.float32]
    IndexArray = npt.NDArray[np.intp]

# Sides of what the three networks look at.
_FIRST_PX, _SECOND_PX, _THIRD_PX = 12, 24, 48
_FIRST_STRIDE_PX = 2
# From one size of faces to the next.
_STEP = 0.709
_FIRST_SCORE = 0.6
_SECOND_SCORE = 0.7
_MOST_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Finds:
    """Faces in one picture, best first.

    Attributes:
        boxes: (n, 4), left, top, right, bottom in pixels; may reach beyond the picture.
        scores: (n,), how sure the third network is, 0..1.
        landmarks: (n, 5, 2), x and y in pixels: eyes, tip of the nose, corners of the mouth; of two, the one
            that is further left in an upright face comes first.
    """

    boxes: FloatArray
    scores: FloatArray
    landmarks: FloatArray


class Mtcnn:
    """Finds faces. Several threads may ask at the same time; they take turns.

    Args:
        directory: of ``pnet.onnx``, ``rnet.onnx`` and ``onet.onnx``.
        threads: of the processor; None leaves OpenVINO's own choice.
    """

    def __init__(self, directory: Path, threads: int | None = None) -> None:
        names = ("pnet", "rnet", "onet")
        self._first, self._second, self._third = (
            _network(directory / f"{name}.onnx", threads) for name in names
        )
        self._turn = TurnLock()

    def find(self, picture: PicturePyramid, smallest_px: float, least_score: float) -> Finds:
        """Faces about ``smallest_px`` (12 or more) high or higher, with a score of ``least_score`` or
        more."""
        with self._turn:
            boxes = self._candidates(picture, smallest_px)
            boxes = self._confirmed(picture, boxes)
            return self._described(picture, boxes, least_score)

    def _candidates(self, picture: PicturePyramid, smallest_px: float) -> FloatArray:
        found = [np.empty((0, 9), np.float32)]
        scale = _FIRST_PX / max(smallest_px, _FIRST_PX)
        while min(picture.width, picture.height) * scale >= _FIRST_PX:
            moves, sure = (out[0] for out in _outputs(self._first, picture.scaled(scale)[None]))
            columns, rows = np.nonzero(sure[..., 1] > _FIRST_SCORE)
            corners = np.column_stack([columns, rows]) * _FIRST_STRIDE_PX
            here = np.hstack([corners, corners + _FIRST_PX]) / scale
            scores = sure[columns, rows, 1]
            kept = distinct(here, scores, 0.5)
            described = np.column_stack([here, scores, moves[columns, rows]])
            found.append(described[kept].astype(np.float32))
            scale *= _STEP
        boxes, scores, moves = np.split(np.concatenate(found), [4, 5], axis=1)
        kept = distinct(boxes, scores[:, 0], 0.7)
        return _squares(_moved(boxes[kept], moves[kept]))

    def _confirmed(self, picture: PicturePyramid, boxes: FloatArray) -> FloatArray:
        moves, sure = _looked_at(self._second, picture, boxes, _SECOND_PX)
        kept = np.flatnonzero(sure[:, 1] > _SECOND_SCORE)
        kept = kept[distinct(boxes[kept], sure[kept, 1], 0.7)]
        return _squares(_moved(boxes[kept], moves[kept]))

    def _described(self, picture: PicturePyramid, boxes: FloatArray, least_score: float) -> Finds:
        moves, points, sure = _looked_at(self._third, picture, boxes, _THIRD_PX)
        kept = np.flatnonzero(sure[:, 1] >= least_score)
        boxes, moves, points, scores = boxes[kept], moves[kept], points[kept], sure[kept, 1]
        # Five horizontal places, then five vertical ones, in parts of the square.
        points = points.reshape(-1, 2, 5).transpose(0, 2, 1)
        landmarks = boxes[:, None, :2] + points * (boxes[:, None, 2:] - boxes[:, None, :2])
        boxes = _moved(boxes, moves)
        kept = distinct(boxes, scores, 0.7, of_the_smaller=True)
        return Finds(boxes[kept], scores[kept], landmarks[kept])


def distinct(
    boxes: npt.NDArray[Any], scores: npt.NDArray[Any], overlap: float, *, of_the_smaller: bool = False
) -> IndexArray:
    """Indices, best first, of boxes that no better one covers by more than ``overlap``: a part of the area
    that both cover together, or of the smaller one."""
    order = np.argsort(-scores, kind="stable")
    areas = np.prod(boxes[:, 2:4] - boxes[:, :2], axis=1)
    kept = []
    while len(order):
        best, order = order[0], order[1:]
        kept.append(best)
        corners = np.minimum(boxes[best, 2:4], boxes[order, 2:4]) - np.maximum(
            boxes[best, :2], boxes[order, :2]
        )
        shared = np.prod(np.maximum(corners, 0), axis=1)
        if of_the_smaller:
            whole = np.minimum(areas[best], areas[order])
        else:
            whole = areas[best] + areas[order] - shared
        order = order[shared <= overlap * whole]
    return np.array(kept, np.intp)


def _looked_at(network: Any, picture: PicturePyramid, boxes: FloatArray, size_px: int) -> list[FloatArray]:
    """All outputs of a network for what is in the boxes."""
    cuts = [picture.cut(box, size_px) for box in boxes] or [np.zeros((size_px, size_px, 3), np.uint8)]
    parts = [
        _outputs(network, np.stack(cuts[start : start + _MOST_AT_ONCE]))
        for start in range(0, len(cuts), _MOST_AT_ONCE)
    ]
    return [np.concatenate(outputs)[: len(boxes)] for outputs in zip(*parts, strict=True)]


def _moved(boxes: FloatArray, moves: FloatArray) -> FloatArray:
    """Edges moved by so many widths and heights."""
    sides = boxes[:, 2:] - boxes[:, :2]
    return boxes + moves * np.hstack([sides, sides])


def _squares(boxes: FloatArray) -> FloatArray:
    """Squares around the same centres, as large as the longer side."""
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    half = np.max(boxes[:, 2:] - boxes[:, :2], axis=1, keepdims=True, initial=0) / 2
    return np.hstack([centres - half, centres + half])


def _outputs(network: Any, pictures: Pixels) -> list[FloatArray]:
    """Of a network for pictures (n, height, width, 3) of one size."""
    results = network.infer([pictures])
    return [np.array(results[index]) for index in range(len(results))]


def _network(file: Path, threads: int | None) -> Any:
    openvino = import_openvino()
    from openvino.preprocess import PrePostProcessor

    core = openvino.Core()
    steps = PrePostProcessor(core.read_model(file))
    given = steps.input()
    given.tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
    # Made with MATLAB's order of axes.
    given.model().set_layout(openvino.Layout("NWHC"))
    given.preprocess().convert_element_type(openvino.Type.f32).mean(127.5).scale(128.0)
    options: dict[str, Any] = {"INFERENCE_PRECISION_HINT": "f32"}
    if threads is not None:
        options["INFERENCE_NUM_THREADS"] = threads
    return core.compile_model(steps.build(), "CPU", options).create_infer_request()
