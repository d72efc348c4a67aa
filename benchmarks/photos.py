"""The photos benchmarks run on: real ones where they lie beside the project, else packaged ones."""

from __future__ import annotations

from pathlib import Path

from photoorg.sample_photos import write_sample_photos

SHARED_PHOTOS = Path(__file__).resolve().parent.parent.parent / "shared" / "photos"


def camera_photos(directory: Path) -> list[Path]:
    """Photos straight from cameras, or the sample photos written to ``directory``."""
    found = sorted((SHARED_PHOTOS / "camera").glob("*.jpg"))
    return found or write_sample_photos(directory)


def distinct_copies(photos: list[Path], directory: Path, count: int) -> list[Path]:
    """Each photo several times as another picture (a number of its quantization table differs), since a
    picture that is known already costs nothing."""
    directory.mkdir()
    copies = []
    for number in range(count):
        for photo in photos:
            copy = directory / f"{number}-{photo.name}"
            data = bytearray(photo.read_bytes())
            # ITU-T T.81, B.2.4.1: the last number of the first table, for the finest detail.
            last = data.index(b"\xff\xdb") + 4 + 64
            data[last] = 1 + (data[last] + number) % 255
            copy.write_bytes(data)
            copies.append(copy)
    return copies
