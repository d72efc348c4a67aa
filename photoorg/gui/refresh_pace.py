"""How soon something is read again that costs more the larger the library is."""

from __future__ import annotations

import time

# While thousands of photos arrive, so much of the time goes into reading again what is on the screen.
SHARE = 0.1
LONGEST_MS = 15_000


class RefreshPace:
    """Measures readings, and spreads them: after one that took 0.5 s the next waits for 4.5 s.

    A reading takes until what was read is shown, so that both the database and the window's own thread have
    the rest of the time for the user.
    """

    def __init__(self, least_ms: int) -> None:
        """``least_ms`` is waited for in any case, for more to come."""
        self._least_ms = least_ms
        self._cost_s = 0.0
        self._began_at: float | None = None

    @property
    def delay_ms(self) -> int:
        """How long to wait before the next reading."""
        return int(min(max(self._least_ms, self._cost_s * 1000 * (1 / SHARE - 1)), LONGEST_MS))

    def begin(self) -> None:
        """A reading is asked for."""
        self._began_at = time.monotonic()

    def end(self) -> None:
        """What was read is shown."""
        if self._began_at is not None:
            self.took(time.monotonic() - self._began_at)
            self._began_at = None

    def took(self, seconds: float) -> None:
        """A reading took so long."""
        self._cost_s = seconds
