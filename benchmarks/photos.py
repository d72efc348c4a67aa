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
            last = _last_quantizer(data)
            data[last] = 1 + (data[last] + number) % 255
            copy.write_bytes(data)
            copies.append(copy)
    return copies


def _last_quantizer(jpeg: bytes | bytearray) -> int:
    """Where the last number of the first quantization table lies (ITU-T T.81, B.2.4.1), that of the finest
    detail. Previews in the metadata have tables, too."""
    at = 2
    while jpeg[at + 1] != 0xDB:
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return at + 4 + 64
