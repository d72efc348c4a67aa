"""Whether other programs, or the battery, need the machine more than indexing does."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

# Of all processors: above the first share, taken by others, work stops; below the second one it goes on.
BUSY_ABOVE = 0.4
IDLE_BELOW = 0.2
# Shorter than this, a look at the processors says little.
SAMPLE_S = 2.0


@dataclass(frozen=True, slots=True)
class MachineState:
    """The machine at one moment.

    Attributes:
        at_s: a clock in seconds.
        busy_s: seconds that its processors have worked so far, added up.
        own_s: the part of it that this process, and those it started, had.
        processors: how many there are.
        on_battery: nothing charges it.
    """

    at_s: float
    busy_s: float
    own_s: float
    processors: int
    on_battery: bool


def look_at_machine() -> MachineState:
    """How things are now."""
    import psutil

    times = psutil.cpu_times()
    idle_s = times.idle + getattr(times, "iowait", 0.0)
    # Linux counts what guests get as the users' as well.
    counted_twice_s = getattr(times, "guest", 0.0) + getattr(times, "guest_nice", 0.0)
    battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    return MachineState(
        at_s=time.monotonic(),
        busy_s=sum(times) - idle_s - counted_twice_s,
        own_s=_own_s(),
        processors=psutil.cpu_count() or 1,
        on_battery=battery is not None and battery.power_plugged is False,
    )


class Idleness:
    """Looks at the machine now and then. To be asked by one thread."""

    def __init__(
        self,
        look: Callable[[], MachineState] = look_at_machine,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look = look
        self._clock = clock
        self._before: MachineState | None = None
        self._reason: str = Sentence("it is not known yet how busy the machine is")

    def reason_to_wait(self) -> str:
        """Why it is not the time for background work, as part of a sentence; "" where it is."""
        before = self._before
        if before is None or self._clock() - before.at_s >= SAMPLE_S:
            self._before = now = self._look()
            if before is not None:
                self._reason = self._judge(before, now)
        return self._reason

    def _judge(self, before: MachineState, now: MachineState) -> str:
        if now.on_battery:
            return Sentence("the computer runs on battery")
        available_s = (now.at_s - before.at_s) * now.processors
        others_s = (now.busy_s - before.busy_s) - (now.own_s - before.own_s)
        share = others_s / available_s
        if share > (IDLE_BELOW if self._reason else BUSY_ABOVE):
            return Sentence("other programs are busy")
        return ""


def _own_s() -> float:
    """Processor time of this process and of those it started, ended ones included."""
    import psutil

    own = psutil.Process()
    times = own.cpu_times()
    used_s = times.user + times.system
    used_s += getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
    for child in own.children(recursive=True):
        with suppress(psutil.Error):
            used = child.cpu_times()
            used_s += used.user + used.system
    return float(used_s)
