"""Models run by OpenVINO: the same vectors, without torch, and torch where OpenVINO cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from photoorg.changes import ModelChanged, NoticeRaised
from photoorg.encoders.batching import IMAGES_PER_BATCH, encode_in_batches
from photoorg.encoders.conversion import convert_encoder
from photoorg.encoders.lazy_encoder import LazyEncoder
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_store import ModelStore, StoredModel
from photoorg.encoders.openclip import OpenClipEncoder
from photoorg.encoders.openvino_runtime import IMAGE_TOWER_FILE, TEXT_TOWER_FILE, OpenVinoEncoder
from photoorg.encoders.tokenizing import NotConvertible
from tests.encoders.tiny_checkpoint import MODEL_CFG, random_encoder, write_tiny_checkpoint

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.changes import Change
    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.encoders.model_name import ModelName

TEXTS = ["a dog", "", "日本の寺 🐕", "a long walk along the sea in the evening with all our friends " * 9]
HEAVY = ("torch", "torchvision", "open_clip", "transformers", "timm")


def _vectors(encoder: Encoder) -> FloatArray:
    noise = np.random.default_rng(4)
    photos = [
        Image.fromarray(noise.integers(0, 256, (h, w, 3), np.uint8)) for w, h in [(300, 200), (50, 400)]
    ]
    inputs = np.stack([encoder.preprocess(photo) for photo in photos])
    return np.concatenate([encoder.encode_images(inputs), encoder.encode_texts(TEXTS)])


def _no_notice(text: str) -> None:
    pytest.fail(text)


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelStore:
    """An empty store for one test."""
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "store"))
    return ModelStore()


# --- the same vectors ---


def _random(architecture: str) -> OpenClipEncoder:
    """A published architecture with fewer layers, so that the test is quick; the benchmark runs whole ones.

    SigLIP2 reads CLIP's words here, since its own tokenizer lies on the hub.
    """
    import open_clip

    model_cfg = open_clip.get_model_config(architecture)
    assert model_cfg is not None
    text_cfg = model_cfg["text_cfg"] | {"layers": 2}
    if model_cfg["vision_cfg"].get("layers"):
        model_cfg["vision_cfg"]["layers"] = 3
    tokenizer = None
    if text_cfg.pop("hf_tokenizer_name", None):
        text_cfg["vocab_size"] = 49408
        tokenizer = open_clip.SimpleTokenizer(context_length=text_cfg["context_length"], clean="canonicalize")
    return random_encoder(f"small-{architecture}", model_cfg | {"text_cfg": text_cfg}, tokenizer)


@pytest.mark.parametrize("architecture", ["ViT-B-32", "MobileCLIP2-S0", "ViT-B-32-SigLIP2-256"])
def test_vectors_of_published_architectures_equal_those_of_open_clip(
    architecture: str, tmp_path: Path
) -> None:
    original = _random(architecture)
    model = StoredModel(tmp_path, convert_encoder(original, tmp_path))
    converted = OpenVinoEncoder(model, key=original.key)
    assert (converted.dimension, converted.image_size_px) == (original.dimension, original.image_size_px)
    assert np.sum(_vectors(converted) * _vectors(original), axis=1).min() > 0.9999


def test_a_conversion_that_gives_other_vectors_is_refused(
    tiny_torch: OpenClipEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photoorg.encoders.conversion.LEAST_COSINE", 1.01)
    with pytest.raises(NotConvertible, match="cosine"):
        convert_encoder(tiny_torch, tmp_path)


def test_batches_are_bounded() -> None:
    sizes = []

    def encode(batch: FloatArray) -> FloatArray:
        sizes.append(len(batch))
        return batch

    items = np.arange(2 * IMAGES_PER_BATCH + 3, dtype=np.float32)[:, None]
    np.testing.assert_array_equal(encode_in_batches(items, IMAGES_PER_BATCH, 1, encode), items)
    assert sizes == [IMAGES_PER_BATCH, IMAGES_PER_BATCH, 3]


# --- from the store ---


def test_the_second_start_needs_no_torch(builtin_encoder: Encoder, pytestconfig: pytest.Config) -> None:
    assert isinstance(builtin_encoder, OpenVinoEncoder)
    program = f"""
import json, sys
import numpy as np
from PIL import Image
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
encoder = load_encoder(ModelName.parse("builtin"))
encoder.encode_images(encoder.preprocess(Image.new("RGB", (30, 20), "red"))[np.newaxis])
vector = encoder.encode_texts(["a dog"])[0]
print(json.dumps([vector.tolist(), [name for name in {HEAVY!r} if name in sys.modules]]))
"""
    vector, heavy = json.loads(_run(program, pytestconfig))
    assert not heavy
    np.testing.assert_allclose(vector, builtin_encoder.encode_texts(["a dog"])[0], atol=1e-5)


def test_the_checkpoint_is_not_read_again(
    tiny_model: ModelName, tiny_open_clip: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "open_clip.create_model", lambda *_args, **_kwargs: pytest.fail("loaded by open_clip")
    )
    again = load_encoder(tiny_model, on_notice=_no_notice)
    np.testing.assert_allclose(_vectors(again), _vectors(tiny_open_clip), atol=1e-5)


def test_a_start_from_the_store_pays_for_no_trial(
    tiny_model: ModelName, tiny_open_clip: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only for what is wanted: the image tower of a search by words is not even made ready."""
    monkeypatch.setattr(
        OpenVinoEncoder, "encode_images", lambda *_: pytest.fail("described a picture nobody asked for")
    )
    LazyEncoder(tiny_model, lambda: 1, lambda _change: None).get()


