"""Encoders under test, each loaded once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from tests.encoders.tiny_checkpoint import tiny_torch_encoder, write_tiny_checkpoint

if TYPE_CHECKING:
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
