"""The image tower of a stored model in 8-bit integers: made by NNCF, judged, and kept only if it is worth it.

The key of the encoder stays the same, and so do all vectors a library has: int8 is a quicker way to the same
vectors, and is kept only where a measurement says that they are the same for all that is done with them.
"""

from __future__ import annotations

import contextlib
import io
import logging
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from photoorg.encoders.model_store import ModelStore, StoredModel
from photoorg.encoders.openvino_runtime import (
    IMAGE_TOWER_FILE,
    INT8_IMAGE_TOWER_FILE,
    QUANTIZATION,
    TEXT_TOWER_FILE,
    TOKENIZER_FILE,
    OpenVinoEncoder,
    import_openvino,
)
from photoorg.errors import DiskFull, EnvironmentProblem, ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.encoders.precision import Measurement

    # Called with the encoder in float32; gives model inputs (3, H, W) of photos that the judge does not see.
    Calibration = Callable[[Encoder], Sequence[FloatArray]]
    # Called with the encoder in float32 and the one in int8.
    Judge = Callable[[Encoder, Encoder], Measurement]

# Layers left in float32 at the start and at the end of the tower, tried in this order until the judge has no
# objection: errors of the first spread through the others, those of the last are no longer averaged out.
LEFT_IN_FLOAT = ((0, 0), (2, 8), (2, 12))
# Where nothing attends, convolutions are what takes the time; the few layers after them decide the vector.
_CONVOLUTIONS = {"Convolution", "GroupConvolution"}
_ATTENTION = {"ScaledDotProductAttention"}
_ENDS = {"Constant", "Parameter", "Result"}


def import_nncf() -> Any:
    """The nncf package, kept from telling its maker about it.

    Raises:
        EnvironmentProblem: it is not installed, or cannot be imported.
    """
    # First, since it blocks the telemetry that both would use.
    import_openvino()
    try:
        with _quiet():
            import nncf
    except ModuleNotFoundError as error:
        raise EnvironmentProblem(
            "Quantizing needs NNCF, which is not installed: pip install 'photoorg[int8]'"
        ) from error
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        raise EnvironmentProblem(f"Quantizing needs NNCF, which cannot be imported: {error}.") from error
    return nncf


def quantize_stored_model(
    key: str,
    calibration: Calibration,
    judge: Judge,
    store: ModelStore | None = None,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Measurement:
    """Makes an int8 image tower for the model ``key`` of the store; kept if the judge has no objection.

    The measurement is stored with the model either way. Until then the model is used as it was.

    Args:
        key: of an encoder whose model is in the store, in the form OpenVINO runs.
        calibration: gives the photos on which the ranges of all layers are learnt.
        judge: measures both encoders.
        store: where the model is, by default the user's.
        tell: called with a sentence before each part of the work, which takes minutes.

    Raises:
        EnvironmentProblem: NNCF is missing or cannot quantize this model, or the store cannot be written.
    """
    import_nncf()
    store = store or ModelStore()
    model = _stored(store, key)
    plain = StoredModel(model.directory, _without_quantization(model.description))
    try:
        with tempfile.TemporaryDirectory(prefix="photoorg-", ignore_cleanup_errors=True) as directory:
            tower = Path(directory) / INT8_IMAGE_TOWER_FILE
            before = OpenVinoEncoder(plain, key=key)
            inputs = calibration(before)
            for first, last in LEFT_IN_FLOAT:
                left = f", {first + last} layers left in float32" if first + last else ""
                tell(f"Learning the ranges of all layers on {len(inputs):,} pictures{left} ...")
                quantize_tower(plain.directory / IMAGE_TOWER_FILE, inputs, tower, first, last)
                tell("Comparing with float32 ...")
                measurement = judge(before, OpenVinoEncoder(plain, key=key, keep=False, int8_tower=tower))
                if not measurement.objections:
                    break
            kept = [] if measurement.objections else [tower, tower.with_suffix(".bin")]
            _replace(store, key, kept, {QUANTIZATION: measurement.as_json()})
    except OSError as error:
        raise DiskFull(f"The int8 model cannot be stored: {error.strerror}.") from error
    return measurement


def forget_quantization(key: str) -> bool:
    """Goes back to float32; whether there was anything to go back from. Raises EnvironmentProblem."""
    store = ModelStore()
    model = store.find(key)
    if model is None or QUANTIZATION not in model.description:
        return False
    try:
        _replace(store, key, [], {})
    except OSError as error:
        raise EnvironmentProblem(f"The model store cannot be written: {error.strerror}.") from error
    return True


def _stored(store: ModelStore, key: str) -> StoredModel:
    model = store.find(key)
    if model is None or not (model.directory / IMAGE_TOWER_FILE).is_file():
        raise ModelUnavailable(f"OpenVINO does not run {key} here, and only what it runs can be quantized.")
    return model


def _replace(store: ModelStore, key: str, tower: list[Path], further: dict[str, Any]) -> None:
    """Stores the model again with another int8 tower, or none, and other figures about it."""
    with store.alone():
        model = _stored(store, key)

        def fill(directory: Path) -> dict[str, Any]:
            for name in (IMAGE_TOWER_FILE, TEXT_TOWER_FILE):
                _copy(model.directory / name, directory)
                _copy((model.directory / name).with_suffix(".bin"), directory)
            _copy(model.directory / TOKENIZER_FILE, directory)
            for file in tower:
                _copy(file, directory)
            return _without_quantization(model.description) | further

        store.add(key, fill)


def _copy(file: Path, directory: Path) -> None:
    shutil.copyfile(file, directory / file.name)


def _without_quantization(description: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in description.items() if name != QUANTIZATION}


def quantize_tower(
    source: Path, calibration: Sequence[FloatArray], target: Path, first: int, last: int
) -> None:
    """Writes ``source`` in int8 (post-training quantization, no weight is trained).

    Args:
        source: an image tower in float32.
        calibration: model inputs (3, H, W).
        target: an .xml file; a .bin file is written beside it.
        first, last: how many layers at the start and at the end are left in float32.

    Raises:
        EnvironmentProblem: NNCF is missing, or cannot quantize this network.
        OSError: the target cannot be written.
    """
    nncf, openvino = import_nncf(), import_openvino()
    model = openvino.Core().read_model(source)
    operations = [
        (operation.get_friendly_name(), operation.get_type_name()) for operation in model.get_ordered_ops()
    ]
    kinds = {kind for _, kind in operations}
    attends = bool(kinds & _ATTENTION)
    layers = [name for name, kind in operations if kind in _CONVOLUTIONS or (attends and kind == "MatMul")]
    try:
        with _quiet():
            quantized = nncf.quantize(
                model,
                nncf.Dataset(list(calibration), lambda inputs: inputs[np.newaxis]),
                preset=nncf.QuantizationPreset.PERFORMANCE,
                subset_size=len(calibration),
                model_type=nncf.ModelType.TRANSFORMER if attends else None,
                ignored_scope=nncf.IgnoredScope(
                    names=layers[:first] + layers[len(layers) - last :],
                    types=[] if attends else sorted(kinds - _CONVOLUTIONS - _ENDS),
                    validate=False,
                ),
            )
    except (MemoryError, OSError):
        raise
    except Exception as error:
        # What a network of unknown shape makes NNCF stumble over is not known beforehand.
        reason = str(error).strip().partition("\n")[0][:200]
        raise EnvironmentProblem(f"NNCF cannot quantize this model ({reason}).") from error
    openvino.save_model(quantized, target, compress_to_fp16=False)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """NNCF draws bars on stdout and tells its loggers what only its makers can read."""
    disabled = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        logging.disable(disabled)