@pytest.mark.parametrize("file", [IMAGE_TOWER_FILE, TEXT_TOWER_FILE.replace("xml", "bin"), "tokenizer.json"])
def test_a_damaged_model_is_converted_again(
    file: str, tiny_model: ModelName, tiny_open_clip: Encoder, store_of_tiny: ModelStore
) -> None:
    stored = store_of_tiny.find(tiny_open_clip.key)
    assert stored is not None
    with (stored.directory / file).open("rb+") as stream:
        stream.seek(1000)
        stream.write(b"damage")
    again = load_encoder(tiny_model, on_notice=_no_notice)
    assert isinstance(again, OpenVinoEncoder)
    np.testing.assert_allclose(_vectors(again), _vectors(tiny_open_clip), atol=1e-5)
    assert store_of_tiny.find(tiny_open_clip.key) is not None


def test_a_store_that_cannot_be_written_costs_only_the_conversion(
    tiny_model: ModelName, tiny_open_clip: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "file" / "models"))
    notices: list[str] = []
    loaded = load_encoder(tiny_model, on_notice=notices.append)
    assert len(notices) == 1
    assert "cannot be used (a file is in its place)" in notices[0]
    assert isinstance(loaded, OpenVinoEncoder)
    np.testing.assert_allclose(_vectors(loaded), _vectors(tiny_open_clip), atol=1e-5)


def test_a_model_can_be_read_where_nothing_can_be_written(
    tiny_model: ModelName, tiny_open_clip: Encoder, store_of_tiny: ModelStore
) -> None:
    for path in (store_of_tiny.directory, *store_of_tiny.directory.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        loaded = load_encoder(tiny_model, on_notice=_no_notice)
    finally:
        for path in (store_of_tiny.directory, *store_of_tiny.directory.glob("*/")):
            path.chmod(0o755)
    assert isinstance(loaded, OpenVinoEncoder)
    np.testing.assert_allclose(_vectors(loaded), _vectors(tiny_open_clip), atol=1e-5)


# --- where OpenVINO cannot ---


def test_without_openvino_torch_takes_over_with_one_notice(
    tiny_model: ModelName, tiny_open_clip: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = _vectors(tiny_open_clip)
    monkeypatch.setitem(sys.modules, "openvino", None)
    changes: list[Change] = []
    encoder = LazyEncoder(tiny_model, lambda: 1, changes.append)
    assert isinstance(encoder.get(), OpenClipEncoder)
    encoder.get()
    notices = [change.text for change in changes if isinstance(change, NoticeRaised)]
    assert len(notices) == 1
    assert "OpenVINO cannot be used here" in notices[0]
    assert len([change for change in changes if isinstance(change, ModelChanged)]) == 2
    np.testing.assert_allclose(_vectors(encoder.get()), expected, atol=1e-3)


def test_a_model_that_openvino_cannot_run_is_tried_once(tmp_path: Path, own_store: ModelStore) -> None:
    model_cfg: dict[str, Any] = json.loads(json.dumps(MODEL_CFG))
    model_cfg["text_cfg"]["tokenizer_kwargs"] = {"reduction_mask": "simple"}
    name = write_tiny_checkpoint(tmp_path / "tiny.safetensors", 3, "tiny-vit-forgetful", model_cfg)
    notices: list[str] = []
    for _ in range(2):
        encoder = load_encoder(name, on_notice=notices.append)
        assert isinstance(encoder, OpenClipEncoder)
        assert encoder.encode_texts(["a dog"]).shape == (1, 16)
    assert len(notices) == 1
    assert "drops words at random" in notices[0]
    stored = own_store.find(encoder.key)
    assert stored is not None
    assert sum(1 for _ in stored.directory.iterdir()) == 1, "the manifest alone"


def test_openvino_tells_nobody(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Its telemetry package would write an identifier into the home folder and send it."""
    program = f"""
import sys
from pathlib import Path
from photoorg.encoders.loading import load_encoder
from tests.encoders.tiny_checkpoint import write_tiny_checkpoint
load_encoder(write_tiny_checkpoint(Path({str(tmp_path / "tiny.safetensors")!r}), seed=5))
assert "openvino" in sys.modules
print(sys.modules["openvino_telemetry"], "openvino_telemetry.main" in sys.modules)
"""
    home = tmp_path / "home"
    home.mkdir()
    assert _run(program, pytestconfig, HOME=str(home), USERPROFILE=str(home)).split() == ["None", "False"]
    assert not (home / "intel").exists()


def _run(program: str, pytestconfig: pytest.Config, **environment: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-c", program],
        cwd=pytestconfig.rootpath,
        env=os.environ | {"PYTHONPATH": str(pytestconfig.rootpath)} | environment,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert not finished.stderr
    return finished.stdout
