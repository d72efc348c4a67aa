"""Training and development data, from files to features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from photoorg.encoders.builtin.training.data import read_captioned, read_labelled
from photoorg.encoders.builtin.training.phrases import imagenet_phrases, label_phrases
from photoorg.encoders.builtin.training.recipe import TrainingFeatures
from photoorg.encoders.builtin.training.scores import accuracy, recall_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from torch import Tensor

    from photoorg.encoders.builtin.heads import ImageHead, TextHead
    from photoorg.encoders.builtin.training.features import FrozenTowers

# What "photoorg eval zeroshot" says about each label, so that development measures what users measure.
EVALUATION_TEMPLATES = ("{}", "a photo of {}", "a photo of a {}")
_CAPTIONS_A_PHOTO = 5


@dataclass(frozen=True)
class Development:
    """Held-back photos, as features of the frozen towers.

    Attributes:
        photos: (n, 1280) captioned photos; ``captions`` (n, 384) holds the first caption of each.
        labelled: (m, 1280) labelled photos and ``labels`` (m), their label index.
        label_texts: (l, templates, 384) the labels in the evaluation templates.
        class_texts: (1000, templates, 384) the ImageNet classes likewise.
    """

    photos: Tensor
    captions: Tensor
    labelled: Tensor
    labels: Tensor
    label_texts: Tensor
    class_texts: Tensor

    @torch.inference_mode()
    def scores(self, image_head: ImageHead, text_head: TextHead) -> dict[str, float]:
        """Retrieval, zero-shot accuracy, and agreement with the ImageNet classifier where that is sure."""
        photos = functional.normalize(image_head(self.photos), dim=-1)
        labelled = functional.normalize(image_head(self.labelled), dim=-1)
        captions = functional.normalize(text_head(self.captions), dim=-1)
        own = torch.arange(len(photos))
        sure, classes = functional.softmax(image_head.classifier(self.labelled), dim=-1).max(dim=-1)
        certain = sure > 0.7
        return {
            "r1": round(recall_at(photos, captions, own, 1), 4),
            "r10": round(recall_at(photos, captions, own, 10), 4),
            "labels_top1": round(accuracy(labelled, _ensemble(text_head, self.label_texts), self.labels), 4),
            "classes_top1": round(
                accuracy(labelled[certain], _ensemble(text_head, self.class_texts), classes[certain]), 4
            ),
        }


def assemble(
    data: Path, towers: FrozenTowers, report: Callable[[str], None]
) -> tuple[TrainingFeatures, Development]:
    """Reads ``data`` and computes (or finds) the features of everything in it."""
    train, held_back = (read_captioned(data / "flickr8k", split) for split in ("train", "dev"))
    labelled, held_back_labelled = (
        read_labelled(data / "labelled", development=development) for development in (False, True)
    )
    labels = sorted({*labelled.labels, *held_back_labelled.labels})
    place = {label: index for index, label in enumerate(labels)}
    synonyms = imagenet_phrases()
    names = [phrases[0] for phrases in synonyms]

    def texts(items: Sequence[str]) -> Tensor:
        return torch.from_numpy(towers.text_features(items))

    def grouped(groups: Sequence[Sequence[str]]) -> list[Tensor]:
        flat = texts([phrase for group in groups for phrase in group])
        return list(torch.split(flat, [len(group) for group in groups]))

    def templates(items: Sequence[str]) -> Tensor:
        return torch.stack(
            grouped([[template.format(item) for template in EVALUATION_TEMPLATES] for item in items])
        )

    def photos(images: Sequence[Path]) -> Tensor:
        return torch.from_numpy(towers.image_features(images, report))

    captions = texts([caption for group in train.captions for caption in group[:_CAPTIONS_A_PHOTO]])
    features = TrainingFeatures(
        photos=photos(train.images),
        captions=captions.reshape(len(train.images), _CAPTIONS_A_PHOTO, -1),
        labelled=photos(labelled.images),
        labels=torch.tensor([place[label] for label in labelled.labels]),
        label_phrases=grouped([label_phrases(label) for label in labels]),
        class_phrases=grouped(synonyms),
        class_vectors=functional.normalize(texts([f"a photo of a {name}" for name in names]), dim=-1),
        classifier=towers.classifier,
    )
    development = Development(
        photos=photos(held_back.images)[:, 0],
        captions=texts([group[0] for group in held_back.captions]),
        labelled=photos(held_back_labelled.images)[:, 0],
        labels=torch.tensor([place[label] for label in held_back_labelled.labels]),
        label_texts=templates(labels),
        class_texts=templates(names),
    )
    return features, development


def _ensemble(text_head: TextHead, texts: Tensor) -> Tensor:
    vectors = functional.normalize(text_head(texts), dim=-1)
    return functional.normalize(vectors.mean(dim=1), dim=-1)
