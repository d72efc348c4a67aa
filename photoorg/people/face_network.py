"""dlib's network that describes a face, read from dlib's own file and run by OpenVINO, ten times as quick.

The network is ``dlib_face_recognition_resnet_model_v1`` by Davis King (public domain, CC0): a ResNet of 29
convolutions whose 128 numbers lie less than 0.6 apart, in Euclidean distance, for two photos of one person
(http://blog.dlib.net/2017/02/high-quality-face-recognition-with-deep.html). Its shape is that of dlib's
``examples/dnn_face_recognition_ex.cpp``; ``tests/people/test_face_network.py`` proves that it describes as
dlib does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from photoorg.encoders.openvino_runtime import import_openvino
from photoorg.turn_lock import TurnLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    FloatArray = npt.NDArray[np.float32]

CROP_PX = 150
DIMENSION = 128

# Of the training photos (input_rgb_image_sized), red, green, blue.
_MEAN = (122.782, 117.001, 104.298)
_SCALE = 256.0
# From the picture on: width of each residual block, and whether it halves the sides.
_BLOCKS = (
    *[(32, False)] * 3,
    *[(64, True), (64, False), (64, False), (64, False)],
    *[(128, True), (128, False), (128, False)],
    *[(256, True), (256, False), (256, False)],
    (256, True),
)
# Layers that have parameters: convolutions, what batch normalisation became, and the last, fully connected
# one.
_LAYERS = re.compile(rb"\x01\x05con_4|\x01\x07affine_|\x01\x04fc_2")
_TENSOR_VERSION = 2


class FaceNetwork:
    """Crops of faces to descriptors. Several threads may ask at the same time; they take turns.

    Args:
        file: ``dlib_face_recognition_resnet_model_v1.dat``.
        threads: of the processor; None leaves OpenVINO's own choice.

    Raises OSError, and ValueError if the file is damaged.
    """

    def __init__(self, file: Path, threads: int | None = None) -> None:
        openvino = import_openvino()
        options: dict[str, Any] = {"INFERENCE_PRECISION_HINT": "f32"}
        if threads is not None:
            options["INFERENCE_NUM_THREADS"] = threads
        compiled = openvino.Core().compile_model(_network(file), "CPU", options)
        self._request = compiled.create_infer_request()
        self._turn = TurnLock()

    def describe(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        """Crops (n, 150, 150, 3), RGB, to descriptors (n, 128), which are not of unit length."""
        with self._turn:
            found = self._request.infer([crops])
            return np.array(found[0], np.float32)


def _network(file: Path) -> Any:
    from openvino import Model, opset1, opset13

    layers = _parameters(file)

    def convolved(node: Any, width: int, size: int, stride: int) -> Any:
        """A convolution and the affine layer behind it, as one convolution."""
        depth = node.get_output_partial_shape(0)[1].get_length()
        filters = next(layers)
        gamma, beta = next(layers).reshape(2, width)
        weights, biases = filters[:-width].reshape(width, depth, size, size), filters[-width:]
        weights = weights * gamma[:, None, None, None]
        biases = biases * gamma + beta
        # As in dlib: what moves by more than a pixel is not padded.
        padding = size // 2 if stride == 1 else 0
        steps, pads, dilations = [stride] * 2, [padding] * 2, [1, 1]
        out = opset13.convolution(node, np.ascontiguousarray(weights), steps, pads, pads, dilations)
        return opset13.add(out, biases.reshape(1, width, 1, 1))

    crops = opset13.parameter([-1, CROP_PX, CROP_PX, 3], np.uint8)
    node = opset13.transpose(opset13.convert(crops, np.float32), np.array([0, 3, 1, 2]))
    mean = np.array(_MEAN, np.float32).reshape(1, 3, 1, 1)
    node = opset13.multiply(opset13.subtract(node, mean), np.float32(1 / _SCALE))
    node = opset13.relu(convolved(node, 32, 7, 2))
    node = opset1.max_pool(node, [2, 2], [0, 0], [0, 0], [3, 3])
    for width, halves in _BLOCKS:
        block = opset13.relu(convolved(node, width, 3, 2 if halves else 1))
        block = convolved(block, width, 3, 1)
        if halves:
            node = opset13.avg_pool(node, [2, 2], [0, 0], [0, 0], [2, 2], exclude_pad=True)
        node = opset13.relu(_sum(block, node))
    node = opset13.reduce_mean(node, np.array([2, 3]))
    last = next(layers).reshape(-1, DIMENSION)
    return Model([opset13.matmul(node, np.ascontiguousarray(last), False, False)], [crops], "face")


def _sum(left: Any, right: Any) -> Any:
    """Of two tensors, the smaller one continued with zeros, as dlib adds."""
    from openvino import opset13

    shapes = np.array(
        [[side.get_length() for side in list(node.get_output_partial_shape(0))[1:]] for node in (left, right)]
    )
    largest = shapes.max(axis=0)
    padded = []
    for node, shape in zip((left, right), shapes, strict=True):
        missing = [0, *(largest - shape).tolist()]
        padded.append(
            opset13.pad(node, [0] * 4, missing, "constant", np.float32(0)) if any(missing) else node
        )
    return opset13.add(*padded)


def _parameters(file: Path) -> Iterator[FloatArray]:
    """Parameters of each layer that has some, flat, from the picture on.

    dlib writes the name of a layer, its parameters as a tensor, and its settings (``serialize`` in
    dlib/dnn/layers.h and dlib/cuda/tensor.h, version 20.0).
    """
    data = file.read_bytes()
    place = 0
    while found := _LAYERS.search(data, place):
        place = found.end()
        if found[0].endswith(b"fc_2"):
            for _ in ("outputs", "inputs"):
                _, place = _integer(data, place)
        version, place = _integer(data, place)
        if version != _TENSOR_VERSION:
            raise ValueError(f"{file} has a tensor of version {version}")
        count = 1
        for _ in ("samples", "depth", "rows", "columns"):
            length, place = _integer(data, place)
            count *= length
        if 4 * count > len(data) - place:
            raise ValueError(f"{file} ends within a tensor")
        yield np.frombuffer(data, "<f4", count, place).astype(np.float32)
        place += 4 * count


def _integer(data: bytes, place: int) -> tuple[int, int]:
    """A number, as many bytes long as the lowest four bits before it say, and where it ends."""
    if place >= len(data):
        raise ValueError("the file ends within a number")
    end = place + 1 + (data[place] & 0x0F)
    return int.from_bytes(data[place + 1 : end], "little"), end
