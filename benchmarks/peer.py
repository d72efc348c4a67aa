"""Indexing side by side with rclip, the command line photo search, as whole processes on the same photos."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.photos import camera_photos, distinct_copies
from photoorg.encoders.model_name import ModelName, encoder_key
from photoorg.encoders.model_store import ModelStore
from photoorg.encoders.openvino_runtime import processor_name
from photoorg.encoders.precision import Measurement, Recall
from photoorg.encoders.quantization import quantize_stored_model
from photoorg.search.quantization_check import PictureSet, View, calibration_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator

# Sets rclip up in an environment of its own, with random weights that photoorg can read as well.
PEER = Path(__file__).parents[2] / "shared" / "bench" / "peer_rclip.sh"
# So many that starting up, some two seconds, counts for little, as in a real library.
COPIES = 48
ROUNDS = 2
CALIBRATION = 24


def run() -> Iterator[str]:
    """Photos a second of rclip, and of photoorg with the same weights and with the built-in model."""
    if not PEER.is_file():
        yield "skipped: the script that sets rclip up is not on this machine"
        return
    if find_spec("onnx") is None:
        yield "skipped: rclip's weights are made with onnx; pip install onnx"
        return
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        photos = distinct_copies(camera_photos(work / "samples"), work / "photos", COPIES)
        # The first run makes the weights and converts them; rclip's own start counts as photoorg's does.
        _peer(work)
        models = {
            "the same ViT-B-32-256": f"ViT-B-32-256:{work / 'peer' / 'weights.pt'}",
            "the built-in model": "builtin",
        }
        for model in models.values():
            _photoorg(work, model, "f32")
        shutil.copytree(work / "f32", work / "int8")
        for model in models.values():
            _quantize(ModelName.parse(model), photos, ModelStore(work / "int8"))
        rates: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            rates.setdefault("rclip", []).append(_peer(work))
            for name, model in models.items():
                for precision in ("f32", "int8"):
                    seconds = _photoorg(work, model, precision)
                    rates.setdefault(f"photoorg, {name}, {precision}", []).append(len(photos) / seconds)
    # The best of each: other programs can only make a round slower. And in turns, so that they make all so.
    peer = rates["rclip"]
    for name, measured in rates.items():
        ratios = [rate / other for rate, other in zip(measured, peer, strict=True)]
        yield (
            f"{name:<38} {max(measured):6.2f} photos/s ({max(measured) / max(peer):4.2f}x)  rounds "
            f"{', '.join(f'{rate:.1f} ({ratio:.2f}x)' for rate, ratio in zip(measured, ratios, strict=True))}"
        )
    yield f"{len(photos)} camera originals, whole processes, best of {ROUNDS} rounds; int8 for speed only"


def _quantize(model: ModelName, photos: list[Path], store: ModelStore) -> None:
    """Random weights find nothing in either precision; see the benchmark ``runtime`` for what int8 loses."""
    pictures = PictureSet(tuple(map(View, photos[:CALIBRATION])), (), "camera originals")
    nothing_lost = Recall(1.0, 1.0, 1.0)
    measured = Measurement(
        processor_name(), pictures.source, 0, 1.0, 1.0, nothing_lost, nothing_lost, 1.0, 2.0
    )
    quantize_stored_model(
        encoder_key(model),
        lambda encoder: calibration_inputs(pictures, encoder),
        lambda _f32, _int8: measured,
        store,
    )


def _peer(work: Path) -> float:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    told = subprocess.run(
        ["bash", PEER, work / "photos", work / "peer"],
        env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found = re.search(r"([\d.]+) photos/s", told)
    assert found is not None, told
    return float(found.group(1))


def _photoorg(work: Path, model: str, store: str) -> float:
    """Seconds of a first sync in a new library."""
    environment = {**os.environ, "PHOTOORG_MODELS": str(work / store)}
    with tempfile.TemporaryDirectory(dir=work) as library:
        command = [sys.executable, "-m", "photoorg", "--library", library, "--model", model]
        run_it = partial(subprocess.run, env=environment, check=True, capture_output=True)
        run_it([*command, "add", work / "photos"])
        started = time.perf_counter()
        run_it([*command, "sync"])
        return time.perf_counter() - started
