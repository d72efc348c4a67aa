"""The built-in model: does it understand plain words about real photos?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

if TYPE_CHECKING:
    from photoorg.encoders.encoder import Encoder, FloatArray

QUERIES = {
    "cat": ["a cat", "close-up of a pet's face"],
    "coffee": ["a cup of coffee", "a hot drink on a table"],
    "rocket": ["a rocket launch", "a space ship lifting off"],
    "astronaut": ["a smiling woman"],
    "motorcycle": ["a motorcycle", "a parked motorbike"],
    "china": ["a temple", "an old building in Asia"],
    "flower": ["a flower", "a blossom in the garden"],
}


def _photos() -> dict[str, Image.Image]:
    """Photographs that scikit-image and scikit-learn ship, by name."""
    import skimage
    import sklearn.datasets

    images = Path(skimage.__file__).parent / "data"
    samples = Path(sklearn.datasets.__file__).parent / "images"
    files = {
        "cat": images / "chelsea.png",
        "coffee": images / "coffee.png",
        "rocket": images / "rocket.jpg",
        "astronaut": images / "astronaut.png",
        "motorcycle": images / "motorcycle_left.png",
        "china": samples / "china.jpg",
        "flower": samples / "flower.jpg",
    }
    return {name: Image.open(path).convert("RGB") for name, path in files.items() if path.is_file()}


@pytest.fixture(scope="module")
def photos(builtin_encoder: Encoder) -> tuple[list[str], FloatArray]:
    images = _photos()
    inputs = np.stack([builtin_encoder.preprocess(image) for image in images.values()])
    return list(images), builtin_encoder.encode_images(inputs)


@pytest.mark.parametrize(("wanted", "query"), [(name, query) for name in QUERIES for query in QUERIES[name]])
def test_words_find_the_right_photo(
    builtin_encoder: Encoder, photos: tuple[list[str], FloatArray], wanted: str, query: str
) -> None:
    names, vectors = photos
    if wanted not in names:
        pytest.skip(f"this version of the package ships no photo of {wanted}")
    scores = vectors @ builtin_encoder.encode_texts([query])[0]
    assert names[int(scores.argmax())] == wanted


def test_a_mirrored_photo_is_nearly_the_same_photo(builtin_encoder: Encoder) -> None:
    images = _photos()
    mirrored = [image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) for image in images.values()]
    both = builtin_encoder.encode_images(
        np.stack([builtin_encoder.preprocess(image) for image in [*images.values(), *mirrored]])
    )
    plain, flipped = np.split(both, 2)
    assert ((flipped @ plain.T).argmax(axis=1) == np.arange(len(images))).all()
    assert (np.sum(plain * flipped, axis=1) > 0.9).all()


def test_its_languages_and_key_are_known(builtin_encoder: Encoder) -> None:
    assert builtin_encoder.languages == {"en"}
    assert builtin_encoder.key.startswith("builtin@")
    assert builtin_encoder.image_size_px == 260


def test_vectors_equal_those_of_open_clip_itself(builtin_encoder: Encoder) -> None:
    import open_clip
    import torch

    from photoorg.encoders.builtin.architecture import ARCHITECTURE, build_model
    from photoorg.encoders.openclip import evaluation_transform

    model, tokenizer = build_model(), open_clip.get_tokenizer(ARCHITECTURE)
    assert isinstance(model, open_clip.CustomTextCLIP)
    images = list(_photos().values())
    texts = ["a cat", "a much longer sentence about a rocket that lifts off into the evening sky"]
    with torch.inference_mode():
        pixels = torch.stack([evaluation_transform(model)(image) for image in images])
        image_vectors = model.encode_image(pixels, normalize=True).numpy()
        text_vectors = model.encode_text(tokenizer(texts), normalize=True).numpy()
    inputs = np.stack([builtin_encoder.preprocess(image) for image in images])
    assert np.sum(builtin_encoder.encode_images(inputs) * image_vectors, axis=1).min() > 0.9999
    assert np.sum(builtin_encoder.encode_texts(texts) * text_vectors, axis=1).min() > 0.9999
