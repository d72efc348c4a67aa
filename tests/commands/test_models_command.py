"""photoorg models: list, use, download, import, remove."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from photoorg.encoders.model_name import ModelName, encoder_key
from photoorg.encoders.model_store import ModelStore
from photoorg.encoders.openvino_runtime import QUANTIZATION, processor_name
from photoorg.encoders.recommended_models import RECOMMENDED
from tests.encoders.small_hub import SmallHub, serve
from tests.encoders.tiny_checkpoint import MODEL_CFG, write_tiny_checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.commands.conftest import CommandLine

REPOSITORY = "someone/tiny"
NAME = f"hf-hub:{REPOSITORY}"
CONFIG = json.dumps({"model_cfg": MODEL_CFG})


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps this test from models of others; the hub's cache."""
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "store"))
    monkeypatch.setenv("PHOTOORG_IMPORTED_MODELS", str(tmp_path / "imports"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hf" / "hub"))
    return tmp_path / "hf" / "hub"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    directory = tmp_path / "published"
    directory.mkdir()
    write_tiny_checkpoint(directory / "open_clip_model.safetensors")
    (directory / "open_clip_config.json").write_text(CONFIG)
    return directory


@pytest.fixture
def hub(published: Path) -> Iterator[SmallHub]:
    files = {file.name: file.read_bytes() for file in published.iterdir()}
    with serve(SmallHub({REPOSITORY: files})) as hub:
        yield hub


def _process(hub: SmallHub, *arguments: str) -> subprocess.Popen[str]:
    environment = {key: value for key, value in os.environ.items() if key != "HF_HUB_OFFLINE"}
    return subprocess.Popen(
        [sys.executable, "-m", "photoorg", "models", *arguments],
        env=environment | {"HF_ENDPOINT": hub.endpoint},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def _run(hub: SmallHub, *arguments: str) -> tuple[int, str, str]:
    with _process(hub, *arguments) as process:
        out, err = process.communicate(timeout=100)
    return process.returncode, out, err


def test_the_list_fits_a_terminal_and_marks_the_used_model(photoorg: CommandLine) -> None:
    outcome = photoorg("models", "list")
    assert outcome.code == 0, outcome.err
    lines = outcome.out.splitlines() + outcome.err.splitlines()
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.startswith("* builtin")]
    for model in RECOMMENDED:
        assert f"  {model.name} " in outcome.out
    assert "not measured" in outcome.out
    assert "models list --measure" in outcome.err


def test_the_list_in_json(photoorg: CommandLine) -> None:
    document = photoorg("--json", "models", "list").json
    assert document["library_model"] == "builtin"
    builtin, *others = document["models"]
    assert (builtin["name"], builtin["used"], builtin["on_this_machine"]) == ("builtin", True, "shipped")
    assert [model["name"] for model in others] == [model.name for model in RECOMMENDED]
    assert all(model["coco_recall_source"] and model["on_this_machine"] is None for model in others)
    assert all(model["photos_per_s"] is None for model in others)
    assert not any(model["int8"] for model in (builtin, *others))


def test_a_kept_int8_form_is_one_word_in_the_list(photoorg: CommandLine) -> None:
    key = encoder_key(ModelName.parse("builtin"))
    measured = {"kept": True, "processor": processor_name()}
    store = ModelStore()
    with store.alone():
        store.add(key, lambda _directory: {QUANTIZATION: measured})
    assert "converted (0 MB), int8" in photoorg("models", "list").out
    assert photoorg("--json", "models", "list").json["models"][0]["int8"] is True
    with store.alone():
        store.add(key, lambda _directory: {QUANTIZATION: measured | {"processor": "another"}})
    assert "int8" not in photoorg("models", "list").out


def test_a_model_is_imported_used_left_and_removed_and_its_vectors_stay(
    photoorg: CommandLine, published: Path, small_library: Path, tmp_path: Path
) -> None:
    assert photoorg("models", "import", published, "--name", "tiny").code == 0
    assert photoorg("models", "use", "imported:tiny").code == 0
    assert photoorg("sync").code == 0
    vectors = _vector_count(tmp_path / "library")
    (listed,) = (model for model in photoorg("--json", "models", "list").json["models"] if model["used"])
    assert (listed["name"], listed["on_this_machine"]) == ("imported:tiny", "imported")
    assert listed["weights_bytes"] > 10**6
    assert listed["converted_bytes"] > 10**6
    refused = photoorg("models", "remove", "imported:tiny", "--yes")
    assert (refused.code, refused.out) == (1, "")
    assert "This library uses imported:tiny" in refused.err
    # The built-in model has not described the photos yet, so the old one still finds them.
    assert photoorg("models", "use", "builtin").code == 0
    assert photoorg("models", "remove", "imported:tiny", "--yes").code == 1
    assert photoorg("models", "use", "builtin", "--now").code == 0
    removed = photoorg("--json", "models", "remove", "imported:tiny", "--yes")
    assert removed.json == {
        "removed": "imported:tiny",
        "freed_bytes": listed["weights_bytes"] + listed["converted_bytes"],
    }
    names = [model["name"] for model in photoorg("--json", "models", "list").json["models"]]
    assert "imported:tiny" not in names
    assert _vector_count(tmp_path / "library") == vectors > 0
    assert small_library.is_dir()


def _vector_count(library: Path) -> int:
    with sqlite3.connect(library / "catalogue.sqlite3") as connection:
        (count,) = connection.execute("SELECT count(*) FROM embedding").fetchone()
    connection.close()
    return int(count)


def test_what_cannot_be_removed_says_why(photoorg: CommandLine) -> None:
    assert "part of photoorg" in photoorg("models", "remove", "builtin", "--yes").err
    assert "Nothing of ViT-B-32:openai" in photoorg("models", "remove", "ViT-B-32:openai", "--yes").err
    assert "Nothing of imported:nothing" in photoorg("models", "remove", "imported:nothing", "--yes").err


def test_a_file_where_it_lies_is_listed_and_never_deleted(photoorg: CommandLine, published: Path) -> None:
    weights = published / "open_clip_model.safetensors"
    name = f"tiny-vit:{weights}"
    assert photoorg("models", "use", name).code == 0
    (listed,) = (model for model in photoorg("--json", "models", "list").json["models"] if model["used"])
    assert (listed["name"], listed["on_this_machine"]) == (name, "a file where it lies")
    assert listed["converted_bytes"] > 0
    assert "This library uses" in photoorg("models", "remove", name, "--yes").err
    assert photoorg("models", "use", "builtin").code == 0
    removed = photoorg("--json", "models", "remove", name, "--yes")
    assert removed.json["freed_bytes"] == listed["converted_bytes"]
    assert weights.is_file()


def test_a_part_is_listed_and_can_be_removed(
    hub: SmallHub, photoorg: CommandLine, own_places: Path, published: Path
) -> None:
    digest = hashlib.sha256((published / "open_clip_model.safetensors").read_bytes()).hexdigest()
    part = own_places / "models--someone--tiny" / "blobs" / f"{digest}.incomplete"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x" * 5000)
    listed = {model["name"]: model for model in photoorg("--json", "models", "list").json["models"]}
    assert listed[NAME]["on_this_machine"] == "partly downloaded"
    assert photoorg("--json", "models", "remove", NAME, "--yes").json["freed_bytes"] == 5000
    assert not part.exists()
    assert "Nothing of" in photoorg("models", "remove", NAME, "--yes").err


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_download_is_gone_on_with(
    hub: SmallHub, published: Path, own_places: Path, stop: signal.Signals
) -> None:
    weights = (published / "open_clip_model.safetensors").read_bytes()
    digest = hashlib.sha256(weights).hexdigest()
    part = own_places / "models--someone--tiny" / "blobs" / f"{digest}.incomplete"
    hub.stall = True
    with _process(hub, "download", NAME, "--yes") as process:
        deadline = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size == 2**16):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(stop)
        out, err = process.communicate(timeout=30)
    if stop is signal.SIGINT:
        assert (process.returncode, out) == (130, "")
        # On a busy machine lines about how far it is come first.
        *_, sentence = err.strip().splitlines()
        assert sentence.startswith("Stopped; 66 kB are kept")
    hub.stall = False
    code, out, err = _run(hub, "download", NAME, "--yes", "--json")
    assert code == 0, err
    assert json.loads(out)["downloaded"] == NAME
    assert hub.ranges == [f"bytes={2**16}-"]


def test_without_a_yes_nothing_is_downloaded_or_removed(
    hub: SmallHub, published: Path, own_places: Path
) -> None:
    code, out, err = _run(hub, "download", NAME)
    assert (code, out.strip()) == (1, "")
    assert f"Download 7 MB for {NAME}?" in err
    assert not list(own_places.rglob("*.safetensors"))
    assert _run(hub, "download", NAME, "--yes")[0] == 0
    assert _run(hub, "remove", NAME)[0] == 1
    assert list(own_places.rglob("*.safetensors"))


def test_removing_a_downloaded_model_leaves_what_others_put_there(
    hub: SmallHub, photoorg: CommandLine, own_places: Path
) -> None:
    assert _run(hub, "download", NAME, "--yes")[0] == 0
    (weights,) = own_places.rglob("*.safetensors")
    others = weights.with_name("someone_elses.bin")
    others.write_bytes(b"of another program")
    listed = {model["name"]: model for model in photoorg("--json", "models", "list").json["models"]}
    assert listed[NAME]["on_this_machine"] == "downloaded"
    size = weights.stat().st_size
    removed = photoorg("--json", "models", "remove", NAME, "--yes")
    assert removed.code == 0, removed.err
    assert removed.json["freed_bytes"] >= size
    assert others.is_file()
    assert not list(own_places.rglob("*.safetensors"))
    assert NAME not in {model["name"] for model in photoorg("--json", "models", "list").json["models"]}
    others.unlink()


def test_a_failed_download_says_one_sentence(hub: SmallHub) -> None:
    code, out, err = _run(hub, "download", "hf-hub:someone/else", "--yes", "--json")
    assert (code, err) == (1, "photoorg: The hub has no public model for hf-hub:someone/else.\n")
    assert json.loads(out) == {"error": "The hub has no public model for hf-hub:someone/else."}
