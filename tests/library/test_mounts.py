"""What is mounted, read from tables as the kernel writes them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from photoorg.library.mounts import location_of, mount_of, mounts

TABLE = """\
25 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
22 25 0:21 / /proc rw,relatime shared:2 - proc proc rw
40 25 8:17 / /media/anna/MY\\040CARD rw,nosuid shared:30 - vfat /dev/sdb1 rw
41 25 8:33 /photos /home/anna/bound rw - ext4 /dev/sdc1 rw
42 25 0:50 / /mnt/nas rw - nfs4 nas:/export/photos rw
43 25 0:51 / /mnt/box rw - fuse.sshfs anna@box:/photos rw
44 25 0:52 / /mnt/stick rw - fuseblk /dev/sdd1 rw
45 25 0:53 / /mnt/memory rw - tmpfs tmpfs rw
46 25 0:54 / /mnt/nas rw - cifs //nas/other rw
a line of another age
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    table = tmp_path / "mountinfo"
    table.write_text(TABLE)
    return table


def test_a_table_of_mounts_is_read(table: Path) -> None:
    found = {str(mount.point): mount for mount in mounts(table)}
    assert "/proc" not in found
    card = found["/media/anna/MY CARD"]
    assert (card.kind, card.source, card.device) == ("vfat", "/dev/sdb1", os.makedev(8, 17))
    assert found["/home/anna/bound"].inside == Path("/photos")
    assert found["/mnt/box"].volume() == "fuse.sshfs anna@box:/photos"
    assert found["/mnt/memory"].volume() == ""


def test_drives_of_other_machines_are_known_by_their_kind(table: Path) -> None:
    remote = {str(mount.point) for mount in mounts(table) if mount.is_remote}
    assert remote == {"/mnt/nas", "/mnt/box"}


def test_a_path_lies_on_the_deepest_and_latest_mount(table: Path) -> None:
    mounted = mounts(table)
    for path, kind in (("/mnt/nas/a", "cifs"), ("/mnt/nas2", "ext4"), ("/media/anna/MY CARD", "vfat")):
        mount = mount_of(Path(path), mounted)
        assert mount is not None
        assert mount.kind == kind


@pytest.mark.skipif(sys.platform != "linux", reason="devices have such links on Linux")
def test_a_volume_is_known_by_the_link_that_leads_to_its_device(tmp_path: Path) -> None:
    # Any device will do.
    device = Path("/dev/null").stat().st_rdev
    uuids = tmp_path / "by-uuid"
    uuids.mkdir()
    (uuids / "1234-ABCD").symlink_to("/dev/null")
    (uuids / "gone").symlink_to("/dev/no-such-device")
    table = tmp_path / "mountinfo"
    numbers = f"{os.major(device)}:{os.minor(device)}"
    table.write_text(
        f"1 0 9:9 / / rw - ext4 /dev/no-such-device rw\n"
        f"2 1 {numbers} /inner {tmp_path} rw - vfat /dev/no-such-device rw\n"
    )
    photos = tmp_path / "photos"
    photos.mkdir()
    found = location_of(photos, mounts(table), uuids)
    assert found is not None
    assert (found.volume, found.inside) == ("uuid 1234-ABCD", Path("/inner/photos"))
    assert location_of(tmp_path / "nowhere", mounts(table), uuids) is None


def test_this_machine_has_mounts() -> None:
    assert mount_of(Path.cwd(), mounts()) is not None
