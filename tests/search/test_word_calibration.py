"""Relevance of words: photos near every text, rare and common things, the order of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.search.vocabulary import everyday_queries, photo_words
from photoorg.search.word_calibration import (
    LEAST_COMMONNESS,
    SPREAD_PRIOR,
    WordBackground,
    word_background_of,
)

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray

DIMENSION = 64


def unit(vectors: FloatArray) -> FloatArray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


@pytest.fixture
def words() -> FloatArray:
    """Random words that lean a little to one side, as texts of every model do; word 0 leans most."""
    generator = np.random.default_rng(1)
    lean = np.zeros(DIMENSION, np.float32)
    lean[0] = 2.0
    drawn = generator.normal(size=(120, DIMENSION)) + lean
    drawn[0, 0] = 8.0
    return unit(drawn)


@pytest.fixture
def photos() -> FloatArray:
    return unit(np.random.default_rng(2).normal(size=(300, DIMENSION)))


@pytest.fixture
def background(words: FloatArray, photos: FloatArray) -> WordBackground:
    return word_background_of(words, photos)


def test_a_photo_near_every_text_is_less_relevant_than_its_cosine_says(
    background: WordBackground, words: FloatArray
) -> None:
    near_every_text = unit(words.mean(axis=0))
    only_the_word = unit(0.5 * words[5] + unit(np.random.default_rng(3).normal(size=DIMENSION)))
    photos = np.stack([near_every_text, only_the_word])
    levels = background.levels(photos)
    assert levels[0] > levels[1]
    equal_scores = np.array([0.4, 0.4], np.float32)
    first, second = background.relevance(words[5], equal_scores, levels)
    assert first < second


def test_the_same_score_means_more_for_a_word_of_a_common_thing(
    background: WordBackground, words: FloatArray
) -> None:
    products = words @ background.middle
    common, rare = words[int(np.argmax(products))], words[int(np.argmin(products))]
    score, level = np.array([0.3], np.float32), np.array([0.05], np.float32)
    assert background.relevance(common, score, level) > background.relevance(rare, score, level)


def test_a_long_sentence_is_no_rarer_than_the_rarest_word(background: WordBackground) -> None:
    """However far from the middle of the words a query is, it loses no more than so much."""
    mean, deviation = background.commonness
    direction = unit(background.middle)
    score, level = np.array([0.3], np.float32), np.array([0.05], np.float32)
    far, further = -direction, -0.5 * direction
    assert all(float(q @ background.middle) < mean + LEAST_COMMONNESS * deviation for q in (far, further))
    assert background.relevance(far, score, level) == background.relevance(further, score, level)


def test_levels_do_not_depend_on_the_other_photos(background: WordBackground, photos: FloatArray) -> None:
    every = background.levels(photos)
    np.testing.assert_allclose(background.levels(photos[7:8]), every[7:8], atol=1e-6)
    assert np.mean(every < background.lowest_level) < 0.02


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_libraries_have_a_background(words: FloatArray, photos: FloatArray, count: int) -> None:
    background = word_background_of(words, photos[:count].reshape(count, DIMENSION))
    assert background.spread > 0
    assert count or background.spread == SPREAD_PRIOR
    relevance = background.relevance(words[0], photos @ words[0], background.levels(photos))
    assert relevance.shape == (len(photos),)
    assert np.all((relevance >= 0) & (relevance <= 1))


def test_the_shipped_words_are_many_different_and_plain() -> None:
    words = photo_words()
    assert len(words) > 300
    assert len(set(words)) == len(words)
    assert all(word == word.strip().lower() or word == "x-ray" for word in words)
    assert set(everyday_queries()) - set(words)
