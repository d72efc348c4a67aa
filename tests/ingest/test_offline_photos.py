"""Photos of a drive that is not connected are described by their thumbnails when the model changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from photoorg.settings import Settings, save_settings
from tests.pictures import make_jpeg
from tests.tiny_models import TinyModels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def models() -> Iterator[TinyModels]:
    models = TinyModels()
    yield models
    models.gated.gate.release(1000)


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A folder that stands for a drive, with three photos."""
    drive = tmp_path / "drive"
    for colour in ("red", "green", "blue"):
        make_jpeg(drive / f"{colour}.jpg", colour)
    return drive


@pytest.fixture
def library(tmp_path: Path, photo_folder: Path, drive: Path, models: TinyModels) -> Iterator[PhotoLibrary]:
    """Knows the drive, which was unplugged since, and one photo of this machine."""
    make_jpeg(photo_folder / "yellow.jpg", "yellow")
    directory = tmp_path / "library"
    directory.mkdir()
    save_settings(directory, Settings(model="old"))
    with PhotoLibrary.open(directory, encoders=models) as library:
        library.add_folder(photo_folder)
        library.add_folder(drive)
        library.sync()
        drive.rename(drive.with_name("unplugged"))
        library.sync()
        assert library.status().offline == 3
        yield library


def first(library: PhotoLibrary, words: str) -> str:
    return library.photo(library.search(words).hits[0].photo_id).path.name


@pytest.mark.parametrize("at_once", [False, True])
def test_a_new_model_finds_photos_of_an_unplugged_drive(library: PhotoLibrary, at_once: bool) -> None:
    library.choose_model("new", at_once=at_once)
    report = library.sync()
    assert library.model == "new@1"
    assert report.embedded + report.prepared == 4
    assert [first(library, colour) for colour in ("red", "green", "blue", "yellow")] == [
        "red.jpg",
        "green.jpg",
        "blue.jpg",
        "yellow.jpg",
    ]


def test_they_are_not_described_again_when_the_drive_is_back(
    library: PhotoLibrary, drive: Path, models: TinyModels
) -> None:
    library.choose_model("new")
    library.sync()
    seen = models.new.images_encoded
    drive.with_name("unplugged").rename(drive)
    library.sync()
    assert library.status().offline == 0
    assert models.new.images_encoded == seen
    assert first(library, "green") == "green.jpg"


def test_those_without_a_thumbnail_wait_for_the_drive(library: PhotoLibrary, drive: Path) -> None:
    for thumbnail in library.thumbnail_directory.rglob("*.jpg"):
        thumbnail.unlink()
    library.choose_model("new")
    library.sync()
    assert library.model == "new@1"
    assert not library.search("red").hits
    drive.with_name("unplugged").rename(drive)
    library.sync()
    assert first(library, "red") == "red.jpg"
