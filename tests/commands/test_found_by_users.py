"""What people ran into: each was once a wrong result, a lost word or a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from photoorg.photo_library import PhotoLibrary
from tests.encoders.tiny_checkpoint import ARCHITECTURE, write_tiny_checkpoint
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from tests.commands.conftest import CommandLine

PHOTOORG = [sys.executable, "-m", "photoorg"]


def test_the_demo_leaves_a_library_with_folders_alone(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    assert photoorg("demo", "--headless").code == 0
    with PhotoLibrary.open(tmp_path / "library", read_only=True) as library:
        assert [folder.path for folder in library.folders()] == [small_library]
        assert len(library.photo_ids()) == 3
    assert (tmp_path / "library" / "demo" / "contact-sheet.png").is_file()


@pytest.mark.parametrize("arguments", [("add", ""), ("remove", ""), ("--library", "", "status")])
def test_an_empty_path_is_not_this_directory(
    photoorg: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    outcome = photoorg(*arguments)
    assert outcome.code == 2
    # The frame around a wrong use wraps the sentence.
    assert "empty" in outcome.err
    assert not list(here.iterdir())


def test_a_wrong_model_in_the_settings_is_mended_by_choosing_another(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "library" / "settings.toml"
    settings.write_text('model = "nonsense"\n')
    assert photoorg("status", "--json").json["model"] == "nonsense"
    for arguments in (("search", "red"), ("sync",), ("doctor",)):
        outcome = photoorg(*arguments)
        assert outcome.code == 1
        assert "“nonsense” names no model" in outcome.out + outcome.err
    assert photoorg("models", "use", "builtin").code == 0
    assert photoorg("search", "red").code == 0


def test_what_a_missing_model_has_described_is_not_guessed(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    gone = f"ViT-B-32:{tmp_path / 'gone.safetensors'}"
    (tmp_path / "library" / "settings.toml").write_text(f'model = "{gone}"\n')
    text = photoorg("status").out
    assert "Described   unknown\n" in text
    assert "Pending     unknown\n" in text
    figures = photoorg("status", "--json").json
    assert (figures["embedded"], figures["pending"], figures["model_known"]) == (None, None, False)
    told = photoorg("doctor")
    assert told.code == 1
    assert "photoorg sync" not in told.out
    assert "photoorg models list" in told.out


def test_details_are_in_the_json_too(photoorg: CommandLine, small_library: Path) -> None:
    assert "folders" not in photoorg("status", "--json").json
    details = photoorg("status", "-v", "--json").json
    assert details["folders"] == [{"path": str(small_library), "available": True}]
    assert details["unreadable_files"] == []


def test_no_hits_for_a_reason_that_is_not_the_query(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    PhotoLibrary.open(tmp_path / "new").close()
    empty = photoorg("search", "dog", "--library", tmp_path / "new")
    assert "no photos yet, as the library has no folders. Add one with: photoorg add" in empty.err
    # The three photos were described by another model.
    assert "3 photos wait to be described: photoorg sync" in photoorg("search", "dog").err
    small_library.rename(tmp_path / "away")
    assert "1 folder is offline" in photoorg("search", "dog").err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["status", "--json"]])
def test_an_output_without_room_is_one_line(empty_library: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PHOTOORG, "--library", str(empty_library), *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "photoorg: the output cannot be written: no space left on device.\n"


def test_an_interrupted_sync_says_what_is_done_and_goes_on(tmp_path: Path) -> None:
    for number in range(300):
        make_jpeg(tmp_path / "photos" / f"{number}.jpg", "red", (1600, 1200 + number))
    photoorg = [*PHOTOORG, "--library", str(tmp_path / "library")]
    subprocess.run([*photoorg, "add", str(tmp_path / "photos")], check=True, capture_output=True)
    with subprocess.Popen(
        [*photoorg, "sync"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as sync:
        deadline = time.monotonic() + 120
        while embedded(tmp_path / "library") == 0:
            assert sync.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        os.kill(sync.pid, signal.SIGINT)
        _, told = sync.communicate(timeout=120)
    assert sync.returncode == 130
    assert "Stopped: " in told
    assert "Go on with: photoorg sync" in told
    assert "Traceback" not in told
    assert 0 < embedded(tmp_path / "library") < 300


def embedded(directory: Path) -> int:
    """Photos that the library's model has described."""
    with PhotoLibrary.open(directory, read_only=True) as library:
        return library.status().embedded


def test_a_failing_command_still_gives_scripts_one_document(photoorg: CommandLine, tmp_path: Path) -> None:
    outcome = photoorg("add", tmp_path / "nowhere", "--json")
    assert outcome.code == 1
    assert "nowhere" in outcome.json["error"]
    assert outcome.err == f"photoorg: {outcome.json['error']}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no shell, and other names")
def test_names_of_files_cannot_move_the_cursor(photoorg: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    make_jpeg(folder / "a\x1b[2Jb\nc.jpg")
    (folder / "broken\x1b[1m.jpg").write_bytes(b"no photo")
    assert photoorg("add", folder).code == 0
    synced = photoorg("sync")
    assert "\x1b" not in synced.out + synced.err
    found = photoorg("similar", folder / "a\x1b[2Jb\nc.jpg", "--limit", "1", "-v")
    assert "\x1b" not in found.out + found.err


def test_a_wrong_timeout_of_the_hub_is_one_clear_sentence(
    photoorg: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_DOWNLOAD_TIMEOUT", "abc")
    outcome = photoorg("search", "dog")
    assert outcome.code == 2
    assert "HF_HUB_DOWNLOAD_TIMEOUT" in outcome.err


def test_a_library_whose_model_is_damaged_goes_on_at_once_with_another(
    photoorg: CommandLine,
    small_library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    model_store: Path,
) -> None:
    # The other model is there already, as it is for most who import one.
    load_encoder(ModelName.parse("builtin"))
    builtin = {
        shutil.copytree(converted, tmp_path / "models" / converted.name)
        for converted in model_store.glob("builtin-*")
    }
    monkeypatch.setenv("PHOTOORG_IMPORTED_MODELS", str(tmp_path / "imports"))
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "models"))
    weights = tmp_path / "tiny.safetensors"
    write_tiny_checkpoint(weights)
    assert photoorg("models", "import", weights, "--architecture", ARCHITECTURE).code == 0
    assert photoorg("models", "use", "imported:tiny", "--now").code == 0
    assert photoorg("sync").code == 0
    (converted,) = {path.parent for path in (tmp_path / "models").glob("*/*")} - builtin
    shutil.rmtree(converted)
    (tmp_path / "imports" / "tiny" / "open_clip_model.safetensors").write_bytes(b"damaged")
    assert "import it again" in photoorg("search", "red").err
    assert photoorg("models", "use", "builtin", "--json").json["model"].startswith("builtin")
    assert photoorg("search", "red").code == 0
