"""What is said before a model is ready: that it is prepared, cannot be kept, or is not needed at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.encoders.tiny_checkpoint import write_tiny_checkpoint

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Holds no converted model yet."""
    monkeypatch.setenv("PHOTOORG_MODELS", str(tmp_path / "store"))


@pytest.mark.usefixtures("empty_library")
def test_an_empty_library_answers_without_a_model(
    photoorg: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "photoorg.encoders.loading.load_encoder", lambda *_args, **_kwargs: pytest.fail("loaded a model")
    )
    assert "There are no photos yet" in photoorg("search", "dog").err
    assert "photoorg add FOLDER" in photoorg("search", "dog AND -cat").err
    (tmp_path / "photos").mkdir()
    photoorg("add", tmp_path / "photos")
    found = photoorg("search", "dog")
    assert (found.code, found.out) == (0, "")
    assert "There are no photos yet. Describe those in the library's folders with: photoorg sync" in found.err
    assert photoorg("search", "dog", "--json").json["hits"] == []
    assert photoorg("search", "dog", "AND").code == 1


def test_preparing_a_model_is_told_once_and_before(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    name = str(write_tiny_checkpoint(tmp_path / "tiny.safetensors"))
    told = f"Preparing the model {name} for this machine; this takes about a minute, once.\n"
    assert photoorg("search", "red", "--model", name).err.startswith(told)
    assert told not in photoorg("search", "red", "--model", name).err
    shutil.rmtree(tmp_path / "store")
    assert photoorg("models", "use", name).err.startswith(told)


def test_a_store_that_cannot_be_used_is_one_sentence(
    photoorg: CommandLine, small_library: Path, tmp_path: Path
) -> None:
    name = str(write_tiny_checkpoint(tmp_path / "tiny.safetensors"))
    (tmp_path / "store").write_text("no folder")
    found = photoorg("search", "red", "--model", name)
    assert found.code == 0
    first, *others = found.err.splitlines()
    assert first.startswith(
        f"The folder for converted models, ‘{tmp_path / 'store'}’, cannot be used (a file"
    )
    assert first.endswith("PHOTOORG_MODELS names another folder.")
    assert not any("Preparing" in line or "converted" in line for line in others)
    assert (tmp_path / "store").read_text() == "no folder"
    for arguments in (("models", "list"), ("status",), ("models", "remove", "--leftovers")):
        assert photoorg(*arguments).code == 0
