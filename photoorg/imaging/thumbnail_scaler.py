"""Thumbnails in the sizes of a screen, made in a process of their own.

While somebody scrolls, hundreds are scaled each second. On a thread beside the window's that is quick enough,
but both need Python's lock, and on a busy machine its holder may be the one who has to wait.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from photoorg.processes import HelperGone, HelperPool, HelperTooSlow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MODULE = "photoorg.imaging.scaling_process"
# Thumbnails are small; their disk may have to wake up.
LIMIT_S = 30.0


class WantedThumbnail(NamedTuple):
    """A stored thumbnail and how large it is wanted, in pixels."""

    file: Path
    width_px: int
    height_px: int


class ThumbnailScaler:
    """Safe between threads."""

    def __init__(self) -> None:
        self._processes = HelperPool(MODULE)

    def warm_up(self) -> None:
        """Starts the process before it is needed, and does not wait for it."""
        with suppress(OSError):
            self._processes.warm_up(1)

    def pixels(self, wanted: Sequence[WantedThumbnail]) -> list[bytes | None]:
        """As ``scaling.thumbnail_pixels``, of each (blocking). None for those that are not there, and for all
        where no process can be had."""
        try:
            with self._processes.lent() as process:
                process.send([(str(one.file), one.width_px, one.height_px) for one in wanted])
                pixels: list[bytes | None] = process.receive(LIMIT_S)
                return pixels
        except (HelperGone, HelperTooSlow, OSError):
            return [None] * len(wanted)

    @property
    def pids(self) -> frozenset[int]:
        """Ids of the processes there are now."""
        return self._processes.pids

    def close(self) -> None:
        """Ends the process; who waits for it gets nothing."""
        self._processes.close()
