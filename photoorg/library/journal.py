"""The files that SQLite puts beside a catalogue while somebody may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The -shm file, without which SQLite opens no catalogue that somebody may write, has this size at least.
SHM_BYTES = 32 * 1024


def has_journal(catalogue: Path) -> bool:
    """Whether somebody has the catalogue open for writing, or was killed before all of it was in the file."""
    # An empty -wal and a -shm of some bytes are what SQLite leaves where no space was left for them.
    return _size(catalogue, "-wal") > 0 or has_shared_memory(catalogue)


def has_shared_memory(catalogue: Path) -> bool:
    """Whether the -shm file is there, as a whole."""
    return _size(catalogue, "-shm") >= SHM_BYTES


def _size(catalogue: Path, ending: str) -> int:
    try:
        return catalogue.with_name(catalogue.name + ending).stat().st_size
    except FileNotFoundError:
        return 0
