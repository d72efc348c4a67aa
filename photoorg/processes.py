"""The only place that creates processes: helpers that are talked to in turns, and are never missed."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_KILL_PATIENCE_S = 5.0
# At least what the start of a process takes.
_STARTING_S = 1.0
# So many idle processes outlive their pool, for the next one; of use where libraries are opened in a row, as
# in tests. Starting one takes some tenths of a second of a processor.
spare_limit = 0
_spare: list[HelperProcess] = []
_spare_lock = threading.Lock()


class HelperGone(Exception):
    """The helper process ended without an answer: it crashed, or was killed."""


class HelperTooSlow(Exception):
    """The helper process did not answer in time, and was ended."""


class HelperProcess:
    """Another Python process that runs ``main()`` of a module and is talked to in turns.

    It gets pickled objects on its standard input and gives them on its standard output; that it belongs to
    nobody but us is why these may be believed. It has to end when its input does, which happens even when
    this process is killed. Signals of the terminal are not for it. One thread at a time may talk to it.
    """

    def __init__(self, module: str) -> None:
        """Starts it, without waiting for its first word. Raises OSError."""
        program = f"import sys; sys.path[:] = sys.argv[1:]; from {module} import main; main()"
        # What can be imported here can be imported there; -P keeps the current directory out of it.
        paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - "" is the current directory
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", program, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Decoders write what they think of a file.
            stderr=subprocess.DEVNULL,
            # It does one thing at a time: threads for mathematics would only take memory.
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._deaf = False
        self._made_for = (module, paths)

    def is_made_for(self, module: str) -> bool:
        """Whether one that is started now would be the same."""
        paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - as above
        return self._made_for == (module, paths)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Whether it still runs, and nobody gave it up in the middle of a talk."""
        return not self._deaf and self._process.poll() is None

    def send(self, message: object) -> None:
        """Raises HelperGone."""
        try:
            pickle.dump(message, _opened(self._process.stdin), pickle.HIGHEST_PROTOCOL)
            _opened(self._process.stdin).flush()
        except (OSError, ValueError) as error:
            self.end()
            raise HelperGone from error

    def receive(self, limit_s: float) -> Any:
        """Its next message. Raises HelperGone, or HelperTooSlow after ``limit_s`` seconds."""
        too_slow = threading.Event()

        def stop() -> None:
            too_slow.set()
            self._process.kill()

        alarm = threading.Timer(limit_s, stop)
        alarm.name = "photoorg-helper-alarm"
        alarm.daemon = True
        alarm.start()
        try:
            return pickle.load(_opened(self._process.stdout))
        except Exception as error:
            # Half a message, or garbage of a process that went wild: it has nothing to say any more.
            self.end()
            raise (HelperTooSlow if too_slow.is_set() else HelperGone) from error
        finally:
            alarm.cancel()
            # It ends at once; who counts threads need not find it.
            alarm.join()

    def end(self) -> None:
        """Kills it, if it still runs, and waits until it is gone. Whoever waits for its answer gets none."""
        self._deaf = True
        with suppress(OSError):
            self._process.kill()
        # One that waits for a drive which does not answer cannot be killed before that answers.
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_KILL_PATIENCE_S)

    def release(self) -> None:
        """Closes the pipes of a process that was ended. Nobody may be talking to it."""
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                _opened(stream).close()


def _opened(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


class HelperPool:
    """Processes that run one module: started when needed, kept warm until :meth:`close`.

    Safe between threads. There are no more than were lent at the same time, or asked for.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        # Guards all below; told whenever a process becomes free.
        self._lock = threading.Condition()
        self._idle: list[HelperProcess] = []
        self._lent: set[HelperProcess] = set()
        self._closed = False

    @contextmanager
    def lent(self) -> Iterator[HelperProcess]:
        """A process of one's own for the ``with`` body; given up if the body ends in the middle of a talk.

        Raises HelperGone once the pool is closed, OSError if none can be started.
        """
        helper = self._taken()
        try:
            yield helper
        except BaseException:
            helper.end()
            raise
        finally:
            with self._lock:
                self._lent.discard(helper)
                if keeps := helper.usable and not self._closed:
                    self._idle.append(helper)
                self._lock.notify_all()
            if not keeps:
                helper.end()
                helper.release()

    def warm_up(self, count: int) -> None:
        """Starts processes until there are ``count``, and does not wait for them. Raises OSError."""
        with self._lock:
            while not self._closed and len(self._idle) + len(self._lent) < count:
                self._idle.append(self._started())

    def _taken(self) -> HelperProcess:
        with self._lock:
            # A few files are done by one process sooner than another one is there.
            self._lock.wait_for(lambda: self._closed or self._idle or not self._lent, _STARTING_S)
            if self._closed:
                raise HelperGone
            while self._idle:
                helper = self._idle.pop()
                if helper.usable:
                    break
                helper.end()
                helper.release()
            else:
                helper = self._started()
            self._lent.add(helper)
            return helper

    def _started(self) -> HelperProcess:
        return _taken_from_spare(self._module) or HelperProcess(self._module)

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called."""
        return self._closed

    @property
    def pids(self) -> frozenset[int]:
        """Ids of the processes there are now."""
        with self._lock:
            return frozenset(helper.pid for helper in (*self._idle, *self._lent))

    def close(self) -> None:
        """Ends all of them; whoever talks to one hears HelperGone."""
        with self._lock:
            self._closed = True
            self._lock.notify_all()
            idle, self._idle = self._idle, []
            lent = list(self._lent)
        for helper in lent:
            helper.end()
        for helper in idle:
            _keep_spare(helper)


def _taken_from_spare(module: str) -> HelperProcess | None:
    with _spare_lock:
        for helper in [helper for helper in _spare if helper.is_made_for(module)]:
            _spare.remove(helper)
            if helper.usable:
                return helper
    return None


def _keep_spare(helper: HelperProcess) -> None:
    with _spare_lock:
        _spare.append(helper)
    end_spare(spare_limit)


def end_spare(kept: int = 0) -> None:
    """Ends the oldest of those that outlived their pool, all but ``kept``."""
    with _spare_lock:
        surplus = _spare[: max(0, len(_spare) - kept)]
        del _spare[: len(surplus)]
    for one in surplus:
        one.end()
        one.release()


class HelperTalk:
    """Inside a helper process: the talk with the process that started it. One a process."""

    def __init__(self) -> None:
        """Takes over the standard streams; what libraries print from now on goes nowhere."""
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        self._messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
        # A thread, so that the end of the parent is noticed in the middle of a file.
        threading.Thread(target=self._listen, name="photoorg-talk", daemon=True).start()

    def _listen(self) -> None:
        try:
            while True:
                self._messages.put(pickle.load(sys.stdin.buffer))
        finally:
            os._exit(0)

    def receive(self, then_at_most_s: int = 0) -> Any:
        """The next message; the process ends when there will be none.

        Args:
            then_at_most_s: the process ends, too, if it does not ask again within this time: code that never
                returns to Python does not notice the parent's end. 0 for no limit.
        """
        _set_alarm(0)
        message = self._messages.get()
        _set_alarm(then_at_most_s)
        return message

    def send(self, message: object) -> None:
        """Tells the parent."""
        pickle.dump(message, self._out, pickle.HIGHEST_PROTOCOL)
        self._out.flush()


def _set_alarm(seconds: int) -> None:
    """The system ends this process then, whatever it is in the middle of; 0 calls it off."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
