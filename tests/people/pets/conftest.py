"""The built-in model with its map, loaded once, and a cat that installed packages bring along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from photoorg.encoders.spatial_encoder import load_spatial_encoder
from photoorg.people.pets.pet_analyzer import PetAnalyzer
from photoorg.sample_photos import write_sample_photos

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def analyzer() -> PetAnalyzer:
    return PetAnalyzer(load_spatial_encoder(threads=1))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "photos"
    write_sample_photos(folder)
    return folder


@pytest.fixture(scope="session")
def cat(samples: Path) -> Image.Image:
    with Image.open(samples / "cat.png") as image:
        return image.convert("RGB")
