"""A seeded part of the drill that ``python -m benchmarks kills`` runs as a whole."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.processes import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_killed_at_random_moments_of_all_that_writes_every_promise_holds(tmp_path: Path) -> None:
    # In a process without threads, which can be forked.
    command = [sys.executable, "-m", "tests.e2e.kill_drill", str(tmp_path / "drill"), "--kills", "21"]
    result = run(command)
    assert result.returncode == 0, result.stdout + result.stderr
    table = {
        line.rsplit(maxsplit=2)[0]: int(line.rsplit(maxsplit=2)[1])
        for line in result.stdout.splitlines()[1:8]
    }
    assert sum(table.values()) == 21
    assert len([phase for phase, kills in table.items() if kills]) >= 5, table
