"""What people ran into with models: each was once a wrong word, or no word at all."""

from __future__ import annotations

import inspect
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import typer.main

from photoorg.cli import app
from photoorg.encoders.imported_models import RECORD_FILE, write_record
from photoorg.encoders.model_name import ModelName, encoder_key
from photoorg.encoders.model_store import LOCK_FILE, MANIFEST_FILE, ModelStore
from tests.encoders.tiny_checkpoint import write_tiny_checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.commands.conftest import CommandLine


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps this test from models of others."""
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "store"))
    monkeypatch.setenv("PHOTOORG_IMPORTED_MODELS", str(tmp_path / "imports"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """The directory of an imported model, put there without waiting for torch."""
    directory = tmp_path / "imports" / "mine"
    directory.mkdir(parents=True)
    (directory / "open_clip_config.json").write_text("{}")
    (directory / "open_clip_model.safetensors").write_bytes(bytes(5000))
    write_record(directory, "imported@0123")
    return directory


# --- stopping ---


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process")
def test_a_stopped_import_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    write_tiny_checkpoint(tmp_path / "tiny.safetensors")
    command = [*["models", "import", "tiny.safetensors", "--architecture", "ViT-B-32"]]
    with subprocess.Popen(
        [sys.executable, "-m", "photoorg", *command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + 100
        while not list(tmp_path.glob("imports/*.unfinished-*")):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=100)
    assert (process.returncode, out, err) == (130, "", "Stopped; nothing was imported.\n")
    assert [path.name for path in (tmp_path / "imports").iterdir()] == [".lock"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("eval", "retrieval", "--captions", "table.csv", "--images", "."), "Stopped; nothing was measured."),
        (("eval", "zeroshot", "--labels", "table.csv", "--images", "."), "Stopped; nothing was measured."),
        (("models", "use", "builtin"), "Stopped."),
    ],
)
def test_a_stopped_command_says_one_line(
    photoorg: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text("image,caption,label\na.png,a,a\n")
    monkeypatch.setattr("photoorg.encoders.loading.load_encoder", interrupted)
    outcome = photoorg(*arguments)
    assert (outcome.code, outcome.out, outcome.err) == (130, "", f"{sentence}\n")
    assert photoorg(*arguments, "--json").json == {"error": sentence}


# --- scripts ---


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("models", "remove", "imported:mine"), 1),
        (("models", "remove", "imported:nothing"), 1),
        (("models", "remove"), 2),
        (("models", "download", "builtin"), 1),
        (("models", "download", "bultin"), 1),
        (("models", "import", "nowhere"), 1),
        (("models", "use", "nonsense"), 1),
        (("models", "quantize", "nonsense"), 1),
        (("models", "nonsense"), 2),
        (("models", "list", "--nonsense"), 2),
        (("eval", "zeroshot"), 2),
        (("search",), 2),
        (("albums", "show", "nothing"), 1),
        (("remove", "nowhere"), 1),
    ],
)
def test_scripts_get_one_document_whatever_goes_wrong_and_nobody_there(
    photoorg: CommandLine,
    imported: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    outcome = photoorg(*arguments, "--json")
    assert outcome.code == code
    assert outcome.json["error"]
    assert imported.is_dir()


def test_a_no_is_no_failure_of_the_script_but_is_told(
    photoorg: CommandLine, imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer, sentence in (("n\n", "Nothing was removed."), ("", "with --yes nobody is asked")):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        outcome = photoorg("models", "remove", "imported:mine")
        assert outcome.code == 1
        assert sentence in outcome.err
    assert imported.is_dir()
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert photoorg("models", "remove", "imported:mine", "--json").code == 0
    assert not imported.exists()


def test_without_a_terminal_lines_tell_how_far_things_are(
    photoorg: CommandLine,
    samples: Path,
    tmp_path: Path,
    model_store: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "table.csv").write_text("image,label\ncat.png,cat\ncoffee.png,coffee\n")
    arguments = ("eval", "zeroshot", "--labels", tmp_path / "table.csv", "--images", samples)
    monkeypatch.setenv("PHOTOORG_MODELS", str(model_store))
    # Work that is soon done says nothing on the way, however slow the machine is.
    monkeypatch.setattr("photoorg.commands.context.PLAIN_EVERY_S", 3600.0)
    told = re.compile(r"Encoding photos and labels: (\d+) of \1\n")
    assert not told.search(photoorg(*arguments).err)
    monkeypatch.setattr("photoorg.commands.context.PLAIN_EVERY_S", 0.0)
    assert told.search(photoorg(*arguments).err)


# --- names ---


def test_people_read_names_and_scripts_keys(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    weights = tmp_path / "tiny.safetensors"
    name = write_tiny_checkpoint(weights)
    key = encoder_key(name)
    (tmp_path / "library" / "settings.toml").write_text(f'model = "{name}"\nnext_model = "builtin"\n')
    (model, coming) = (line.split()[-1] for line in photoorg("status").out.splitlines()[1:3])
    assert (model, coming) == (str(name), "builtin")
    assert f"{name} ({key})\n" in photoorg("status", "-v").out
    document = photoorg("status", "--json").json
    assert (document["model"], document["model_name"]) == (key, str(name))
    assert document["next_model_name"] == "builtin"
    assert document["next_model"] == encoder_key(ModelName.parse("builtin"))
    weights.unlink()
    ill = photoorg("doctor").out
    assert "builtin has described 0 of 3 photos" in ill
    assert "builtin@" not in ill
    assert "builtin@" in photoorg("doctor", "--json").out


def test_a_model_that_is_only_coming_is_not_said_to_be_used(
    photoorg: CommandLine, imported: Path, small_library: Path, tmp_path: Path
) -> None:
    (tmp_path / "library" / "settings.toml").write_text('model = "builtin"\nnext_model = "imported:mine"\n')
    refused = photoorg("models", "remove", "imported:mine", "--yes")
    assert refused.code == 1
    assert "is to take over in this library; call that off first" in refused.err
    assert "uses" not in refused.err.partition("searches use now")[0]


def test_an_imported_model_may_be_called_by_its_name_alone(
    photoorg: CommandLine, imported: Path, small_library: Path, tmp_path: Path
) -> None:
    assert str(ModelName.parse("mine")) == "imported:mine"
    assert photoorg("status", "--model", "mine", "--json").json["model"] == "imported@0123"
    # What is chosen is kept under its whole name, which no model of tomorrow can take.
    (tmp_path / "library" / "settings.toml").write_text('model = "mine"\n')
    assert photoorg("status", "--json").json["model_name"] == "imported:mine"
    assert "This library uses mine" in photoorg("models", "remove", "mine", "--yes").err
    (tmp_path / "library" / "settings.toml").unlink()
    assert "Did you mean mine?" in photoorg("models", "use", "mien").err
    assert photoorg("models", "remove", "mine", "--yes").code == 0
    assert not imported.exists()
    assert "“mine” names no model" in photoorg("models", "use", "mine").err


def test_examples_of_names_are_in_the_help(photoorg: CommandLine) -> None:
    assert "imported:mine" in photoorg("--help").out


@pytest.mark.parametrize("name", ["imported:nothing", "ViT-B-32:openai", "hf-hub:someone/nothing"])
def test_nobody_is_asked_about_a_model_that_is_not_there(
    photoorg: CommandLine, imported: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    outcome = photoorg("models", "remove", name)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == f"photoorg: Nothing of {name} is on this machine. See: photoorg models list\n"


def test_an_empty_name_is_none(photoorg: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "tiny.safetensors").write_bytes(b"never read")
    outcome = photoorg(
        "models", "import", tmp_path / "tiny.safetensors", "--architecture", "ViT-B-32", "--name", ""
    )
    assert (outcome.code, outcome.err) == (1, "photoorg: The name is empty. Give one with --name.\n")


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_library_without_its_imported_model_says_how_to_go_on_and_does(
    photoorg: CommandLine,
    imported: Path,
    small_library: Path,
    tmp_path: Path,
    model_store: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: str,
) -> None:
    monkeypatch.setenv("PHOTOORG_MODELS", str(model_store))
    (tmp_path / "library" / "settings.toml").write_text('model = "imported:mine"\n')
    if damage == "cut":
        (imported / "open_clip_model.safetensors").write_bytes(b"x")
    else:
        shutil.rmtree(imported)
    said = photoorg("search", "red").err
    assert said.count("\n") == 1
    assert said.endswith(" Choose another model with: photoorg models use builtin\n")
    reason = said.removeprefix("photoorg: ").strip()
    assert f"Model       imported:mine\n            cannot be used: {reason}\n" in photoorg("status").out
    assert photoorg("status", "--json").json["model_fault"] == reason
    used = photoorg("models", "use", "builtin")
    assert used.out == "This library now uses builtin.\n"
    assert "cannot be used" not in photoorg("status").out
    assert "3 photos wait to be described" in used.err


def test_status_knows_what_cannot_be_loaded_without_loading(
    photoorg: CommandLine, imported: Path, small_library: Path, tmp_path: Path
) -> None:
    def faults(model: str, coming: str = "") -> list[str]:
        settings = f'model = "{model}"\nnext_model = "{coming}"\n'
        (tmp_path / "library" / "settings.toml").write_text(settings)
        status = photoorg("status", "--json").json
        return [status["model_fault"] or "", status["next_model_fault"] or ""]

    assert faults("builtin", "imported:mine") == ["", ""]
    assert faults("imported:mine", "hf-hub:someone/nothing") == [
        "",
        "hf-hub:someone/nothing is not on this machine. Get it with: "
        "photoorg models download hf-hub:someone/nothing",
    ]
    assert "ViT-B-32:laion2b_s34b_b79k is not on this machine" in faults("ViT-B-32:laion2b_s34b_b79k")[0]
    assert "names no model" in faults("nonsense")[0]
    (imported / "open_clip_model.safetensors").write_bytes(b"x")
    assert "damaged; import it again" in faults("imported:mine")[0]
    # What was converted needs its weights no more.
    store = ModelStore()
    with store.alone():
        store.add("imported@0123", lambda _directory: {})
    assert faults("imported:mine") == ["", ""]


# --- what lies on the disk ---


@pytest.mark.parametrize("damage", ["cut", "gone", "record"])
def test_a_damaged_import_is_listed_as_such_and_can_be_removed(
    photoorg: CommandLine, imported: Path, damage: str
) -> None:
    match damage:
        case "cut":
            (imported / "open_clip_model.safetensors").write_bytes(b"x")
        case "gone":
            (imported / "open_clip_model.safetensors").unlink()
        case "record":
            (imported / RECORD_FILE).write_text("{")
    assert "import it again, or remove it" in photoorg("models", "list").out
    listed = {model["name"]: model for model in photoorg("models", "list", "--json").json["models"]}
    assert listed["imported:mine"]["on_this_machine"] == "damaged import"
    removed = photoorg("models", "remove", "imported:mine", "--yes", "--json")
    assert removed.json["freed_bytes"] > 0
    assert not imported.exists()


@pytest.fixture
def store() -> ModelStore:
    """Has the forms of models that are here, of some that are gone, and rests of killed conversions."""
    store = ModelStore()
    for key in (encoder_key(ModelName.parse("builtin")), "builtin@old", "ViT-B-32:openai", "imported@0123"):
        with store.alone():
            store.add(key, lambda directory: {"size": (directory / "image.bin").write_bytes(bytes(10_000))})
    (damaged,) = store.directory.glob("ViT-B-32-openai-*")
    shutil.copytree(damaged, store.directory / f"killed-{'0' * 16}.unfinished-x")
    (store.directory / f"torn-{'1' * 16}").mkdir()
    (store.directory / f"torn-{'1' * 16}" / MANIFEST_FILE).write_text("{")
    (store.directory / "somebody elses").mkdir()
    return store


def test_forms_of_models_that_are_gone_are_told_of_and_removed(
    photoorg: CommandLine, imported: Path, small_library: Path, store: ModelStore, tmp_path: Path
) -> None:
    # The forms of this test cannot be loaded.
    (tmp_path / "library" / "settings.toml").write_text('model = "nonsense"\n')

    def told() -> str:
        findings = photoorg("doctor", "--json").json["findings"]
        return "".join(finding["text"] for finding in findings if finding["subject"] == "leftovers")

    assert told().startswith("3 forms of models that are gone")
    assert "photoorg models remove --leftovers" in told()
    removed = photoorg("models", "remove", "--leftovers", "--json").json
    assert "builtin@old" in removed["removed"]
    assert (len(removed["removed"]), removed["freed_bytes"] > 20_000) == (3, True)
    assert set(store.entries()) == {
        encoder_key(ModelName.parse("builtin")),
        "ViT-B-32:openai",
        "imported@0123",
    }
    assert (store.directory / "somebody elses").is_dir()
    assert told() == ""
    assert "Removed 0 leftovers" in photoorg("models", "remove", "--leftovers").out


def test_names_that_are_nonsense_leave_no_locks(photoorg: CommandLine, tmp_path: Path) -> None:
    for name in ("ViT-B-32:nonsense", "Nonsense:tag"):
        assert photoorg("models", "use", name).code == 1
    assert [path.name for path in (tmp_path / "store").iterdir()] == [LOCK_FILE]


# --- help ---


def test_help_texts_break_where_a_terminal_of_80_columns_does() -> None:
    """Typer joins the lines of the first paragraph only; those of others stay as they are written."""

    def callbacks(group: typer.main.TyperGroup) -> Iterator[object]:
        for command in group.commands.values():
            if isinstance(command, typer.main.TyperGroup):
                yield from callbacks(command)
            else:
                yield command.callback

    group = typer.main.get_command(app)
    assert isinstance(group, typer.main.TyperGroup)
    found = list(callbacks(group))
    assert len(found) > 20
    for callback in found:
        _, _, further = (inspect.getdoc(callback) or "").partition("\n\n")
        assert all(len(line) <= 78 for line in further.splitlines()), callback


def test_what_can_be_downloaded_is_offered_and_nothing_else(photoorg: CommandLine) -> None:
    text = photoorg("models", "download", "--help").out
    assert "hf-hub:org/name" in text
    assert "builtin" not in text
    assert "imported:" not in text
