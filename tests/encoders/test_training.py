"""The trainer on small synthetic features: it learns, repeats itself, and ships what it learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from safetensors.torch import load_file
from torch.nn import functional

from photoorg.encoders.builtin.heads import Dropout
from photoorg.encoders.builtin.towers import IMAGE_FEATURES, POOLED_FEATURES, TEXT_FEATURES
from photoorg.encoders.builtin.training.categories import category_classes, category_words
from photoorg.encoders.builtin.training.data import read_captioned, read_labelled
from photoorg.encoders.builtin.training.losses import naming, ranking
from photoorg.encoders.builtin.training.mixing import mixed_pairs
from photoorg.encoders.builtin.training.phrases import (
    REWORDED,
    imagenet_phrases,
    imagenet_synonyms,
    label_phrases,
)
from photoorg.encoders.builtin.training.pseudo_photos import PseudoPhotos
from photoorg.encoders.builtin.training.recipe import Recipe, TrainingFeatures, Wordings, train
from photoorg.encoders.builtin.training.scores import accuracy, mean_average_precision, recall_at
from photoorg.encoders.builtin.training.shipping import write_heads
from photoorg.encoders.builtin.training.words import caption_words, mentions

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.builtin.heads import ImageHead, TextHead

RECIPE = Recipe(
    members=1, dimension=16, hidden=32, dropout=0.0, epochs=3,
    captions_per_batch=32, classes_per_batch=32, labelled_per_batch=16,
)  # fmt: skip


@pytest.fixture(scope="module")
def features() -> TrainingFeatures:
    """64 photos and 5 captions each that share a hidden cause, 8 labels, 1,000 classes."""
    draw = torch.Generator().manual_seed(4)
    causes = torch.randn(64, 12, generator=draw)
    to_image = torch.randn(12, IMAGE_FEATURES, generator=draw)
    to_text = torch.randn(12, TEXT_FEATURES, generator=draw)
    photos = (causes @ to_image).abs()[:, None].repeat(1, 2, 1)
    captions = (causes @ to_text)[:, None] + 0.1 * torch.randn(64, 5, TEXT_FEATURES, generator=draw)
    phrases = list(torch.randn(1000, 2, TEXT_FEATURES, generator=draw))
    return TrainingFeatures(
        photos=photos,
        captions=captions,
        labelled=photos[:32],
        labels=torch.arange(32) % 8,
        label_phrases=list(torch.randn(8, 3, TEXT_FEATURES, generator=draw)),
        class_phrases=phrases,
        class_texts=torch.stack([group[0] for group in phrases]),
        word_phrases=list(torch.randn(6, 2, TEXT_FEATURES, generator=draw)),
        mentions=(torch.rand(64, 6, generator=draw) < 0.3).float(),
        category_phrases=list(torch.randn(4, 2, TEXT_FEATURES, generator=draw)),
        category_texts=torch.randn(4, TEXT_FEATURES, generator=draw),
        category_classes=(torch.arange(1000)[:, None] % 5 == torch.arange(4)).float(),
        classifier=(torch.randn(1000, 1280, generator=draw) / 30, torch.zeros(1000)),
    )


@pytest.fixture(scope="module")
def shortly_trained(features: TrainingFeatures) -> tuple[ImageHead, TextHead]:
    """Heads after few epochs."""
    return train(features, Recipe(**{**vars(RECIPE), "epochs": 2}), lambda *_: None)


def test_training_brings_photos_and_their_captions_together(features: TrainingFeatures) -> None:
    recalls = []

    def measure(_epoch: int, image_head: torch.nn.Module, text_head: torch.nn.Module) -> None:
        with torch.inference_mode():
            images = functional.normalize(image_head(features.photos[:, 0]), dim=-1)
            texts = functional.normalize(text_head(features.captions[:, 0]), dim=-1)
        recalls.append(recall_at(images, texts, torch.arange(64), 5))

    train(features, RECIPE, measure)
    assert len(recalls) == RECIPE.epochs
    assert recalls[-1] > 0.5


def test_the_same_seed_gives_the_same_heads(
    features: TrainingFeatures, shortly_trained: tuple[ImageHead, TextHead]
) -> None:
    another = train(features, Recipe(**{**vars(RECIPE), "epochs": 2}), lambda *_: None)
    for head, again in zip(shortly_trained, another, strict=True):
        for tensor, repeated in zip(head.state_dict().values(), again.state_dict().values(), strict=True):
            torch.testing.assert_close(tensor, repeated, rtol=0, atol=0)


def test_pushed_features_win_their_class(features: TrainingFeatures) -> None:
    classes = torch.arange(0, 1000, 7)
    torch.manual_seed(0)
    photos = features.photos.flatten(0, 1)
    drawn = PseudoPhotos(photos, features.classifier, push_logits=6.0).draw(classes)
    pushed, stages = drawn[:, :POOLED_FEATURES], drawn[:, POOLED_FEATURES:]
    assert all((photos[:, POOLED_FEATURES:] == stage).all(dim=1).any() for stage in stages)
    weight, bias = features.classifier
    assert (pushed >= 0).all()
    # Clipping below zero may cost some their lead.
    assert accuracy(pushed, weight + bias[:, None], classes) > 0.9


def test_shipped_heads_are_half_precision_and_without_the_classifier(
    shortly_trained: tuple[ImageHead, TextHead], tmp_path: Path
) -> None:
    write_heads(tmp_path, *shortly_trained)
    tensors = load_file(tmp_path / "heads.safetensors")
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float16}
    assert not [name for name in tensors if "classifier" in name]
    assert {name.split(".")[0] for name in tensors} == {"image", "text"}


def test_labels_are_said_in_several_ways_and_as_they_are() -> None:
    assert label_phrases("fishing")[:2] == ["fishing", "a person fishing"]
    assert "a photo of a car" in label_phrases("car side")
    for label in REWORDED:
        phrases = label_phrases(label)
        assert phrases[0] == label
        assert len(phrases) == len(set(phrases))
    classes = imagenet_phrases()
    assert len(classes) == 1000
    assert classes[0][0] == "tench"


def test_categories_hold_the_classes_that_people_call_so() -> None:
    names = [synonyms[0] for synonyms in imagenet_synonyms()]
    groups = dict(zip(map(tuple, category_words()), category_classes(), strict=True))
    members = {words[0]: {names[index] for index in indices} for words, indices in groups.items()}
    assert {"beagle", "toy poodle", "Mexican hairless"} <= members["dog"]
    assert not members["dog"] & {"timber wolf", "red fox", "tabby", "brown bear"}
    assert members["bear"] == {"brown bear", "American black bear", "ice bear", "sloth bear"}
    assert members["dog"] | members["bear"] < members["animal"]
    assert "banana" in members["fruit"]
    assert {"canoe", "speedboat"} <= members["boat"]
    for words, indices in groups.items():
        assert len({*indices}) == len(indices), words
        assert all(0 <= index < 1000 for index in indices), words


def test_a_word_is_said_of_a_photo_when_captions_agree() -> None:
    captions = [
        ("A dog runs.", "The Dog and a ball", "dogs", "it rains", "nothing"),
        ("A dog.", "a cat", "a cat", "a cat", "a cat"),
        ("dog", "dog", "dog", "dog", "dog dog"),
    ]
    assert caption_words(captions, 2) == ["dog"]
    assert caption_words(captions, 1) == ["cat", "dog"]
    torch.testing.assert_close(mentions(captions, ["dog"])[:, 0], torch.tensor([0.4, 0.2, 1.0]))


def test_ranking_wants_the_photos_of_a_word_first_and_naming_the_words_of_a_photo() -> None:
    shares = torch.tensor([[1.0, 0.0], [0.0, 0.1], [1.0, 0.0]])
    right = torch.tensor([[5.0, 0.0], [0.0, 0.0], [5.0, 0.0]])
    wrong = torch.tensor([[0.0, 9.0], [5.0, 9.0], [0.0, 9.0]])
    assert ranking(right, shares) < ranking(wrong, shares)
    assert naming(right, shares) < naming(wrong, shares)
    # Of the second word, and of the second photo, too little is known to say anything.
    torch.testing.assert_close(ranking(right, shares), ranking(right[:, :1], shares[:, :1]))
    torch.testing.assert_close(naming(right, shares), naming(right[[0, 2]], shares[[0, 2]]))
    assert ranking(right, 0.1 * shares) == 0


def test_average_precision_leaves_out_what_nobody_told() -> None:
    photos = functional.normalize(torch.tensor([[1.0, 0.0], [1.0, 0.1], [1.0, 0.5], [0.0, 1.0]]), dim=1)
    query = torch.tensor([[1.0, 0.0]])
    right = torch.tensor([[True, False, True, False]])
    assert mean_average_precision(photos, query, right, ~right) == pytest.approx((1 + 2 / 3) / 2)
    untold = ~right & torch.tensor([[True, False, True, True]])
    assert mean_average_precision(photos, query, right, untold) == pytest.approx(1.0)


def test_data_is_read_and_split_by_photo(tmp_path: Path) -> None:
    (tmp_path / "captions.csv").write_text(
        'image,caption,split\na.jpg,"one, two",train\nb.jpg,other,dev\na.jpg,more,train\n', encoding="utf-8"
    )
    captioned = read_captioned(tmp_path, "train")
    assert captioned.images == (tmp_path / "images" / "a.jpg",)
    assert captioned.captions == (("one, two", "more"),)
    rows = [f"{number}.jpg,label {number % 5},source" for number in range(300)]
    (tmp_path / "labels.csv").write_text("\n".join(["image,label,source", *rows]), encoding="utf-8")
    training, development = (read_labelled(tmp_path, development=part) for part in (False, True))
    assert len(training.images) + len(development.images) == 300
    assert not {*training.images} & {*development.images}
    assert 20 < len(development.images) < 90


def test_dropout_keeps_the_mean_and_is_silent_in_use() -> None:
    torch.manual_seed(0)
    ones = torch.ones(300, 1001)
    dropout = Dropout(0.25)
    dropped = dropout(ones)
    assert (dropped == 0).float().mean().item() == pytest.approx(0.25, abs=0.01)
    assert dropped.mean().item() == pytest.approx(1.0, abs=0.01)
    # No column is dropped more often than others.
    assert (dropped == 0).float().mean(dim=0).max() < 0.4
    assert dropout.eval()(ones) is ones


def test_mixed_pairs_stay_pairs() -> None:
    torch.manual_seed(0)
    photos = torch.randn(50, 8)
    mixed, texts = mixed_pairs(photos, 2 * photos, share=0.5)
    torch.testing.assert_close(2 * mixed, texts)
    untouched = (mixed == photos).all(dim=1)
    assert 10 < untouched.sum() < 40
    # The photo itself always outweighs the other.
    nearest = torch.cdist(mixed, photos).argmin(dim=1)
    assert (nearest == torch.arange(50)).float().mean() > 0.9


def test_every_wording_is_drawn_and_none_of_another_group() -> None:
    torch.manual_seed(0)
    groups = ([1.0, 2.0], [3.0], [4.0, 5.0, 6.0])
    wordings = Wordings([torch.tensor(group)[:, None] for group in groups])
    drawn = torch.stack([wordings.draw()[:, 0] for _ in range(100)])
    assert [set(column.tolist()) for column in drawn.T] == [{*group} for group in groups]
