"""Ctrl-C while nothing was begun yet."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Exit code of what Ctrl-C ended, as shells have it.
INTERRUPTED = 130


@contextmanager
def interrupted_at_once() -> Iterator[None]:
    """Ctrl-C ends the process here, without a word.

    For imports: an exception in the midst of one can be swallowed, or come out as another one. Changes
    nothing where Ctrl-C is ignored, as by programs started in the background, or handled by somebody else.
    """
    is_main = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT)
    if not is_main or before is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(INTERRUPTED))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
