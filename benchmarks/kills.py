"""How many of 200 kills, at random moments of everything that writes, break a promise: it must be none.

Seeded by ``KILLS_SEED``; ``KILLS`` asks for another number of them.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.kill_drill import KillDrill, report

if TYPE_CHECKING:
    from collections.abc import Iterator


def run() -> Iterator[str]:
    """Yields lines of the report; ends with an error after a failure."""
    seed = int(os.environ.get("KILLS_SEED", "20240501"))
    with tempfile.TemporaryDirectory() as directory:
        started = time.monotonic()
        drill = KillDrill(Path(directory), seed)
        drill.run(int(os.environ.get("KILLS", "200")))
        yield f"seed {seed}"
        yield from report(drill, time.monotonic() - started)
    if drill.failures:
        raise SystemExit(1)
