"""The approximate index finds what the exact one finds, also after photos came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.index.exact import ExactIndex
from photoorg.index.hnsw import HnswIndex
from tests.index.vectors import clustered

if TYPE_CHECKING:
    from pathlib import Path

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
