"""Probabilities that share one whole, and what verdicts teach: only where it is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.albums.labels.probabilities import fits_best, probabilities, with_verdicts
from photoorg.albums.labels.teaching import LEAST_VERDICTS, counted_verdicts, teach

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray

DIMENSION = 16
NOTHING = np.empty((0, DIMENSION), np.float32)
NO_ODDS = np.empty(0, np.float32)


def photos(count: int, direction: int, seed: int) -> FloatArray:
    """Unit vectors around one direction."""
    vectors = np.random.default_rng(seed).normal(0, 0.15, (count, DIMENSION)).astype(np.float32)
    vectors[:, direction] += 1.0
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def odds(*values: float) -> FloatArray:
    return np.array(values, np.float32)


def test_probabilities_and_none_make_one() -> None:
    one = probabilities(odds(0.0, 2.0)[:, np.newaxis])[:, 0]
    assert one == pytest.approx([0.5, 1 / (1 + np.exp(-2.0))], abs=1e-6)
    shares = probabilities(np.array([[1.0, 1.0, -2.0], [-60, -60, -60], [80, 79, 0]], np.float32))
    none = 1 - shares.sum(axis=1)
    assert shares[0, 0] == shares[0, 1] > shares[0, 2]
    assert none == pytest.approx([1 / (1 + 2 * np.e + np.exp(-2)), 1.0, 0.0], abs=1e-5)
    assert probabilities(np.empty((2, 0), np.float32)).shape == (2, 0)


def test_a_label_fits_where_it_is_the_best_and_better_than_none() -> None:
    log_odds = np.array([[1.0, 2.0], [-1.0, -0.1], [3.0, -9.0]], np.float32)
    assert fits_best(log_odds).tolist() == [[False, True], [False, False], [True, False]]
    left = with_verdicts(log_odds[0], np.array([False, True]))
    assert fits_best(left[np.newaxis]).tolist() == [[True, False]]
    assert probabilities(left[np.newaxis])[0, 1] == 0


def test_few_verdicts_teach_nothing() -> None:
    yes = photos(LEAST_VERDICTS, 0, 1)
    no = photos(LEAST_VERDICTS - 1, 1, 2)
    vectors = np.concatenate([yes, no])
    said = np.arange(len(vectors)) < len(yes)
    assert teach(vectors, np.zeros(len(vectors), np.float32), said, NOTHING, NO_ODDS) == (None, None)


def test_what_words_do_not_say_is_learned() -> None:
    vectors = np.concatenate([photos(12, 0, 1), photos(12, 1, 2)])
    said = np.arange(24) < 12
    # Words take everything for it.
    taught, lesson = teach(vectors, np.full(24, 1.5, np.float32), said, photos(60, 5, 3), np.full(60, -3.0))
    assert taught is not None
    assert lesson is not None
    assert (lesson.precision_before, lesson.recall_before) == (0.5, 1.0)
    assert (lesson.precision, lesson.recall, lesson.is_applied) == (1.0, 1.0, True)
    for direction, is_it in ((0, True), (1, False), (5, False)):
        found = taught.log_odds(photos(20, direction, 9), np.full(20, 1.5, np.float32)) > 0
        assert (found.mean() > 0.8) == is_it


def test_noise_is_not_learned() -> None:
    vectors = photos(40, 0, 4)
    said = np.random.default_rng(7).random(40) < 0.5
    # Words know it all.
    by_words = np.where(said, 4.0, -4.0).astype(np.float32)
    taught, lesson = teach(vectors, by_words, said, NOTHING, NO_ODDS)
    assert lesson is not None
    assert (lesson.precision_before, lesson.recall_before) == (1.0, 1.0)
    # Or it learned just that words are to be trusted.
    assert taught is None or lesson.precision == 1.0
    # Words know nothing, and neither do the vectors.
    taught, lesson = teach(vectors, np.zeros(40, np.float32), said, NOTHING, NO_ODDS)
    assert lesson is not None
    assert not lesson.is_applied or lesson.precision > 0.5


def test_not_every_click_has_all_photos_looked_at_anew() -> None:
    rejected = [(photo_id, False) for photo_id in range(100, 100 + LEAST_VERDICTS)]
    confirmed = [(photo_id, True) for photo_id in range(60)]
    assert counted_verdicts(confirmed) == counted_verdicts(confirmed + rejected[1:]) == []
    # As soon as there are enough of both, in the order in which they were given.
    assert counted_verdicts(confirmed[:5] + rejected) == confirmed[:5] + rejected
    counted = [len(counted_verdicts(rejected + confirmed[:number])) for number in range(5, 61)]
    assert counted == sorted(counted)
    assert len(set(counted)) < 20
    assert counted[-1] > 50
