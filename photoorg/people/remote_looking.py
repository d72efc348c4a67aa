"""Has another process look at photos, which is there only while there are some to look at."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from photoorg.errors import PhotoUnreadable
from photoorg.people.looking import Looked
from photoorg.processes import HelperGone, HelperProcess, HelperTooSlow
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.errors import EnvironmentProblem
    from photoorg.people.looking import LookAt

MODULE = "photoorg.people.looking_process"
# The first photo may have to wait until the built-in model was converted.
LIMIT_S = 600.0


class RemoteLooking:
    """One thread may ask at a time; any may close."""

    def __init__(self, threads: Callable[[], int]) -> None:
        """``threads`` of the processor, asked when the process starts."""
        self._threads = threads
        self._lock = threading.Lock()
        self._process: HelperProcess | None = None
        self._closed = False

    def look_at(self, asked: LookAt) -> Looked:
        """As :func:`photoorg.people.looking.look_at`; a photo that ends the process twice cannot be seen."""
        for is_last in (False, True):
            try:
                answer = self._asked(asked)
            except (HelperGone, HelperTooSlow, OSError) as error:
                self.rest()
                if is_last or self._closed or isinstance(error, HelperTooSlow):
                    raise PhotoUnreadable(Sentence("looking for people in it ended unexpectedly")) from error
            else:
                break
        if isinstance(answer, Looked):
            return answer
        kind, problem = answer
        raise (kind or PhotoUnreadable)(problem)

    def _asked(self, asked: LookAt) -> Looked | tuple[type[EnvironmentProblem] | None, str]:
        process = self._started()
        process.send(asked)
        answer: Looked | tuple[type[EnvironmentProblem] | None, str] = process.receive(LIMIT_S)
        return answer

    def rest(self) -> None:
        """Ends the process, and gives its memory back, until somebody asks again."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.end()
            process.release()

    def close(self) -> None:
        """Ends the process for good, in the midst of a photo if need be."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.end()

    def _started(self) -> HelperProcess:
        with self._lock:
            if self._closed:
                raise HelperGone
            if self._process is None or not self._process.usable:
                self._process = HelperProcess(MODULE)
                self._process.send(self._threads())
            return self._process
