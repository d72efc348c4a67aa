"""HNSW against exact search: time and recall on clustered unit vectors (synthetic, seeded)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from photoorg.index.exact import ExactIndex
from photoorg.index.hnsw import HnswIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

VECTORS, DIMENSION, CLUSTERS, QUERIES, NEIGHBOURS = 20_000, 384, 400, 200, 50


def run() -> Iterator[str]:
    """Milliseconds a query of both, their ratio, and recall@50."""
    generator = np.random.default_rng(0)
    centres = generator.normal(size=(CLUSTERS, DIMENSION))
    vectors = centres[generator.integers(CLUSTERS, size=VECTORS)] + generator.normal(
        size=(VECTORS, DIMENSION)
    )
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    ids = np.arange(VECTORS, dtype=np.int64)
    queries = vectors[generator.choice(VECTORS, QUERIES, replace=False)]
    exact, hnsw = ExactIndex(DIMENSION), HnswIndex(DIMENSION)
    exact.add(ids, vectors)
    started = time.perf_counter()
    hnsw.add(ids, vectors)
    yield f"building HNSW of {VECTORS:,} vectors: {time.perf_counter() - started:.1f} s"
    truth, exact_s = _timed(exact, queries)
    found, hnsw_s = _timed(hnsw, queries)
    recall = np.mean([len(set(t) & set(f)) / NEIGHBOURS for t, f in zip(truth, found, strict=True)])
    yield f"exact {exact_s * 1000:.2f} ms, HNSW {hnsw_s * 1000:.2f} ms a query: {exact_s / hnsw_s:.1f}x"
    yield f"recall@{NEIGHBOURS} {recall:.4f}"


def _timed(index: ExactIndex | HnswIndex, queries: np.ndarray) -> tuple[list[list[int]], float]:
    started = time.perf_counter()
    found = [index.search(query, NEIGHBOURS).ids.tolist() for query in queries]
    return found, (time.perf_counter() - started) / len(queries)
