"""Where faces are: YuNet (Wu et al. 2023, doi:10.1007/s11633-023-1423-y), as OpenCV's zoo has it (MIT).

One small network looks at all places of a picture of one size; what it says is read as OpenCV's
``FaceDetectorYN`` reads it (modules/objdetect/src/face_detect.cpp).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from photoorg.encoders.openvino_runtime import import_openvino
from photoorg.people.mtcnn import Finds, distinct
from photoorg.turn_lock import TurnLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photoorg.people.picture_pyramid import PicturePyramid

    FloatArray = npt.NDArray[np.float32]

# Sides of what the network looks at.
_TILE_PX = 640
_STRIDES_PX = (8, 16, 32)
# It knows faces of 10 to 300 px. Each look is for faces from the first size on, the next for twice that.
_SMALLEST_PX = 16
# So much two tiles have in common: a face that is whole in neither is large enough for the next look.
_OVERLAP_PX = 4 * _SMALLEST_PX
_LARGEST_PX = 300
_OVERLAP_OF_ONE = 0.3
_MOST_FACES = 5000
_WIDTHS = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}


class Yunet:
    """Finds faces. Several threads may ask at the same time; they take turns.

    Args:
        file: ``face_detection_yunet_2023mar.onnx``.
        threads: of the processor; None leaves OpenVINO's own choice.

    Raises ValueError or RuntimeError if the file is something else.
    """

    def __init__(self, file: Path, threads: int | None = None) -> None:
        self._request = _network(file, threads)
        self._turn = TurnLock()

    def find(self, picture: PicturePyramid, smallest_px: float, least_score: float) -> Finds:
        """Faces about ``smallest_px`` high or higher, with a score of ``least_score`` or more."""
        found = [np.empty((0, 15), np.float32)]
        scale = min(1.0, _SMALLEST_PX / smallest_px)
        longest = max(picture.width, picture.height)
        with self._turn:
            while True:
                for left, top, tile in _tiles(picture.scaled(scale)):
                    here = self._look(tile, least_score)
                    here[:, :14] = (here[:, :14] + [left, top] * 7) / scale
                    found.append(here)
                if longest * scale <= _LARGEST_PX:
                    break
                scale /= 2
        faces = np.concatenate(found)
        faces = faces[np.argsort(-faces[:, 14], kind="stable")[:_MOST_FACES]]
        kept = distinct(faces, faces[:, 14], _OVERLAP_OF_ONE)
        # Of a face that a tile cuts, a part is found, too.
        kept = kept[distinct(faces[kept], faces[kept, 14], 0.7, of_the_smaller=True)]
        return Finds(faces[kept, :4], faces[kept, 14], faces[kept, 4:14].reshape(-1, 5, 2))

    def _look(self, tile: npt.NDArray[np.uint8], least_score: float) -> FloatArray:
        """Faces (n, 15) in a tile: edges, places of landmarks, score."""
        results = self._request.infer([tile[None]])
        outputs = {name: np.asarray(value) for key, value in results.items() for name in key.get_names()}
        found = []
        for stride in _STRIDES_PX:
            cls, obj, bbox, kps = (
                outputs[f"{name}_{stride}"].reshape(-1, width) for name, width in _WIDTHS.items()
            )
            scores = np.sqrt(np.clip(cls[:, 0], 0, 1) * np.clip(obj[:, 0], 0, 1))
            kept = np.flatnonzero(scores >= least_score)
            rows, columns = np.divmod(kept, _TILE_PX // stride)
            places = np.column_stack([columns, rows]).astype(np.float32)
            centres = (places + bbox[kept, :2]) * stride
            halves = np.exp(bbox[kept, 2:]) * stride / 2
            points = (kps[kept].reshape(-1, 5, 2) + places[:, None]).reshape(-1, 10) * stride
            found.append(np.column_stack([centres - halves, centres + halves, points, scores[kept]]))
        faces = np.concatenate(found).astype(np.float32)
        return faces[np.isfinite(faces).all(axis=1)]


def _tiles(pixels: npt.NDArray[np.uint8]) -> Iterator[tuple[int, int, npt.NDArray[np.uint8]]]:
    """Squares that cover a picture, by their left and top edge; black where the picture ends."""
    height, width = pixels.shape[:2]
    for top, left in itertools.product(_starts(height), _starts(width)):
        part = pixels[top : top + _TILE_PX, left : left + _TILE_PX]
        tile = np.zeros((_TILE_PX, _TILE_PX, 3), np.uint8)
        tile[: part.shape[0], : part.shape[1]] = part
        yield left, top, tile


def _starts(length: int) -> range:
    return range(0, max(1, length - _OVERLAP_PX), _TILE_PX - _OVERLAP_PX)


def _network(file: Path, threads: int | None) -> Any:
    openvino = import_openvino()
    from openvino.preprocess import ColorFormat, PrePostProcessor

    core = openvino.Core()
    model = core.read_model(file)
    names = {name for output in model.outputs for name in output.get_names()}
    if missing := {f"{name}_{stride}" for name in _WIDTHS for stride in _STRIDES_PX} - names:
        raise ValueError(f"{file} has no output {min(missing)}")
    model.reshape([1, 3, _TILE_PX, _TILE_PX])
    for output in model.outputs:
        for name, width in _WIDTHS.items():
            for stride in _STRIDES_PX:
                cells = (_TILE_PX // stride) ** 2
                if f"{name}_{stride}" in output.get_names() and _size(output) != cells * width:
                    raise ValueError(f"{file} has an output {name}_{stride} of another size")
    steps = PrePostProcessor(model)
    given = steps.input()
    given.tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
    given.tensor().set_color_format(ColorFormat.RGB)
    given.model().set_layout(openvino.Layout("NCHW"))
    given.preprocess().convert_color(ColorFormat.BGR).convert_element_type(openvino.Type.f32)
    options: dict[str, Any] = {"INFERENCE_PRECISION_HINT": "f32"}
    if threads is not None:
        options["INFERENCE_NUM_THREADS"] = threads
    return core.compile_model(steps.build(), "CPU", options).create_infer_request()


def _size(output: Any) -> int:
    shape = output.get_partial_shape()
    return int(np.prod(list(shape.to_shape()))) if shape.is_static else -1
