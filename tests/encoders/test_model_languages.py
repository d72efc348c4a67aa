"""Which models understand Chinese."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from photoorg.changes import ModelChoice
from photoorg.encoders.listed_models import listed_models
from photoorg.encoders.model_languages import ENGLISH, is_multilingual, languages_of
from photoorg.encoders.model_name import ModelName, ModelSource
from photoorg.encoders.recommended_models import RECOMMENDED

# English has no use for more words; those of many languages begin at 250,000.
MOST_ENGLISH_TOKENS = 100_000


def test_the_architectures_of_open_clip_are_told_apart_as_by_their_vocabulary() -> None:
    """Of text towers that have one; others are named after what they are."""
    configs = (files("open_clip") / "model_configs").iterdir()
    checked = 0
    for file in configs:
        name = file.name.removesuffix(".json")
        text = json.loads(file.read_text())["text_cfg"]
        tower = str(text.get("hf_model_name") or "")
        speaks_many = text.get("vocab_size", 0) > MOST_ENGLISH_TOKENS or tower.startswith(
            ("xlm-roberta", "google/mt5", "facebook/nllb")
        )
        assert is_multilingual(ModelName(ModelSource.TAG, name, "any")) == speaks_many, name
        checked += 1
    assert checked > 50


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("builtin", ENGLISH),
        ("ViT-B-32:laion2b_s34b_b79k", ENGLISH),
        ("ViT-B-32:/models/mine.safetensors", ENGLISH),
        ("ViT-B-16-SigLIP2:webli", frozenset()),
        ("xlm-roberta-base-ViT-B-32:laion5b_s13b_b90k", frozenset()),
        ("hf-hub:someone/model", frozenset()),
    ],
)
def test_languages(name: str, languages: frozenset[str]) -> None:
    assert languages_of(ModelName.parse(name)) == languages


def test_the_list_says_so() -> None:
    listed = {
        model.name: model for model in listed_models(ModelChoice("builtin", None), ["nllb-clip-base:v1"])
    }

    assert listed["builtin"].languages == "English"
    assert not listed["builtin"].is_multilingual
    assert listed["nllb-clip-base:v1"].languages == "many languages"
    for model in RECOMMENDED:
        assert listed[model.name].is_multilingual == ("100 languages" in model.languages)
