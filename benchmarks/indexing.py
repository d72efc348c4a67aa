"""Where the time of indexing goes, and how near the engine comes to the sum of its necessary parts."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.photos import camera_photos, distinct_copies
from photoorg import PhotoLibrary
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from photoorg.imaging.examine import examine_photo

if TYPE_CHECKING:
    from collections.abc import Iterator

COPIES = 6


def run() -> Iterator[str]:
    """Milliseconds a photo of each part on one thread, then the engine's, and the ratio to the limit."""
    with tempfile.TemporaryDirectory() as work:
        encoder = load_encoder(ModelName.parse("builtin"))
        photos = distinct_copies(camera_photos(Path(work) / "samples"), Path(work) / "photos", COPIES)
        contents = [photo.read_bytes() for photo in photos]
        hashing = _per_photo(lambda: [hashlib.sha256(data).digest() for data in contents], len(photos))
        decoding = _per_photo(lambda: [examine_photo(data, 384) for data in contents], len(photos))
        images = [examine_photo(data, 384).decoded.image for data in contents]
        preparing = _per_photo(lambda: [encoder.preprocess(image) for image in images], len(photos))
        inputs = np.stack([encoder.preprocess(image) for image in images])
        model = _per_photo(lambda: encoder.encode_images(inputs), len(photos))
        with PhotoLibrary.open(Path(work) / "library", encoder=encoder) as library:
            library.add_folder(Path(work) / "photos")
            engine = _per_photo(library.sync, len(photos))
            unchanged = _per_photo(library.sync, len(photos))
    cores = os.cpu_count() or 1
    # The model uses all cores already; the rest is spread over them.
    limit = model + (hashing + decoding + preparing) / cores
    for name, cost in (
        ("hash", hashing),
        ("decode and facts", decoding),
        ("prepare for the model", preparing),
        ("model (all cores)", model),
        ("limit", limit),
        ("engine", engine),
        ("second sync", unchanged),
    ):
        yield f"{name:<24} {cost * 1000:8.2f} ms a photo"
    rate = 1 / engine
    yield f"engine reaches {limit / engine:.0%} of the limit on {len(photos)} photos, {rate:.1f} photos/s"


def _per_photo(work: object, count: int) -> float:
    assert callable(work)
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) / count
