"""One loader for every OpenCLIP model: equal to OpenCLIP itself, safe with any file, never on the network."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.encoders.architectures import register_architecture
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName, encoder_key
from photoorg.errors import ModelUnavailable
from tests.encoders.tiny_checkpoint import ARCHITECTURE, MODEL_CFG, write_tiny_checkpoint

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder

TEXTS = ["a dog", "two children run over a meadow in the evening and laugh about the dog that follows them"]


def test_vectors_equal_those_of_open_clip_itself(tiny_model: ModelName, tiny_open_clip: Encoder) -> None:
    import open_clip
    import torch

    model, _, transform = open_clip.create_model_and_transforms(ARCHITECTURE, pretrained=tiny_model.weights)
    noise = np.random.default_rng(5)
    photos = [
        Image.fromarray(noise.integers(0, 256, size, dtype=np.uint8)) for size in [(40, 90, 3), (64, 50, 3)]
    ]
    with torch.inference_mode():
        image_vectors = model.eval().encode_image(
            torch.stack([transform(photo) for photo in photos]), normalize=True
        )
        text_vectors = model.encode_text(open_clip.get_tokenizer(ARCHITECTURE)(TEXTS), normalize=True)
    inputs = np.stack([tiny_open_clip.preprocess(photo) for photo in photos])
    assert np.sum(tiny_open_clip.encode_images(inputs) * image_vectors.numpy(), axis=1).min() > 0.9999
    assert np.sum(tiny_open_clip.encode_texts(TEXTS) * text_vectors.numpy(), axis=1).min() > 0.9999


def test_both_file_formats_give_the_same_encoder(tmp_path: Path, tiny_open_clip: Encoder) -> None:
    other = load_encoder(write_tiny_checkpoint(tmp_path / "tiny.pt"))
    np.testing.assert_allclose(other.encode_texts(TEXTS), tiny_open_clip.encode_texts(TEXTS), atol=1e-6)


def test_the_key_is_known_before_loading(tiny_model: ModelName, tiny_open_clip: Encoder) -> None:
    assert tiny_open_clip.key == encoder_key(tiny_model)


def test_other_weights_are_another_encoder(tmp_path: Path, tiny_open_clip: Encoder) -> None:
    other = load_encoder(write_tiny_checkpoint(tmp_path / "tiny.safetensors", seed=9))
    assert other.key != tiny_open_clip.key
    assert np.abs(other.encode_texts(TEXTS) - tiny_open_clip.encode_texts(TEXTS)).max() > 0.01


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ViT-B-32:laion2b_s34b_b79k", "photoorg models download ViT-B-32:laion2b_s34b_b79k"),
        ("ViT-B-32:openai", "photoorg models download ViT-B-32:openai"),
        ("hf-hub:nobody/nothing", "photoorg models download hf-hub:nobody/nothing"),
        ("ViT-B-16-SigLIP2:webli", "photoorg models download ViT-B-16-SigLIP2:webli"),
        ("ViT-B-32:no_such_tag", "knows no weights"),
        ("ViT-B-32:laion2b_s34b_b79", "Did you mean laion2b_s34b_b79k?"),
        ("No-Such-Net:laion2b", "knows no architecture"),
        ("vit-b32:laion2b", "Did you mean ViT-B-32?"),
    ],
)
def test_what_is_not_here_says_how_to_get_it(
    text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelUnavailable, match=sentence) as error:
        load_encoder(ModelName.parse(text))
    assert "\n" not in str(error.value)


class _Payload:
    """Would create a file if anyone unpickled it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "w")


@pytest.mark.parametrize("suffix", ["safetensors", "pt"])
@pytest.mark.parametrize("damage", ["empty", "noise", "cut", "another architecture"])
def test_damaged_checkpoints_are_refused_in_one_sentence(tmp_path: Path, suffix: str, damage: str) -> None:
    path = tmp_path / f"weights.{suffix}"
    name = write_tiny_checkpoint(path)
    content = path.read_bytes()
    if damage == "another architecture":
        name = ModelName.parse(f"ViT-B-32:{path}")
    else:
        path.write_bytes(
            {"empty": b"", "noise": os.urandom(5000), "cut": content[: len(content) // 2]}[damage]
        )
    sentence = {"another architecture": "do not fit the architecture ViT-B-32"}.get(damage, "damaged")
    with pytest.raises(ModelUnavailable, match=sentence) as error:
        load_encoder(name)
    assert "\n" not in str(error.value)


def test_a_pickle_that_runs_code_is_refused_and_not_run(tmp_path: Path) -> None:
    import torch

    name, trace = write_tiny_checkpoint(tmp_path / "weights.pt"), tmp_path / "ran"
    for save in (torch.save, lambda payload, path: path.write_bytes(pickle.dumps(payload))):
        save({"state_dict": _Payload(trace)}, tmp_path / "weights.pt")
        with pytest.raises(ModelUnavailable):
            load_encoder(name)
        assert not trace.exists()


def test_a_file_with_more_than_weights_is_refused_in_our_words_alone(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    import torch

    path = tmp_path / "weights.pt"
    name = ModelName.parse(f"{ARCHITECTURE}:{path}")
    register_architecture(ARCHITECTURE, MODEL_CFG)
    for save in (
        lambda payload: torch.save(payload, path),
        lambda payload: path.write_bytes(pickle.dumps(payload, protocol=4)),
    ):
        save({"state_dict": {"weight": torch.zeros(2)}, "options": Namespace(epochs=3)})
        with pytest.raises(ModelUnavailable, match="holds more than weights") as error:
            load_encoder(name)
        assert not re.search("weights_only|torch|\x1b", str(error.value))
        assert "\n" not in str(error.value)
    assert not recwarn.list


def test_everything_works_where_no_network_can_be_reached(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """A fresh process whose sockets all fail, with an empty hub cache and no offline switch set."""
    program = f"""
import socket
def refuse(*_args, **_kwargs):
    raise AssertionError("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
import numpy as np
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from photoorg.errors import ModelUnavailable
from tests.encoders.tiny_checkpoint import write_tiny_checkpoint
from pathlib import Path
for name in (ModelName.parse("builtin"), write_tiny_checkpoint(Path({str(tmp_path / "tiny.safetensors")!r}))):
    encoder = load_encoder(name, threads=1)
    assert encoder.encode_texts(["a dog"]).shape == (1, encoder.dimension)
    side = encoder.image_size_px
    assert encoder.encode_images(np.zeros((1, 3, side, side), np.float32)).shape == (1, encoder.dimension)
hugging_face_text = "xlm-roberta-base-ViT-B-32:laion5b_s13b_b90k"
for text in ("ViT-B-32:openai", "hf-hub:a/b", "ViT-B-16-SigLIP2:webli", hugging_face_text):
    try:
        load_encoder(ModelName.parse(text))
    except ModelUnavailable as error:
        assert "photoorg models download" in str(error), error
    else:
        raise AssertionError(text)
"""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))
    }
    environment |= {"HF_HOME": str(tmp_path / "hub"), "PYTHONPATH": str(pytestconfig.rootpath)}
    finished = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert not finished.stderr
    assert not finished.stdout
