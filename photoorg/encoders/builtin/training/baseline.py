"""What the towers can do without training: the bar that the trained heads have to clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch.nn import functional

from photoorg.encoders.builtin.towers import POOLED_FEATURES, TEXT_WIDTH

if TYPE_CHECKING:
    from torch import Tensor


class MeanOfClassTexts:
    """A photo is the mean of the sentence vectors of "a photo of a CLASS", weighted by p(class).

    A convex combination of semantic embeddings (ConSE, Norouzi et al. 2014); a text is its sentence vector.
    """

    def __init__(self, classifier: tuple[Tensor, Tensor], class_texts: Tensor) -> None:
        """Takes the ImageNet classifier and the features (1000, 1152) of the texts."""
        self._classifier = classifier
        self._sentences = functional.normalize(class_texts[:, :TEXT_WIDTH], dim=-1)

    def image_head(self, features: Tensor) -> Tensor:
        """(n, 2912) to (n, 384)."""
        logits = functional.linear(features[:, :POOLED_FEATURES], *self._classifier)
        return functional.softmax(logits, dim=-1) @ self._sentences

    def text_head(self, features: Tensor) -> Tensor:
        """(n, 1152) to (n, 384)."""
        return features[:, :TEXT_WIDTH]
