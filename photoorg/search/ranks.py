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
Figure = Callable[[IntArray, IntArray], float]
# The interval of a figure that is this value in every one of so many photos.
IntervalOfOne = Callable[[float, int], Interval]

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


class Statistic(NamedTuple):
    """A figure, and how sure it is where resampling photos that all agree would claim certainty."""

    figure: Figure
    when_alike: IntervalOfOne


def share_within(count: int) -> Statistic:
    """The share (0..1) of ranks up to ``count``.

    Where it is the same in all n photos, the exact binomial bound holds (Clopper and Pearson 1934): 1 of 1
    means 0.025 to 1, 100 of 100 means 0.964 to 1.
    """

    def share(ranks: IntArray, weights: IntArray) -> float:
        return float(weights[ranks <= count].sum() / weights.sum())

    def when_alike(value: float, photos: int) -> Interval:
        bound = ((1 - CONFIDENCE) / 2) ** (1 / photos)
        return value * bound, 1 - (1 - value) * bound

    return Statistic(share, when_alike)


def median_among(answers: int) -> Statistic:
    """The median rank among so many answers.

    Of fewer than six photos, not even the span from the best to the worst rank holds the median of all
    photos with 95 % confidence, so nothing is known of it.
    """

    def when_alike(value: float, photos: int) -> Interval:
        known = 1 - 2 * 0.5**photos >= CONFIDENCE
        return (value, value) if known else (1.0, float(answers))

    return Statistic(median, when_alike)


def median(ranks: IntArray, weights: IntArray) -> float:
    """The median rank; between two middle ones their mean."""
    order = np.argsort(ranks, kind="stable")
    reached = np.cumsum(weights[order])
    middle = (reached[-1] - 1) // 2, reached[-1] // 2
    return float(ranks[order[np.searchsorted(reached, middle, side="right")]].mean())


def estimates(ranks: IntArray, photos: IntArray, *statistics: Statistic) -> list[Estimate]:
    """Each statistic with its 95 % confidence interval, by the percentile bootstrap (Efron 1979) over photos.

    Photos are drawn, not queries, because the captions of one photo are hard or easy together. The photos
    searched stay the same. Equal arguments give equal intervals. Where every draw gives the same figure,
    which is no certainty, the statistic says how sure it is.

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
        resampled.append([statistic.figure(ranks, drawn) for statistic in statistics])
    tail = (1 - CONFIDENCE) / 2
    intervals = np.quantile(resampled, [tail, 1 - tail], axis=0).T
    all_once = np.ones_like(ranks)
    found = []
    for statistic, (low, high) in zip(statistics, intervals, strict=True):
        value = statistic.figure(ranks, all_once)
        interval = statistic.when_alike(value, count) if low == high else (float(low), float(high))
        found.append(Estimate(value, interval))
    return found
