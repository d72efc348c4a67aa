"""What is where in a picture: the built-in model's image tower, with the map that it averages in the end."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from photoorg.encoders.batching import IMAGES_PER_BATCH
from photoorg.encoders.builtin.towers import CLASSES, IMAGE_FEATURES, IMAGE_SIZE_PX, POOLED_FEATURES
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import BUILTIN, ModelName
from photoorg.encoders.model_store import ModelStore
from photoorg.encoders.openvino_runtime import IMAGE_TOWER_FILE, OpenVinoEncoder, import_openvino
from photoorg.errors import InternalError
from photoorg.turn_lock import TurnLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL import Image

    from photoorg.encoders.encoder import Encoder, FloatArray

    Run = Callable[[FloatArray], tuple[FloatArray, FloatArray]]

_log = logging.getLogger(__name__)

# Pixels from one place of the map to the next.
STRIDE_PX = 32


@dataclass(frozen=True)
class SpatialFeatures:
    """What the image tower knows of n pictures of one size.

    Attributes:
        statistics: (n, 2912), float32: see :class:`~photoorg.encoders.builtin.pooling.StagePooling`. They are
            those of the model only for pictures of 260 by 260 pixels.
        places: (n, 1280, rows, columns), float32: the last layer, a place every 32 pixels.
    """

    statistics: FloatArray
    places: FloatArray


class SpatialEncoder:
    """Pictures to what is where. Several threads may use one; each batch waits for its turn.

    Attributes:
        class_weight: (1000, 1280), float32: of the ImageNet classifier that stands on the averaged map, and
            may as well be asked about a single place.
        class_bias: (1000,), float32.
    """

    def __init__(self, encoder: Encoder, run: Run, classifier: tuple[FloatArray, FloatArray]) -> None:
        """``run`` takes model inputs to statistics and places."""
        self._preprocessing = encoder.preprocessing
        self._run = run
        self.class_weight, self.class_bias = classifier
        self._turn = TurnLock()

    def model_input(self, image: Image.Image) -> FloatArray:
        """An RGB picture, in a size of :func:`fitting_side` both ways, to (3, height, width), float32."""
        if self._preprocessing is None:
            raise InternalError("the built-in model prepares its pictures by itself")
        return self._preprocessing.model_input(image)

    def encode(self, inputs: FloatArray) -> SpatialFeatures:
        """Model inputs (n, 3, height, width), n at least 1."""
        found = []
        for start in range(0, len(inputs), IMAGES_PER_BATCH):
            with self._turn:
                found.append(self._run(inputs[start : start + IMAGES_PER_BATCH]))
        statistics, places = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return SpatialFeatures(statistics, places)


def fitting_side(side_px: float) -> int:
    """The nearest side of a picture that the tower takes: like 260, a multiple of 32 and 4 more.

    What its layers add at the borders was fixed for 260 pixels, and is right for these sides as well.
    """
    beyond = IMAGE_SIZE_PX % STRIDE_PX
    return max(1, round((side_px - beyond) / STRIDE_PX)) * STRIDE_PX + beyond


def load_spatial_encoder(
    *,
    threads: int | None = None,
    on_notice: Callable[[str], None] = _log.warning,
    on_preparing: Callable[[str], None] = _log.info,
) -> SpatialEncoder:
    """The built-in model with its map; arguments and errors are those of
    :func:`~photoorg.encoders.loading.load_encoder`, whose converted form this uses, too."""
    encoder = load_encoder(
        ModelName.parse(BUILTIN), threads=threads, on_notice=on_notice, on_preparing=on_preparing
    )
    if isinstance(encoder, OpenVinoEncoder):
        stored = ModelStore().find(encoder.key)
        if stored is not None:
            return _by_openvino(encoder, stored.directory / IMAGE_TOWER_FILE, threads)
    return _by_torch(encoder)


def _by_openvino(encoder: Encoder, tower: Path, threads: int | None) -> SpatialEncoder:
    core = import_openvino().Core()
    network = core.read_model(tower)
    classifier = _cut(network)
    network.reshape([-1, 3, -1, -1])
    options = {
        "INFERENCE_PRECISION_HINT": "f32",
        "INFERENCE_NUM_THREADS": threads or os.cpu_count() or 1,
    }
    request = core.compile_model(network, "CPU", options).create_infer_request()

    def run(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        request.infer([inputs])
        # Copied, since the next batch is written to the same place.
        return request.get_output_tensor(0).data.copy(), request.get_output_tensor(1).data.copy()

    return SpatialEncoder(encoder, run, classifier)


def _cut(network: Any) -> tuple[FloatArray, FloatArray]:
    """Leaves of the stored image tower what comes before the heads, makes its last map an output, and returns
    weight and bias of the classifier that is cut off.

    All are known by their shapes: nothing else in the tower is 2912 wide, averages 1280 channels, or has 1000
    classes.
    """
    statistics = places = weight = bias = None
    for operation in network.get_ordered_ops():
        kind, shape = operation.get_type_name(), _shape(operation.output(0))
        if kind == "Concat" and shape[1:] == [IMAGE_FEATURES]:
            statistics = statistics or operation.output(0)
        elif kind == "ReduceMean" and _shape(operation.input_value(0))[1:2] == [POOLED_FEATURES]:
            places = places or operation.input_value(0)
        elif kind in ("MatMul", "Add") and shape[1:] == [CLASSES]:
            for number in operation.inputs():
                constant = number.get_source_output().get_node()
                if constant.get_type_name() == "Constant":
                    values = np.array(constant.get_data(), dtype=np.float32)
                    if values.size == CLASSES:
                        bias = values.ravel()
                    elif values.size == CLASSES * POOLED_FEATURES:
                        weight = values if len(values) == CLASSES else values.T
    if statistics is None or places is None or weight is None or bias is None:
        raise InternalError("the stored form of the built-in model has another structure than expected")
    for result in network.get_results():
        network.remove_result(result)
    network.add_outputs([statistics, places])
    return weight, bias


def _shape(output: Any) -> list[int]:
    """Lengths of an output's dimensions, -1 for any."""
    shape = output.get_partial_shape()
    return [dimension.get_length() if dimension.is_static else -1 for dimension in shape]


def _by_torch(encoder: Encoder) -> SpatialEncoder:
    import torch

    from photoorg.encoders.builtin.architecture import build_model
    from photoorg.encoders.openclip import OpenClipEncoder

    model = encoder.model if isinstance(encoder, OpenClipEncoder) else build_model()
    trunk, classifier = model.visual.trunk, model.visual.head.classifier
    device = next(trunk.parameters()).device

    def run(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        with torch.inference_mode():
            # Copied, because torch may not hold on to memory of a read-only array.
            statistics, places = trunk.with_places(torch.tensor(inputs).to(device))
        return statistics.float().cpu().numpy(), places.float().cpu().numpy()

    weight, bias = (tensor.detach().float().cpu().numpy() for tensor in (classifier.weight, classifier.bias))
    return SpatialEncoder(encoder, run, (weight, bias))
