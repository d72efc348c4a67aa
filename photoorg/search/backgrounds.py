"""The backgrounds against which scores are read: made once per model, renewed as the library grows."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np

from photoorg.index.encoded_texts import EncodedTexts
from photoorg.search.calibration import IMAGE_PRIOR, Background, background_of
from photoorg.search.refinement import Whitening, whitening_of
from photoorg.search.vocabulary import everyday_queries, photo_words
from photoorg.search.word_calibration import WordBackground, word_background_of

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.embedding_space import EmbeddingSpace

SAMPLE_PHOTOS = 1000
# The sample is drawn again when the library has grown or shrunk by this share.
RENEWAL_SHARE = 0.1


class Backgrounds:
    """Backgrounds for words, for examples, and for any mixture. Safe between threads.

    Attributes:
        space: what they are the backgrounds of.
    """

    def __init__(self, space: EmbeddingSpace, cache: Path) -> None:
        self.space = space
        self._lock = threading.Lock()
        self._by_share: dict[float, Background] = {}
        self._words: WordBackground | None = None
        self._whitening: Whitening | None = None
        self._sampled_count = -1
        self._sample: FloatArray = np.empty((0, 0), np.float32)
        self._photo_words = EncodedTexts("photo-words", photo_words(), space, cache)
        self._everyday = EncodedTexts("everyday-queries", everyday_queries(), space, cache)

    def for_words(self) -> WordBackground:
        """The background of queries that are words alone. Raises ModelUnavailable."""
        with self._lock:
            self._renew()
            if self._words is None:
                self._words = word_background_of(self._photo_words.vectors(), self._sample)
            return self._words

    def for_share(self, share: float) -> Background:
        """The background of queries that are words by ``share``, below 1, and an example by the rest."""
        with self._lock:
            self._renew()
            if share not in self._by_share:
                self._by_share[share] = self._measure(share, self._sample)
            return self._by_share[share]

    def whitening(self) -> Whitening:
        """How the library's vectors spread; there must be at least one."""
        with self._lock:
            self._renew()
            if self._whitening is None:
                self._whitening = whitening_of(self._sample)
            return self._whitening

    def _renew(self) -> None:
        """Draws the sample again where the library is no longer what it was."""
        count = len(self.space.index)
        if abs(count - self._sampled_count) > RENEWAL_SHARE * self._sampled_count:
            self._sample = self.space.index.sample(SAMPLE_PHOTOS)
            self._sampled_count = count
            self._by_share.clear()
            self._words = None
            self._whitening = None

    def _measure(self, share: float, sample: FloatArray) -> Background:
        if share == 0.0 or len(sample) == 0:
            return background_of(sample, sample, IMAGE_PRIOR)
        words = self._everyday.vectors()
        examples = sample[np.arange(len(words)) % len(sample)]
        mixed = share * words + (1 - share) * examples
        mixed /= np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12)
        return background_of(mixed, sample, IMAGE_PRIOR)
