"""What may go wrong while files are written for others, in sentences."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from photoorg.errors import DiskFull, ExportError
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def require_outside_library(folder: Path, library: Path) -> None:
    """Raises ExportError for a folder that is part of the library."""
    own = os.path.realpath(library)
    if os.path.realpath(folder) == own or os.path.realpath(folder).startswith(own + os.sep):
        raise ExportError(
            Sentence("‘{folder}’ is part of the library itself; choose another folder.", folder=folder)
        )


@contextmanager
def told_in_sentences(folder: Path, done: Callable[[], tuple[int, int]]) -> Iterator[None]:
    """What the disk refuses becomes DiskFull or ExportError; ``done`` says how many of how many were."""
    try:
        yield
    except OSError as error:
        count, total = done()
        so_far = Sentence("{count:,} of {total:,} photos were exported.", count=count, total=total)
        if error.errno in _NO_SPACE:
            raise DiskFull(
                Sentence("No space is left in ‘{folder}’; {done}", folder=folder, done=so_far)
            ) from error
        raise ExportError(
            Sentence(
                "Nothing can be written to ‘{folder}’ ({reason}); {done}",
                folder=folder,
                reason=reason_of(error),
                done=so_far,
            )
        ) from error
