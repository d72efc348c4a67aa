"""Losses on matrices of scaled similarities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch.nn import functional

if TYPE_CHECKING:
    from torch import Tensor


def contrast(logits: Tensor) -> Tensor:
    """Symmetric InfoNCE (van den Oord et al. 2018; Radford et al. 2021) of (n, n), pairs on the diagonal."""
    own = torch.arange(len(logits))
    return (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2


def distillation(logits: Tensor, teacher: Tensor) -> Tensor:
    """Cross-entropy of (n, classes) against the class probabilities of a teacher (Hinton et al. 2015).

    Args:
        logits: of the student (n, classes).
        teacher: logits of the teacher (n, classes).
    """
    return functional.cross_entropy(logits, functional.softmax(teacher.float(), dim=-1))


def ranking(logits: Tensor, shares: Tensor, least: float = 0.5) -> Tensor:
    """Cross-entropy over the photos of each word, as a search ranks them.

    Args:
        logits: of photos and words (n, m).
        shares: how far each word is said of each photo, 0..1 (n, m).
        least: words whose shares add up to less do not count.
    """
    total = shares.sum(dim=0)
    asked = total >= least
    if not asked.any():
        return logits.new_zeros(())
    truth = (shares[:, asked] / total[asked]).T
    return functional.cross_entropy(logits[:, asked].T, truth)


def naming(logits: Tensor, shares: Tensor, least: float = 0.5) -> Tensor:
    """Cross-entropy over the words of each photo, the other direction of :func:`ranking`.

    Photos whose shares add up to less than ``least`` do not count.
    """
    return ranking(logits.T, shares.T, least)
