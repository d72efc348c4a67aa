"""The photos benchmarks run on: real ones where they lie beside the project, else packaged ones."""

from __future__ import annotations

import shutil
from pathlib import Path

from photoorg.sample_photos import write_sample_photos

SHARED_PHOTOS = Path(__file__).resolve().parent.parent.parent / "shared" / "photos"


def camera_photos(directory: Path) -> list[Path]:
    """Photos straight from cameras, or the sample photos written to ``directory``."""
    found = sorted((SHARED_PHOTOS / "camera").glob("*.jpg"))
    return found or write_sample_photos(directory)


def distinct_copies(photos: list[Path], directory: Path, count: int) -> list[Path]:
    """Each photo several times with other bytes (some at the end), since equal bytes cost nothing."""
    directory.mkdir()
    copies = []
    for number in range(count):
        for photo in photos:
            copy = directory / f"{number}-{photo.name}"
            shutil.copy(photo, copy)
            with copy.open("ab") as stream:
                stream.write(str(number).encode())
            copies.append(copy)
    return copies
