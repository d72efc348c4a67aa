"""OpenVINO on a processor, in f32 and int8, beside torch: speed, latency, memory, share of the peak.

int8 is calibrated and checked on real photos where they lie beside the project, else on packaged ones.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.photos import SHARED_PHOTOS
from photoorg.encoders.architectures import quiet_root_logger
from photoorg.encoders.batching import IMAGES_PER_BATCH
from photoorg.encoders.conversion import convert_encoder
from photoorg.encoders.model_name import ModelName, encoder_key
from photoorg.encoders.model_store import ModelStore, StoredModel
from photoorg.encoders.openclip import OpenClipEncoder
from photoorg.encoders.openvino_runtime import IMAGE_TOWER_FILE, INT8_IMAGE_TOWER_FILE, OpenVinoEncoder
from photoorg.encoders.quantization import quantize_stored_model, quantize_tower
from photoorg.sample_photos import write_sample_photos
from photoorg.search.quantization_check import (
    PictureSet,
    View,
    calibration_inputs,
    compare_precisions,
    packaged_pictures,
)
from photoorg.search.query_vectors import encode_picture
from photoorg.search.ranks import estimates, ranks_of, share_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.encoders.encoder import Encoder, FloatArray

ROUNDS = 7
QUERY = "a dog runs over the beach"
MATRIX_SIDE = 2048
# Random weights need no more: only their speed is looked at.
CALIBRATION_FOR_SPEED = 20
COLUMNS = ("torch", "OpenVINO f32", "OpenVINO int8")

# A process that answers one text query, then describes photos, and the most memory it held (Linux).
FIRST_QUERY = """
import sys, time
if sys.argv[1] == "torch":
    sys.modules["openvino"] = None
