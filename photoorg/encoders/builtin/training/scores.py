"""How good heads are, measured on features."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from torch import Tensor


def recall_at(images: Tensor, queries: Tensor, truth: Tensor, count: int) -> float:
    """Share of queries whose photo is among the first ``count``.

    Args:
        images: unit vectors (n, d).
        queries: unit vectors (m, d).
        truth: for each query the row of its photo (m).
        count: length of the result list.
    """
    scores = queries @ images.T
    own = scores.gather(1, truth[:, None])
    return float(((scores > own).sum(dim=1) < count).float().mean())


def mean_average_precision(images: Tensor, queries: Tensor, right: Tensor, wrong: Tensor) -> float:
    """Mean over the queries of the area under precision and recall.

    Args:
        images: unit vectors (n, d).
        queries: unit vectors (m, d).
        right, wrong: booleans (m, n); photos that are neither are left out. Every query has a right one.
    """
    from sklearn.metrics import average_precision_score

    scores = queries @ images.T
    return float(
        np.mean(
            [
                average_precision_score(is_right[told].numpy(), score[told].numpy())
                for score, is_right, told in zip(scores, right, right | wrong, strict=True)
            ]
        )
    )


def accuracy(images: Tensor, labels: Tensor, truth: Tensor) -> float:
    """Share of photos whose nearest label vector is their own."""
    return hits_within(images, labels, truth, 1)


def hits_within(images: Tensor, labels: Tensor, truth: Tensor, count: int) -> float:
    """Share of photos (n, d) whose own label is among the ``count`` nearest of ``labels`` (m, d)."""
    scores = images @ labels.T
    own = scores.gather(1, truth[:, None])
    return float(((scores > own).sum(dim=1) < count).float().mean())
