"""The real download path, in a process of its own, against a hub on 127.0.0.1."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from photoorg.encoders.downloading import plan_download
from photoorg.encoders.hub_cache import forbid_network
from photoorg.encoders.hub_connection import TRIES, online
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


def _download(
    hub: SmallHub,
    cache: Path,
    name: str = f"hf-hub:{REPOSITORY}",
    *,
    before: tuple[str, ...] = (),
    **more: str,
) -> dict[str, object]:
    """Downloads and loads in a process of its own; ``before`` is the start of its command line."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    environment |= {"HF_ENDPOINT": hub.endpoint, "HF_HOME": str(cache), **more}
    finished = subprocess.run(
        [*before, sys.executable, "-c", DOWNLOAD, name],
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
    hub.break_after, hub.breaks = len(weights) // 3, 2
    result = _download(hub, tmp_path / "hub")
    assert "error" not in result, result
    assert hub.ranges == [f"bytes={len(weights) // 3}-", f"bytes={len(weights) // 3 * 2}-"]


def test_a_part_of_an_earlier_process_is_gone_on_with(hub: SmallHub, weights: bytes, tmp_path: Path) -> None:
    part = _part(tmp_path / "hub", weights)
    part.write_bytes(weights[:1000])
    assert "error" not in _download(hub, tmp_path / "hub")
    assert hub.ranges == ["bytes=1000-"]
    assert not part.exists()


def test_a_damaged_part_is_deleted_and_the_next_download_is_whole(
    hub: SmallHub, weights: bytes, tmp_path: Path
) -> None:
    part = _part(tmp_path / "hub", weights)
    part.write_bytes(b"x" * 1000)
    assert "arrived damaged" in str(_download(hub, tmp_path / "hub")["sentence"])
    assert not part.exists()
    assert "error" not in _download(hub, tmp_path / "hub")


def test_damaged_weights_are_healed_by_downloading_again(
    hub: SmallHub, weights: bytes, tmp_path: Path
) -> None:
    assert "error" not in _download(hub, tmp_path / "hub")
    (blob,) = (tmp_path / "hub").rglob(hashlib.sha256(weights).hexdigest())
    blob.write_bytes(weights[:-1] + b"!")
    assert "error" not in _download(hub, tmp_path / "hub")
    assert blob.read_bytes() == weights


def test_a_hub_that_is_busy_for_a_moment_is_asked_again(hub: SmallHub, tmp_path: Path) -> None:
    hub.refuse = 2
    assert "error" not in _download(hub, tmp_path / "hub")


def test_a_hub_that_stays_busy_is_one_sentence(hub: SmallHub, tmp_path: Path) -> None:
    hub.refuse = 1000
    result = _download(hub, tmp_path / "hub")
    assert result["error"] == "ModelUnavailable"
    assert "error 503" in str(result["sentence"])
    assert 1000 - hub.refuse == TRIES


def test_a_hub_that_falls_silent_is_one_sentence_and_the_part_is_kept(
    hub: SmallHub, weights: bytes, tmp_path: Path
) -> None:
    hub.stall = True
    result = _download(hub, tmp_path / "hub", HF_HUB_DOWNLOAD_TIMEOUT="1")
    assert result["error"] == "ModelUnavailable"
    assert "did not answer in 4 tries of 1 s each" in str(result["sentence"])
    assert _part(tmp_path / "hub", weights).stat().st_size == 2**16
    hub.stall = False
    assert "error" not in _download(hub, tmp_path / "hub")


def test_a_disk_that_fills_up_is_one_sentence(hub: SmallHub, weights: bytes, tmp_path: Path) -> None:
    # The kernel itself answers every write to this device with ENOSPC.
    _part(tmp_path / "hub", weights).symlink_to("/dev/full")
    result = _download(hub, tmp_path / "hub")
    assert result["error"] == "DiskFull"
    assert "No space is left" in str(result["sentence"])


def test_a_small_disk_is_found_out_before_the_transfer(hub: SmallHub, weights: bytes, tmp_path: Path) -> None:
    cache = tmp_path / "small disk"
    cache.mkdir()
    on_small_disk = ("unshare", "--mount", "--map-root-user", "sh", "-c")
    mount = f"mount -t tmpfs -o size=32m none '{cache}'"
    if shutil.which("unshare") is None or subprocess.run([*on_small_disk, mount], check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    result = _download(hub, cache, before=(*on_small_disk, f'{mount} && exec "$@"', "sh"))
    assert result["error"] == "DiskFull"
    assert "needs" in str(result["sentence"])


def test_a_second_download_of_the_same_model_waits_for_nobody(
    hub: SmallHub, weights: bytes, tmp_path: Path
) -> None:
    digest = hashlib.sha256(weights).hexdigest()
    lock = tmp_path / "hub" / "hub" / ".locks" / "models--someone--tiny" / f"{digest}.lock"
    lock.parent.mkdir(parents=True)
    with FileLock(lock):
        assert "downloading this model already" in str(_download(hub, tmp_path / "hub")["sentence"])


def _part(cache: Path, weights: bytes) -> Path:
    """Where an unfinished transfer of the weights is kept."""
    blobs = cache / "hub" / "models--someone--tiny" / "blobs"
    blobs.mkdir(parents=True, exist_ok=True)
    return blobs / f"{hashlib.sha256(weights).hexdigest()}.incomplete"


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


@pytest.mark.parametrize(
    ("endpoint", "says"),
    [
        ("http://127.0.0.1:9", "127.0.0.1:9 cannot be reached"),
        ("http://no-such-host.invalid", "no-such-host.invalid cannot be reached"),
        ("nonsense", "nonsense"),
    ],
)
def test_an_unreachable_hub_is_one_sentence(tmp_path: Path, endpoint: str, says: str) -> None:
    result = _download(SmallHub(endpoint=endpoint), tmp_path / "hub")
    assert result["error"] == "ModelUnavailable"
    assert says in str(result["sentence"])
    assert "Errno" not in str(result["sentence"])


def test_a_proxy_is_used(hub: SmallHub, tmp_path: Path) -> None:
    proxy = hub.endpoint
    hub.endpoint = "http://hub.invalid"
    result = _download(hub, tmp_path / "hub", HTTP_PROXY=proxy, http_proxy=proxy, NO_PROXY="", no_proxy="")
    assert "error" not in result, result


def test_a_login_page_in_place_of_the_hub_is_one_sentence(hub: SmallHub, tmp_path: Path) -> None:
    hub.login_page = True
    result = _download(hub, tmp_path / "hub")
    assert "login page" in str(result["sentence"])


def test_what_needs_no_download_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(UserInputError, match="comes with photoorg"):
        plan_download(ModelName.parse("builtin"))
    with pytest.raises(ModelUnavailable, match="nothing to download"):
        plan_download(ModelName.parse(f"ViT-B-32:{tmp_path / 'mine.safetensors'}"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelUnavailable, match="HF_HUB_OFFLINE is set"):
        plan_download(ModelName.parse("ViT-B-32:openai"))


def test_a_model_that_is_loaded_meanwhile_does_not_cut_a_download_off() -> None:
    from huggingface_hub import constants

    with online("a model"):
        forbid_network()
        assert not constants.HF_HUB_OFFLINE
    assert constants.HF_HUB_OFFLINE
