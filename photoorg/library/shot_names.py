"""Which files are of one shot, judged by their names: a raw photo and the JPEG or HEIC that the camera wrote
beside it. No database here."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from photoorg.library.sql_functions import folded

if TYPE_CHECKING:
    from pathlib import PurePath

RAW_SUFFIXES = frozenset(
    {".dng", ".cr2", ".cr3", ".nef", ".nrw", ".arw", ".rw2", ".orf", ".raf", ".pef", ".srw"}
)
# What cameras and phones write beside it; a PNG or TIFF of that name is the work of somebody.
_BESIDE_RAW = frozenset({".jpg", ".jpeg", ".jpe", ".heic", ".heif", ".hif"})


def is_raw(path: PurePath) -> bool:
    """Whether the file is camera raw."""
    return path.suffix.lower() in RAW_SUFFIXES


def shot_key(path: PurePath) -> int | None:
    """Equal for the files of one shot: in one directory, with one stem whatever its case.

    A number of 63 bits and a sign; None for files that cannot be one of a pair. ``IMG_1.JPG.dng`` has another
    stem than ``IMG_1.JPG``.
    """
    if path.suffix.lower() not in RAW_SUFFIXES | _BESIDE_RAW:
        return None
    name = path.parent / folded(path.stem)
    return int.from_bytes(hashlib.blake2b(os.fsencode(name), digest_size=8).digest(), signed=True)
