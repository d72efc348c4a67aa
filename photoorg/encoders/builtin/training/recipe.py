"""The training loop: captions, labels, classes and plain words pull both heads into one space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from torch.nn import functional

from photoorg.encoders.builtin.architecture import HIDDEN, MEMBERS
from photoorg.encoders.builtin.heads import ImageHead, ImageMember, TextHead, TextMember
from photoorg.encoders.builtin.towers import POOLED_FEATURES
from photoorg.encoders.builtin.training.losses import contrast, distillation, naming, ranking
from photoorg.encoders.builtin.training.mixing import mixed_pairs, mixed_views
from photoorg.encoders.builtin.training.pseudo_photos import PseudoPhotos

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor

    AfterEpoch = Callable[[int, ImageHead, TextHead], None]

# Captions of a photo are mixed with random weights to this power: one usually dominates, as in a real query.
CAPTION_SHARPNESS = 4.0


@dataclass(frozen=True)
class Recipe:
    """Hyperparameters; the defaults made the shipped weights."""

    seed: int = 1
    # Heads trained from consecutive seeds, whose vectors stand side by side.
    members: int = MEMBERS
    # Of one member.
    dimension: int = 192
    hidden: int = HIDDEN
    dropout: float = 0.5
    epochs: int = 20
    captions_per_batch: int = 512
    classes_per_batch: int = 256
    labelled_per_batch: int = 300
    class_weight: float = 0.5
    distillation_weight: float = 2.0
    label_weight: float = 1.5
    word_weight: float = 0.5
    category_weight: float = 0.25
    # How much the words for its groups count in what a class says of a photo, beside its own name.
    category_share: float = 0.5
    label_smoothing: float = 0.1
    # Share of captioned photos that are mixed with another one, captions alike.
    mixup: float = 0.5
    learning_rate: float = 1e-3
    weight_decay: float = 0.05
    temperature: float = 0.05
    # How far past the point where the class wins a feature is pushed, in logits, at most.
    push_logits: float = 6.0


@dataclass(frozen=True)
class TrainingFeatures:
    """Everything training looks at, as features of the frozen towers.

    Attributes:
        photos: (n, views, 2912) captioned photos, as they are and mirrored.
        captions: (n, 5, 1152).
        labelled: (m, views, 2912) labelled photos.
        labels: (m) label index of each.
        label_phrases: for each label its wordings (k, 1152).
        class_phrases: for each ImageNet class its wordings (k, 1152).
        class_texts: (1000, 1152) "a photo of a CLASS".
        word_phrases: for each plain word its wordings (k, 1152).
        mentions: (n, words) share of a photo's captions that say the word, 0..1.
        category_phrases: for each group of ImageNet classes its wordings (k, 1152).
        category_texts: (categories, 1152) "a photo of a GROUP".
        category_classes: (1000, categories) 1 where the class belongs to the group.
        classifier: weight (1000, 1280) and bias (1000) of the ImageNet classifier.
    """

    photos: Tensor
    captions: Tensor
    labelled: Tensor
    labels: Tensor
    label_phrases: list[Tensor]
    class_phrases: list[Tensor]
    class_texts: Tensor
    word_phrases: list[Tensor]
    mentions: Tensor
    category_phrases: list[Tensor]
    category_texts: Tensor
    category_classes: Tensor
    classifier: tuple[Tensor, Tensor]


def train(features: TrainingFeatures, recipe: Recipe, after_epoch: AfterEpoch) -> tuple[ImageHead, TextHead]:
    """Trains every member from scratch; the same seed gives the same weights on the same machine."""
    seeds = range(recipe.seed, recipe.seed + recipe.members)
    members = [_train_member(features, recipe, seed, after_epoch) for seed in seeds]
    image_head = _image_head(features, [image_member for image_member, _ in members])
    return image_head.eval(), TextHead([text_member for _, text_member in members]).eval()


def _train_member(
    features: TrainingFeatures, recipe: Recipe, seed: int, after_epoch: AfterEpoch
) -> tuple[ImageMember, TextMember]:
    torch.manual_seed(seed)
    sizes = recipe.dimension, recipe.hidden, recipe.dropout
    image_member, text_member = ImageMember(*sizes), TextMember(*sizes)
    image_head, text_head = _image_head(features, [image_member]), TextHead([text_member])
    # One temperature for each source: captions, labels, classes, plain words.
    scales = nn.Parameter(torch.full((4,), 1 / recipe.temperature).log())
    parameters = [*image_head.parameters(), *text_head.parameters()]
    trained: list[Tensor] = [parameter for parameter in parameters if parameter.requires_grad]
    groups: list[dict[str, Any]] = [{"params": trained}, {"params": [scales], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(
        groups, lr=recipe.learning_rate, weight_decay=recipe.weight_decay, fused=True
    )
    steps_per_epoch = features.captions.shape[1] * len(features.photos) // recipe.captions_per_batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=recipe.epochs * steps_per_epoch, pct_start=0.1
    )
    loss = Loss(features, recipe, image_head, text_head)
    for epoch in range(recipe.epochs):
        image_head.train()
        text_head.train()
        for _ in range(steps_per_epoch):
            # Matrix products in half precision are several times faster on a processor with AMX.
            with torch.autocast("cpu", torch.bfloat16):
                value = loss(scales.exp().clamp(max=100))
            optimizer.zero_grad()
            torch.autograd.backward(value)
            optimizer.step()
            schedule.step()
        image_head.eval()
        text_head.eval()
        with torch.no_grad():
            loss.say_classes()
        after_epoch(epoch, image_head, text_head)
    return image_member, text_member


def _image_head(features: TrainingFeatures, members: list[ImageMember]) -> ImageHead:
    head = ImageHead(members)
    seen = torch.cat([features.photos.flatten(0, 1), features.labelled.flatten(0, 1)])
    head.mean.copy_(seen.mean(dim=0))
    head.scale.copy_(seen.std(dim=0).clamp(min=1e-3))
    weight, bias = features.classifier
    head.classifier.requires_grad_(False)
    head.classifier.weight.copy_(weight)
    head.classifier.bias.copy_(bias)
    return head


class Loss:
    """The sum of the losses of one random batch of each source."""

    def __init__(
        self, features: TrainingFeatures, recipe: Recipe, image_head: ImageHead, text_head: TextHead
    ) -> None:
        self._features = features
        self._recipe = recipe
        self._image_head = image_head
        self._text_head = text_head
        self._label_wordings = Wordings(features.label_phrases)
        self._class_wordings = Wordings(features.class_phrases)
        self._word_wordings = Wordings(features.word_phrases)
        self._category_wordings = Wordings(features.category_phrases)
        groups = features.category_classes
        self._shares_of_groups = groups / groups.sum(dim=1, keepdim=True).clamp(min=1)
        self._pseudo_photos = PseudoPhotos(
            torch.cat([features.photos.flatten(0, 1), features.labelled.flatten(0, 1)]),
            features.classifier,
            recipe.push_logits,
        )

    def __call__(self, scales: Tensor) -> Tensor:
        """The loss; ``scales`` (4): inverse temperatures for captions, labels, classes, plain words."""
        features, recipe = self._features, self._recipe
        chosen = torch.randperm(len(features.photos))[: recipe.captions_per_batch]
        photos, captions, mentions = mixed_pairs(
            mixed_views(features.photos[chosen]),
            mixed_views(features.captions[chosen], CAPTION_SHARPNESS),
            features.mentions[chosen],
            share=recipe.mixup,
        )
        labelled = torch.randint(len(features.labelled), (recipe.labelled_per_batch,))
        real = torch.cat([photos, mixed_views(features.labelled[labelled])])
        classes = torch.randint(len(features.class_phrases), (recipe.classes_per_batch,))
        images = torch.cat([real, self._pseudo_photos.draw(classes)])
        texts = [
            captions,
            self._label_wordings.draw(),
            self._class_wordings.draw(),
            self._word_wordings.draw(),
            self._category_wordings.draw(),
        ]

        self.say_classes()
        real_vectors, pseudo_vectors = self._image_head(images).split([len(real), len(classes)])
        vectors = self._text_head(torch.cat(texts)).split([len(group) for group in texts])
        caption_vectors, label_vectors, class_vectors, word_vectors, category_vectors = vectors
        captioned_vectors, labelled_vectors = real_vectors.split([len(photos), len(labelled)])
        caption_loss = contrast(scales[0] * captioned_vectors @ caption_vectors.T)
        label_loss = functional.cross_entropy(
            scales[1] * labelled_vectors @ label_vectors.T,
            features.labels[labelled],
            label_smoothing=recipe.label_smoothing,
        )
        class_loss = functional.cross_entropy(scales[2] * pseudo_vectors @ class_vectors.T, classes)
        with torch.no_grad():
            teacher = self._image_head.classifier(images[:, :POOLED_FEATURES])
            classes_seen = functional.softmax(teacher.float(), dim=-1)
            categories_seen = classes_seen @ features.category_classes
        distillation_loss = distillation(scales[2] * real_vectors @ class_vectors.T, teacher[: len(real)])
        word_loss = ranking(scales[3] * captioned_vectors @ word_vectors.T, mentions)
        images_seen = torch.cat([real_vectors, pseudo_vectors])
        category_logits = scales[3] * images_seen @ category_vectors.T
        category_loss = ranking(category_logits, categories_seen) + naming(category_logits, categories_seen)
        return (
            caption_loss
            + recipe.label_weight * label_loss
            + recipe.class_weight * class_loss
            + recipe.distillation_weight * distillation_loss
            + recipe.word_weight * word_loss
            + recipe.category_weight * category_loss
        )

    def say_classes(self) -> None:
        """Gives the image side what the text side now says of each class: its name and its groups."""
        for image_member in self._image_head.members:
            names = self._text_head(self._features.class_texts)
            groups = self._shares_of_groups @ self._text_head(self._features.category_texts)
            image_member.class_vectors = names + self._recipe.category_share * groups


class Wordings:
    """Texts that mean the same, in groups, of which one at random is drawn from each group."""

    def __init__(self, groups: list[Tensor]) -> None:
        self._texts = torch.cat(groups)
        self._counts = torch.tensor([len(group) for group in groups])
        self._starts = self._counts.cumsum(0) - self._counts

    def draw(self) -> Tensor:
        """One text of each group (groups, features)."""
        chosen = (torch.rand(len(self._counts)) * self._counts).long()
        # Rounding may reach the count itself.
        return self._texts[self._starts + chosen.minimum(self._counts - 1)]
