"""The photos benchmarks run on: real ones where they lie beside the project, else packaged ones."""

from __future__ import annotations

from pathlib import Path

from photoorg.sample_photos import write_sample_photos

SHARED_PHOTOS = Path(__file__).resolve().parent.parent.parent / "shared" / "photos"


def camera_photos(directory: Path) -> list[Path]:
    """Photos straight from cameras, or the sample photos written to ``directory``."""
    found = sorted((SHARED_PHOTOS / "camera").glob("*.jpg"))
    return found or write_sample_photos(directory)
