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
    from collections.abc import Sequence
    from pathlib import Path


class OverflowingEncoder(TinyEncoder):
    """Gives no finite vector for the first photo of all. Vectors are long, as real ones are."""

    dimension = 2048

    def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        is_first = self.images_encoded == 0
        vectors = super().encode_images(inputs)
        if is_first:
            vectors[:1] = np.nan
        return _long(vectors)

    def encode_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return _long(super().encode_texts(texts))


def _long(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.pad(vectors, ((0, 0), (0, OverflowingEncoder.dimension - vectors.shape[1])))


def test_a_photo_without_a_finite_vector_stays_in_the_library_and_is_not_found(tmp_path: Path) -> None:
    for colour in ("red", "green", "blue"):
        make_jpeg(tmp_path / "photos" / f"{colour}.jpg", colour)
    encoder = OverflowingEncoder()
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        library.add_folder(tmp_path / "photos")
        report = library.sync()
        assert [file.reason for file in report.unreadable] == ["the model cannot describe it"]
        assert report.added == len(library.photo_ids()) == 3
        found = {hit.path.stem for name in ("red", "green", "blue") for hit in library.search(name).hits}
        assert found == {"red", "green", "blue"} - {report.unreadable[0].path.stem}
        # It is not tried again and again.
        assert library.sync().unreadable == ()
        assert encoder.images_encoded == 3
        assert library.status().pending == 0
    # Another model may be able to.
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder("tiny-2")) as library:
        library.sync()
        found = {hit.path.stem for name in ("red", "green", "blue") for hit in library.search(name).hits}
        assert found == {"red", "green", "blue"}


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
