"""Whether thousands of damaged photos, indexed by the real engine, break a promise: none may.

Seeded by ``FUZZ_SEED``; ``FUZZ`` asks for another number of files. Those that are hostile by design come on
top where they lie beside the project.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.fuzz_drill import SHARED_PHOTOS, FuzzDrill, report

if TYPE_CHECKING:
    from collections.abc import Iterator


def run() -> Iterator[str]:
    """Yields lines of the report; ends with an error after a failure."""
    seed = int(os.environ.get("FUZZ_SEED", "20240501"))
    with tempfile.TemporaryDirectory() as directory:
        drill = FuzzDrill(Path(directory))
        drill.write_damaged(int(os.environ.get("FUZZ", "2400")), seed)
        drill.add(path for path in sorted((SHARED_PHOTOS / "corrupt").rglob("*")) if path.is_file())
        drill.run()
        yield f"seed {seed}"
        yield from report(drill)
    if drill.failures:
        raise SystemExit(1)
