"""What a photo costs in a library of 100,000, against one of 1,000; how soon a large library can be used.

The model is one that looks its vectors up (512 wide, distributed as real ones), so that only catalogue,
engine and index are measured, whose cost could grow. The libraries' catalogues are written directly.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.large_library import LookedUpEncoder, make_library, write_new_photos
from benchmarks.photo_vectors import photo_vectors
from photoorg import PhotoLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SMALL, LARGE = 1_000, 100_000
DIMENSION = 512
NEW_PHOTOS, ROUNDS = 500, 4


def run() -> Iterator[str]:
    """Seconds, and ratios of the large library to the small one."""
    vectors = photo_vectors(LARGE, DIMENSION)
    encoder = LookedUpEncoder(vectors)
    with tempfile.TemporaryDirectory() as work:
        small, large = Path(work) / "small", Path(work) / "large"
        for directory, count in ((small, SMALL), (large, LARGE)):
            directory.mkdir()
            took = _seconds(lambda d=directory, c=count: make_library(d, vectors[:c], encoder.key))
            yield f"catalogue and index of {count:,} photos made in {took:.1f} s"
        yield from _opening(large, encoder)
        yield from _adding(small, large, encoder)
        yield from _process(large)


def _opening(large: Path, encoder: LookedUpEncoder) -> Iterator[str]:
    started = time.perf_counter()
    with PhotoLibrary.open(large / "library", encoder=encoder, read_only=True) as library:
        yield f"opening the library of {LARGE:,}: {time.perf_counter() - started:.2f} s"
        yield f"first search, which loads the index: {_seconds(lambda: library.search('a')):.2f} s"
        times = [_seconds(lambda n=number: library.search(f"query {n}")) for number in range(50)]
        yield f"later searches: median {statistics.median(times) * 1000:.1f} ms"
        yield f"ids of all photos: {_seconds(library.photo_ids):.2f} s"
        yield f"status: {_seconds(library.status):.2f} s"


def _adding(small: Path, large: Path, encoder: LookedUpEncoder) -> Iterator[str]:
    with PhotoLibrary.open(large / "library", encoder=encoder) as library:
        yield f"second sync of {LARGE:,} unchanged files: {_seconds(library.sync):.1f} s"
    costs: dict[Path, list[float]] = {small: [], large: []}
    processor: dict[Path, list[float]] = {small: [], large: []}
    # Side by side, since the machine may be busy with other things.
    for round_ in range(ROUNDS):
        for directory in (small, large):
            with PhotoLibrary.open(directory / "library", encoder=encoder) as library:
                library.sync()
                unchanged = _cost(library.sync)
                write_new_photos(directory / "photos" / "new", NEW_PHOTOS, seed=round_)
                wall, cpu = _cost(library.sync)
                costs[directory].append((wall - unchanged[0]) / NEW_PHOTOS)
                processor[directory].append((cpu - unchanged[1]) / NEW_PHOTOS)
    for name, measured in (("time", costs), ("processor time", processor)):
        one, other = (statistics.median(measured[directory]) for directory in (small, large))
        yield (
            f"{name} a new photo: {one * 1000:.2f} ms beside {SMALL:,}, "
            f"{other * 1000:.2f} ms beside {LARGE:,}: {other / one:.2f}x"
        )
    yield f"largest memory of this process: {peak_gib():.2f} GiB"


def _process(large: Path) -> Iterator[str]:
    code = (
        "import sys; from benchmarks.scale import peak_gib, search_once; search_once(sys.argv[1]);"
        "print(peak_gib())"
    )
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, str(large / "library")], check=True, capture_output=True, text=True
    )
    took = time.perf_counter() - started
    yield f"a process that searches {LARGE:,} photos once: {took:.2f} s, {float(done.stdout):.2f} GiB"


def search_once(library_directory: str) -> None:
    """What ``photoorg search`` does, with an encoder that needs no loading."""
    encoder = LookedUpEncoder(np.eye(DIMENSION, dtype=np.float32))
    with PhotoLibrary.open(library_directory, encoder=encoder, read_only=True) as library:
        library.search("a dog on the beach", limit=20)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _cost(work: Callable[[], object]) -> tuple[float, float]:
    processor = time.process_time()
    wall = _seconds(work)
    return wall, time.process_time() - processor


def peak_gib() -> float:
    """The most memory this process ever had; unlike ``ru_maxrss`` not that of the process that started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 2**20
