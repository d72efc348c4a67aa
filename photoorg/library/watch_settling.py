"""Raw events of a file system, gathered until they have settled into changes worth telling.

Time is passed in (``time.monotonic``), so nothing here waits or needs a thread.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.library.watch_moves import Moves, lies_in, renamed
from photoorg.library.watch_writers import has_writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What happened in the watched folders, to be applied in the order of the fields.

    Attributes:
        moved_directories: (from, to), one after the other; everything below moved along.
        moved: (from, to) of single files, all at once; a file that was at ``to`` is replaced.
            ``from`` is the name after ``moved_directories`` was applied.
        deleted_directories: gone, with everything below.
        deleted: files that are gone.
        saved: new or rewritten files, complete.
        rescans: directories to be walked anew, because files may have come or gone unseen, or other rules
            count there. A watched
            folder that became unavailable, or came back, is named here as well.
    """

    moved_directories: tuple[tuple[Path, Path], ...] = ()
    moved: tuple[tuple[Path, Path], ...] = ()
    deleted_directories: tuple[Path, ...] = ()
    deleted: tuple[Path, ...] = ()
    saved: tuple[Path, ...] = ()
    rescans: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING = FileChanges()


@dataclass(slots=True)
class _Saving:
    """A file on its way to ``saved``. ``seen``: size and time when it was last looked at; ``due`` is when it
    is looked at next, or ``early`` where nothing speaks against it."""

    due: float
    early: float
    closed: bool
    seen: tuple[int, int] | None = None


class PendingChanges:
    """Events go in one by one, :class:`FileChanges` come out once settled.

    Args:
        settle_s: how long a file stays untouched after an event, and a directory after it appeared.
        quiet_s: how long size and time of a file must stand still when nobody says that it is complete.
        closed_s: as ``settle_s``, for a file that its writer has closed, while nothing was moved or deleted.
    """

    def __init__(self, settle_s: float, quiet_s: float, closed_s: float) -> None:
        self._settle_s = settle_s
        self._closed_s = closed_s
        self._quiet_s = quiet_s
        self._saving: dict[Path, _Saving] = {}
        self._rescans: dict[Path, float] = {}
        self._moves = Moves()

    def written(self, path: Path, now: float) -> None:
        """The file was created or written to; somebody may still be at it."""
        self._saving[path] = self._begun(now, closed=False)

    def closed(self, path: Path, now: float) -> None:
        """The file was closed by a writer, or moved in."""
        self._saving[path] = self._begun(now, closed=True)

    def deleted(self, path: Path, now: float) -> None:
        """The file was deleted, or moved out."""
        self._saving.pop(path, None)
        self._moves.file_deleted(path, now)

    def moved(self, source: Path, target: Path, now: float) -> None:
        """The file was renamed; what is known about its writing goes with it."""
        self._saving.pop(target, None)
        saving = self._saving.pop(source, None)
        if saving is not None:
            self._saving[target] = self._begun(now, closed=saving.closed)
        self._moves.file_moved(source, target, now)

    def directory_appeared(self, path: Path, now: float) -> None:
        """Created or moved in; files may have been put there before anybody watched. Or its rules changed."""
        due = now + self._settle_s
        covered_by = next((place for place in path.parents if place in self._rescans), path)
        self._rescans[covered_by] = due

    def directory_deleted(self, path: Path, now: float) -> None:
        """Deleted or moved out, with everything below."""
        self._saving = {file: saving for file, saving in self._saving.items() if not lies_in(file, path)}
        self._rescans = {place: due for place, due in self._rescans.items() if not lies_in(place, path)}
        self._moves.directory_deleted(path, now)

    def directory_moved(self, source: Path, target: Path, now: float) -> None:
        """Renamed, with everything below."""
        self._saving = {renamed(file, source, target): saving for file, saving in self._saving.items()}
        self._rescans = {renamed(place, source, target): due for place, due in self._rescans.items()}
        self._moves.directory_moved(source, target, now)

    def rescan(self, directory: Path, now: float) -> None:
        """The directory is to be walked anew, at once."""
        self._rescans[directory] = now

    def forget(self, is_watched: Callable[[Path], bool]) -> None:
        """Drops what is pending for places that are no longer watched."""
        self._saving = {file: saving for file, saving in self._saving.items() if is_watched(file)}
        self._rescans = {place: due for place, due in self._rescans.items() if is_watched(place)}
        self._moves.forget(is_watched)

    def is_saving(self, path: Path) -> bool:
        """Whether the file is being written, or was a moment ago."""
        return path in self._saving

    def next_due(self) -> float | None:
        """When :meth:`take_settled` is worth a call; None while nothing is pending."""
        times = [self._due(saving) for saving in self._saving.values()]
        times.extend(self._rescans.values())
        if self._moves.since is not None:
            times.append(self._moves.since + self._settle_s)
        return min(times, default=None)

    def _begun(self, now: float, *, closed: bool) -> _Saving:
        due = now + self._settle_s
        return _Saving(due, now + self._closed_s if closed else due, closed)

    def _due(self, saving: _Saving) -> float:
        # A file that was saved under the name of one that was moved away must not be told before the move:
        # it would pass for an edit of that one.
        return saving.early if self._moves.since is None else saving.due

    def take_settled(self, now: float) -> FileChanges:
        """What has settled by ``now``; looks at the files in question."""
        due = [path for path, saving in self._saving.items() if self._due(saving) <= now]
        moves = self._take_moves(now)
        saved, vanished = self._take_saved(due, now)
        return FileChanges(
            moved_directories=tuple(moves.moved_directories),
            moved=tuple((origin, target) for target, origin in moves.moved.items()),
            deleted_directories=tuple(moves.deleted_directories),
            deleted=tuple(dict.fromkeys([*moves.deleted, *vanished])),
            saved=saved,
            rescans=self._take_rescans(now),
        )

    def _take_moves(self, now: float) -> Moves:
        # All together or none: each entry was written down as seen after the ones before it.
        if self._moves.since is None or self._moves.since + self._settle_s > now:
            return Moves()
        moves, self._moves = self._moves, Moves()
        files, directories = moves.take_revived()
        for file in files:
            self._saving.setdefault(file, _Saving(now, now, closed=False))
        for place in directories:
            self._rescans.setdefault(place, now)
        return moves

    def _take_saved(self, due: list[Path], now: float) -> tuple[tuple[Path, ...], list[Path]]:
        """Complete files among those due, and files that are not there any more."""
        saved, vanished = [], []
        for path in due:
            saving = self._saving[path]
            found = _regular_file(path)
            if found is None:
                vanished.append(path)
            elif found == saving.seen or _is_complete(path, saving):
                saved.append(path)
            else:
                saving.seen = found
                saving.due = saving.early = now + self._quiet_s
                continue
            del self._saving[path]
        return tuple(saved), vanished

    def _take_rescans(self, now: float) -> tuple[Path, ...]:
        ready = []
        for place in [place for place, due in self._rescans.items() if due <= now]:
            if any(lies_in(file, place) for file, saving in self._saving.items() if not saving.closed):
                # A walk would find files half-way: first they come as saved, then this as a last look.
                self._rescans[place] = now + self._settle_s
            else:
                ready.append(place)
                del self._rescans[place]
        return tuple(ready)


def _regular_file(path: Path) -> tuple[int, int] | None:
    """Size and time of modification, None where there is none. Sidecars have events of their own."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _is_complete(path: Path, saving: _Saving) -> bool:
    writer = has_writer(path)
    return saving.closed if writer is None else not writer
