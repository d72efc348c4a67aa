"""The short list agrees with what open_clip knows."""

from __future__ import annotations

import open_clip
import pytest

from photoorg.encoders.model_name import ModelName
from photoorg.encoders.recommended_models import RECOMMENDED, RecommendedModel
from photoorg.encoders.specification import specify


@pytest.mark.parametrize("model", RECOMMENDED, ids=lambda model: model.name)
def test_every_recommended_model_is_one_of_open_clip(model: RecommendedModel) -> None:
    specification = specify(ModelName.parse(model.name), lambda _repository: {})
    assert specification.repository is not None
    # The hub does not mind the case; open_clip writes some names otherwise than the hub.
    assert specification.repository == model.repository
    assert 0 < model.coco_recall < 1
    assert model.source


def test_the_stated_size_is_that_of_the_weights() -> None:
    model = open_clip.create_model("ViT-B-32")
    size_mb = sum(weights.numel() * 4 for weights in model.state_dict().values()) / 1e6
    stated = {entry.download_mb for entry in RECOMMENDED if entry.name.startswith("ViT-B-32:")}
    assert stated == {round(size_mb)}
