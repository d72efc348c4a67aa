"""A saved index is either whole and ours, or refused; native code never sees damaged bytes."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.index.exact import ExactIndex
from photoorg.index.hnsw import HnswIndex
from photoorg.index.saved_index import load_index
from photoorg.index.storage import IndexDamaged, StoredIndex, write_index
from tests.index.vectors import clustered

if TYPE_CHECKING:
    from pathlib import Path

DIMENSION = 24
VECTORS = clustered(300, DIMENSION, seed=1)


@pytest.fixture(params=[ExactIndex, HnswIndex])
def saved(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    index: ExactIndex | HnswIndex = request.param(DIMENSION)
    index.add(np.arange(300) + 5, VECTORS)
    index.remove(np.arange(50))
    index.stamp = "catalogue 42, модель"
    index.save(tmp_path / "cache" / "photos.index")
    return tmp_path / "cache" / "photos.index"


def test_what_was_saved_comes_back(saved: Path) -> None:
    index = load_index(saved, DIMENSION)
    assert index.stamp == "catalogue 42, модель"
    assert index.ids().tolist() == list(range(50, 305))
    assert index.search(VECTORS[100], 1).ids.tolist() == [105]
    index.add(np.arange(1000, 3000), clustered(2000, DIMENSION, seed=2))
    index.remove(np.arange(60))
    index.save(saved)
    assert len(load_index(saved, DIMENSION)) == 2245
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_an_empty_index_can_be_saved(tmp_path: Path) -> None:
    for index in (ExactIndex(DIMENSION), HnswIndex(DIMENSION)):
        index.save(tmp_path / "empty")
        loaded = load_index(tmp_path / "empty", DIMENSION)
        assert (type(loaded), len(loaded)) == (type(index), 0)
        loaded.add(np.arange(300), VECTORS)
        assert len(loaded) == 300


def test_missing_foreign_or_of_another_model(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="no saved"):
        load_index(tmp_path / "gone", DIMENSION)
    with pytest.raises(IndexDamaged, match="cannot be read"):
        load_index(tmp_path, DIMENSION)
    with pytest.raises(IndexDamaged, match="24 dimensions, not 25"):
        load_index(saved, DIMENSION + 1)
    foreign = tmp_path / "foreign"
    for content in (b"", b"short", b"SQLite format 3\0" * 100, b"PHOTOIDX", b"PHOTOIDX" + bytes(200)):
        foreign.write_bytes(content)
        with pytest.raises(IndexDamaged):
            load_index(foreign, DIMENSION)
    write_index(foreign, StoredIndex("kd-tree", DIMENSION, ""))
    with pytest.raises(IndexDamaged, match="unknown kind"):
        load_index(foreign, DIMENSION)
    for kind in ("exact", "hnsw"):
        write_index(foreign, StoredIndex(kind, DIMENSION, "", arrays={"slot_ids": np.zeros(3, np.int64)}))
        with pytest.raises(IndexDamaged, match="another version"):
            load_index(foreign, DIMENSION)


def test_a_newer_format_is_refused(saved: Path) -> None:
    data = bytearray(saved.read_bytes()[:-32])
    data[8] = 2
    saved.write_bytes(bytes(data) + hashlib.blake2b(data, digest_size=32).digest())
    with pytest.raises(IndexDamaged, match="format 2"):
        load_index(saved, DIMENSION)


def test_a_file_cut_anywhere_is_refused(saved: Path) -> None:
    whole = saved.read_bytes()
    for _ in range(60):
        saved.write_bytes(whole[: random.randrange(len(whole))])
        with pytest.raises(IndexDamaged):
            load_index(saved, DIMENSION)


def test_a_flipped_bit_anywhere_is_refused(saved: Path) -> None:
    whole = saved.read_bytes()
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        saved.write_bytes(damaged)
        with pytest.raises(IndexDamaged):
            load_index(saved, DIMENSION)


@pytest.mark.parametrize("kind", ["ExactIndex", "HnswIndex"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, kind: str) -> None:
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "import numpy as np\n"
        f"from photoorg.index.{'exact' if kind == 'ExactIndex' else 'hnsw'} import {kind}\n"
        "from tests.index.vectors import clustered\n"
        f"index = {kind}(24)\n"
        "index.add(np.arange(10), clustered(10, 24, seed=1))\n"
        "index.save(Path(sys.argv[1]))\n"
        "index.add(np.arange(2000), clustered(2000, 24, seed=1))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n"
        "    index.save(Path(sys.argv[1]))\n"
        "except OSError:\n"
        "    sys.exit(7)\n"
    )
    path = tmp_path / "photos.index"
    process = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert process.returncode == 7
    assert len(load_index(path, 24)) == 10
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
