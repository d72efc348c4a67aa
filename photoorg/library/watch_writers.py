"""Asks the kernel whether somebody still writes to a file."""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def has_writer(path: Path) -> bool | None:
    """Whether a process holds ``path`` open for writing; None where this cannot be told.

    Linux grants a read lease only on a file that nobody has open for writing (fcntl(2), F_SETLEASE).
    Only the owner of a file may ask, and many network file systems do not answer.
    """
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        # A writer arriving in this very moment is announced by a signal; the default one, SIGIO,
        # would end the process, SIGURG is ignored unless somebody asks for it.
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return True if error.errno == errno.EAGAIN else None
    else:
        return False
    finally:
        os.close(file)
