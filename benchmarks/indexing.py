"""Where the time of indexing goes, and how near the engine comes to the sum of its necessary parts."""

from __future__ import annotations

import hashlib
import os
import statistics
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from benchmarks.photos import camera_photos, distinct_copies
from photoorg import PhotoLibrary
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from photoorg.imaging.examine import examine_photo
from photoorg.imaging.image_data import image_hash
from photoorg.imaging.thumbnails import ThumbnailStore, thumbnail_jpeg
from photoorg.ingest.reading import READING_MODULE, Described, PhotoReader
from photoorg.jobs import Lane
from photoorg.library.files import KnownFile
from photoorg.processes import HelperPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.encoders.encoder import Encoder

Result = TypeVar("Result")
COPIES, ROUNDS = 12, 3
THUMBNAIL_PX = 384


def run() -> Iterator[str]:
    """Processor time of each part, then seconds on all cores of reading alone, describing alone, and the
    engine, which does both. Measured in turns: a busy machine disturbs all alike."""
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        encoder = load_encoder(ModelName.parse("builtin"))
        samples = camera_photos(work / "samples")
        yield from _parts(samples, encoder)
        photos = distinct_copies(samples, work / "photos", COPIES)
        ratios, engines = [], []
        with closing(HelperPool(READING_MODULE)) as pool:
            reader = PhotoReader(pool, encoder, ThumbnailStore(work / "thumbnails"), lambda _hash: False)
            _read(reader, photos[:8])
            for number in range(ROUNDS):
                reading, inputs = _timed(partial(_read, reader, photos))
                describing, _ = _timed(partial(encoder.encode_images, np.stack(inputs)))
                engine = _engine(work / f"library-{number}", encoder, photos)
                ratios.append((reading + describing) / engine)
                engines.append(engine)
                yield (
                    f"round {number + 1}, ms a photo on all cores: "
                    f"reading {1000 * reading / len(photos):.1f}, "
                    f"describing {1000 * describing / len(photos):.1f}, limit (both) "
                    f"{1000 * (reading + describing) / len(photos):.1f}, "
                    f"engine {1000 * engine / len(photos):.1f}"
                )
        yield (
            f"the engine reaches {statistics.median(ratios):.0%} of the limit (median; "
            f"{', '.join(f'{ratio:.0%}' for ratio in ratios)}) on {len(photos)} photos, "
            f"at best {len(photos) / min(engines):.1f} photos/s"
        )


def _parts(photos: list[Path], encoder: Encoder) -> Iterator[str]:
    contents = [photo.read_bytes() for photo in photos]
    pictures = [examine_photo(data, THUMBNAIL_PX).decoded.image for data in contents]
    inputs = np.stack([encoder.preprocess(picture) for picture in pictures])
    parts: dict[str, Callable[[], object]] = {
        "hash of the file": lambda: [hashlib.sha256(data).digest() for data in contents],
        "hash of the picture in it": lambda: [image_hash(data) for data in contents],
        "decode and facts": lambda: [examine_photo(data, THUMBNAIL_PX) for data in contents],
        "thumbnail": lambda: [thumbnail_jpeg(picture, THUMBNAIL_PX) for picture in pictures],
        "prepare for the model": lambda: [encoder.preprocess(picture) for picture in pictures],
        "model": lambda: encoder.encode_images(inputs),
    }
    for name, work in parts.items():
        work()
        started = time.process_time()
        work()
        taken = time.process_time() - started
        yield f"{name:<26} {1000 * taken / len(photos):7.2f} ms of processor time a photo"


def _read(reader: PhotoReader, photos: list[Path]) -> list[object]:
    """Model inputs."""
    cores = os.cpu_count() or 1
    with closing(Lane("benchmark", cores)) as lane:
        readings = [lane.submit(partial(reader.read, _known(photo))) for photo in photos]
        described = [reading.result() for reading in readings]
    return [reading.model_input for reading in described if isinstance(reading, Described)]


def _known(photo: Path) -> KnownFile:
    status = photo.stat()
    return KnownFile(1, photo, None, status.st_size, status.st_mtime_ns, "present", "pending", 0)


def _engine(directory: Path, encoder: Encoder, photos: list[Path]) -> float:
    """Seconds of a sync; the processes that read are warm, as they were for reading alone."""
    warm = directory.with_name(f"{directory.name}-warm")
    distinct_copies(photos[:8], warm, 1)
    with PhotoLibrary.open(directory, encoder=encoder) as library:
        library.add_folder(warm)
        library.sync()
        library.add_folder(photos[0].parent)
        seconds, report = _timed(library.sync)
        assert report.added + 8 >= len(photos)
        return seconds


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result
