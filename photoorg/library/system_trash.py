"""The trash of the system: files go there by Send2Trash, and come back where it is a folder we can find."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class InTrash:
    """A file in the trash.

    Attributes:
        path: where it lay.
        place: where it lies; None where only the system can bring it back, as on Windows.
    """

    path: Path
    place: Path | None

    @property
    def is_there(self) -> bool:
        """Whether it can be seen there."""
        return self.place is not None and os.path.lexists(self.place)


class LostFromTrash(OSError):
    """A file can never be moved back by us."""


def move_to_trash(path: Path) -> InTrash:
    """Moves one file. Raises OSError where it cannot be moved; then it is where it was."""
    # Not before somebody throws something away.
    from send2trash import send2trash

    status = path.lstat()
    # Names that are not UTF-8 are bytes to it.
    name = path if sys.platform == "win32" else os.fsencode(path)
    try:
        send2trash(name)
    except OSError as error:
        # Its words have the name in them, as Python writes bytes.
        words = os.strerror(error.errno) if error.errno else str(error).replace(str(name), "it")
        raise OSError(error.errno, words) from error
    if path.exists():
        raise OSError(Sentence("the system left it where it is"))
    return InTrash(path, _place_of(path, status))


def restore_from_trash(file: InTrash, root: Path) -> None:
    """Moves one file back. Folders above it are made again where they lie below ``root``, which is not.

    Raises LostFromTrash where that can never be done, OSError where it cannot be done now, as when another
    file lies there by now.
    """
    if file.place is None:
        raise LostFromTrash(Sentence("only the system's own trash can restore it"))
    try:
        file.place.lstat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LostFromTrash(Sentence("it is not in the trash any more")) from error
    if os.path.lexists(file.path):
        raise OSError(Sentence("another file lies there by now"))
    _make_again(file.path.parent, root)
    file.place.rename(file.path)
    # https://specifications.freedesktop.org/trash-spec: a note beside each file says where it lay.
    (file.place.parent.parent / "info" / f"{file.place.name}.trashinfo").unlink(missing_ok=True)


def _make_again(folder: Path, root: Path) -> None:
    if folder != root:
        _make_again(folder.parent, root)
        folder.mkdir(exist_ok=True)


def _place_of(path: Path, status: os.stat_result) -> Path | None:
    """Where the file that was at ``path`` is in the trash: moved on one volume, it keeps its number."""
    for folder in _trash_folders(path):
        with suppress(OSError):
            if os.path.samestat((folder / path.name).lstat(), status):
                return folder / path.name
        with suppress(OSError), os.scandir(folder) as entries:
            # A number is added to a name that is taken.
            for entry in entries:
                if (
                    entry.inode() == status.st_ino
                    and entry.stat(follow_symlinks=False).st_dev == status.st_dev
                ):
                    return Path(entry.path)
    return None


def _trash_folders(path: Path) -> Iterator[Path]:
    """Where files of the volume of ``path`` go."""
    if sys.platform == "win32":
        return
    volume = path.parent
    while not volume.is_mount() and volume != volume.parent:
        volume = volume.parent
    user = os.getuid()
    if sys.platform == "darwin":
        yield Path.home() / ".Trash"
        yield volume / ".Trashes" / str(user)
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        yield data / "Trash" / "files"
        yield volume / ".Trash" / str(user) / "files"
        yield volume / f".Trash-{user}" / "files"
