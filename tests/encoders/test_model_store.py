"""The store of converted models: whole or absent, whatever happens to processes and files."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from photoorg.encoders.model_store import LOCK_FILE, MANIFEST_FILE, ModelStore

if TYPE_CHECKING:
    from pathlib import Path

KEY = "ViT-B-32:/some/where@0123"


def _fill(directory: Path) -> dict[str, Any]:
    (directory / "weights.bin").write_bytes(bytes(range(256)) * 100)
    return {"dimension": 16}


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def _add(store: ModelStore, key: str = KEY) -> Path:
    with store.alone():
        return store.add(key, _fill).directory


def test_what_was_added_is_found(store: ModelStore) -> None:
    directory = _add(store)
    found = store.find(KEY)
    assert found is not None
    assert (found.directory, found.description) == (directory, {"dimension": 16})
    assert (directory / "weights.bin").stat().st_size == 25600


def test_nothing_is_created_by_looking(store: ModelStore) -> None:
    assert store.find(KEY) is None
    assert not store.directory.exists()


def test_keys_do_not_meet(store: ModelStore) -> None:
    _add(store)
    assert store.find(KEY.replace("/", "-")) is None
    assert store.find("") is None


@pytest.mark.parametrize(
    "damage",
    ["a flipped bit", "cut", "a missing file", "no manifest", "no JSON", "a list", "a changed description"],
)
def test_a_damaged_model_is_not_found_and_can_be_added_again(store: ModelStore, damage: str) -> None:
    directory = _add(store)
    weights, manifest = directory / "weights.bin", directory / MANIFEST_FILE
    content = weights.read_bytes()
    match damage:
        case "a flipped bit":
            weights.write_bytes(content[:5000] + bytes([content[5000] ^ 4]) + content[5001:])
        case "cut":
            weights.write_bytes(content[:-1])
        case "a missing file":
            weights.unlink()
        case "no manifest":
            manifest.unlink()
        case "no JSON":
            manifest.write_bytes(b"\xff{")
        case "a list":
            manifest.write_text("[]")
        case "a changed description":
            changed = json.loads(manifest.read_text())
            changed["content"]["description"]["dimension"] = 17
            manifest.write_text(json.dumps(changed))
    assert store.find(KEY) is None
    _add(store)
    assert store.find(KEY) is not None


def test_a_model_of_another_format_is_not_found(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    _add(store)
    monkeypatch.setattr("photoorg.encoders.model_store.FORMAT", 1_000)
    assert store.find(KEY) is None


def test_a_removed_model_is_gone(store: ModelStore) -> None:
    _add(store)
    store.remove(KEY)
    assert store.find(KEY) is None
    store.remove(KEY)


def test_a_failed_addition_leaves_what_was_there(store: ModelStore) -> None:
    def fail(directory: Path) -> dict[str, Any]:
        _fill(directory)
        raise OSError(28, "No space left on device")

    _add(store)
    with store.alone(), pytest.raises(OSError, match="space"):
        store.add(KEY, fail)
    assert store.find(KEY) is not None
    assert len(list(store.directory.iterdir())) == 2, "the model and its lock"


_KILLED = """
import os, signal, sys
from pathlib import Path
from photoorg.encoders.model_store import ModelStore
def fill(directory):
    (directory / "weights.bin").write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
store = ModelStore(Path(sys.argv[1]))
with store.alone():
    store.add(sys.argv[2], fill)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_process_killed_while_adding_leaves_nothing_in_the_way(
    store: ModelStore, pytestconfig: pytest.Config
) -> None:
    killed = _start(_KILLED, store, pytestconfig)
    killed.communicate(timeout=60)
    assert killed.returncode == -9
    assert store.find(KEY) is None
    assert len(list(store.directory.iterdir())) == 2, "something half done, and the lock"
    directory = _add(store)
    assert store.find(KEY) is not None
    assert {path.name for path in store.directory.iterdir()} == {directory.name, LOCK_FILE}


_ADDING = """
import sys, time
from pathlib import Path
from photoorg.encoders.model_store import ModelStore
def fill(directory):
    print("filled", flush=True)
    (directory / "weights.bin").write_bytes(bytes(1000))
    time.sleep(0.3)
    return {}
store = ModelStore(Path(sys.argv[1]))
with store.alone():
    found = store.find(sys.argv[2]) or store.add(sys.argv[2], fill)
assert (found.directory / "weights.bin").stat().st_size == 1000
"""


def test_of_processes_that_add_at_once_one_does_the_work(
    store: ModelStore, pytestconfig: pytest.Config
) -> None:
    processes = [_start(_ADDING, store, pytestconfig) for _ in range(3)]
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert "".join(outputs).count("filled") == 1


def _start(program: str, store: ModelStore, pytestconfig: pytest.Config) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(store.directory), KEY],
        cwd=pytestconfig.rootpath,
        stdout=subprocess.PIPE,
        text=True,
    )
