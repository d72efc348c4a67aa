"""What every vector index promises, on both implementations."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from photoorg.index.exact import ExactIndex
from photoorg.index.hnsw import HnswIndex
from photoorg.index.saved_index import load_index
from photoorg.jobs import Cancellation, Lane, Worker
from tests.index.vectors import clustered, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.index.vector_index import FloatArray, IdArray

AnyIndex = ExactIndex | HnswIndex
DIMENSION = 16


@pytest.fixture(params=[ExactIndex, HnswIndex])
def index(request: pytest.FixtureRequest) -> AnyIndex:
    made: AnyIndex = request.param(DIMENSION)
    return made


def ids(*values: int) -> IdArray:
    return np.array(values, dtype=np.int64)


def axes(*numbers: int) -> FloatArray:
    return np.eye(DIMENSION, dtype=np.float32)[list(numbers)]


def test_an_empty_index_finds_nothing(index: AnyIndex) -> None:
    assert (len(index), index.dimension) == (0, DIMENSION)
    found = index.search(axes(0)[0], 5)
    assert (found.ids.shape, found.scores.shape) == ((0,), (0,))
    assert found.ids.dtype == np.int64
    assert found.scores.dtype == np.float32
    index.remove(ids(1, 2))
    index.add(ids(), np.empty((0, DIMENSION), np.float32))
    assert index.ids().tolist() == []


def test_nearest_first_with_cosine_scores(index: AnyIndex) -> None:
    index.add(ids(7, 3, 1_000_000_007), unit(axes(0, 1, 2) + 0.5 * axes(3, 0, 5)))
    found = index.search(axes(0)[0], 10)
    assert found.ids.tolist() == [7, 3, 1_000_000_007]
    assert found.scores == pytest.approx([1 / 1.25**0.5, 0.5 / 1.25**0.5, 0], abs=1e-6)
    assert index.search(axes(0)[0], 1).ids.tolist() == [7]
    assert index.search(axes(0)[0], 0).ids.tolist() == []
    assert index.ids().tolist() == [3, 7, 1_000_000_007]


def test_equal_scores_come_by_ascending_id(index: AnyIndex) -> None:
    index.add(ids(9, 4, 6), axes(2, 2, 2))
    assert index.search(axes(2)[0], 3).ids.tolist() == [4, 6, 9]


def test_adding_an_id_again_replaces_its_vector(index: AnyIndex) -> None:
    index.add(ids(1, 2), axes(0, 1))
    index.add(ids(1), axes(5))
    assert len(index) == 2
    assert index.search(axes(5)[0], 1).scores == pytest.approx([1])
    assert index.search(axes(0)[0], 1).scores == pytest.approx([0])
    index.add(ids(3, 3, 3), axes(6, 7, 8))
    assert len(index) == 3
    assert index.search(axes(8)[0], 1).ids.tolist() == [3]
    assert index.search(axes(7)[0], 1).scores == pytest.approx([0])


def test_a_removed_id_can_come_back(index: AnyIndex) -> None:
    index.add(ids(1, 2, 3), axes(0, 1, 2))
    index.remove(ids(2, 2, 99))
    assert index.ids().tolist() == [1, 3]
    assert 2 not in index.search(axes(1)[0], 3).ids
    index.add(ids(2), axes(9))
    assert index.search(axes(9)[0], 1).ids.tolist() == [2]


def test_removing_nearly_everything_leaves_the_rest_findable(index: AnyIndex) -> None:
    vectors = clustered(2000, DIMENSION, seed=1)
    index.add(np.arange(2000), vectors)
    index.remove(np.arange(0, 1990))
    assert sorted(index.search(vectors[0], 50).ids.tolist()) == list(range(1990, 2000))
    index.remove(index.ids())
    assert len(index.search(vectors[0], 50).ids) == 0
    index.add(np.arange(100), vectors[:100])
    assert index.search(vectors[42], 1).ids.tolist() == [42]


def test_many_equal_vectors_are_all_found(index: AnyIndex) -> None:
    others = clustered(3000, DIMENSION, seed=2)
    index.add(np.arange(600), np.repeat(others[:1], 600, axis=0))
    index.add(np.arange(1000, 4000), others)
    found = index.search(others[0], 250)
    assert len(found.ids) == 250
    assert found.scores == pytest.approx(np.ones(250), abs=1e-5)


@pytest.mark.parametrize(
    "vector", [np.zeros(DIMENSION), np.full(DIMENSION, np.nan), np.ones(DIMENSION), np.ones(3)]
)
def test_what_is_no_unit_vector_is_refused_and_changes_nothing(index: AnyIndex, vector: FloatArray) -> None:
    index.add(ids(1), axes(0))
    with pytest.raises(ValueError, match=r"expected|unit length"):
        index.add(ids(2), vector[None].astype(np.float32))
    with pytest.raises(ValueError, match=r"expected|unit length"):
        index.search(vector.astype(np.float32), 1)
    with pytest.raises(ValueError, match="negative"):
        index.add(ids(-1), axes(0))
    assert index.ids().tolist() == [1]


def test_searching_while_another_thread_adds_and_removes(index: AnyIndex) -> None:
    vectors = clustered(3000, DIMENSION, seed=3)
    index.add(np.arange(100), vectors[:100])
    added = 100

    def grow(cancellation: Cancellation) -> None:
        nonlocal added
        for start in range(100, 3000, 290):
            index.add(np.arange(start, start + 290), vectors[start : start + 290])
            index.remove(np.arange(start, start + 10))
            added = start + 290

    def search_on(first: int) -> int:
        searches = 0
        while writer.running or searches < 20:
            number = (first + searches) % 100
            found = index.search(vectors[number], 20)
            assert len(found.ids) == 20
            assert len(set(found.ids.tolist())) == 20
            assert np.all(np.diff(found.scores) <= 0)
            assert found.scores[0] == pytest.approx(1, abs=1e-5)
            searches += 1
        return searches

    writer = Worker("adding", grow)
    lane = Lane("searching", threads=3)
    try:
        searches = [lane.submit(partial(search_on, first)) for first in (0, 30, 60)]
        assert min(future.result() for future in searches) >= 20
    finally:
        writer.stop()
        lane.close()
    assert added == 3000
    assert len(index) == 3000 - 100


def test_saving_while_another_thread_adds(index: AnyIndex, tmp_path: Path) -> None:
    vectors = clustered(2000, DIMENSION, seed=4)

    def grow(cancellation: Cancellation) -> None:
        for start in range(0, 2000, 100):
            index.add(np.arange(start, start + 100), vectors[start : start + 100])

    writer = Worker("adding", grow)
    try:
        sizes: list[int] = []
        while writer.running or not sizes:
            index.save(tmp_path / "index")
            loaded = load_index(tmp_path / "index", DIMENSION)
            sizes.append(len(loaded))
            for photo_id in loaded.ids()[::200]:
                assert loaded.search(vectors[photo_id], 1).ids.tolist() == [photo_id]
    finally:
        writer.stop()
    assert sizes == sorted(sizes)


class _AgainstADict(RuleBasedStateMachine):
    """Random histories against the simplest thing that could be right."""

    make: type[AnyIndex]

    def __init__(self) -> None:
        super().__init__()
        self.index: AnyIndex = self.make(4)
        self.model: dict[int, FloatArray] = {}
        self.random = np.random.default_rng(0)

    numbers = st.lists(st.integers(0, 60), max_size=40)

    @rule(numbers=numbers, coarse=st.booleans())
    def add(self, numbers: Sequence[int], coarse: bool) -> None:
        raw = self.random.normal(size=(len(numbers), 4))
        # Coarse vectors are often equal to one another.
        vectors = unit(np.sign(raw) if coarse else raw)
        self.index.add(np.array(numbers, dtype=np.int64), vectors)
        self.model.update(zip(numbers, vectors, strict=True))

    @rule(numbers=numbers)
    def remove(self, numbers: Sequence[int]) -> None:
        self.index.remove(np.array(numbers, dtype=np.int64))
        for number in numbers:
            self.model.pop(number, None)

    @rule()
    def save_and_load(self) -> None:
        with TemporaryDirectory() as directory:
            self.index.save(Path(directory) / "index")
            self.index = load_index(Path(directory) / "index", 4)

    @rule(count=st.integers(1, 70))
    def search(self, count: int) -> None:
        query = unit(self.random.normal(size=4))
        found = self.index.search(query, count)
        expected = np.sort([vector @ query for vector in self.model.values()])[::-1][:count]
        assert found.scores == pytest.approx(expected, abs=1e-5)
        for photo_id, score in zip(found.ids.tolist(), found.scores, strict=True):
            assert self.model[photo_id] @ query == pytest.approx(score, abs=1e-5)

    @invariant()
    def same_ids(self) -> None:
        assert self.index.ids().tolist() == sorted(self.model)
        assert len(self.index) == len(self.model)


class _Exact(_AgainstADict):
    make = ExactIndex


class _Hnsw(_AgainstADict):
    make = HnswIndex


# Derandomised: the same histories on every machine.
_SETTINGS = settings(max_examples=40, stateful_step_count=25, deadline=None, derandomize=True)
TestExactAgainstADict = _Exact.TestCase
TestExactAgainstADict.settings = _SETTINGS
TestHnswAgainstADict = _Hnsw.TestCase
TestHnswAgainstADict.settings = _SETTINGS
