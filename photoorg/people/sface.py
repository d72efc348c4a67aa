"""The network that describes a face in OpenCV's zoo: SFace (Zhong et al. 2021, doi:10.1109/TIP.2020.3048632;
Apache-2.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from photoorg.encoders.openvino_runtime import import_openvino
from photoorg.turn_lock import TurnLock

if TYPE_CHECKING:
    from pathlib import Path

    FloatArray = npt.NDArray[np.float32]

CROP_PX = 112
DIMENSION = 128


class Sface:
    """Crops of faces to descriptors. Several threads may ask at the same time; they take turns.

    Args:
        file: ``face_recognition_sface_2021dec.onnx``.
        threads: of the processor; None leaves OpenVINO's own choice.

    Raises ValueError or RuntimeError if the file is something else.
    """

    def __init__(self, file: Path, threads: int | None = None) -> None:
        openvino = import_openvino()
        from openvino.preprocess import PrePostProcessor

        core = openvino.Core()
        model = core.read_model(file)
        model.reshape([1, 3, CROP_PX, CROP_PX])
        if len(model.outputs) != 1 or list(model.output().get_shape()) != [1, DIMENSION]:
            raise ValueError(f"{file} does not give {DIMENSION} numbers")
        steps = PrePostProcessor(model)
        given = steps.input()
        # Its own first layers shift and scale red, green and blue.
        given.tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
        given.model().set_layout(openvino.Layout("NCHW"))
        given.preprocess().convert_element_type(openvino.Type.f32)
        options: dict[str, Any] = {"INFERENCE_PRECISION_HINT": "f32"}
        if threads is not None:
            options["INFERENCE_NUM_THREADS"] = threads
        self._request = core.compile_model(steps.build(), "CPU", options).create_infer_request()
        self._turn = TurnLock()

    def describe(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        """Crops (n, 112, 112, 3), RGB, to descriptors (n, 128), which are not of unit length."""
        with self._turn:
            found = [np.array(self._request.infer([crop[None]])[0], np.float32) for crop in crops]
        return np.concatenate([np.empty((0, DIMENSION), np.float32), *found])
