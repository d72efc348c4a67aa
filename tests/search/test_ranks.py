"""Ranks against a plain count over the whole matrix, and intervals against what is known about them."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from photoorg.search.ranks import estimates, median, median_among, ranks_of, share_within


def _unit(generator: np.random.Generator, *shape: int) -> np.ndarray:
    vectors = generator.normal(size=shape).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


@pytest.mark.parametrize("chunk", [1, 7, 10_000])
def test_ranks_equal_a_plain_count(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photoorg.search.ranks._ANSWERS_PER_CHUNK", chunk)
    generator = np.random.default_rng(1)
    answers = _unit(generator, 50, 8)
    answers[20:30] = answers[5]  # ties
    queries = _unit(generator, 40, 8)
    truth = generator.integers(50, size=40)
    scores = (queries @ answers.T).astype(np.float64)
    own = np.take_along_axis(scores, truth[:, None], axis=1)
    np.testing.assert_array_equal(ranks_of(queries, answers, truth), (scores >= own - 1e-6).sum(axis=1))


def test_scores_of_many_answers_are_never_in_memory_at_once() -> None:
    generator = np.random.default_rng(2)
    answers, queries = _unit(generator, 60_000, 16), _unit(generator, 256, 16)
    tracemalloc.start()
    try:
        ranks_of(queries, answers, np.arange(256))
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak_bytes < 256 * len(answers) * 4 / 4, "a quarter of the whole matrix"


def test_weighted_median_equals_that_of_repeated_ranks() -> None:
    generator = np.random.default_rng(3)
    for _ in range(50):
        ranks = generator.integers(1, 9, size=generator.integers(1, 12))
        weights = generator.integers(0, 4, size=len(ranks))
        weights[0] += 1
        assert median(ranks, weights) == np.median(np.repeat(ranks, weights))


def test_intervals_are_reproducible_and_as_wide_as_theory_says() -> None:
    ranks = np.where(np.random.default_rng(4).random(400) < 0.7, 1, 20)
    share = float((ranks == 1).mean())
    (value, (low, high)), _ = estimates(ranks, np.arange(400), share_within(1), median_among(20))
    assert value == share
    half = 1.96 * np.sqrt(share * (1 - share) / 400)
    assert (low, high) == pytest.approx((share - half, share + half), abs=0.01)
    assert estimates(ranks, np.arange(400), share_within(1)) == [(share, (low, high))]


def test_captions_of_one_photo_are_no_independent_evidence() -> None:
    """Five captions a photo, all found or none: as sure as one caption a photo, not as five times as many."""
    found = np.random.default_rng(5).random(80) < 0.5
    ranks = np.repeat(np.where(found, 1, 9), 5)
    ((_, (low, high)),) = estimates(ranks, np.repeat(np.arange(80), 5), share_within(1))
    ((_, (as_if_low, as_if_high)),) = estimates(ranks, np.arange(400), share_within(1))
    assert high - low > 2 * (as_if_high - as_if_low)


def test_photos_that_all_agree_are_no_certainty() -> None:
    """One photo says next to nothing about others; the exact bounds are those of Clopper and Pearson."""
    for photos, least in ((1, 0.025), (10, 0.6915), (100, 0.9638)):
        ranks = np.ones(photos, np.int64)
        right, wrong, middle = estimates(
            ranks, np.arange(photos), share_within(1), share_within(0), median_among(500)
        )
        assert right == (1.0, (pytest.approx(least, abs=1e-4), 1.0))
        assert wrong == (0.0, (0.0, pytest.approx(1 - least, abs=1e-4)))
        assert middle == (1.0, (1.0, 500.0 if photos < 6 else 1.0))


def test_many_captions_of_one_photo_are_one_photo() -> None:
    ((_, (low, high)),) = estimates(np.array([1, 1, 9, 9]), np.zeros(4, np.int64), share_within(1))
    assert low < 0.02
    assert high > 0.98
