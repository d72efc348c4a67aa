"""The image tower with its map: the same network as the encoder's, in every size it may be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.encoders import spatial_encoder
from photoorg.encoders.spatial_encoder import STRIDE_PX, fitting_side, load_spatial_encoder

if TYPE_CHECKING:
    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.encoders.spatial_encoder import SpatialEncoder


@pytest.fixture(scope="module")
def encoder() -> SpatialEncoder:
    return load_spatial_encoder(threads=1)


@pytest.fixture(scope="module")
def reference(builtin_encoder: Encoder) -> SpatialEncoder:
    return spatial_encoder._by_torch(builtin_encoder)


def _inputs(encoder: SpatialEncoder, width: int, height: int, count: int = 1) -> FloatArray:
    noise = np.random.default_rng(5)
    pictures = noise.integers(0, 256, (count, height // 4, width // 4, 3), np.uint8)
    return np.stack([encoder.model_input(Image.fromarray(each).resize((width, height))) for each in pictures])


@pytest.mark.parametrize("size", [(260, 260), (388, 292), (100, 516)])
def test_openvino_and_torch_see_the_same(
    encoder: SpatialEncoder, reference: SpatialEncoder, size: tuple[int, int]
) -> None:
    inputs = _inputs(encoder, *size)
    expected, found = reference.encode(inputs), encoder.encode(inputs)
    rows, columns = (side // STRIDE_PX + 1 for side in reversed(size))
    assert found.places.shape == (1, 1280, rows, columns)
    assert found.places == pytest.approx(expected.places, abs=1e-3)
    assert found.statistics[:, :1280] == pytest.approx(expected.statistics[:, :1280], abs=1e-3)
    if size == (260, 260):
        assert found.statistics == pytest.approx(expected.statistics, abs=1e-3)


def test_the_map_averages_to_the_statistics_and_batches_do_not_matter(encoder: SpatialEncoder) -> None:
    inputs = _inputs(encoder, 260, 260, count=11)
    together = encoder.encode(inputs)
    assert together.places.mean(axis=(2, 3)) == pytest.approx(together.statistics[:, :1280], abs=1e-4)
    alone = encoder.encode(inputs[9:10])
    assert alone.statistics[0] == pytest.approx(together.statistics[9], abs=1e-4)


def test_the_classifier_is_that_of_the_tower(encoder: SpatialEncoder, reference: SpatialEncoder) -> None:
    assert encoder.class_weight.shape == (1000, 1280)
    assert encoder.class_weight == pytest.approx(reference.class_weight, abs=1e-6)
    assert encoder.class_bias == pytest.approx(reference.class_bias, abs=1e-6)


def test_sides_fit_the_tower() -> None:
    assert [fitting_side(side) for side in (0, 1, 36, 51, 53, 260, 640)] == [36, 36, 36, 36, 68, 260, 644]
