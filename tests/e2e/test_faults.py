"""A machine that fails at each write: one sentence, nothing lost, and it goes on once the machine works."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.processes import run
from tests.e2e.test_bad_input import _can_mount, _small_disk, _without_privileges

if TYPE_CHECKING:
    from pathlib import Path

OPERATIONS = ("say", "index", "settings", "model", "backup", "close and open", "restore", "repair")
_LIBRARY, _BACKUP, _FULL = "LibraryError", "BackupError", "DiskFull"
# Which error each operation ends with; "" where only a cache could not be written, or nothing was in the way.
EXPECTED = {
    "full": dict(zip(OPERATIONS, (_FULL, _FULL, _FULL, _FULL, _FULL, "", _FULL, _FULL), strict=True)),
    "io": dict(zip(OPERATIONS, (*[_LIBRARY] * 4, _BACKUP, *[_LIBRARY] * 3), strict=True)),
    # Files that are open already can still be written.
    "denied": dict(zip(OPERATIONS, ("", "", _LIBRARY, _LIBRARY, _BACKUP, *[_LIBRARY] * 3), strict=True)),
    # Beside a locked catalogue one may read.
    "locked": dict(
        zip(OPERATIONS, (_LIBRARY, _LIBRARY, "", "", "", "", "LibraryInUse", _LIBRARY), strict=True)
    ),
}


@pytest.mark.parametrize("fault", EXPECTED)
def test_each_write_that_fails_is_one_sentence_and_goes_on_later(tmp_path: Path, fault: str) -> None:
    disk, photos = tmp_path / "disk", tmp_path / "photos"
    disk.mkdir()
    prefix: list[str] = []
    if fault == "full":
        if not _can_mount():
            pytest.skip("no rights to mount a small disk")
        prefix = _small_disk(disk, 12)
    elif fault == "denied":
        if _without_privileges() is None:
            pytest.skip("root writes everywhere, and setpriv is missing")
        prefix = _without_privileges() or []
    command = [*prefix, sys.executable, "-m", "tests.e2e.fault_process", fault, str(disk), str(photos)]
    result = run(command)
    assert result.returncode == 0, result.stdout + result.stderr
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert {line["operation"]: line["error"] for line in told} == EXPECTED[fault]
    for line in told:
        if line["error"]:
            assert "\n" not in line["text"]
            assert line["text"].endswith(".")
