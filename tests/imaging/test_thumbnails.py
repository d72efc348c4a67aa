"""Thumbnails on disk: found again, rebuilt when damaged, never half written."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from photoorg.imaging.thumbnails import ThumbnailStore
from photoorg.jobs import Lane
from tests.pictures import quadrants

if TYPE_CHECKING:
    from pathlib import Path

KEY = hashlib.sha256(b"a photo").digest()


def test_a_thumbnail_comes_back_small_and_upright(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path / "thumbnails", size_px=128)
    assert store.load(KEY) is None
    picture = quadrants((400, 1000))
    store.save(KEY, picture)
    data = store.load(KEY)
    assert data is not None
    with Image.open(BytesIO(data)) as thumbnail:
        assert (thumbnail.format, thumbnail.size) == ("JPEG", (51, 128))
    assert picture.size == (400, 1000)
    assert store.path(KEY).relative_to(tmp_path / "thumbnails").parts[:2] == (KEY.hex()[:2], KEY.hex()[2:4])


def test_a_small_picture_is_not_enlarged(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    store.save(KEY, quadrants((40, 30)))
    with Image.open(store.path(KEY)) as thumbnail:
        assert thumbnail.size == (40, 30)


@pytest.mark.parametrize("damage", ["empty", "cut", "garbage", "header"])
def test_a_damaged_thumbnail_is_deleted_and_counts_as_none(tmp_path: Path, damage: str) -> None:
    store = ThumbnailStore(tmp_path)
    store.save(KEY, quadrants())
    whole = store.path(KEY).read_bytes()
    damaged = {
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "garbage": b"\0" * len(whole),
        "header": whole[:2] + b"\0" * 300 + whole[302:],
    }
    store.path(KEY).write_bytes(damaged[damage])
    assert store.load(KEY) is None
    assert not store.path(KEY).exists()
    store.save(KEY, quadrants())
    assert store.load(KEY) == whole


def test_removing(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    store.save(KEY, quadrants())
    store.remove(KEY)
    store.remove(KEY)
    assert store.load(KEY) is None


def test_saving_the_same_thumbnail_from_several_threads(tmp_path: Path) -> None:
    store = ThumbnailStore(tmp_path)
    lane = Lane("thumbnails", threads=4)
    futures = [lane.submit(lambda: store.save(KEY, quadrants())) for _ in range(40)]
    for future in futures:
        future.result()
    lane.close()
    assert store.load(KEY) is not None
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [store.path(KEY).name]


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from photoorg.imaging.thumbnails import ThumbnailStore\n"
        "from tests.pictures import quadrants\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))\n"
        "try:\n"
        "    ThumbnailStore(Path(sys.argv[1])).save(bytes(32), quadrants((300, 300)))\n"
        "except OSError:\n"
        "    sys.exit(7)\n"
    )
    process = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert process.returncode == 7
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
