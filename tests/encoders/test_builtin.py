"""The built-in model: does it understand plain words about real photos?"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.search.evaluation import evaluate_retrieval

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


def test_the_fused_tower_equals_timms(builtin_encoder: Encoder) -> None:
    import timm
    import torch

    from photoorg.encoders.builtin.architecture import build_towers
    from photoorg.encoders.builtin.towers import TIMM_NAME, load_image_weights

    plain = timm.create_model(TIMM_NAME, num_classes=0).eval()
    load_image_weights(plain)
    model, _ = build_towers()
    pixels = torch.from_numpy(np.stack([builtin_encoder.preprocess(photo) for photo in _photos().values()]))
    with torch.inference_mode():
        torch.testing.assert_close(model.encode_image(pixels), plain(pixels), atol=1e-4, rtol=1e-4)


def test_training_sees_the_features_that_the_model_sees(tmp_path: Path) -> None:
    pytest.importorskip("openvino", reason="openvino is needed for training only")
    import torch

    from photoorg.encoders.builtin.architecture import build_towers, load_tokenizer
    from photoorg.encoders.builtin.training.features import FrozenTowers
    from photoorg.encoders.openclip import evaluation_transform

    path = tmp_path / "cat.png"
    _photos()["cat"].save(path)
    texts = ["a cat", "a cat that looks at the camera and waits for something to happen"]
    towers = FrozenTowers(tmp_path / "cache")
    images, sentences = towers.image_features([path], lambda _: None), towers.text_features(texts)
    model, _ = build_towers()
    pixels = evaluation_transform(model)(_photos()["cat"])
    with torch.inference_mode():
        expected = model.encode_image(torch.stack([pixels, pixels.flip(-1)])).numpy()
        spoken = model.encode_text(load_tokenizer()(texts)).numpy()
    np.testing.assert_allclose(images[0], expected, atol=1e-3)
    np.testing.assert_allclose(sentences, spoken, atol=1e-3)
    np.testing.assert_array_equal(FrozenTowers(tmp_path / "cache").text_features(texts), sentences)


def test_captions_find_their_photos(builtin_encoder: Encoder, tmp_path: Path) -> None:
    folder = Path(__file__).parents[3] / "shared" / "photos" / "captioned"
    if not (folder / "captions.json").is_file():
        pytest.skip("the captioned photos (../shared/photos/captioned) are not on this machine")
    table = tmp_path / "captions.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["image", "caption"])
        for photo in json.loads((folder / "captions.json").read_text(encoding="utf-8")):
            rows.writerow([photo["file"], photo["captions"][0]])
    scores = evaluate_retrieval(builtin_encoder, table, folder)
    assert scores.skipped == ()
    assert scores.r10 > 0.8
