"""Indexing side by side with rclip, the command line photo search, as whole processes on the same photos."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.photos import camera_photos, distinct_copies

if TYPE_CHECKING:
    from collections.abc import Iterator

# Sets rclip up in an environment of its own, with random weights that photoorg can read as well.
PEER = Path(__file__).parents[2] / "shared" / "bench" / "peer_rclip.sh"
COPIES = 16
ROUNDS = 3


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
            _photoorg(work, model)
        rates: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            rates.setdefault("rclip", []).append(_peer(work))
            for name, model in models.items():
                rates.setdefault(f"photoorg, {name}", []).append(len(photos) / _photoorg(work, model))
    # The best of each: other programs can only make a round slower.
    peer = max(rates["rclip"])
    for name, measured in rates.items():
        yield (
            f"{name:<32} {max(measured):7.2f} photos/s ({max(measured) / peer:4.2f}x)  "
            f"rounds {', '.join(f'{rate:.1f}' for rate in measured)}"
        )
    yield f"{len(photos)} camera originals, whole processes, best of {ROUNDS} rounds"


def _peer(work: Path) -> float:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    told = subprocess.run(
        ["bash", PEER, work / "photos", work / "peer"],
        env=environment, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found = re.search(r"([\d.]+) photos/s", told)
    assert found is not None, told
    return float(found.group(1))


def _photoorg(work: Path, model: str) -> float:
    """Seconds of a first sync in a new library."""
    with tempfile.TemporaryDirectory(dir=work) as library:
        command = [sys.executable, "-m", "photoorg", "--library", library, "--model", model]
        subprocess.run([*command, "add", work / "photos"], check=True, capture_output=True)
        started = time.perf_counter()
        subprocess.run([*command, "sync"], check=True, capture_output=True)
        return time.perf_counter() - started
