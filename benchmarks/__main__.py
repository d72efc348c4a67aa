"""``python -m benchmarks [NAME...]``: runs all benchmarks but ``kills`` and ``fuzz``, or the named ones."""

from __future__ import annotations

import importlib
import sys

NAMES = (
    "startup",
    "runtime",
    "indexing",
    "latency",
    "peer",
    "neighbours",
    "duplicates",
    "relevance",
    "refinement",
    "operators",
    "faces",
    "people",
    "groups",
    "scale",
    "grid",
)
ONLY_BY_NAME = ("kills", "fuzz")


def main() -> None:
    """Runs each benchmark's ``run()`` and prints what it returns."""
    chosen = sys.argv[1:] or NAMES
    for name in chosen:
        if name not in NAMES + ONLY_BY_NAME:
            sys.exit(f"There is no benchmark ‘{name}’; there are {', '.join(NAMES + ONLY_BY_NAME)}.")
    for name in chosen:
        sys.stdout.write(f"== {name}\n")
        for line in importlib.import_module(f"benchmarks.{name}").run():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


main()
