"""What looking for people and pets costs a photo, and how that compares with finding faces alone.

Processor time of all threads: what the background takes from others.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.photos import SHARED_PHOTOS, camera_photos
from photoorg.imaging.decode import decode_photo
from photoorg.people.crops import FULL_SIDE_PX
from photoorg.people.embedded_analyzer import EmbeddedAnalyzer
from photoorg.people.finders import own_finders
from photoorg.people.picture_pyramid import PicturePyramid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL import Image

# As the analyzer looks for in small photos.
SMALLEST_PX = 20.0
MOST_PHOTOS = 40


def run() -> Iterator[str]:
    """A line for each set of photos."""
    analyzer = EmbeddedAnalyzer()
    _, pets = own_finders()
    yield f"{'photos':22} {'MP':>5} {'decode':>7} {'faces':>7} {'pets':>7} ms; faces/s; faces / detector"
    with tempfile.TemporaryDirectory() as work:
        sets = {
            "from cameras": camera_photos(Path(work)),
            "of everyday life": sorted((SHARED_PHOTOS / "captioned").rglob("*.jpg")),
            "portraits": sorted((SHARED_PHOTOS / "people").rglob("*.jpg")),
        }
        for name, paths in sets.items():
            if paths:
                yield _line(name, paths[:: max(1, len(paths) // MOST_PHOTOS)], analyzer, pets.find)


def _line(
    name: str, paths: list[Path], analyzer: EmbeddedAnalyzer, find_pets: Callable[[Image.Image], object]
) -> str:
    taken = np.zeros(4)
    faces = megapixels = 0.0
    for path in paths:
        start = time.process_time()
        image = decode_photo(path, FULL_SIDE_PX).image
        decoded = time.process_time()
        pixels = np.asarray(image)
        analyzer._find(PicturePyramid(pixels), max(SMALLEST_PX, min(image.size) / 80))
        found = time.process_time()
        faces += len(analyzer.analyze(pixels))
        analyzed = time.process_time()
        find_pets(image)
        taken += np.diff([start, decoded, found, analyzed, time.process_time()])
        megapixels += image.width * image.height / 1e6
    decode_ms, detector_ms, faces_ms, pets_ms = 1000 * taken / len(paths)
    return (
        f"{name:22} {megapixels / len(paths):>5.1f} {decode_ms:>7.0f} {faces_ms:>7.0f} {pets_ms:>7.0f}"
        f"  {faces / taken[2]:>6.1f}  {faces_ms / detector_ms:.2f}x"
    )
