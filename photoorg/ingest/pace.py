"""How fast indexing goes, and when it will be done."""

from __future__ import annotations

import time
from collections import deque

from photoorg.changes import Activity, Progress

WINDOW_S = 20.0


class Pace:
    """Counts files and measures the rate of the last seconds, since a mean over hours misleads."""

    def __init__(self, total: int, done: int = 0, preparing: str = "") -> None:
        """``preparing`` is the name of the model that is being prepared, if it is that which goes on."""
        self._done = done
        self._total = total
        self._model = preparing
        self._samples: deque[tuple[float, int]] = deque([(time.monotonic(), done)])

    def advance(self, files: int) -> None:
        """``files`` more are done, some of them perhaps for a second time."""
        self._done += files
        self._total = max(self._total, self._done)
        now = time.monotonic()
        self._samples.append((now, self._done))
        while len(self._samples) > 2 and now - self._samples[0][0] > WINDOW_S:
            self._samples.popleft()

    @property
    def left(self) -> int:
        """How many files wait."""
        return max(0, self._total - self._done)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return not self.left

    def progress(self) -> Progress:
        """The figures for the status bar."""
        (start, done_then), (now, done_now) = self._samples[0], self._samples[-1]
        rate = (done_now - done_then) / (now - start) if now > start else 0.0
        left = (self._total - self._done) / rate if rate > 0 else None
        activity = Activity.PREPARING if self._model else Activity.DESCRIBING
        return Progress(activity, self._done, self._total, rate, left, self._model)
