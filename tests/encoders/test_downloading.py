"""The real download path, in a process of its own, against a hub on 127.0.0.1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from photoorg.encoders.downloading import plan_download
from photoorg.encoders.model_name import ModelName
from photoorg.errors import ModelUnavailable, UserInputError
from tests.encoders.small_hub import SmallHub, serve
from tests.encoders.tiny_checkpoint import MODEL_CFG, write_tiny_checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPOSITORY = "someone/tiny"
DOWNLOAD = """
import json, sys
from huggingface_hub import constants
# By default a small file is one chunk, and nothing of it would be left to resume.
constants.DOWNLOAD_CHUNK_SIZE = 2**16
from photoorg.encoders.downloading import download_model, plan_download
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from photoorg.errors import PhotoOrgError
name, steps = ModelName.parse(sys.argv[1]), []
try:
    plan = plan_download(name)
    download_model(plan, progress=lambda done, total: steps.append((done, total)))
    assert load_encoder(name).encode_texts(["a dog"]).shape == (1, 16)
    print(json.dumps({"size": plan.size_bytes, "steps": steps}))
except PhotoOrgError as error:
    print(json.dumps({"error": type(error).__name__, "sentence": str(error)}))
"""


@pytest.fixture
def weights(tmp_path: Path) -> bytes:
    path = tmp_path / "published.safetensors"
    write_tiny_checkpoint(path)
    return path.read_bytes()


@pytest.fixture
def hub(weights: bytes) -> Iterator[SmallHub]:
    config = {"model_cfg": MODEL_CFG, "preprocess_cfg": {"mean": [0.5] * 3, "std": [0.5] * 3}}
    files = {
        "open_clip_model.safetensors": weights,
        "open_clip_pytorch_model.bin": b"a pickle nobody wants",
        "open_clip_config.json": json.dumps(config).encode(),
    }
    with serve(SmallHub({REPOSITORY: files})) as hub:
        yield hub


def _download(hub: SmallHub, cache: Path, name: str = f"hf-hub:{REPOSITORY}") -> dict[str, object]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    environment |= {"HF_ENDPOINT": hub.endpoint, "HF_HOME": str(cache), "HF_HUB_DISABLE_XET": "1"}
    finished = subprocess.run(
        [sys.executable, "-c", DOWNLOAD, name],
        env=environment,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    result: dict[str, object] = json.loads(finished.stdout)
    return result


def test_a_model_is_fetched_with_its_progress_and_then_loads(hub: SmallHub, tmp_path: Path) -> None:
    result = _download(hub, tmp_path / "hub")
    assert "error" not in result, result
    steps = result["steps"]
    assert isinstance(steps, list)
    assert steps[-1] == [result["size"], result["size"]]
    assert steps == sorted(steps)
    assert not list((tmp_path / "hub").rglob("*.bin"))


def test_an_interrupted_transfer_is_resumed(hub: SmallHub, weights: bytes, tmp_path: Path) -> None:
    hub.break_after = len(weights) // 2
    first = _download(hub, tmp_path / "hub")
    result = _download(hub, tmp_path / "hub") if "error" in first else first
    assert "error" not in result, result
    assert hub.ranges


def test_wrong_content_is_deleted_and_not_loaded(hub: SmallHub, tmp_path: Path) -> None:
    hub.wrong_hash = True
    assert _download(hub, tmp_path / "hub") == {
        "error": "ModelUnavailable",
        "sentence": "open_clip_model.safetensors arrived damaged and was deleted; download it again.",
    }
    assert not list((tmp_path / "hub").rglob("*.safetensors"))
    hub.wrong_hash = False
    assert "error" not in _download(hub, tmp_path / "hub")


def test_models_without_safetensors_are_refused(hub: SmallHub, tmp_path: Path) -> None:
    del hub.files[REPOSITORY]["open_clip_model.safetensors"]
    result = _download(hub, tmp_path / "hub")
    assert result["error"] == "ModelUnavailable"
    assert "safetensors" in str(result["sentence"])


def test_an_unknown_model_is_one_sentence(hub: SmallHub, tmp_path: Path) -> None:
    result = _download(hub, tmp_path / "hub", "hf-hub:someone/else")
    assert result["error"] == "ModelUnavailable"
    assert "\n" not in str(result["sentence"])


def test_an_unreachable_hub_is_one_sentence(tmp_path: Path) -> None:
    result = _download(SmallHub(endpoint="http://127.0.0.1:9"), tmp_path / "hub", "ViT-B-32:openai")
    assert result["error"] == "ModelUnavailable"
    assert "could not be downloaded" in str(result["sentence"])


def test_what_needs_no_download_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(UserInputError, match="comes with photoorg"):
        plan_download(ModelName.parse("builtin"))
    with pytest.raises(ModelUnavailable, match="nothing to download"):
        plan_download(ModelName.parse(f"ViT-B-32:{tmp_path / 'mine.safetensors'}"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelUnavailable, match="HF_HUB_OFFLINE is set"):
        plan_download(ModelName.parse("ViT-B-32:openai"))
