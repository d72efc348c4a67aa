"""Encoders under test, each loaded once a session."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from photoorg.encoders.model_store import ModelStore
from tests.encoders.tiny_checkpoint import tiny_torch_encoder, write_tiny_checkpoint

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder
    from photoorg.encoders.openclip import OpenClipEncoder


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> ModelName:
    return write_tiny_checkpoint(tmp_path_factory.mktemp("weights") / "tiny.safetensors")


@pytest.fixture(scope="session")
def tiny_open_clip(tiny_model: ModelName) -> Encoder:
    return load_encoder(tiny_model)


@pytest.fixture(scope="session")
def tiny_torch() -> OpenClipEncoder:
    return tiny_torch_encoder()


@pytest.fixture(scope="session")
def builtin_encoder() -> Encoder:
    return load_encoder(ModelName.parse("builtin"))


@pytest.fixture
def store_of_tiny(
    tiny_open_clip: Encoder, model_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ModelStore:
    """A store for one test, in which the tiny model lies, converted once for all tests."""
    stored = ModelStore(model_store).find(tiny_open_clip.key)
    assert stored is not None
    shutil.copytree(stored.directory, tmp_path / "store" / stored.directory.name)
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "store"))
    return ModelStore()
