"""The only place that creates threads: named lanes, cancellation, periodic work, background priority."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

# Added to the "nice" value of the process: other programs go first.
BACKGROUND_NICENESS = 10
_THREAD_PRIORITY_BELOW_NORMAL = -1
_this_thread = threading.local()


def work_in_background() -> None:
    """Lowers the priority of the calling thread, and that of the lanes it makes, for good.

    A wish: nothing happens where the system has no priorities for single threads. On Linux it counts for
    reading from disks as well, and is passed on to threads and processes that are started from here.
    """
    _this_thread.is_background = True
    if sys.platform == "linux":
        niceness = min(os.getpriority(os.PRIO_PROCESS, os.getpid()) + BACKGROUND_NICENESS, 19)
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
    elif sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _THREAD_PRIORITY_BELOW_NORMAL)


def _is_background() -> bool:
    return getattr(_this_thread, "is_background", False)


class Cancelled(Exception):
    """Raised by :meth:`Cancellation.check` inside work that was cancelled."""


class Cancellation:
    """A flag shared by the one who may cancel and the work that looks at it."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop at its next check."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether :meth:`cancel` was called."""
        return self._event.is_set()

    def check(self) -> None:
        """Raises :class:`Cancelled` once cancelled."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Sleeps at most ``seconds``; True as soon as cancelled."""
        return self._event.wait(seconds)


class Lane:
    """A named pool of threads that runs jobs in the order they were given, in the background if the thread
    that makes it works there.

    Args:
        gives_way: its threads, and those that they create, let every other thread of the machine go first,
            where the system can do that.
    """

    def __init__(self, name: str, threads: int = 1, *, gives_way: bool = False) -> None:
        self.name = name
        self._executor = ThreadPoolExecutor(
            threads,
            thread_name_prefix=f"photoorg-{name}",
            initializer=work_in_background if gives_way or _is_background() else None,
        )

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """Queues ``work``; its result or exception arrives in the future."""
        return self._executor.submit(work)

    def close(self) -> None:
        """Drops queued jobs and waits for the running ones."""
        self._executor.shutdown(wait=True, cancel_futures=True)


class Worker:
    """One long-lived thread running ``work(cancellation)`` until it returns or is stopped."""

    def __init__(self, name: str, work: Callable[[Cancellation], None]) -> None:
        self.cancellation = Cancellation()
        self._thread = threading.Thread(
            target=work, args=(self.cancellation,), name=f"photoorg-{name}", daemon=True
        )
        self._thread.start()

    def stop(self, timeout_s: float | None = None) -> None:
        """Cancels and waits for the thread to end."""
        self.cancellation.cancel()
        self._thread.join(timeout_s)

    @property
    def running(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()
