"""The approximate index finds what the exact one finds, also after photos came and went."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.index import hnsw
from photoorg.index.exact import ExactIndex
from photoorg.index.hnsw import HnswIndex
from photoorg.index.saved_index import load_index
from photoorg.jobs import Lane
from tests.index.vectors import clustered, unit

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.index.storage import StoredIndex
    from photoorg.index.vector_index import FloatArray

DIMENSION = 96
SIZE = 5000


def recall(exact: ExactIndex, approximate: HnswIndex, queries: FloatArray, count: int) -> float:
    shares = []
    for query in queries:
        expected = exact.search(query, count).ids
        shares.append(len(np.intersect1d(expected, approximate.search(query, count).ids)) / len(expected))
    return float(np.mean(shares))


@pytest.fixture(scope="module")
def pair() -> tuple[ExactIndex, HnswIndex]:
    exact, approximate = ExactIndex(DIMENSION), HnswIndex(DIMENSION)
    ids, vectors = np.arange(SIZE) * 7, clustered(SIZE, DIMENSION, seed=1)
    exact.add(ids, vectors)
    approximate.add(ids, vectors)
    return exact, approximate


@pytest.mark.parametrize("count", [1, 10, 50, 100, 200, 500, 1000])
def test_recall(pair: tuple[ExactIndex, HnswIndex], count: int) -> None:
    assert recall(*pair, clustered(40, DIMENSION, seed=2), count) >= 0.99


def test_recall_far_from_every_cluster(pair: tuple[ExactIndex, HnswIndex]) -> None:
    assert recall(*pair, clustered(40, DIMENSION, seed=3, spread=30), 50) >= 0.99


def test_recall_after_half_the_library_was_exchanged_three_times() -> None:
    exact, approximate = ExactIndex(DIMENSION), HnswIndex(DIMENSION)
    random = np.random.default_rng(4)
    next_id = 0
    for change in range(4):
        new = clustered(3000 if change == 0 else 1500, DIMENSION, seed=10 + change)
        ids = np.arange(next_id, next_id + len(new))
        next_id += len(new)
        for index in (exact, approximate):
            index.add(ids, new)
        if change < 3:
            gone = random.choice(exact.ids(), 1500, replace=False)
            for index in (exact, approximate):
                index.remove(gone)
            assert recall(exact, approximate, clustered(20, DIMENSION, seed=5), 50) >= 0.99
    assert recall(exact, approximate, clustered(40, DIMENSION, seed=6), 50) >= 0.99


def test_photos_that_come_and_go_do_not_make_the_file_grow(tmp_path: Path) -> None:
    index = HnswIndex(DIMENSION)
    vectors = clustered(500, DIMENSION, seed=7)
    index.add(np.arange(500), vectors)
    index.save(tmp_path / "before")
    for change in range(1, 6):
        index.remove(np.arange(500) + 1000 * (change - 1))
        index.add(np.arange(500) + 1000 * change, vectors[::-1])
    index.save(tmp_path / "after")
    before, after = ((tmp_path / name).stat().st_size for name in ("before", "after"))
    assert after < 1.02 * before


def test_equal_photos_in_great_number_never_leave_a_search_short() -> None:
    # Equal vectors link only to one another, so the graph falls apart.
    vectors = np.repeat(clustered(20, 64, seed=1), 500, axis=0)
    index = HnswIndex(64)
    index.add(np.arange(len(vectors)), vectors)
    for query in clustered(50, 64, seed=2):
        assert len(set(index.search(query, 1000).ids.tolist())) == 1000


@pytest.mark.parametrize("spread", [0.0, 1e-4, 0.01])
@pytest.mark.parametrize(("kinds", "photos_of_each"), [(12, 500), (150, 60)])
def test_photos_of_a_few_kinds_far_apart_are_all_found(
    kinds: int, photos_of_each: int, spread: float
) -> None:
    # Each kind links to itself only, so that the graph is in pieces.
    random = np.random.default_rng(0)
    centres = unit(random.normal(size=(kinds, DIMENSION)))
    noise = spread * random.normal(size=(kinds * photos_of_each, DIMENSION)) / DIMENSION**0.5
    vectors = unit(np.repeat(centres, photos_of_each, axis=0) + noise)
    index = HnswIndex(DIMENSION)
    index.add(np.arange(len(vectors)), vectors)
    for kind in range(kinds):
        found = index.search(centres[kind], 10)
        assert set((found.ids // photos_of_each).tolist()) == {kind}


def test_thousands_of_equal_photos_hide_no_others() -> None:
    exact, approximate = ExactIndex(DIMENSION), HnswIndex(DIMENSION)
    others = clustered(3000, DIMENSION, seed=8)
    # Screenshots of one page, black frames of a camera in a pocket: a few vectors, again and again.
    equal = np.repeat(others[:6], 1000, axis=0)
    for index in (exact, approximate):
        index.add(np.arange(9000), np.concatenate([equal, others]))
    queries = np.concatenate([clustered(40, DIMENSION, seed=9), others[:6]])
    for _ in range(2):
        for query in queries:
            # Which of equal photos come first is chance; how near the found ones are is not.
            expected, found = (index.search(query, 50).scores for index in (exact, approximate))
            assert found == pytest.approx(expected, abs=1e-5)
        for index in (exact, approximate):
            index.remove(np.arange(5990))


def test_equal_photos_take_the_place_of_one(tmp_path: Path) -> None:
    vectors = clustered(100, DIMENSION, seed=7)
    for name, photos_of_each in (("one", 1), ("many", 50)):
        index = HnswIndex(DIMENSION)
        index.add(np.arange(100 * photos_of_each), np.repeat(vectors, photos_of_each, axis=0))
        index.save(tmp_path / name)
    one, many = ((tmp_path / name).stat().st_size for name in ("one", "many"))
    assert many < one + 100 * 50 * 20


def test_searches_and_additions_go_on_while_the_disk_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = clustered(1000, DIMENSION, seed=3)
    index = HnswIndex(DIMENSION)
    index.add(np.arange(900), vectors[:900])
    is_writing, may_go_on = threading.Event(), threading.Event()
    write = hnsw.write_index

    def write_slowly(path: Path, stored: StoredIndex) -> None:
        is_writing.set()
        assert may_go_on.wait(30)
        write(path, stored)

    monkeypatch.setattr(hnsw, "write_index", write_slowly)
    lane = Lane("saving")
    try:
        saved = lane.submit(lambda: index.save(tmp_path / "index"))
        assert is_writing.wait(30)
        index.add(np.arange(900, 1000), vectors[900:])
        assert index.search(vectors[950], 1).ids.tolist() == [950]
        assert not saved.done()
    finally:
        may_go_on.set()
        lane.close()
    saved.result()
    assert len(load_index(tmp_path / "index", DIMENSION)) == 900
