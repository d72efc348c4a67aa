"""Files that belong to a photo beside them: XMP sidecars, Google Takeout's JSON, the video of a live photo.

Which names belong to a photo is decided by its own name alone; there is no database here.
"""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

# Lower case; in file names the suffix is looked for in lower and in upper case.
XMP_SUFFIX, TAKEOUT_SUFFIX = ".xmp", ".json"
VIDEO_SUFFIXES = (".mov", ".mp4")
SIDECAR_SUFFIXES = frozenset({XMP_SUFFIX, TAKEOUT_SUFFIX, *VIDEO_SUFFIXES})

# Takeout cuts the names of its files so that, with ".json", they have 51 characters.
_TAKEOUT_LENGTH = 46
_TAKEOUT_ENDING = ".supplemental-metadata"
_NUMBERED = re.compile(r"(.+)(\(\d+\))(\.[^.]+)")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar as the file system shows it."""

    path: Path
    size_bytes: int
    modified_ns: int


def is_sidecar(path: PurePath) -> bool:
    """Whether the file may belong to a photo, judged by its suffix."""
    return path.suffix.lower() in SIDECAR_SUFFIXES


def sidecar_names(photo_name: str) -> tuple[str, ...]:
    """Every name that a sidecar of the photo may have, most telling first.

    ``photo.jpg.xmp`` (darktable, digiKam) goes before ``photo.xmp`` (Adobe).
    """
    stem = PurePath(photo_name).stem
    names = [base + suffix for base in (photo_name, stem) for suffix in (XMP_SUFFIX, XMP_SUFFIX.upper())]
    names += [stem + case for suffix in VIDEO_SUFFIXES for case in (suffix, suffix.upper())]
    return tuple(dict.fromkeys([*names, *_takeout_names(photo_name)]))


def sidecars_of(photo: Path) -> tuple[Sidecar, ...]:
    """The sidecars that are there, by asking for each possible one."""
    found = []
    for name in sidecar_names(photo.name):
        path = photo.with_name(name)
        try:
            status = path.stat()
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(status.st_mode):
            found.append(Sidecar(path, status.st_size, status.st_mtime_ns))
    return tuple(found)


def sidecars_among(photo: Path, listing: Mapping[str, os.stat_result]) -> tuple[Sidecar, ...]:
    """The same, from a listing of the photo's directory: sidecars by name."""
    return tuple(
        Sidecar(photo.with_name(name), listing[name].st_size, listing[name].st_mtime_ns)
        for name in (sidecar_names(photo.name) if listing else ())
        if name in listing
    )


def stamp(sidecars: tuple[Sidecar, ...]) -> int:
    """A number that changes when a sidecar comes, goes or changes; 0 without any. Names do not count, so
    that it survives renaming a photo with its sidecars."""
    if not sidecars:
        return 0
    states = [(item.path.suffix.lower(), item.size_bytes, item.modified_ns) for item in sidecars]
    # SQLite's integers have 63 bits and a sign.
    return int.from_bytes(hashlib.sha256(repr(states).encode()).digest()[:7]) + 1


def _takeout_names(photo_name: str) -> list[str]:
    numbered = _NUMBERED.fullmatch(photo_name)
    # The number of "photo(1).jpg" comes last in "photo.jpg.supplemental-metadata(1).json".
    name, number = (numbered[1] + numbered[3], numbered[2]) if numbered else (photo_name, "")
    bases = dict.fromkeys((name, name.replace("-edited", "")))
    names = []
    for base in bases:
        full = base + _TAKEOUT_ENDING
        stems = [full[:length] for length in range(len(full), len(base) - 1, -1)]
        names += [part + number for part in stems if len(part) <= _TAKEOUT_LENGTH]
        names.append(base[:_TAKEOUT_LENGTH] + number)
    return [name + TAKEOUT_SUFFIX for name in dict.fromkeys(names)]
