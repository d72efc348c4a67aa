"""Where directories really lie: the volumes that are mounted, and how to know one again. No database here."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

MOUNT_TABLE = Path("/proc/self/mountinfo")
UUID_DIRECTORY = Path("/dev/disk/by-uuid")
# Made anew at every start of the machine, so nothing about them can be known again.
_FLEETING = frozenset({"aufs", "overlay", "ramfs", "rootfs", "tmpfs"})
# Windows into the kernel, where no photo lies.
_PSEUDO = frozenset(
    {
        "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs",
        "efivarfs", "fusectl", "hugetlbfs", "mqueue", "nsfs", "proc", "pstore", "securityfs", "squashfs",
        "sysfs", "tracefs",
    }
)  # fmt: skip
# Their servers tell nobody what others change.
_REMOTE = frozenset(
    {
        "9p", "afpfs", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb",
        "smb2", "smb3", "smbfs", "virtiofs", "vboxsf", "webdav",
    }
)  # fmt: skip
# File systems of user space on a disk of this machine; all others may be anywhere.
_LOCAL_FUSE = frozenset({"fuseblk", "fuse.lxcfs", "fuse.mergerfs", "fuse.ntfs-3g", "fuse.exfat"})
_OCTAL = re.compile(rb"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """A volume, or a directory ``inside`` of one, that is seen at ``point``.

    Attributes:
        kind: of file system, ``ext4``, ``nfs4``, ...
        source: a device, or what the file system calls its origin.
        device: as of ``os.stat``; 0 where the system does not say.
    """

    point: Path
    inside: Path
    kind: str
    source: str
    device: int

    @property
    def is_remote(self) -> bool:
        """Whether others may change files here without this machine hearing of it."""
        return self.kind in _REMOTE or (self.kind.startswith("fuse") and self.kind not in _LOCAL_FUSE)

    def volume(self, uuids: Path = UUID_DIRECTORY) -> str:
        """What tells the volume from every other, wherever it is mounted; "" where nothing does."""
        if sys.platform == "win32":
            # The number is the serial number of the volume there.
            with suppress(OSError):
                return f"serial {self.point.stat().st_dev:x}"
            return ""
        if self.kind in _FLEETING or self.source in ("", "none", self.kind):
            return ""
        if not self.source.startswith("/dev/"):
            return f"{self.kind} {self.source}"
        devices = {self.device}
        with suppress(OSError):
            devices.add(os.stat(self.source).st_rdev)  # noqa: PTH116
        with suppress(OSError):
            for link in sorted(uuids.iterdir()):
                with suppress(OSError):
                    if link.stat().st_rdev in devices:
                        return f"uuid {link.name}"
        return ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a directory lies, whatever its path is.

    Attributes:
        volume: as of :meth:`Mount.volume`.
        inside: its path within the volume.
        device: as of ``os.stat``, for volumes that nothing else is known of; may change with a restart.
    """

    volume: str
    inside: Path
    device: int


def mounts(table: Path = MOUNT_TABLE) -> list[Mount]:
    """What is mounted now and may hold photos, in the order of mounting."""
    try:
        lines = table.read_bytes().splitlines()
    except OSError:
        return _partitions()
    return [mount for mount in map(_parsed, lines) if mount is not None and mount.kind not in _PSEUDO]


def mount_of(path: Path, mounted: list[Mount]) -> Mount | None:
    """The mount that ``path`` lies on; links are followed."""
    real = Path(os.path.realpath(path))
    above = [mount for mount in mounted if real.is_relative_to(mount.point)]
    # Of several at one point the last one hides the others.
    return max(reversed(above), key=lambda mount: len(mount.point.parts), default=None)


def location_of(directory: Path, mounted: list[Mount], uuids: Path = UUID_DIRECTORY) -> Location | None:
    """Where a directory lies; None where there is none to be seen."""
    try:
        device = directory.stat().st_dev & (2**63 - 1)
        if not directory.is_dir():
            return None
    except OSError:
        return None
    real = Path(os.path.realpath(directory))
    mount = mount_of(real, mounted)
    if mount is None:
        return Location("", real, device)
    return Location(mount.volume(uuids), mount.inside / real.relative_to(mount.point), device)


# The table is read again and again, and seldom another.
@lru_cache(maxsize=1000)
def _parsed(line: bytes) -> Mount | None:
    # proc_pid_mountinfo(5): id parent major:minor root mount-point options [tags] - type source options
    before, _, after = line.partition(b" - ")
    fields, origin = before.split(b" "), after.split(b" ")
    if len(fields) < 5 or len(origin) < 2:
        return None
    major, _, minor = fields[2].partition(b":")
    return Mount(
        point=Path(os.fsdecode(_unescaped(fields[4]))),
        inside=Path(os.fsdecode(_unescaped(fields[3]))),
        kind=os.fsdecode(origin[0]),
        source=os.fsdecode(_unescaped(origin[1])),
        device=os.makedev(int(major), int(minor)),
    )


_unescaped = partial(_OCTAL.sub, lambda octal: bytes([int(octal[1], 8)]))


def _partitions() -> list[Mount]:
    """For systems without a table of mounts to be read."""
    import psutil

    return [
        Mount(Path(found.mountpoint), Path("/"), found.fstype, found.device, 0)
        for found in psutil.disk_partitions(all=True)
        if found.fstype not in _PSEUDO
    ]
