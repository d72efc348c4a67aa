"""Settings: validated, replaced as a whole, refused with the name of what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.errors import LibraryError, UserInputError
from photoorg.settings import (
    LibrarySettings,
    Settings,
    load_settings,
    save_settings,
)
from photoorg.settings_file import SETTINGS_FILE, default_library_directory

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings(model="builtin", threads=0, paused=False)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(model='ViT-B-32:/a "quoted" \\ path/日本.safetensors', threads=3, paused=True)
    save_settings(tmp_path, chosen)
    assert load_settings(tmp_path) == chosen
    save_settings(tmp_path, Settings())
    assert load_settings(tmp_path) == Settings()
    assert [path.name for path in tmp_path.iterdir()] == [SETTINGS_FILE]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"threads = -1", "wrong at ‘threads’: it cannot be -1. Processor threads for the model, 0 to 256"),
        (b"threads = 'all'", "wrong at ‘threads’"),
        (b"paused = 'perhaps'", "wrong at ‘paused’"),
        (b"modle = 'builtin'", "wrong at ‘modle’: there is no such setting, only ‘model’"),
        (b"model = [1]", "wrong at ‘model’"),
        (b"model = ", "cannot be read"),
        (b"\x00\xff\xfe", "cannot be read"),
        (b"junk", "cannot be read"),
    ],
)
def test_junk_is_refused_and_left_alone(tmp_path: Path, content: bytes, wrong: str) -> None:
    path = tmp_path / SETTINGS_FILE
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=wrong) as raised:
        load_settings(tmp_path)
    assert str(path) in str(raised.value)
    assert "Correct that file, or delete it" in str(raised.value)
    assert path.read_bytes() == content


def test_a_directory_in_its_place_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).mkdir()
    with pytest.raises(LibraryError, match="cannot be read"):
        load_settings(tmp_path)
    with pytest.raises(LibraryError, match="cannot be written"):
        save_settings(tmp_path, Settings())


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_environment_names_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PHOTOORG_LIBRARY", str(tmp_path))
    assert default_library_directory() == tmp_path
    monkeypatch.delenv("PHOTOORG_LIBRARY")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_library_directory().name == "photoorg"


def test_a_change_to_what_cannot_be_is_refused(tmp_path: Path) -> None:
    settings = LibrarySettings(tmp_path, {}, read_only=False)
    settings.change(threads=7)
    for wrong in ({"threads": 257}, {"threads": -1}, {"model": None}, {"thread": 3}):
        with pytest.raises(UserInputError, match="The settings were not changed at"):
            settings.change(**wrong)
    assert settings.current.threads == load_settings(tmp_path).threads == 7
