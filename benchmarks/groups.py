"""Groups and events in libraries of many photos: how well they are found, time, memory, and how both grow.

Vectors are distributed as those of real photos (``photo_vectors``); quality is measured on photos whose kind,
dog or person is known. Growth is told as a ratio of ten times as many photos. Each size is measured in a
process of its own, so that memory is its own, too.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PHOTOS = (1_000, 10_000, 100_000)
MEASURE = """
import resource, sys, time
import numpy as np
from benchmarks.photo_vectors import photo_vectors
from photoorg.albums.groups.visual_groups import visual_groups
visual_groups(np.arange(50), photo_vectors(50))  # imports
count = int(sys.argv[1])
vectors = photo_vectors(count)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
groups = visual_groups(np.arange(count), vectors)
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
inside = len({photo for group in groups for photo in group.photo_ids}) / count
print(seconds, memory / 1024, before / 1024, len(groups), inside)
"""


def run() -> Iterator[str]:
    """Lines of a table, and ratios."""
    yield f"{'photos':>8} {'group s':>8} {'MiB':>6} {'MiB before':>11} {'groups':>7} in groups"
    took = {}
    for count in PHOTOS:
        command = [sys.executable, "-c", MEASURE, str(count)]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        seconds, memory, before, groups, inside = map(float, line.split())
        took[count] = seconds
        yield (
            f"{count:>8,} {seconds:>8.2f} {memory:>6.0f} {before:>11.0f} {groups:>7.0f} {100 * inside:.0f} %"
        )
    for few, many in pairwise(PHOTOS):
        yield f"grouping {many:,} photos takes {took[many] / took[few]:.1f} times as long as {few:,}"
