"""What OpenVINO makes of a processor: speed, latency and memory beside torch, and how near the peak is."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoorg.encoders.architectures import quiet_root_logger
from photoorg.encoders.batching import IMAGES_PER_BATCH
from photoorg.encoders.conversion import convert_encoder
from photoorg.encoders.model_store import StoredModel
from photoorg.encoders.openclip import OpenClipEncoder
from photoorg.encoders.openvino_runtime import OpenVinoEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.encoders.encoder import FloatArray

ROUNDS = 7
QUERY = "a dog runs over the beach"
MATRIX_SIDE = 2048

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
    """Each line holds torch, OpenVINO, and their ratio, measured in turns."""
    peak = _matrix_peak()
    yield f"peak of the processor, f32 matrix product: {peak / 1e9:.0f} GFLOP/s"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        for name, build in (("built-in", _builtin), ("ViT-B-32-256, random weights", _vit)):
            directory = Path(work) / name
            directory.mkdir()
            yield from _compare(name, build(), directory, peak)
    yield from _first_queries()


def _compare(name: str, original: OpenClipEncoder, directory: Path, peak: float) -> Iterator[str]:
    started = time.perf_counter()
    model = StoredModel(directory, convert_encoder(original, directory))
    yield f"{name}: converted in {time.perf_counter() - started:.1f} s"
    converted = OpenVinoEncoder(model, key=original.key)
    side = original.image_size_px
    inputs = np.random.default_rng(0).normal(size=(IMAGES_PER_BATCH, 3, side, side)).astype(np.float32)
    cosine = np.sum(original.encode_images(inputs) * converted.encode_images(inputs), axis=1).min()
    yield f"  cosine to torch     {cosine:.7f}"
    slow, quick = _in_turns(lambda: original.encode_images(inputs), lambda: converted.encode_images(inputs))
    rates = [IMAGES_PER_BATCH / slow, IMAGES_PER_BATCH / quick]
    yield _line("photos/s", rates, rates[1] / rates[0])
    operations = _operations(original, inputs[:1])
    yield _line("% of the peak", [100 * rate * operations / peak for rate in rates], rates[1] / rates[0])
    times = _in_turns(lambda: original.encode_texts([QUERY]), lambda: converted.encode_texts([QUERY]))
    yield _line("ms a query, warm", [1000 * seconds for seconds in times], times[0] / times[1])


def _first_queries() -> Iterator[str]:
    """The built-in model in processes of their own. The first fills the store, if need be."""
    _first_query("OpenVINO")
    figures = [_first_query(runtime) for runtime in ("torch", "OpenVINO")]
    yield "built-in, a process from its start"
    for row, unit in enumerate(("s to the first answer", "MB after a text", "MB after 16 photos")):
        values = [figure[row] for figure in figures]
        yield _line(unit, values, values[0] / values[1])


def _first_query(runtime: str) -> list[float]:
    started = time.time()
    command = [sys.executable, "-c", FIRST_QUERY, runtime, QUERY]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answered, *peaks_mb = json.loads(output)
    return [answered - started, *peaks_mb]


def _line(unit: str, values: list[float], ratio: float) -> str:
    torch, openvino = values
    return f"  {unit:<22} torch {torch:8.2f}   OpenVINO f32 {openvino:8.2f}   {ratio:5.2f}x"


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
