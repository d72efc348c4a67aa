"""Nearest neighbours of all vectors among all."""

from __future__ import annotations

import time

import numpy as np

from photoorg.index.neighbour_graph import NearestRows, RememberedPairs, distinct_pairs, neighbour_pairs
from tests.people.made_up_people import faces_of


def test_exact_neighbours_are_the_nearest() -> None:
    vectors, _ = faces_of(30, 5)
    products = vectors @ vectors.T
    np.fill_diagonal(products, -2)
    expected = {
        (min(row, int(other)), max(row, int(other)))
        for row in range(len(vectors))
        for other in np.argsort(-products[row])[:7]
    }
    pairs = neighbour_pairs(vectors, 7)
    assert {tuple(pair) for pair in pairs.tolist()} == expected
    assert len(pairs) == len(expected)


def test_a_graph_finds_nearly_the_same() -> None:
    vectors, _ = faces_of(200, 10)
    exact = {tuple(pair) for pair in neighbour_pairs(vectors, 10).tolist()}
    graph = {tuple(pair) for pair in neighbour_pairs(vectors, 10, exact_up_to=100).tolist()}
    assert len(exact & graph) > 0.97 * len(exact)


def test_fewer_vectors_than_neighbours() -> None:
    vectors, _ = faces_of(1, 3)
    assert neighbour_pairs(vectors, 30).tolist() == [[0, 1], [0, 2], [1, 2]]
    assert neighbour_pairs(vectors[:1], 30).shape == (0, 2)
    assert neighbour_pairs(vectors[:0], 30).shape == (0, 2)


def test_pairs_are_told_once() -> None:
    pairs, first = distinct_pairs(np.array([[4, 4], [3, 1], [1, 3], [0, 2]]))
    assert pairs.tolist() == [[0, 2], [1, 3]]
    assert first.tolist() == [3, 1]


def test_the_rows_nearest_to_other_vectors() -> None:
    vectors, _ = faces_of(60, 5)
    queries = vectors[[7, 90]] + 0.1 * vectors[[8, 91]]
    for exact_up_to in (10, 1_000):
        rows = NearestRows(vectors, exact_up_to=exact_up_to)
        assert [7 in rows.nearest(queries, 3)[0], 90 in rows.nearest(queries, 3)[1]] == [True, True]
        assert rows.nearest(queries, 3).shape == (2, 3)
        assert rows.nearest(queries, 10_000).shape == (2, len(vectors))


def test_pairs_are_remembered_for_the_same_vectors_only() -> None:
    vectors = np.random.default_rng(3).normal(size=(3000, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    remembered = RememberedPairs()
    start = time.perf_counter()
    found = remembered.of(vectors, 10)
    first = time.perf_counter() - start
    assert found.tolist() == neighbour_pairs(vectors, 10).tolist()
    start = time.perf_counter()
    again = remembered.of(vectors.copy(), 10)
    assert time.perf_counter() - start < first
    assert again.tolist() == found.tolist()
    vectors[5] = -vectors[5]
    assert remembered.of(vectors, 10).tolist() == neighbour_pairs(vectors, 10).tolist()
    assert remembered.of(vectors, 4).tolist() == neighbour_pairs(vectors, 4).tolist()
