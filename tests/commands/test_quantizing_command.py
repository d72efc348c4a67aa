"""photoorg models quantize: the figures, the decision, and what is said where it cannot be done."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from photoorg.encoders.model_name import encoder_key
from photoorg.encoders.model_store import ModelStore
from tests.encoders.tiny_checkpoint import write_tiny_checkpoint

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.model_name import ModelName
    from tests.commands.conftest import CommandLine

needs_nncf = pytest.mark.skipif(
    find_spec("nncf") is None, reason="NNCF is not installed (pip install 'photoorg[int8]')"
)


pytestmark = pytest.mark.usefixtures("empty_library")


@pytest.fixture
def model(tmp_path: Path) -> ModelName:
    return write_tiny_checkpoint(tmp_path / "tiny.safetensors", seed=8)


@needs_nncf
def test_the_measurement_is_printed_stored_and_can_be_taken_back(
    photoorg: CommandLine, model: ModelName
) -> None:
    outcome = photoorg("models", "quantize", str(model), "--json")
    assert outcome.code == 0, outcome.err
    assert "fewer than 200 photos, so packaged ones stand in" in outcome.err
    document = outcome.json
    assert document.pop("model") == encoder_key(model)
    assert document["kept"] == (not document["objections"])
    stored = ModelStore().find(encoder_key(model))
    assert stored is not None
    assert stored.description["quantization"] == document
    outcome = photoorg("models", "quantize", str(model), "--undo")
    assert "describes photos in float32 again" in outcome.out
    outcome = photoorg("models", "quantize", str(model), "--undo")
    assert "was never quantized here" in outcome.out


@needs_nncf
def test_people_read_a_table_and_the_decision(photoorg: CommandLine, model: ModelName) -> None:
    outcome = photoorg("models", "quantize", str(model))
    assert outcome.code == 0, outcome.err
    for part in ("Learning the ranges of all layers on ", "Comparing with float32 ..."):
        assert part in outcome.err
    lines = outcome.out.splitlines()
    assert [line.split()[0] for line in lines[:6]] == [
        "measured",
        "float32",
        "R@10,",
        "R@10,",
        "photos/s",
        "cosine",
    ]
    assert lines[6].startswith(("Kept: ", "Not kept: "))


def test_without_nncf_nothing_is_loaded_and_one_sentence_helps(
    photoorg: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nncf", None)
    outcome = photoorg("models", "quantize")
    assert outcome.code == 1
    assert outcome.err == (
        "photoorg: Quantizing needs NNCF, which is not installed: pip install 'photoorg[int8]'\n"
    )
