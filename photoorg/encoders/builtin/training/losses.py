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
