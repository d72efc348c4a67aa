from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.encoders import speed
from photoorg.encoders.model_name import ModelName
from photoorg.errors import ModelUnavailable
from tests.encoders.tiny_checkpoint import write_tiny_checkpoint

if TYPE_CHECKING:
    from pathlib import Path


def test_a_speed_is_measured_kept_and_forgotten_when_things_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "store"))
    monkeypatch.setattr(speed, "MEASURING_S", 0.1)
    name = write_tiny_checkpoint(tmp_path / "tiny.safetensors")
    assert speed.known_speed(name) is None
    measured = speed.measure_speed(name)
    assert measured > 10
    assert speed.known_speed(name) == measured
    monkeypatch.setattr(speed, "FORMAT", 999)
    assert speed.known_speed(name) is None
    (tmp_path / "store" / "speeds.json").write_text("{nonsense")
    assert speed.known_speed(name) is None


def test_what_is_not_known_cannot_be_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelUnavailable, match="once it is on this machine"):
        speed.measure_speed(ModelName.parse("hf-hub:someone/unknown"))