import json, logging
from pathlib import Path
logging.disable()
def peak_mb():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
encoder = load_encoder(ModelName.parse("builtin"))
encoder.encode_texts([sys.argv[2]])
answered = time.time()
after_text = peak_mb()
import numpy as np
side = encoder.image_size_px
encoder.encode_images(np.zeros((16, 3, side, side), np.float32))
print(json.dumps([answered, after_text, peak_mb()]))
"""


def run() -> Iterator[str]:
    """Each line holds torch, OpenVINO in f32 and in int8, measured in turns, and the gain over torch."""
    peak = _matrix_peak()
    yield f"peak of the processor, f32 matrix product: {peak / 1e9:.0f} GFLOP/s (100 % below)"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        pictures = _pictures(Path(work) / "samples")
        stores = {name: Path(work) / name for name in COLUMNS}
        yield from _builtin_compared(pictures, stores, peak)
        yield from _vit_compared(pictures, Path(work), peak)
        yield from _first_queries(stores)


def _builtin_compared(pictures: PictureSet, stores: dict[str, Path], peak: float) -> Iterator[str]:
    key = encoder_key(ModelName.parse("builtin"))
    original = _builtin()
    started = time.perf_counter()
    store, int8_store = ModelStore(stores["OpenVINO f32"]), ModelStore(stores["OpenVINO int8"])
    with store.alone():
        model = store.add(key, lambda directory: convert_encoder(original, directory))
    yield f"built-in: converted in {time.perf_counter() - started:.1f} s"
    shutil.copytree(store.directory, int8_store.directory)
    started = time.perf_counter()
    measured = quantize_stored_model(
        key,
        lambda encoder: calibration_inputs(pictures, encoder),
        lambda f32, int8: compare_precisions(pictures, f32, int8),
        int8_store,
    )
    yield f"  int8 made and checked on {measured.pictures} in {time.perf_counter() - started:.0f} s"
    yield f"  cosine to f32: least {measured.least_cosine:.4f}, mean {measured.mean_cosine:.4f}"
    yield f"  {'; '.join(measured.objections) or 'kept'}"
    plain = OpenVinoEncoder(model, key=key)
    encoders: list[Encoder] = [original, plain]
    if not measured.objections:
        quantized = int8_store.find(key)
        assert quantized is not None
        int8 = OpenVinoEncoder(quantized, key=key)
        encoders.append(int8)
        yield from _captioned_recall(plain, int8)
    yield from _compared(encoders, original, peak)


def _vit_compared(pictures: PictureSet, work: Path, peak: float) -> Iterator[str]:
    directory = work / "vit"
    directory.mkdir()
    original = _vit()
    started = time.perf_counter()
    model = StoredModel(directory, convert_encoder(original, directory))
    yield f"ViT-B-32-256, random weights: converted in {time.perf_counter() - started:.1f} s"
    plain = OpenVinoEncoder(model, key="random")
    few = PictureSet(pictures.calibration[:CALIBRATION_FOR_SPEED], (), pictures.source)
    tower = directory / INT8_IMAGE_TOWER_FILE
    quantize_tower(directory / IMAGE_TOWER_FILE, calibration_inputs(few, plain), tower, 0, 0)
    int8 = OpenVinoEncoder(model, key="random", int8_tower=tower)
    yield from _compared([original, plain, int8], original, peak)


def _compared(encoders: list[Encoder], original: OpenClipEncoder, peak: float) -> Iterator[str]:
    side = original.image_size_px
    inputs = np.random.default_rng(0).normal(size=(IMAGES_PER_BATCH, 3, side, side)).astype(np.float32)
    taken = _in_turns(*(partial(encoder.encode_images, inputs) for encoder in encoders))
    rates = [IMAGES_PER_BATCH / seconds for seconds in taken]
    yield _line("photos/s", rates, [rate / rates[0] for rate in rates])
    operations = _operations(original, inputs[:1])
    yield _line("% of the f32 peak", [100 * rate * operations / peak for rate in rates])
    # The text tower is in f32 everywhere.
    taken = _in_turns(*(partial(encoder.encode_texts, [QUERY]) for encoder in encoders[:2]))
    yield _line("ms a query, warm", [1000 * seconds for seconds in taken], [taken[0] / s for s in taken])


def _captioned_recall(plain: Encoder, int8: Encoder) -> Iterator[str]:
    """True R@10, of photos and captions that neither training nor calibration saw."""
    folder = SHARED_PHOTOS / "captioned"
    if not folder.is_dir():
        return
    photos = json.loads((folder / "captions.json").read_text(encoding="utf-8"))
    names = [photo["file"] for photo in photos]
    truth = np.array([row for row, photo in enumerate(photos) for _ in photo["captions"]])
    words = plain.encode_texts([caption for photo in photos for caption in photo["captions"]])
    libraries = [
        np.stack([encode_picture(encoder, folder / name) for name in names]) for encoder in (plain, int8)
    ]
    libraries.append(np.where(np.arange(len(names))[:, None] % 2, *libraries))
    for name, library in zip(("f32", "int8", "half and half"), libraries, strict=True):
        ((share, (low, high)),) = estimates(ranks_of(words, library, truth), truth, share_within(10))
        yield f"  R@10 of captions, {name:<13} {share:.2%} (95 %: {low:.1%} to {high:.1%})"


def _pictures(samples: Path) -> PictureSet:
    """Calibrated on photos of dogs, faces and cameras, checked on captioned ones."""
    captioned = sorted((SHARED_PHOTOS / "captioned").glob("*.jpg"))
    others = [path for name in ("dogs", "people", "camera") for path in (SHARED_PHOTOS / name).rglob("*.jpg")]
    if not (captioned and others):
        return packaged_pictures(write_sample_photos(samples))
    return PictureSet(tuple(map(View, sorted(others)[::2])), tuple(map(View, captioned)), "captioned photos")


def _first_queries(stores: dict[str, Path]) -> Iterator[str]:
    """The built-in model in processes of their own."""
    figures = [_first_query(runtime, stores[runtime]) for runtime in COLUMNS]
    yield "built-in, a process from its start"
    for row, unit in enumerate(("s to the first answer", "MB after a text", "MB after 16 photos")):
        values = [figure[row] for figure in figures]
        yield _line(unit, values, [values[0] / value for value in values])


def _first_query(runtime: str, store: Path) -> list[float]:
    started = time.time()
    command = [sys.executable, "-c", FIRST_QUERY, runtime, QUERY]
    environment = os.environ | {"PHOTOORG_MODELS": str(store)}
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    answered, *peaks_mb = json.loads(output)
    return [answered - started, *peaks_mb]


def _line(unit: str, values: list[float], gains: list[float] | None = None) -> str:
    """The columns there are; a gain above 1 is better than torch."""
    cells = []
    for place, (name, value) in enumerate(zip(COLUMNS, values, strict=False)):
        gain = f" ({gains[place]:5.2f}x)" if gains and place else ""
        cells.append(f"{name} {value:8.2f}{gain}")
    return f"  {unit:<22} {'   '.join(cells)}"


def _in_turns(*works: Callable[[], object]) -> list[float]:
    """Median seconds of each; in turns, so that a busy machine disturbs all alike."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS + 1):
        for work, taken in zip(works, seconds, strict=True):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    # The first round warms up.
    return [statistics.median(taken[1:]) for taken in seconds]


def _matrix_peak() -> float:
    """Floating point operations a second of the best of numpy's and torch's f32 matrix products."""
    import torch

    left = np.random.default_rng(0).normal(size=(MATRIX_SIDE, MATRIX_SIDE)).astype(np.float32)
    tensor = torch.from_numpy(left)
    works: tuple[Callable[[], object], ...] = (lambda: left @ left, lambda: tensor @ tensor)
    # The best of many, since what disturbs the machine only ever makes it look slower.
    return 2 * MATRIX_SIDE**3 / min(min(_in_turns(*works)) for _ in range(5))


def _operations(encoder: OpenClipEncoder, one_input: FloatArray) -> float:
    """Floating point operations of the image tower for one photo."""
    from torch.utils.flop_counter import FlopCounterMode

    counter = FlopCounterMode(display=False)
    with counter:
        encoder.encode_images(one_input)
    return float(counter.get_total_flops())


def _builtin() -> OpenClipEncoder:
    from photoorg.encoders.builtin.architecture import build_model, load_tokenizer

    return OpenClipEncoder(build_model(), load_tokenizer(), key="builtin")


def _vit() -> OpenClipEncoder:
    import open_clip
    import torch

    torch.manual_seed(0)
    with quiet_root_logger():
        model = open_clip.create_model("ViT-B-32-256")
    return OpenClipEncoder(model, open_clip.get_tokenizer("ViT-B-32-256"), key="random")
