"""Starts other processes from tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120


def indexing(*arguments: str | Path, prefix: Sequence[str] = ()) -> list[str]:
    """The command line of ``indexing_process``; ``prefix`` is a program that runs it."""
    return [*prefix, sys.executable, "-m", "tests.e2e.indexing_process", *map(str, arguments)]


def run(command: Sequence[str], **options: object) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end, in the root of the project."""
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S, **options
    )
