"""The trained part of the built-in model: small heads on the features of two frozen towers.

Several members, trained from different seeds, stand side by side: each gives a unit vector, and the shared
space is their concatenation, in which a dot product is the mean of what the members think.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoorg.encoders.builtin.towers import (
    CLASSES,
    IMAGE_FEATURES,
    POOLED_FEATURES,
    TEXT_FEATURES,
    TEXT_WIDTH,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Dropout(nn.Module):
    """Dropout from random bytes, several times faster on a processor than torch's own, and only in training.

    The rate is rounded to a multiple of 1/256.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self._dropped = round(rate * 256)

    def forward(self, features: Tensor) -> Tensor:
        """Zeroes some entries and scales the rest up, any shape."""
        if not self.training or self._dropped == 0:
            return features
        # One draw of 63 bits fills eight bytes, of which the highest lacks its top bit and is left out.
        draws = torch.empty(features.numel() // 7 + 1, dtype=torch.int64).random_()
        octets = draws.view(torch.uint8).reshape(-1, 8)[:, :7].reshape(-1)[: features.numel()]
        kept = (octets >= self._dropped).to(features.dtype) * (256 / (256 - self._dropped))
        return features * kept.view(features.shape)


class Projection(nn.Module):
    """A linear layer plus a two-layer perceptron, summed."""

    def __init__(self, inputs: int, hidden: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)
        self.perceptron = nn.Sequential(
            nn.Linear(inputs, hidden), nn.GELU(), Dropout(dropout), nn.Linear(hidden, outputs)
        )
        self.dropout = Dropout(dropout)

    def forward(self, features: Tensor) -> Tensor:
        """(n, inputs) to (n, outputs)."""
        features = self.dropout(features)
        result: Tensor = self.linear(features) + self.perceptron(features)
        return result


class ImageMember(nn.Module):
    """One member of :class:`ImageHead`: what the photo looks like, plus what the ImageNet classifier says.

    The second is the expected text vector of the class, sum over classes of p(class) * text(CLASS), in the
    space of the member's own text side; text(CLASS) is "a photo of a CLASS" with some of its groups' words. A
    gate weighs it by how sure the classifier is. It gives words to things that no training caption mentions.
    """

    class_vectors: Tensor

    def __init__(self, dimension: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.appearance = Projection(IMAGE_FEATURES, hidden, dimension, dropout)
        self.gate = nn.Linear(3, 1)
        self.register_buffer("class_vectors", torch.zeros(CLASSES, dimension))
        # At the start the classes weigh about as much as the appearance, whatever the classifier says.
        nn.init.zeros_(self.gate.weight)
        nn.init.constant_(self.gate.bias, 2.0)
        self._class_scale = dimension**0.5 / 4

    def forward(self, standardised: Tensor, posterior: Tensor, sureness: Tensor) -> Tensor:
        """Features (n, 2912), p(class) (n, 1000) and three measures of sureness (n, 3) to (n, dimension)."""
        weight = functional.softplus(self.gate(sureness)) * self._class_scale
        result: Tensor = self.appearance(standardised) + weight * (posterior @ self.class_vectors)
        return result


class ImageHead(nn.Module):
    """Features of the image tower (n, 2912) to the shared space (n, members * dimension)."""

    mean: Tensor
    scale: Tensor

    def __init__(self, members: Iterable[ImageMember]) -> None:
        super().__init__()
        self.classifier = nn.Linear(POOLED_FEATURES, CLASSES)
        self.register_buffer("mean", torch.zeros(IMAGE_FEATURES))
        self.register_buffer("scale", torch.ones(IMAGE_FEATURES))
        self.members = nn.ModuleList(members)

    def forward(self, features: Tensor) -> Tensor:
        """(n, 2912) to (n, members * dimension): a unit vector for each member."""
        posterior = functional.softmax(self.classifier(features[:, :POOLED_FEATURES]).float(), dim=-1)
        sureness = torch.stack(
            [
                posterior.amax(dim=-1),
                # The entropy in nats, divided so that it has about the range of the others.
                -(posterior * (posterior + 1e-9).log()).sum(dim=-1) / 3,
                posterior.square().sum(dim=-1),
            ],
            dim=-1,
        )
        standardised = (features - self.mean) / self.scale
        return _side_by_side([member(standardised, posterior, sureness) for member in self.members])


class TextMember(nn.Module):
    """One member of :class:`TextHead`."""

    def __init__(self, dimension: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.sentence = Projection(TEXT_FEATURES, hidden, dimension, dropout)

    def forward(self, features: Tensor) -> Tensor:
        """(n, 1152), three vectors with entries of about unit variance, to (n, dimension)."""
        result: Tensor = self.sentence(features)
        return result


class TextHead(nn.Module):
    """Features of the text tower (n, 1152) to the shared space (n, members * dimension)."""

    def __init__(self, members: Iterable[TextMember]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, features: Tensor) -> Tensor:
        """(n, 1152) to (n, members * dimension): a unit vector for each member."""
        # Training mixes captions, which makes the three vectors shorter than one. Times the root of the
        # width, entries of a unit vector have unit variance, as layers like them.
        vectors = functional.normalize(features.reshape(-1, TEXT_FEATURES // TEXT_WIDTH, TEXT_WIDTH), dim=-1)
        flat = vectors.flatten(1) * TEXT_WIDTH**0.5
        return _side_by_side([member(flat) for member in self.members])


def _side_by_side(vectors: list[Tensor]) -> Tensor:
    return torch.cat([functional.normalize(vector.float(), dim=-1) for vector in vectors], dim=-1)
