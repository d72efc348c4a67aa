"""The lock goes with its process, and with those that it was just starting when it was killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from photoorg.library.lock import LibraryLock

ROOT = Path(__file__).parents[2]
# As a process holds all files of the one that starts it, until it begins to run another program.
HOLDER = """
import subprocess, sys
from pathlib import Path
from photoorg.library.lock import LibraryLock
lock = LibraryLock(Path(sys.argv[1]))
held = lock._lock._context.lock_file_fd
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1)"], pass_fds=[held])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files are not handed on there")
def test_what_a_killed_process_was_starting_holds_the_library_for_a_moment_only(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder.stdin, holder.stdout:
        assert holder.stdout.readline() == "held\n"
        holder.kill()
        holder.wait()
    assert LibraryLock.is_held(tmp_path)
    LibraryLock(tmp_path).release()
