"""Tiny networks with the inputs and outputs of YuNet and SFace, as ONNX files.

The detector sees red: where a whole cell of its grid is pure red, it finds a face of four by five cells
around that, with eyes, nose and mouth at ``LANDMARKS``. The describer says how red and how blue each of 64
parts of the crop is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from pathlib import Path

STRIDES = (8, 16, 32)
# Of a face, in cells, from the corner of the red one.
SIZE = (4.0, 5.0)
LANDMARKS = ((-0.2, -0.6), (1.2, -0.6), (0.5, 0.6), (-0.1, 1.5), (1.1, 1.5))
# Which part of a channel (blue, green, red) makes a face.
_RED = (-1 / 255, -1 / 255, 1 / 255)


def write_detector(path: Path, *, side: int | str = 640, leave_out: str = "") -> Path:
    """Args:
    side: of its pictures; a name where it takes any.
    leave_out: an output it lacks.
    """
    nodes: list[Any] = []
    weights: list[Any] = []
    outputs = []
    for stride in STRIDES:
        nodes.append(
            helper.make_node(
                "AveragePool", ["input"], [f"cells_{stride}"], kernel_shape=[stride] * 2, strides=[stride] * 2
            )
        )
        biases = {
            "cls": [0.0],
            "obj": [0.0],
            "bbox": [0.5, 0.5, math.log(SIZE[0]), math.log(SIZE[1])],
            "kps": [side for point in LANDMARKS for side in point],
        }
        for kind, bias in biases.items():
            name, width = f"{kind}_{stride}", len(bias)
            seen = _RED if kind in ("cls", "obj") else (0.0, 0.0, 0.0)
            weights += [
                _tensor(f"w_{name}", np.tile(np.array(seen, np.float32), (width, 1)).reshape(width, 3, 1, 1)),
                _tensor(f"b_{name}", np.array(bias, np.float32)),
                _tensor(f"s_{name}", np.array([1, -1, width], np.int64)),
            ]
            nodes += [
                helper.make_node("Conv", [f"cells_{stride}", f"w_{name}", f"b_{name}"], [f"c_{name}"]),
                helper.make_node("Transpose", [f"c_{name}"], [f"t_{name}"], perm=[0, 2, 3, 1]),
                helper.make_node("Reshape", [f"t_{name}", f"s_{name}"], [name]),
            ]
            outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, None, width]))
    left = [output for output in outputs if output.name != leave_out]
    return _write(path, nodes, weights, [1, 3, side, side], left)


def write_describer(path: Path, *, dimension: int = 128) -> Path:
    """``dimension``: of its descriptors, 64 times as many as colours it looks at."""
    colours = np.zeros((dimension // 64, 3, 1, 1), np.float32)
    colours[0, 0] = colours[-1, 2] = 1 / 255
    shape = np.array([1, dimension], np.int64)
    nodes = [
        helper.make_node("AveragePool", ["data"], ["parts"], kernel_shape=[14, 14], strides=[14, 14]),
        helper.make_node("Conv", ["parts", "w"], ["colours"]),
        helper.make_node("Reshape", ["colours", "s"], ["fc1"]),
    ]
    output = helper.make_tensor_value_info("fc1", TensorProto.FLOAT, [1, dimension])
    return _write(
        path, nodes, [_tensor("w", colours), _tensor("s", shape)], [1, 3, 112, 112], [output], "data"
    )


def _tensor(name: str, values: Any) -> Any:
    return numpy_helper.from_array(values, name)


def _write(
    path: Path,
    nodes: list[Any],
    weights: list[Any],
    shape: list[Any],
    outputs: list[Any],
    given: str = "input",
) -> Path:
    value = helper.make_tensor_value_info(given, TensorProto.FLOAT, shape)
    graph = helper.make_graph(nodes, "tiny", [value], outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
    return path
