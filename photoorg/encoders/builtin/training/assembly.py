"""Training and development data, from files to features."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from photoorg.encoders.builtin.towers import CLASSES
from photoorg.encoders.builtin.training.categories import category_classes, category_words
from photoorg.encoders.builtin.training.data import read_captioned, read_labelled
from photoorg.encoders.builtin.training.development import Development
from photoorg.encoders.builtin.training.phrases import (
    category_phrases,
    imagenet_names,
    imagenet_phrases,
    imagenet_synonyms,
    label_phrases,
    word_phrases,
)
from photoorg.encoders.builtin.training.recipe import TrainingFeatures
from photoorg.encoders.builtin.training.words import caption_words, mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from torch import Tensor

    from photoorg.encoders.builtin.training.features import FrozenTowers

# What "photoorg eval zeroshot" says about each label, so that development measures what users measure.
EVALUATION_TEMPLATES = ("{}", "a photo of {}", "a photo of a {}")
_CAPTIONS_A_PHOTO = 5
# Words said of fewer photos are no query to learn from.
_PHOTOS_A_WORD = 12
_PHOTOS_A_TESTED_WORD = 5


class Assembly:
    """Reads a data directory with ``flickr8k/`` and ``labelled/`` and describes everything by features."""

    def __init__(self, data: Path, towers: FrozenTowers, report: Callable[[str], None]) -> None:
        self._data = data
        self._towers = towers
        self._report = report
        everything = (read_labelled(data / "labelled", development=part) for part in (False, True))
        self._labels = sorted({label for part in everything for label in part.labels})

    def training(self) -> TrainingFeatures:
        """The photos to learn from."""
        captioned = read_captioned(self._data / "flickr8k", "train")
        labelled = read_labelled(self._data / "labelled", development=False)
        words = caption_words(captioned.captions, _PHOTOS_A_WORD)
        return TrainingFeatures(
            photos=self._photos(captioned.images),
            captions=self._captions(captioned.captions),
            labelled=self._photos(labelled.images),
            labels=self._indices(labelled.labels),
            label_phrases=self._grouped([label_phrases(label) for label in self._labels]),
            class_phrases=self._grouped(imagenet_phrases()),
            class_texts=self.class_texts(),
            word_phrases=self._grouped([word_phrases(word) for word in words]),
            mentions=mentions(captioned.captions, words),
            category_phrases=self._grouped([category_phrases(names) for names in category_words()]),
            category_texts=self._texts([f"a photo of a {names[0]}" for names in category_words()]),
            category_classes=_membership(category_classes()),
            classifier=self._towers.classifier,
        )

    def development(self, limit: int | None = None) -> Development:
        """The photos that are held back; at most about ``limit`` of each kind, evenly drawn from the list.

        Labelled photos whose label names an ImageNet class are few, and always all there.
        """
        captioned = read_captioned(self._data / "flickr8k", "dev")
        labelled = read_labelled(self._data / "labelled", development=True)
        label_classes = [_class_named(label) for label in self._labels]
        labels = self._indices(labelled.labels)
        some = _evenly(len(captioned.images), limit)
        captions = captioned.captions[some]
        words = caption_words(captions, _PHOTOS_A_TESTED_WORD)
        few = {*range(len(labels))[_evenly(len(labels), limit)]}
        kept = [row for row, label in enumerate(labels) if row in few or label_classes[label] >= 0]
        return Development(
            photos=self._photos(captioned.images[some])[:, 0],
            captions=self._captions(captions),
            word_texts=self._texts(words),
            mentions=mentions(captions, words),
            labelled=self._photos([labelled.images[row] for row in kept])[:, 0],
            labels=labels[kept],
            label_texts=self._templates(self._labels),
            class_texts=self._templates(imagenet_names()),
            label_classes=torch.tensor(label_classes),
            classifier=self._towers.classifier,
        )

    def class_texts(self) -> Tensor:
        """(1000, 1152): "a photo of a CLASS"."""
        return self._texts([f"a photo of a {name}" for name in imagenet_names()])

    def _photos(self, images: Sequence[Path]) -> Tensor:
        return torch.from_numpy(self._towers.image_features(images, self._report))

    def _texts(self, items: Sequence[str]) -> Tensor:
        return torch.from_numpy(self._towers.text_features(items))

    def _captions(self, groups: Sequence[Sequence[str]]) -> Tensor:
        flat = self._texts([caption for group in groups for caption in group[:_CAPTIONS_A_PHOTO]])
        return flat.reshape(len(groups), _CAPTIONS_A_PHOTO, -1)

    def _grouped(self, groups: Sequence[Sequence[str]]) -> list[Tensor]:
        flat = self._texts([phrase for group in groups for phrase in group])
        return list(torch.split(flat, [len(group) for group in groups]))

    def _templates(self, items: Sequence[str]) -> Tensor:
        return torch.stack(
            self._grouped([[template.format(item) for template in EVALUATION_TEMPLATES] for item in items])
        )

    def _indices(self, labels: Sequence[str]) -> Tensor:
        place = {label: index for index, label in enumerate(self._labels)}
        return torch.tensor([place[label] for label in labels])


def _membership(groups: Sequence[Sequence[int]]) -> Tensor:
    """(1000, groups): 1 where a class belongs to a group."""
    result = torch.zeros(CLASSES, len(groups))
    for group, classes in enumerate(groups):
        result[list(classes), group] = 1
    return result


def _evenly(count: int, limit: int | None) -> slice:
    return slice(None, None, 1 if limit is None else max(1, -(-count // limit)))


def _class_named(label: str) -> int:
    """The ImageNet class of which ``label`` is a synonym, -1 where there is none or more than one."""
    classes = [index for index, names in enumerate(imagenet_synonyms()) if label in names]
    return classes[0] if len(classes) == 1 else -1
