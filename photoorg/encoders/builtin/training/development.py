"""Held-back photos, and every measure of how well a pair of heads understands them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from photoorg.encoders.builtin.towers import POOLED_FEATURES
from photoorg.encoders.builtin.training.scores import (
    accuracy,
    hits_within,
    mean_average_precision,
    recall_at,
)
from photoorg.encoders.builtin.training.words import AGREED

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor

    Head = Callable[[Tensor], Tensor]

_SURE = 0.7


@dataclass(frozen=True)
class Development:
    """Held-back photos, as features of the frozen towers.

    Attributes:
        photos: (n, 2912) captioned photos; ``captions`` (n, 5, 1152) holds the captions of each.
        labelled: (m, 2912) labelled photos and ``labels`` (m), their label index.
        label_texts: (l, templates, 1152) the labels in the evaluation templates.
        class_texts: (1000, templates, 1152) the ImageNet classes likewise.
        label_classes: (l) the ImageNet class that each label names, -1 where it names none.
        word_texts: (w, 1152) plain words that captions say, alone.
        mentions: (n, w) share of a photo's captions that say the word, 0..1.
        classifier: weight (1000, 1280) and bias (1000) of the ImageNet classifier.
    """

    photos: Tensor
    captions: Tensor
    labelled: Tensor
    labels: Tensor
    label_texts: Tensor
    class_texts: Tensor
    label_classes: Tensor
    word_texts: Tensor
    mentions: Tensor
    classifier: tuple[Tensor, Tensor]

    @torch.inference_mode()
    def scores(self, image_head: Head, text_head: Head) -> dict[str, float]:
        """Retrieval and zero-shot accuracy, in percent.

        - ``r1``, ``r10``: text to photo, the first caption of each photo; ``r10_all``: all five.
        - ``words``: mean average precision of searches for one word; photos of which a single caption says
          the word count neither as right nor as wrong.
        - ``labels_top1``, ``labels_top5``: labelled photos among all labels.
        - ``named_classes``: the labelled photos whose label names an ImageNet class, top-1 among all 1,000.
        - ``agreement``: top-1 among the 1,000 against the answer of the ImageNet classifier;
          ``agreement_sure``: where that answer has more than 0.7.
        """
        photos = _embedded(image_head, self.photos)
        captions = _embedded(text_head, self.captions.flatten(0, 1))
        words = _embedded(text_head, self.word_texts)
        own = torch.arange(len(photos))
        each = self.captions.shape[1]
        labelled = _embedded(image_head, self.labelled)
        labels, classes = (_ensemble(text_head, texts) for texts in (self.label_texts, self.class_texts))
        named = self.label_classes[self.labels]
        posterior = functional.softmax(
            functional.linear(self.labelled[:, :POOLED_FEATURES], *self.classifier), dim=-1
        )
        probability, answer = posterior.max(dim=-1)
        sure = probability > _SURE
        result = {
            "r1": recall_at(photos, captions[::each], own, 1),
            "r10": recall_at(photos, captions[::each], own, 10),
            "r10_all": recall_at(photos, captions, own.repeat_interleave(each), 10),
            "words": mean_average_precision(photos, words, self.mentions.T >= AGREED, self.mentions.T == 0),
            "labels_top1": accuracy(labelled, labels, self.labels),
            "labels_top5": hits_within(labelled, labels, self.labels, 5),
            "named_classes": accuracy(labelled[named >= 0], classes, named[named >= 0]),
            "agreement": accuracy(labelled, classes, answer),
            "agreement_sure": accuracy(labelled[sure], classes, answer[sure]),
        }
        return {name: round(100 * value, 1) for name, value in result.items()}


def _embedded(head: Head, features: Tensor) -> Tensor:
    return functional.normalize(head(features), dim=-1)


def _ensemble(text_head: Head, texts: Tensor) -> Tensor:
    """Unit vectors (n, d): the mean over the templates of (n, templates, 1152)."""
    vectors = _embedded(text_head, texts.flatten(0, 1))
    return functional.normalize(vectors.reshape(*texts.shape[:2], -1).mean(dim=1), dim=-1)
