"""The backgrounds against which scores are read: made once per model, renewed as the library grows."""

from __future__ import annotations

import hashlib
import threading
from contextlib import suppress
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from photoorg.search.calibration import IMAGE_PRIOR, TEXT_PRIOR, Background, background_of

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
        self._sampled_count = -1
        self._sample: FloatArray | None = None
        self._queries: FloatArray | None = None
        self._phrases = everyday_queries()
        digest = hashlib.sha256("\n".join([space.key, *self._phrases]).encode()).hexdigest()[:16]
        self._cached_queries = cache / f"everyday-queries-{digest}.npy"

    def for_share(self, share: float) -> Background:
        """The background of queries that are words by ``share`` and an example picture by the rest."""
        with self._lock:
            count = len(self.space.index)
            if self._sample is None or abs(count - self._sampled_count) > RENEWAL_SHARE * self._sampled_count:
                self._sample = self.space.index.sample(SAMPLE_PHOTOS)
                self._sampled_count = count
                self._by_share.clear()
            if share not in self._by_share:
                self._by_share[share] = self._measure(share, self._sample)
            return self._by_share[share]

    def _measure(self, share: float, sample: FloatArray) -> Background:
        if share == 0.0 or len(sample) == 0:
            return background_of(sample, sample, IMAGE_PRIOR)
        words = self._everyday_vectors()
        if share == 1.0:
            return background_of(words, sample, TEXT_PRIOR)
        examples = sample[np.arange(len(words)) % len(sample)]
        mixed = share * words + (1 - share) * examples
        mixed /= np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12)
        return background_of(mixed, sample, IMAGE_PRIOR)

    def _everyday_vectors(self) -> FloatArray:
        if self._queries is None:
            with suppress(OSError, ValueError):
                with self._cached_queries.open("rb") as stream:
                    stored = np.lib.format.read_array(stream, allow_pickle=False)
                if stored.shape == (len(self._phrases), self.space.encoder.get().dimension):
                    self._queries = stored
        if self._queries is None:
            self._queries = self.space.encoder.get().encode_texts(self._phrases)
            # Without room on the disk the phrases are encoded again next time.
            with suppress(OSError):
                self._cached_queries.parent.mkdir(parents=True, exist_ok=True)
                unfinished = self._cached_queries.with_suffix(".part")
                with unfinished.open("wb") as stream:
                    np.save(stream, self._queries)
                unfinished.replace(self._cached_queries)
        return self._queries


def everyday_queries() -> list[str]:
    """Phrases people type, one a line in ``resources/vocabulary/everyday_queries.txt``."""
    text = (files("photoorg.resources") / "vocabulary" / "everyday_queries.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
