"""Sidecars that this library wrote beside photos that another program has since moved, renamed or deleted."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.errors import SidecarUnreadable
from photoorg.imaging.xmp import MAX_XMP_BYTES
from photoorg.imaging.xmp_writing import Said, with_said
from photoorg.library.sidecars import XMP_SUFFIX, is_sidecar, sidecar_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOTHING_SAID = Said({}, (), ())


@dataclass(frozen=True, slots=True)
class OrphanedSidecar:
    """A sidecar beside which no photo of its name lies.

    Attributes:
        is_ours: nothing is in it but what this library wrote, and knows without it.
    """

    path: Path
    is_ours: bool


def orphaned_sidecars(folders: Iterable[Path], library: str) -> Iterator[OrphanedSidecar]:
    """Those below these folders; costs a walk through all of them. What cannot be read is passed over.

    Args:
        library: its ``sidecar_id``.
    """
    for folder in folders:
        for directory, inner, names in os.walk(folder):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            sidecars = sorted(name for name in names if name.lower().endswith(XMP_SUFFIX))
            if not sidecars:
                continue
            belonging = {
                sidecar for name in names if not is_sidecar(Path(name)) for sidecar in sidecar_names(name)
            }
            for name in sidecars:
                path = Path(directory, name)
                if name not in belonging and (packet := _packet(path)) and library.encode() in packet:
                    yield OrphanedSidecar(path, _is_ours(packet, library))


def remove_orphan(path: Path, library: str) -> bool:
    """Deletes a sidecar, if nothing is in it but what this library wrote. Raises OSError."""
    packet = _packet(path)
    if packet is None or path.is_symlink() or not _is_ours(packet, library):
        return False
    path.unlink()
    return True


def _packet(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_XMP_BYTES + 1)
    except OSError:
        return None


def _is_ours(packet: bytes, library: str) -> bool:
    try:
        return with_said(packet, _NOTHING_SAID, library) == b""
    except SidecarUnreadable:
        return False
