"""The process that scales thumbnails, so that whoever shows them need not wait for Python."""

from __future__ import annotations

from pathlib import Path

from photoorg.imaging.scaling import thumbnail_pixels
from photoorg.processes import HelperTalk


def main() -> None:
    """Takes lists of files and sizes, and gives pixels, until there are no more."""
    talk = HelperTalk()
    while True:
        talk.send([_pixels(*wanted) for wanted in talk.receive()])


def _pixels(file: str, width_px: int, height_px: int) -> bytes | None:
    try:
        return thumbnail_pixels(Path(file).read_bytes(), width_px, height_px)
    except OSError:
        return None
