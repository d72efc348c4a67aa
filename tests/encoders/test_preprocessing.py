"""The transform without torch equals open_clip's, pixel for pixel."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from photoorg.encoders.preprocessing import Preprocessing

SIZES = [(640, 480), (480, 640), (301, 97), (33, 900), (1, 1), (32, 32), (31, 33), (5, 4)]


@pytest.mark.parametrize("resize_mode", ["squash", "shortest", "longest"])
@pytest.mark.parametrize("interpolation", ["bicubic", "bilinear"])
@pytest.mark.parametrize("size", [32, (24, 40), (33, 20)])
def test_pixels_equal_those_of_open_clip(
    resize_mode: str, interpolation: str, size: int | tuple[int, int]
) -> None:
    from open_clip.transform import PreprocessCfg, image_transform_v2

    mean, std = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
    described = {"size": size, "mean": mean, "std": std, "fill_color": 77}
    described |= {"interpolation": interpolation, "resize_mode": resize_mode}
    ours = Preprocessing.from_open_clip(described)
    theirs = image_transform_v2(PreprocessCfg(**described), is_train=False)
    noise = np.random.default_rng(2)
    for width, height in SIZES:
        photo = Image.fromarray(noise.integers(0, 256, (height, width, 3), dtype=np.uint8))
        pixels = ours(photo)
        np.testing.assert_allclose(pixels, theirs(photo).numpy(), atol=1e-6, err_msg=f"{width} x {height}")
        assert pixels.dtype == np.float32
        assert pixels.flags.c_contiguous


def test_a_hair_thin_photo_that_is_shown_whole_keeps_a_pixel() -> None:
    described = {"size": 32, "mean": 0.5, "std": 0.5, "fill_color": 0}
    described |= {"interpolation": "bicubic", "resize_mode": "longest"}
    pixels = Preprocessing.from_open_clip(described)(Image.new("RGB", (1, 5000), "white"))
    assert pixels.shape == (3, 32, 32)
    assert (pixels == 1).any()


def test_it_survives_json() -> None:
    described = {"size": 260, "mean": 0.5, "std": [0.1, 0.2, 0.3], "fill_color": 0}
    described |= {"interpolation": "bicubic", "resize_mode": "squash"}
    ours = Preprocessing.from_open_clip(described)
    assert Preprocessing.from_open_clip(json.loads(json.dumps(ours.as_json()))) == ours
