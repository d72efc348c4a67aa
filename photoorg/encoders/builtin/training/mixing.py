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


def mixed_pairs(*sides: Tensor, share: float) -> list[Tensor]:
    """Mixup (Zhang et al. 2018): some rows with another one, alike on all sides of a pair.

    Args:
        sides: photos, their captions and so on, each (n, features).
        share: how many rows are mixed, between 0 and 1.
    """
    count = len(sides[0])
    chosen = (torch.rand(count, 1) < share).to(sides[0].dtype)
    weights = torch.rand(count, 1) * _OTHER_WEIGHT * chosen
    others = torch.randperm(count)
    return [(1 - weights) * side + weights * side[others] for side in sides]
