"""The trained heads against what the towers can do alone, on photos that training never saw."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.nn import functional

from photoorg.encoders.builtin.architecture import build_model
from photoorg.encoders.builtin.training.assembly import Assembly
from photoorg.encoders.builtin.training.baseline import MeanOfClassTexts
from photoorg.encoders.builtin.training.features import FrozenTowers
from photoorg.encoders.builtin.training.scores import recall_at

SHARED = Path(__file__).parents[3] / "shared"
TRAIN, CAPTIONED = SHARED / "train", SHARED / "photos" / "captioned"
# Of each kind of photo, at most; measuring all of them takes minutes.
PHOTOS = 60

pytestmark = pytest.mark.skipif(
    not ((TRAIN / "README.md").is_file() and (CAPTIONED / "captions.json").is_file()),
    reason="the photos (../shared/train and ../shared/photos/captioned) are not on this machine",
)


@pytest.fixture(scope="module")
def towers(tmp_path_factory: pytest.TempPathFactory) -> FrozenTowers:
    pytest.importorskip("openvino", reason="openvino is needed for training only")
    return FrozenTowers(tmp_path_factory.mktemp("features"))


@pytest.fixture(scope="module")
def assembly(towers: FrozenTowers) -> Assembly:
    return Assembly(TRAIN, towers, lambda _: None)


@pytest.fixture(scope="module")
def baseline(towers: FrozenTowers, assembly: Assembly) -> MeanOfClassTexts:
    return MeanOfClassTexts(towers.classifier, assembly.class_texts())


@pytest.fixture(scope="module")
def model() -> Any:
    return build_model()


def test_training_beats_the_mean_of_class_texts(
    assembly: Assembly, baseline: MeanOfClassTexts, model: Any
) -> None:
    development = assembly.development(PHOTOS)
    plain = development.scores(baseline.image_head, baseline.text_head)
    trained = development.scores(model.visual.head, model.text.proj)
    for measure in ("r1", "r10", "r10_all", "words", "labels_top1", "labels_top5", "named_classes"):
        assert trained[measure] > plain[measure], measure
    # The mean of class texts answers what the classifier answers, so here it can only be equalled.
    assert trained["agreement_sure"] >= 95


def test_training_beats_the_mean_of_class_texts_on_photos_of_another_collection(
    towers: FrozenTowers, baseline: MeanOfClassTexts, model: Any
) -> None:
    photos = json.loads((CAPTIONED / "captions.json").read_text(encoding="utf-8"))
    images = torch.from_numpy(
        towers.image_features([CAPTIONED / photo["file"] for photo in photos], lambda _: None)
    )[:, 0]
    captions = [(row, caption) for row, photo in enumerate(photos) for caption in photo["captions"]]
    texts = torch.from_numpy(towers.text_features([caption for _, caption in captions]))
    truth = torch.tensor([row for row, _ in captions])

    @torch.inference_mode()
    def recall(image_head: Any, text_head: Any, count: int) -> float:
        photos, queries = (
            functional.normalize(head(features), dim=-1)
            for head, features in ((image_head, images), (text_head, texts))
        )
        return recall_at(photos, queries, truth, count)

    for count in (1, 5, 10):
        plain = recall(baseline.image_head, baseline.text_head, count)
        trained = recall(model.visual.head, model.text.proj, count)
        assert trained > plain + 0.05, count
