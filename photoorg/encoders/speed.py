"""How many photos a second a model describes on this machine: measured and kept, never guessed.

Speed does not depend on what the weights are, so models that are not on this machine are measured with random
ones: their real image tower beside the smallest text tower, converted and run as theirs will be.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import os
import platform
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from photoorg.encoders.accelerators import find_accelerator
from photoorg.encoders.batching import IMAGES_PER_BATCH
from photoorg.encoders.hub_cache import NotCached, cached_config, forbid_network
from photoorg.encoders.model_name import ModelName, ModelSource, encoder_key
from photoorg.encoders.model_store import FORMAT, ModelStore, StoredModel
from photoorg.encoders.specification import Specification, specify
from photoorg.encoders.tokenizing import NotConvertible
from photoorg.errors import ModelUnavailable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.encoders.encoder import Encoder
    from photoorg.encoders.openclip import OpenClipEncoder

MEASURING_S = 3.0
_SPEEDS_FILE = "speeds.json"
_SMALLEST_TEXT_TOWER = {"context_length": 8, "vocab_size": 49408, "width": 8, "heads": 1, "layers": 1}


class _Measurement(TypedDict):
    photos_per_s: float
    measured_with: str


def known_speed(name: ModelName) -> float | None:
    """Photos per second of this model as measured here before; None if it was not, or things have changed."""
    found = _read().get(_measured_as(name))
    return found["photos_per_s"] if found and found["measured_with"] == _circumstances(name) else None


def measure_speed(name: ModelName, check: Callable[[], None] | None = None) -> float:
    """Photos per second the model alone describes here, with all processors; takes up to a minute.

    Reading and decoding photos come on top. The result is kept for :func:`known_speed`.

    Args:
        name: which model.
        check: called between steps; what it raises ends the measurement.

    Raises:
        ModelUnavailable: unknown model, or of the hub and not on this machine, or too large for its memory.
    """
    forbid_network()
    try:
        check = check or _never_ends
        if name.source is ModelSource.BUILTIN:
            speed = _measure(_encoder(name), check)
        else:
            speed = _measure_random(name, check)
    except NotCached as error:
        raise ModelUnavailable(
            Sentence("{name} can be measured once it is on this machine.", name=name)
        ) from error
    except MemoryError as error:
        raise ModelUnavailable(
            Sentence("This machine has too little memory for {name}.", name=name)
        ) from error
    speeds = _read()
    speeds[_measured_as(name)] = _Measurement(photos_per_s=speed, measured_with=_circumstances(name))
    with contextlib.suppress(OSError):
        _write(speeds)
    return speed


def _encoder(name: ModelName) -> Encoder:
    from photoorg.encoders.loading import load_encoder

    return load_encoder(name)


def _never_ends() -> None:
    """Stands for a check where nobody can cancel."""


def _measure_random(name: ModelName, check: Callable[[], None]) -> float:
    from photoorg.encoders.conversion import convert_encoder
    from photoorg.encoders.openvino_runtime import OpenVinoEncoder

    device = find_accelerator()
    encoder = _random_encoder(specify(name, cached_config), device or "cpu")
    check()
    if device:
        return _measure(encoder, check)
    with tempfile.TemporaryDirectory(prefix="photoorg-", ignore_cleanup_errors=True) as directory:
        try:
            description = convert_encoder(encoder, Path(directory))
        except (NotConvertible, OSError):
            # Torch will run this model, too.
            return _measure(encoder, check)
        check()
        converted = OpenVinoEncoder(StoredModel(Path(directory), description), key=encoder.key, keep=False)
        return _measure(converted, check)


def _random_encoder(specification: Specification, device: str) -> OpenClipEncoder:
    import open_clip

    from photoorg.encoders.architectures import quiet_root_logger, register_architecture
    from photoorg.encoders.openclip import OpenClipEncoder

    # Of the name alone, open_clip would conclude on tokenizers that are not here.
    architecture = "photoorg-speed"
    register_architecture(architecture, {**specification.model_cfg, "text_cfg": _SMALLEST_TEXT_TOWER})
    with quiet_root_logger():
        model = open_clip.create_model(architecture, force_preprocess_cfg=specification.preprocess_cfg)
        return OpenClipEncoder(model, open_clip.get_tokenizer(architecture), key=architecture, device=device)


def _measure(encoder: Encoder, check: Callable[[], None]) -> float:
    size = (IMAGES_PER_BATCH, 3, encoder.image_size_px, encoder.image_size_px)
    inputs = np.random.default_rng(0).random(size, dtype=np.float32)
    encoder.encode_images(inputs)
    times_s: list[float] = []
    while sum(times_s) < MEASURING_S:
        check()
        started = time.perf_counter()
        encoder.encode_images(inputs)
        times_s.append(time.perf_counter() - started)
    # The median, since other programs disturb some of the runs.
    return IMAGES_PER_BATCH / float(np.median(times_s))


def _circumstances(name: ModelName) -> str:
    """What a measurement depends on."""
    try:
        runtime = importlib.metadata.version("openvino")
    except importlib.metadata.PackageNotFoundError:
        runtime = "absent"
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    return f"{_measured_as(name)}, format {FORMAT}, openvino {runtime}, {machine}"


def _measured_as(name: ModelName) -> str:
    """What models of the same speed have in common."""
    if name.source is ModelSource.BUILTIN:
        return encoder_key(name)
    return name.architecture or str(name)


def _speeds_file() -> Path:
    return ModelStore().directory / _SPEEDS_FILE


def _read() -> dict[str, _Measurement]:
    try:
        speeds = json.loads(_speeds_file().read_text(encoding="utf-8"))
        return {
            str(name): _Measurement(
                photos_per_s=float(found["photos_per_s"]), measured_with=str(found["measured_with"])
            )
            for name, found in speeds.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(speeds: dict[str, _Measurement]) -> None:
    file = _speeds_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}.part")
    unfinished.write_text(json.dumps(speeds, indent=1), encoding="utf-8")
    unfinished.replace(file)
