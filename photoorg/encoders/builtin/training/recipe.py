"""The training loop: three sources of pairs pull both heads into one space."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from torch.nn import functional

from photoorg.encoders.builtin.heads import ImageHead, TextHead

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor


# Captions of a photo are mixed with random weights to this power: one usually dominates, as in a real query.
CAPTION_SHARPNESS = 4.0


@dataclass(frozen=True)
class Recipe:
    """Hyperparameters; the defaults made the shipped weights."""

    seed: int = 1
    dimension: int = 384
    hidden: int = 1024
    dropout: float = 0.5
    epochs: int = 20
    captions_per_batch: int = 512
    classes_per_batch: int = 256
    labelled_per_batch: int = 200
    class_weight: float = 0.5
    label_weight: float = 0.5
    learning_rate: float = 1e-3
    weight_decay: float = 0.05
    temperature: float = 0.05
    # How far past the point where the class wins a feature is pushed, in logits, at most.
    push_logits: float = 6.0


@dataclass(frozen=True)
class TrainingFeatures:
    """Everything training looks at, as features of the frozen towers.

    Attributes:
        photos: (n, views, 1280) captioned photos, as they are and mirrored.
        captions: (n, 5, 384).
        labelled: (m, views, 1280) labelled photos.
        labels: (m) label index of each.
        label_phrases: for each label its wordings (k, 384).
        class_phrases: for each ImageNet class its wordings (k, 384).
        class_vectors: (1000, 384) unit vectors of "a photo of a CLASS".
        classifier: weight (1000, 1280) and bias (1000) of the ImageNet classifier.
    """

    photos: Tensor
    captions: Tensor
    labelled: Tensor
    labels: Tensor
    label_phrases: list[Tensor]
    class_phrases: list[Tensor]
    class_vectors: Tensor
    classifier: tuple[Tensor, Tensor]


def train(
    features: TrainingFeatures, recipe: Recipe, after_epoch: Callable[[int, ImageHead, TextHead], None]
) -> tuple[ImageHead, TextHead]:
    """Trains both heads from scratch; the same seed gives the same weights on the same machine."""
    torch.manual_seed(recipe.seed)
    image_head = _image_head(features, recipe)
    text_head = TextHead(recipe.dimension, recipe.hidden, recipe.dropout)
    scale = nn.Parameter(torch.tensor(1 / recipe.temperature).log())
    parameters = chain(image_head.parameters(), text_head.parameters())
    trained: list[Tensor] = [parameter for parameter in parameters if parameter.requires_grad]
    groups: list[dict[str, Any]] = [{"params": trained}, {"params": [scale], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=recipe.learning_rate, weight_decay=recipe.weight_decay)
    steps_per_epoch = features.captions.shape[1] * len(features.photos) // recipe.captions_per_batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=recipe.epochs * steps_per_epoch, pct_start=0.1
    )
    pseudo = PseudoPhotos(features, recipe)
    for epoch in range(recipe.epochs):
        image_head.train()
        text_head.train()
        for _ in range(steps_per_epoch):
            # Matrix products in half precision are several times faster on a processor with AMX.
            with torch.autocast("cpu", torch.bfloat16):
                loss = _loss(features, recipe, pseudo, image_head, text_head, scale.exp().clamp(max=100))
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            schedule.step()
        after_epoch(epoch, image_head.eval(), text_head.eval())
    return image_head, text_head


class PseudoPhotos:
    """Features of ImageNet classes for which there are no photos.

    A real feature f is moved along the weight vector of a class just so far that the classifier answers this
    class: f + t w_c, with the smallest t for which the logit of c exceeds every other by a margin.
    """

    def __init__(self, features: TrainingFeatures, recipe: Recipe) -> None:
        self._photos = torch.cat([features.photos.flatten(0, 1), features.labelled.flatten(0, 1)])
        self._weight, self._bias = features.classifier
        self._products = self._weight @ self._weight.T
        self._push_logits = recipe.push_logits

    def draw(self, classes: Tensor) -> Tensor:
        """One feature (1280) for each class index (n)."""
        start = self._photos[torch.randint(len(self._photos), classes.shape)]
        logits = functional.linear(start, self._weight, self._bias)
        gain = self._products[classes].gather(1, classes[:, None]) - self._products[classes]
        margin = torch.rand(len(classes), 1) * self._push_logits
        lead = (logits - logits.gather(1, classes[:, None]) + margin) / gain.clamp(min=1e-6)
        lead.scatter_(1, classes[:, None], 0.0)
        push = lead.max(dim=1, keepdim=True).values
        # Averaged activations of ReLU6 are never negative.
        return (start + push * self._weight[classes]).clamp(min=0)


def _image_head(features: TrainingFeatures, recipe: Recipe) -> ImageHead:
    head = ImageHead(recipe.dimension, recipe.hidden, recipe.dropout)
    seen = torch.cat([features.photos.flatten(0, 1), features.labelled.flatten(0, 1)])
    head.mean.copy_(seen.mean(dim=0))
    head.scale.copy_(seen.std(dim=0).clamp(min=1e-3))
    head.label_vectors.copy_(features.class_vectors)
    weight, bias = features.classifier
    head.classifier.requires_grad_(False)
    head.classifier.weight.copy_(weight)
    head.classifier.bias.copy_(bias)
    return head


def _loss(
    features: TrainingFeatures,
    recipe: Recipe,
    pseudo: PseudoPhotos,
    image_head: ImageHead,
    text_head: TextHead,
    scale: Tensor,
) -> Tensor:
    photos = torch.randperm(len(features.photos))[: recipe.captions_per_batch]
    captions = _mixed(features.captions[photos], CAPTION_SHARPNESS)
    classes = torch.randperm(len(features.class_phrases))[: recipe.classes_per_batch]
    class_texts = _one_phrase_each([features.class_phrases[index] for index in classes.tolist()])
    labelled = torch.randint(len(features.labelled), (recipe.labelled_per_batch,))
    label_texts = _one_phrase_each(features.label_phrases)

    counts = [len(photos), len(classes), len(labelled)]
    images = torch.cat(
        [_mixed(features.photos[photos]), pseudo.draw(classes), _mixed(features.labelled[labelled])]
    )
    texts = torch.cat([captions, class_texts, label_texts])
    image_vectors = torch.split(functional.normalize(image_head(images), dim=-1), counts)
    text_vectors = torch.split(
        functional.normalize(text_head(texts), dim=-1), [len(captions), len(class_texts), len(label_texts)]
    )
    caption_loss = _contrast(scale * image_vectors[0] @ text_vectors[0].T)
    class_loss = _contrast(scale * image_vectors[1] @ text_vectors[1].T)
    label_loss = functional.cross_entropy(
        scale * image_vectors[2] @ text_vectors[2].T, features.labels[labelled], label_smoothing=0.1
    )
    return caption_loss + recipe.class_weight * class_loss + recipe.label_weight * label_loss


def _contrast(logits: Tensor) -> Tensor:
    """Symmetric InfoNCE (van den Oord et al. 2018; Radford et al. 2021)."""
    own = torch.arange(len(logits))
    return (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2


def _mixed(views: Tensor, sharpness: float = 1.0) -> Tensor:
    """(n, views, features) to (n, features): a random convex mix of the views of each row."""
    weights = torch.rand(views.shape[:2]) ** sharpness
    weights /= weights.sum(dim=1, keepdim=True)
    return (views * weights[:, :, None]).sum(dim=1)


def _one_phrase_each(phrases: list[Tensor]) -> Tensor:
    return torch.stack([texts[torch.randint(len(texts), ())] for texts in phrases])
