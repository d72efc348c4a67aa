"""What every encoder must do, run on each implementation and on the one that other tests use."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from photoorg.encoders.encoder import Encoder, FloatArray

SIZES = [(640, 480), (480, 640), (32, 900), (1, 1), (260, 260)]
TEXTS = ["a red car", "two dogs", "", "   ", "日本の寺", "🐕", "x" * 10_000, "lone \udcff surrogate", "a\nb"]


@pytest.fixture(params=["tiny", "tiny_open_clip", "tiny_torch", "builtin"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "tiny":
        return TinyEncoder()
    fixture = {"builtin": "builtin_encoder"}.get(request.param, request.param)
    loaded: Encoder = request.getfixturevalue(fixture)
    return loaded


def _inputs(encoder: Encoder) -> FloatArray:
    noise = np.random.default_rng(3)
    photos = [Image.fromarray(noise.integers(0, 256, (h, w, 3), dtype=np.uint8)) for w, h in SIZES]
    return np.stack([encoder.preprocess(photo) for photo in photos])


def _assert_unit(vectors: FloatArray, count: int, dimension: int) -> None:
    assert vectors.shape == (count, dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_says_what_it_is(encoder: Encoder) -> None:
    assert encoder.key
    assert encoder.dimension > 0
    assert encoder.image_size_px > 0
    assert all(len(language) == 2 for language in encoder.languages)


def test_inputs_have_one_shape_whatever_the_photo(encoder: Encoder) -> None:
    inputs = _inputs(encoder)
    side = encoder.image_size_px
    assert inputs.shape == (len(SIZES), 3, side, side)
    assert inputs.dtype == np.float32


def test_photos_become_unit_vectors(encoder: Encoder) -> None:
    _assert_unit(encoder.encode_images(_inputs(encoder)), len(SIZES), encoder.dimension)


def test_texts_become_unit_vectors_whatever_they_hold(encoder: Encoder) -> None:
    _assert_unit(encoder.encode_texts(TEXTS), len(TEXTS), encoder.dimension)


def test_nothing_in_nothing_out(encoder: Encoder) -> None:
    side = encoder.image_size_px
    assert encoder.encode_images(np.empty((0, 3, side, side), np.float32)).shape == (0, encoder.dimension)
    assert encoder.encode_texts([]).shape == (0, encoder.dimension)


def test_a_vector_does_not_depend_on_its_batch(encoder: Encoder) -> None:
    inputs = np.tile(_inputs(encoder), (4, 1, 1, 1))
    together = encoder.encode_images(inputs)
    np.testing.assert_allclose(encoder.encode_images(inputs[:1])[0], together[0], atol=1e-4)
    np.testing.assert_allclose(together[0], together[len(SIZES)], atol=1e-4)
    texts = encoder.encode_texts(TEXTS * 8)
    np.testing.assert_allclose(encoder.encode_texts(TEXTS[:1])[0], texts[0], atol=1e-4)
    np.testing.assert_allclose(texts[0], texts[len(TEXTS)], atol=1e-4)


def test_read_only_inputs_are_fine_and_stay_as_they_are(encoder: Encoder) -> None:
    inputs = _inputs(encoder)
    before = inputs.copy()
    inputs.flags.writeable = False
    encoder.encode_images(inputs)
    np.testing.assert_array_equal(inputs, before)


def test_threads_get_the_same_vectors(encoder: Encoder) -> None:
    inputs = _inputs(encoder)[:2]
    images, texts = encoder.encode_images(inputs), encoder.encode_texts(TEXTS)

    def work(turn: int) -> tuple[FloatArray, FloatArray]:
        return encoder.encode_images(inputs), encoder.encode_texts(TEXTS)

    with ThreadPoolExecutor(4) as pool:
        for some_images, some_texts in pool.map(work, range(8)):
            np.testing.assert_allclose(some_images, images, atol=1e-4)
            np.testing.assert_allclose(some_texts, texts, atol=1e-4)


def test_the_counting_encoder_counts() -> None:
    encoder = TinyEncoder()
    encoder.encode_images(_inputs(encoder))
    encoder.encode_texts(["one", "two"])
    assert (encoder.images_encoded, encoder.texts_encoded) == (len(SIZES), 2)


@pytest.mark.parametrize("colour", ["red", "green", "blue", "yellow", "black"])
def test_the_counting_encoder_knows_colours(colour: str) -> None:
    encoder = TinyEncoder()
    names = ["red", "green", "blue", "yellow", "black", "white"]
    photos = encoder.encode_images(
        np.stack([encoder.preprocess(Image.new("RGB", (40, 30), name)) for name in names])
    )
    scores = photos @ encoder.encode_texts([f"a {colour} photo"])[0]
    assert names[int(scores.argmax())] == colour
