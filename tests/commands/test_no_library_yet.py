"""Before there is a library: what only looks, or needs one, says so and makes none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.settings_file import CATALOGUE_FILE
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine


@pytest.mark.parametrize(
    "command",
    [
        "search dog",
        "similar a.jpg",
        "status",
        "doctor",
        "doctor --repair",
        "sync",
        "remove photos",
        "folders list",
        "albums list",
        "albums show Beach",
        "albums create Beach",
        "settings list",
        "people list",
        "people find --yes",
        "people forget-all --yes",
        "backup there.backup",
    ],
)
def test_a_typing_error_makes_no_library(photoorg: CommandLine, tmp_path: Path, command: str) -> None:
    typo = tmp_path / "typo" / "deep" / "library"
    sentence = f"There is no library at ‘{typo}’ yet. Make one with: photoorg add FOLDER"
    outcome = photoorg("--library", typo, *command.split(), "--json")
    assert (outcome.code, outcome.err) == (1, f"photoorg: {sentence}\n")
    assert outcome.json == {"error": sentence}
    assert not list(tmp_path.iterdir())


def test_a_folder_of_photos_is_no_library(photoorg: CommandLine, tmp_path: Path) -> None:
    photo = make_jpeg(tmp_path / "photos" / "red.jpg", "red")
    assert photoorg("--library", photo.parent, "status").code == 1
    assert list(photo.parent.iterdir()) == [photo]


@pytest.mark.parametrize("command", ["add photos", "settings set threads 2"])
def test_what_begins_a_library_makes_it(
    photoorg: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    make_jpeg(tmp_path / "photos" / "red.jpg", "red")
    assert photoorg(*command.split()).code == 0
    assert (tmp_path / "library" / CATALOGUE_FILE).is_file()
    assert photoorg("status").code == 0
