"""Ctrl-C at any moment of a command's first second: no traceback, and the exit code that shells know."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.processes import PATIENCE_S, ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Where `exec` was interrupted within an import, Python ends itself by the signal: shells say 130 then, too.
INTERRUPTED = (130, -signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process")
@pytest.mark.parametrize(
    "module",
    [
        "rich.text",
        "typer",
        "photoorg.commands",
        "photoorg.cli",
        "sqlalchemy",
        "numpy",
        "photoorg.search.query",
    ],
)
def test_ctrl_c_while_modules_are_imported_is_no_traceback(module: str, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "photoorg",
        "--library",
        str(tmp_path),
        "search",
        "dog",
    ]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        # Python says there what it has imported, line by line.
        imported = (line for line in process.stderr if line.rpartition("|")[2].strip() == module)
        assert next(imported, None), "never imported"
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=PATIENCE_S)
    said = [line for line in told.splitlines() if not line.startswith("import time:")]
    assert process.returncode in INTERRUPTED
    assert said in ([], ["Stopped."])
