"""One writer per library: a lock that the system releases even when its holder is killed."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from photoorg.errors import LibraryError, LibraryInUse
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from pathlib import Path

STARTING_S = 5.0


class LibraryLock:
    """Held by the process that may write to a library."""

    def __init__(self, directory: Path, wait_s: float = 0.0) -> None:
        """Raises LibraryInUse, naming the other process, when somebody holds the lock for longer than
        ``wait_s``, and LibraryError when the directory takes no files."""
        self._owner = directory / "library.owner"
        self._lock = FileLock(directory / "library.lock", timeout=wait_s, thread_local=False)
        try:
            self._acquire()
        except Timeout:
            raise LibraryInUse(
                Sentence(
                    "The library ‘{directory}’ is in use by another photoorg{owner}. "
                    "Close it first, or use another library with --library.",
                    directory=directory,
                    owner=self._owner_text(),
                )
            ) from None
        except OSError as error:
            raise LibraryError(
                Sentence(
                    "The library ‘{directory}’ cannot be written: {reason}.",
                    directory=directory,
                    reason=reason_of(error),
                )
            ) from error
        # Only for the sentence above.
        with suppress(OSError):
            self._owner.write_text(str(os.getpid()))

    def _acquire(self) -> None:
        try:
            self._lock.acquire()
        except Timeout:
            owner = self._owner_id()
            if owner is None or _is_alive(owner):
                raise
            # A process that it was just starting when it was killed holds its files for another moment.
            self._lock.acquire(timeout=STARTING_S)

    @staticmethod
    def is_held(directory: Path) -> bool:
        """Whether some process writes to the library. Makes no file."""
        if not (directory / "library.lock").exists():
            return False
        lock = FileLock(directory / "library.lock", timeout=0, thread_local=False)
        try:
            lock.acquire()
        except (Timeout, OSError):
            return True
        lock.release()
        return False

    @classmethod
    def left_behind(cls, directory: Path) -> str | None:
        """The id of a process that was killed while it held the lock; None where none was."""
        if cls.is_held(directory):
            return None
        try:
            return (directory / "library.owner").read_text()
        except (OSError, ValueError):
            return None

    def release(self) -> None:
        """Lets the next process in."""
        with suppress(OSError):
            self._owner.unlink()
        self._lock.release()

    def _owner_text(self) -> str:
        owner = self._owner_id()
        return "" if owner is None else Sentence(" (process {owner})", owner=owner)

    def _owner_id(self) -> int | None:
        try:
            return int(self._owner.read_text())
        except (OSError, ValueError):
            return None


def _is_alive(process_id: int) -> bool:
    # Imported here: hardly ever needed.
    import psutil

    return bool(psutil.pid_exists(process_id))
