"""The places of right answers among all answers, and how sure figures made of them are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray

IntArray = npt.NDArray[np.int64]
Interval = tuple[float, float]
# A figure of ranks (n,), where each rank counts as often as its weight (n,) says.
Statistic = Callable[[IntArray, IntArray], float]

CONFIDENCE = 0.95
RESAMPLES = 1000
# So many answers are compared with all queries of a batch at a time: 256 queries make 4 MB of scores.
_ANSWERS_PER_CHUNK = 4096
# Cosines of equal vectors differ by rounding, which must not decide a tie.
_ROUNDING = 1e-6


class Estimate(NamedTuple):
    """A figure, and the interval in which it lies with 95 % confidence."""

    value: float
    interval: Interval


def ranks_of(queries: FloatArray, answers: FloatArray, truth: IntArray) -> IntArray:
    """Place, from 1, of each query's right answer among all answers; a tie counts against the encoder.

    Args:
        queries: unit vectors (n, dimension).
        answers: unit vectors (m, dimension).
        truth: row of the right answer for each query, (n,).
    """
    own = np.sum(queries * answers[truth], axis=1, keepdims=True)
    rows = np.arange(len(queries))
    places = np.ones(len(queries), np.int64)
    for start in range(0, len(answers), _ANSWERS_PER_CHUNK):
        chunk = answers[start : start + _ANSWERS_PER_CHUNK]
        not_behind = queries @ chunk.T >= own - _ROUNDING
        here = (truth >= start) & (truth < start + len(chunk))
        not_behind[rows[here], truth[here] - start] = False
        places += np.count_nonzero(not_behind, axis=1)
    return places


def share_within(count: int) -> Statistic:
    """The share (0..1) of ranks up to ``count``."""

    def share(ranks: IntArray, weights: IntArray) -> float:
        return float(weights[ranks <= count].sum() / weights.sum())

    return share


def median(ranks: IntArray, weights: IntArray) -> float:
    """The median rank; between two middle ones their mean."""
    order = np.argsort(ranks, kind="stable")
    reached = np.cumsum(weights[order])
    middle = (reached[-1] - 1) // 2, reached[-1] // 2
    return float(ranks[order[np.searchsorted(reached, middle, side="right")]].mean())


def estimates(ranks: IntArray, photos: IntArray, *statistics: Statistic) -> list[Estimate]:
    """Each statistic with its 95 % confidence interval, by the percentile bootstrap (Efron 1979) over photos.

    Photos are drawn, not queries, because the captions of one photo are hard or easy together. The photos
    searched stay the same. Equal arguments give equal intervals.

    Args:
        ranks: of n queries, (n,).
        photos: which photo, from 0, each query is about, (n,).
    """
    # Sorted once, so that the statistics of every resample need not sort again.
    order = np.argsort(ranks, kind="stable")
    ranks, photos = ranks[order], np.unique(photos[order], return_inverse=True)[1]
    count = int(photos.max()) + 1
    generator = np.random.default_rng(0)
    resampled = []
    for _ in range(RESAMPLES):
        drawn = np.bincount(generator.integers(count, size=count), minlength=count)[photos]
        resampled.append([statistic(ranks, drawn) for statistic in statistics])
    tail = (1 - CONFIDENCE) / 2
    intervals = np.quantile(resampled, [tail, 1 - tail], axis=0).T
    all_once = np.ones_like(ranks)
    return [
        Estimate(statistic(ranks, all_once), (float(low), float(high)))
        for statistic, (low, high) in zip(statistics, intervals, strict=True)
    ]
