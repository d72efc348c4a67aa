"""The engine against encoders that misbehave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from photoorg.errors import ModelUnavailable
from photoorg.photo_library import PhotoLibrary
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path


class OverflowingEncoder(TinyEncoder):
    """Gives no finite vector for the first photo of every batch."""

    def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        vectors = super().encode_images(inputs)
        vectors[:1] = np.nan
        return vectors


def test_a_photo_without_a_finite_vector_is_reported_and_the_others_are_found(tmp_path: Path) -> None:
    for colour in ("red", "green", "blue"):
        make_jpeg(tmp_path / "photos" / f"{colour}.jpg", colour)
    with PhotoLibrary.open(tmp_path / "library", encoder=OverflowingEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        report = library.sync()
        assert [file.reason for file in report.unreadable] == ["the model cannot describe it"]
        assert report.added == library.status().embedded == 2
        found = {hit.path.stem for name in ("red", "green", "blue") for hit in library.search(name).hits}
        assert found == {"red", "green", "blue"} - {report.unreadable[0].path.stem}


def test_without_a_model_new_files_can_be_seen_and_are_described_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "no-models"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "no-models"))
    for colour in ("red", "green"):
        make_jpeg(tmp_path / "photos" / f"{colour}.jpg", colour)
    with PhotoLibrary.open(tmp_path / "library", model="ViT-B-32:laion2b_s34b_b79k") as library:
        library.add_folder(tmp_path / "photos")
        for _ in range(2):
            with pytest.raises(ModelUnavailable):
                library.sync()
            assert len(library.photo_ids()) == 2
            assert library.status().embedded == 0
            assert library.status().pending == 2
        assert library.thumbnail(library.photo_ids()[0]).startswith(b"\xff\xd8")
    encoder = TinyEncoder()
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        assert library.sync().embedded == encoder.images_encoded == 2
        assert library.search("red").hits[0].path.stem == "red"
