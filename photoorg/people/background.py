"""Looking for people and pets beside a running window, whenever nothing else is to be done."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from photoorg.changes import NoticeRaised, NoticeSettled, PeopleProgress
from photoorg.errors import EnvironmentProblem
from photoorg.jobs import Worker, work_in_background
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.changes import Listener
    from photoorg.jobs import Cancellation
    from photoorg.people.analysis import Analysis


# After a fault of the machine, and between two looks at whether others are at work.
RETRY_S = 30.0
CHECK_S = 0.5
# So long nothing more is said before everybody is worked out anew.
SETTLE_S = 1.0
# But not longer than so many times that, even where something is said all the time.
MOST_WAITS = 10
TOPIC = "people"


class BackgroundAnalysis:
    """One thread that looks through new photos, and works out who is on them."""

    def __init__(
        self,
        analysis: Analysis,
        is_wanted: Callable[[], bool],
        is_busy: Callable[[], bool],
        rest: Callable[[], None],
        emit: Listener,
    ) -> None:
        """Args:
        is_wanted: whether anything is to be done at all; when that changes, :meth:`look_again`.
        is_busy: whether indexing is at work, or nothing is to be done at the moment.
        rest: called when there is nothing more to look through.
        """
        self._analysis = analysis
        self._is_wanted = is_wanted
        self._is_busy = is_busy
        self._rest = rest
        self._emit = emit
        self._news = threading.Event()
        self._news.set()
        self._worker = Worker("people", self._run)

    def look_again(self) -> None:
        """There may be new photos, or something was said."""
        self._news.set()

    def close(self) -> None:
        """Ends within a photo."""
        self._worker.cancellation.cancel()
        self._news.set()
        self._worker.stop()

    def _run(self, cancellation: Cancellation) -> None:
        work_in_background()
        while not cancellation.cancelled:
            self._news.wait()
            # Who answers question after question has everybody worked out once, in the end.
            for _ in range(MOST_WAITS):
                self._news.clear()
                if cancellation.wait(SETTLE_S):
                    return
                if not self._news.is_set():
                    break
            self._news.clear()
            try:
                self._look(cancellation)
                self._emit(NoticeSettled(TOPIC))
            except EnvironmentProblem as error:
                self._emit(NoticeRaised(error.problem, topic=TOPIC))
                if cancellation.wait(RETRY_S):
                    return
                self._news.set()
            except Exception:
                # A bug must not end it silently for the rest of the day.
                logging.exception("looking for people stopped by an unexpected error")
                self._emit(NoticeRaised(Sentence("Looking for people met an unexpected error."), topic=TOPIC))
                if cancellation.wait(RETRY_S):
                    return

    def _look(self, cancellation: Cancellation) -> None:
        def wait() -> bool:
            while self._is_wanted() and not cancellation.cancelled and self._is_busy():
                if cancellation.wait(CHECK_S):
                    return False
            return self._is_wanted() and not cancellation.cancelled

        if not wait():
            return
        try:
            if self._analysis.waiting():
                self._analysis.run(wait, lambda done, total: self._emit(PeopleProgress(done, total)))
            elif not self._analysis.is_settled:
                self._analysis.settle()
        finally:
            self._rest()
            self._emit(PeopleProgress(0, 0))
