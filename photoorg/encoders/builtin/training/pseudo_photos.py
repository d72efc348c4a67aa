"""Features of ImageNet classes for which there are no photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from photoorg.encoders.builtin.towers import POOLED_FEATURES

if TYPE_CHECKING:
    from torch import Tensor


class PseudoPhotos:
    """Real features, moved until the ImageNet classifier gives another answer.

    The pooled part f of a real feature is moved along the weight vector of a class just so far that the
    classifier answers this class: f + t w_c, with the smallest t for which the logit of c exceeds every other
    by a margin. The statistics of earlier stages stay those of the real photo.
    """

    def __init__(self, features: Tensor, classifier: tuple[Tensor, Tensor], push_logits: float) -> None:
        """Starts from ``features`` (n, 2912); margins are drawn between 0 and ``push_logits``."""
        self._features = features
        self._weight, self._bias = classifier
        self._products = self._weight @ self._weight.T
        self._push_logits = push_logits

    def draw(self, classes: Tensor) -> Tensor:
        """One feature (2912) for each class index (n)."""
        start = self._features[torch.randint(len(self._features), classes.shape)]
        pooled, stages = start[:, :POOLED_FEATURES], start[:, POOLED_FEATURES:]
        logits = functional.linear(pooled, self._weight, self._bias)
        gain = self._products[classes].gather(1, classes[:, None]) - self._products[classes]
        margin = torch.rand(len(classes), 1) * self._push_logits
        lead = (logits - logits.gather(1, classes[:, None]) + margin) / gain.clamp(min=1e-6)
        lead.scatter_(1, classes[:, None], 0.0)
        push = lead.max(dim=1, keepdim=True).values
        # Averaged activations of ReLU6 are never negative.
        return torch.cat([(pooled + push * self._weight[classes]).clamp(min=0), stages], dim=1)
