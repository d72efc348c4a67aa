"""The trained part of the built-in model: small heads on the features of two frozen towers."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from photoorg.encoders.builtin.towers import CLASSES, IMAGE_FEATURES, TEXT_FEATURES

# Flattens the ImageNet posterior, so that what the classifier finds second and third also speaks.
CLASS_TEMPERATURE = 1.5


class Projection(nn.Module):
    """A linear layer plus a two-layer perceptron, summed."""

    def __init__(self, inputs: int, hidden: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)
        self.perceptron = nn.Sequential(
            nn.Linear(inputs, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, outputs)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, features: Tensor) -> Tensor:
        """(n, inputs) to (n, outputs)."""
        features = self.dropout(features)
        result: Tensor = self.linear(features) + self.perceptron(features)
        return result


class ImageHead(nn.Module):
    """Average-pooled EfficientNet features (n, 1280) to the shared space (n, dimension), not normalised.

    Two views of the photo are added: a projection of the standardised features, and the expected sentence
    vector of the label, sum over classes of p(class) * MiniLM("a photo of a CLASS"), projected linearly.
    The second gives words to things that no training caption mentions.
    """

    mean: Tensor
    scale: Tensor
    label_vectors: Tensor

    def __init__(self, dimension: int, hidden: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.classifier = nn.Linear(IMAGE_FEATURES, CLASSES)
        self.register_buffer("mean", torch.zeros(IMAGE_FEATURES))
        self.register_buffer("scale", torch.ones(IMAGE_FEATURES))
        self.register_buffer("label_vectors", torch.zeros(CLASSES, TEXT_FEATURES))
        self.appearance = Projection(IMAGE_FEATURES, hidden, dimension, dropout)
        self.label = nn.Linear(TEXT_FEATURES, dimension)

    def forward(self, features: Tensor) -> Tensor:
        """(n, 1280) to (n, dimension)."""
        posterior = functional.softmax(self.classifier(features) / CLASS_TEMPERATURE, dim=-1)
        appearance = self.appearance((features - self.mean) / self.scale)
        label = self.label(posterior @ self.label_vectors * TEXT_FEATURES**0.5)
        result: Tensor = appearance + label
        return result


class TextHead(nn.Module):
    """Mean-pooled MiniLM vectors (n, 384) to the shared space (n, dimension), not normalised."""

    def __init__(self, dimension: int, hidden: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.sentence = Projection(TEXT_FEATURES, hidden, dimension, dropout)

    def forward(self, features: Tensor) -> Tensor:
        """(n, 384) to (n, dimension)."""
        # Times the root of the dimension, entries of a unit vector have unit variance, as layers like them.
        result: Tensor = self.sentence(functional.normalize(features, dim=-1) * TEXT_FEATURES**0.5)
        return result
