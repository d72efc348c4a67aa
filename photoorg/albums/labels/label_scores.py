"""How surely labels fit all photos of a library: kept in memory, in step with the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.labels.probabilities import zero_shot_log_odds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from photoorg.albums.labels.probabilities import WordSense
    from photoorg.albums.labels.teaching import TaughtLabel
    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.vector_index import IdArray
    from photoorg.library.embeddings import EmbeddingStore


class LabelScorer:
    """Log odds of labels under one model: by words, or as taught.

    Two that are equal score alike; so what was computed by one is kept for the other.
    """

    def __init__(self, sense: WordSense, labels: FloatArray, taught: Mapping[int, TaughtLabel]) -> None:
        """Args:
        labels: unit vectors (labels, dimension).
        taught: by the place of the label.
        """
        self._sense = sense
        self._labels = labels
        self._taught = taught

    def log_odds(self, photos: FloatArray) -> FloatArray:
        """Shape (n, labels) for unit vectors (n, dimension)."""
        found = zero_shot_log_odds(self._sense, self._labels, photos)
        for place, taught in self._taught.items():
            found[:, place] = taught.log_odds(photos, found[:, place])
        return found

    def scores_as(self, other: LabelScorer | None) -> bool:
        """Whether both give the same log odds."""
        return (
            other is not None
            and self._sense is other._sense
            and np.array_equal(self._labels, other._labels)
            and self._taught == other._taught
        )


class LabelScores:
    """The log odds of every described photo. Not safe between threads."""

    def __init__(self, embeddings: EmbeddingStore) -> None:
        self._embeddings = embeddings
        self._scorer: LabelScorer | None = None
        self._ids: IdArray = np.empty(0, np.int64)
        self._log_odds: FloatArray = np.empty((0, 0), np.float32)
        self._last_embedding_id = 0
        self._changes = -1

    def by(self, scorer: LabelScorer) -> tuple[IdArray, FloatArray]:
        """Ids (n,) of all photos, and log odds (n, labels). Only photos that are new are looked at, unless
        the scorer gives others than the last one."""
        changes = self._embeddings.changes()
        if not scorer.scores_as(self._scorer) or not self._embeddings.only_written_since(self._changes):
            self._scorer = scorer
            self._last_embedding_id = 0
            self._ids = np.empty(0, np.int64)
            self._log_odds = np.empty((0, 0), np.float32)
        elif changes == self._changes:
            return self._ids, self._log_odds
        ids, scores = [self._ids], [self._log_odds]
        for newest, new_ids, vectors in self._embeddings.written_after(self._last_embedding_id):
            self._last_embedding_id = newest
            ids.append(new_ids)
            scores.append(scorer.log_odds(vectors))
        self._ids = np.concatenate(ids)
        self._log_odds = np.concatenate([part for part in scores if len(part)] or [self._log_odds])
        self._changes = changes
        return self._ids, self._log_odds
