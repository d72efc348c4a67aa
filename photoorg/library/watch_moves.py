"""Moves and deletions since the last batch, kept free of contradictions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Moves:
    """Read as: first ``moved_directories`` in order, then ``moved`` at once, then what was deleted.

    Attributes:
        moved_directories: (from, to).
        moved: origin of every target; the origin is the name after ``moved_directories``.
        deleted_directories, deleted: places that were emptied; sets that keep their order.
        since: time of the first entry, None while there is none.
    """

    def __init__(self) -> None:
        self.moved_directories: list[tuple[Path, Path]] = []
        self.moved: dict[Path, Path] = {}
        self.deleted_directories: dict[Path, None] = {}
        self.deleted: dict[Path, None] = {}
        self.since: float | None = None

    def file_deleted(self, path: Path, now: float) -> None:
        self.deleted[path] = None
        origin = self.moved.pop(path, None)
        if origin is not None:
            self.deleted[origin] = None
        self._begin(now)

    def file_moved(self, source: Path, target: Path, now: float) -> None:
        origin = self.moved.pop(source, None)
        if origin is None:
            origin = source
        else:
            # What lay at the place in between was replaced by the first of the two moves.
            self.deleted[source] = None
        if origin != target:
            self.moved[target] = origin
        self._begin(now)

    def directory_deleted(self, path: Path, now: float) -> None:
        self.deleted = {file: None for file in self.deleted if not lies_in(file, path)}
        self.deleted_directories = {
            place: None for place in self.deleted_directories if not lies_in(place, path)
        }
        for target, origin in list(self.moved.items()):
            if lies_in(target, path):
                del self.moved[target]
                self.deleted[origin] = None
        self.deleted_directories[path] = None
        self._begin(now)

    def directory_moved(self, source: Path, target: Path, now: float) -> None:
        self.deleted = {renamed(file, source, target): None for file in self.deleted}
        self.deleted_directories = {
            renamed(place, source, target): None for place in self.deleted_directories
        }
        moves = [
            (renamed(to, source, target), renamed(origin, source, target))
            for to, origin in self.moved.items()
        ]
        self.moved = {to: origin for to, origin in moves if to != origin}
        self.moved_directories.append((source, target))
        self._begin(now)

    def take_revived(self) -> tuple[list[Path], list[Path]]:
        """Takes out the files and directories whose story no longer fits, since something lies there anew."""
        files = [file for file in self.deleted if os.path.lexists(file)]
        directories = [place for place in self.deleted_directories if place.is_dir()]
        for file in files:
            del self.deleted[file]
        for place in directories:
            del self.deleted_directories[place]
        # The new occupant of a target is known: it is what was moved there.
        files = [file for file in files if file not in self.moved]
        origins: set[Path] = set()
        for target, origin in list(self.moved.items()):
            if origin in origins:
                # Only the first file of a name was there before; this one was made in between.
                del self.moved[target]
                files.append(target)
            origins.add(origin)
        return files, directories

    def forget(self, is_watched: Callable[[Path], bool]) -> None:
        """Drops what concerns places that are no longer watched."""
        self.deleted = {file: None for file in self.deleted if is_watched(file)}
        self.deleted_directories = {place: None for place in self.deleted_directories if is_watched(place)}
        self.moved = {to: origin for to, origin in self.moved.items() if is_watched(to)}
        self.moved_directories = [move for move in self.moved_directories if is_watched(move[1])]

    def _begin(self, now: float) -> None:
        if self.since is None:
            self.since = now


def lies_in(path: Path, directory: Path) -> bool:
    """Whether ``path`` is ``directory`` or something below it."""
    return path == directory or directory in path.parents


def renamed(path: Path, source: Path, target: Path) -> Path:
    """The name of ``path`` after its directory ``source``, or one above, became ``target``."""
    return target / path.relative_to(source) if lies_in(path, source) else path
