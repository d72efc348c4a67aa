"""How long a command takes before it can do anything, against bare Python."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import photoorg.photo_library": ["-c", "import photoorg.photo_library"],
    "photoorg --help": ["-m", "photoorg", "--help"],
}
RUNS = 5


def run() -> Iterator[str]:
    """Median seconds of each, and the ratio to bare Python."""
    base = None
    for name, arguments in COMMANDS.items():
        median = statistics.median(_seconds(arguments) for _ in range(RUNS))
        base = base or median
        yield f"{name:<32} {median:6.2f} s  {median / base:5.1f}x"


def _seconds(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
