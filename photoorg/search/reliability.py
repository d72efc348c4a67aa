"""Whether probabilities are what they say: of what is said with 80 %, are 80 % right?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from photoorg.encoders.encoder import FloatArray

BINS = 10


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Answers of about the same confidence, above ``least`` and up to ``most`` (0..1).

    Attributes:
        confidence: how sure they were on average.
        accuracy: share of them that is right.
        count: how many there are, at least one.
    """

    least: float
    most: float
    confidence: float
    accuracy: float
    count: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """Attributes:
    ece: expected calibration error, 0..1: how far confidence and accuracy are apart on average (Guo et
        al. 2017, https://arxiv.org/abs/1706.04599).
    bins: those with answers, ascending.
    """

    ece: float
    bins: tuple[ReliabilityBin, ...]


def reliability_of(confidence: FloatArray, right: npt.NDArray[np.bool_]) -> Reliability:
    """Of answers with this confidence (n,), 0..1, that were right or not (n,); n is at least 1."""
    place = np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1)
    bins = []
    for number in range(BINS):
        inside = place == number
        if inside.any():
            mean, share = float(confidence[inside].mean()), float(right[inside].mean())
            bins.append(ReliabilityBin(number / BINS, (number + 1) / BINS, mean, share, int(inside.sum())))
    apart = sum(one.count * abs(one.confidence - one.accuracy) for one in bins)
    return Reliability(apart / len(confidence), tuple(bins))
