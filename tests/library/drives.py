"""Real drives for tests: file systems in memory that are mounted, moved and unmounted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def _run(*command: str | Path) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


class Drive:
    """A file system of its own at ``point``."""

    def __init__(self, point: Path) -> None:
        point.mkdir(parents=True, exist_ok=True)
        if sys.platform != "linux" or shutil.which("mount") is None:
            pytest.skip("drives are mounted on Linux only")
        if not _run("mount", "-t", "tmpfs", "none", point):
            pytest.skip("nobody but root may mount a drive")
        self.point = point

    def move(self, point: Path) -> None:
        """Unplugs the drive and plugs it in elsewhere; the mount point it had is left behind, empty."""
        point.mkdir(parents=True, exist_ok=True)
        # A mount inside of one that others see cannot be moved, only bound to a second place.
        assert _run("mount", "--bind", self.point, point)
        self.unplug()
        self.point = point

    def unplug(self) -> None:
        """Leaves the mount point behind, empty."""
        assert _run("umount", self.point)
