"""``python -m benchmarks [NAME...]``: runs all benchmarks, or the named ones."""

from __future__ import annotations

import importlib
import sys

NAMES = ("startup", "runtime", "indexing", "peer", "neighbours", "relevance", "scale")


def main() -> None:
    """Runs each benchmark's ``run()`` and prints what it returns."""
    chosen = sys.argv[1:] or NAMES
    for name in chosen:
        if name not in NAMES:
            sys.exit(f"There is no benchmark ‘{name}’; there are {', '.join(NAMES)}.")
    for name in chosen:
        sys.stdout.write(f"== {name}\n")
        for line in importlib.import_module(f"benchmarks.{name}").run():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


main()
