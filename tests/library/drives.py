"""Real drives for tests, that are mounted, moved and unmounted: in memory, or on disks with an identity."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from photoorg.library.mounts import UUID_DIRECTORY

DISK_BYTES = 4_000_000


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


class Disk:
    """A disk with a file system that has an identity, in a file; plugged in as the system does it."""

    def __init__(self, image: Path, uuid: str) -> None:
        for program in ("losetup", "mkfs.ext4", "mount"):
            if sys.platform != "linux" or shutil.which(program) is None:
                pytest.skip(f"no {program}")
        self.uuid = uuid
        self._image, self._device, self._point = image, "", Path()
        if not image.exists():
            with image.open("wb") as stream:
                stream.truncate(DISK_BYTES)
            assert _run("mkfs.ext4", "-q", "-U", uuid, image)

    def copied_to(self, image: Path, uuid: str) -> Disk:
        """A copy of the disk with an identity of its own, as a backup has it."""
        shutil.copyfile(self._image, image)
        assert _run("tune2fs", "-f", "-U", uuid, image)
        return Disk(image, uuid)

    def plug(self, point: Path) -> Path:
        """Mounts it; skips the test where that is not allowed."""
        point.mkdir(parents=True, exist_ok=True)
        found = subprocess.run(
            ["losetup", "--find", "--show", self._image], check=False, capture_output=True, text=True
        )
        self._device, self._point = found.stdout.strip(), point
        if found.returncode or not _run("mount", self._device, point):
            self.unplug()
            pytest.skip("nobody but root may mount a disk")
        self._link().parent.mkdir(parents=True, exist_ok=True)
        self._link().symlink_to(self._device)
        return point

    def unplug(self) -> None:
        """Leaves the mount point behind, empty. Does nothing to a disk that is not plugged in."""
        if self._device:
            _run("umount", self._point)
            _run("losetup", "--detach", self._device)
            with suppress(FileNotFoundError):
                self._link().unlink()
        self._device = ""

    def _link(self) -> Path:
        """As udev makes it."""
        return UUID_DIRECTORY / self.uuid
