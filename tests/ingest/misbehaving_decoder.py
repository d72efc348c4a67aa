"""The process that reads photos, with a decoder that does what a file asks for behind its picture."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from pathlib import Path

from photoorg.imaging.examine import ExaminedPhoto, examine_photo
from photoorg.ingest import reading_process

# What follows the end of a JPEG.
CRASH, HANG, WAIT, DEVOUR, KILLED_ONCE = b"crash", b"hang", b"wait", b"devour", b"killed once"
# Name of the environment variable for a file that is there once a process died of KILLED_ONCE.
TRACE = "PHOTOORG_TEST_TRACE"


def main() -> None:
    """Runs the real process around that decoder."""
    reading_process.examine_photo = _examine
    reading_process.ORPHAN_LIFE_S = 8
    reading_process.main()


def _examine(source: bytes | Path, min_side_px: int) -> ExaminedPhoto:
    assert isinstance(source, bytes)
    if source.endswith(CRASH):
        ctypes.string_at(0)
    elif source.endswith(HANG):
        # In C and for years, without letting another thread of Python run.
        re.match(b"(a+)+$", b"a" * 64 + b"b")
    elif source.endswith(WAIT):
        time.sleep(3600)
    elif source.endswith(DEVOUR):
        bytearray(4 << 30)
    elif source.endswith(KILLED_ONCE):
        _die_once()
    return examine_photo(source, min_side_px)


def _die_once() -> None:
    """Leaves a trace, so that the next process knows."""
    trace = Path(os.environ[TRACE])
    if not trace.exists():
        trace.touch()
        os.kill(os.getpid(), signal.SIGKILL)
