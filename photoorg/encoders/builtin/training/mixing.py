"""Random mixes of features: cheap augmentation where the photos themselves are no longer seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from torch import Tensor

# The other photo of a mixed pair gets at most this weight.
_OTHER_WEIGHT = 0.4


def mixed_views(views: Tensor, sharpness: float = 1.0) -> Tensor:
    """(n, views, features) to (n, features): a random convex mix of the views of each row."""
    weights = torch.rand(views.shape[:2]) ** sharpness
    weights /= weights.sum(dim=1, keepdim=True)
    return (views * weights[:, :, None]).sum(dim=1)


def mixed_pairs(photos: Tensor, captions: Tensor, share: float) -> tuple[Tensor, Tensor]:
    """Mixup (Zhang et al. 2018) of pairs: some photos with another one, and their captions alike.

    Args:
        photos: (n, features).
        captions: (n, features).
        share: how many rows are mixed, between 0 and 1.
    """
    chosen = (torch.rand(len(photos), 1) < share).to(photos.dtype)
    weights = torch.rand(len(photos), 1) * _OTHER_WEIGHT * chosen
    others = torch.randperm(len(photos))
    return (1 - weights) * photos + weights * photos[others], (1 - weights) * captions + weights * captions[
        others
    ]
