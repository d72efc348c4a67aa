"""The check of int8 towers: it sees what is lost, and looks at pictures that were not calibrated on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.errors import UserInputError
from photoorg.search.quantization_check import (
    CHECK_PICTURES,
    calibration_inputs,
    compare_precisions,
    own_pictures,
    packaged_pictures,
)
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    FloatArray = np.ndarray


class Noisy(TinyEncoder):
    """Stands for an int8 tower that is off by a share of each vector."""

    def __init__(self, noise: float) -> None:
        super().__init__()
        self._noise = noise

    def encode_images(self, inputs: FloatArray) -> FloatArray:
        vectors = super().encode_images(inputs)
        # Fixed by the pixels, as rounding is.
        for row, pixels in zip(vectors, inputs, strict=True):
            off = np.random.default_rng(abs(int(pixels.sum() * 1000))).normal(size=self.dimension)
            row += self._noise * off / np.linalg.norm(off)
        unit: FloatArray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    generator = np.random.default_rng(0)
    paths = []
    for number in range(60):
        cells = generator.integers(0, 256, (4, 4, 3), dtype=np.uint8)
        paths.append(tmp_path / f"{number}.png")
        Image.fromarray(cells).resize((96, 80), Image.Resampling.BICUBIC).save(paths[-1])
    return paths


def test_equal_encoders_lose_nothing(photos: list[Path]) -> None:
    measured = compare_precisions(own_pictures(photos), TinyEncoder(), TinyEncoder())
    assert measured.count == 30
    assert measured.least_cosine == pytest.approx(1)
    assert measured.words.f32 == measured.words.int8 == measured.words.mixed == 1.0
    assert measured.examples.loss == 0
    assert 0.3 < measured.examples.f32 <= 1
    assert measured.f32_per_s > 0


def test_what_is_lost_is_seen(photos: list[Path]) -> None:
    measured = compare_precisions(own_pictures(photos), TinyEncoder(), Noisy(2.0))
    assert measured.least_cosine < 0.9
    assert measured.least_cosine < measured.mean_cosine
    assert measured.words.loss > 0.1
    assert measured.examples.loss > 0.1
    assert len(measured.objections) >= 3


def test_a_mixed_library_is_measured_too(photos: list[Path]) -> None:
    """An encoder that is consistent with itself and turned against float32: only the mixture is poor."""

    class Turned(TinyEncoder):
        def encode_images(self, inputs: FloatArray) -> FloatArray:
            return -super().encode_images(inputs)

    measured = compare_precisions(own_pictures(photos), TinyEncoder(), Turned())
    assert measured.examples.int8 == measured.examples.f32
    assert measured.examples.mixed < 0.7 * measured.examples.int8
    assert measured.words.mixed < 0.9
    assert measured.least_cosine == pytest.approx(-1)


def test_no_photo_is_calibrated_and_checked_on(photos: list[Path]) -> None:
    for pictures in (own_pictures(photos), packaged_pictures(photos[:7])):
        calibration = {view.path for view in pictures.calibration}
        check = {view.path for view in pictures.check}
        assert calibration
        assert check
        assert not calibration & check
    assert own_pictures(photos) == own_pictures(photos)


def test_a_large_library_is_sampled(tmp_path: Path) -> None:
    pictures = own_pictures([tmp_path / str(number) for number in range(5000)])
    assert len(pictures.check) == CHECK_PICTURES
    assert len({view.path for view in pictures.calibration}) == len(pictures.calibration) == 300


def test_unreadable_photos_are_left_out(photos: list[Path]) -> None:
    for path in photos[::3]:
        path.write_bytes(b"no photo")
    pictures = own_pictures(photos)
    measured = compare_precisions(pictures, TinyEncoder(), TinyEncoder())
    assert 0 < measured.count < 30
    assert len(calibration_inputs(pictures, TinyEncoder())) + measured.count == 40
    for path in photos:
        path.unlink()
    with pytest.raises(UserInputError, match="None of the photos of this library can be read"):
        calibration_inputs(pictures, TinyEncoder())
    with pytest.raises(UserInputError, match="can be read"):
        compare_precisions(pictures, TinyEncoder(), TinyEncoder())


def test_progress_reaches_the_end(photos: list[Path]) -> None:
    steps: list[tuple[int, int]] = []
    compare_precisions(
        own_pictures(photos),
        TinyEncoder(),
        TinyEncoder(),
        lambda done, total: steps.append((done, total)),
    )
    assert steps[-1] == (30, 30)
