"""Photos that fit an album: like those in it, and never what the user refused."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import UserInputError
from photoorg.photo_library import PhotoLibrary
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLOURS = ("red", "green", "blue", "yellow", "white", "black")


@pytest.fixture
def library(tmp_path: Path, photo_folder: Path, empty_library: Path) -> Iterator[PhotoLibrary]:
    """Four photos of each of six colours."""
    shutil.copytree(empty_library, tmp_path / "library")
    for colour in COLOURS:
        for number in range(4):
            make_jpeg(photo_folder / f"{colour}{number}.jpg", colour, (60 + number, 48))
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as opened:
        opened.add_folder(photo_folder)
        opened.sync()
        yield opened


def ids(library: PhotoLibrary, *names: str) -> list[int]:
    (folder,) = library.folders()
    found = [library.photo_at(folder.path / f"{name}.jpg") for name in names]
    return [photo.id for photo in found if photo is not None]


def fitting(library: PhotoLibrary, album: str) -> list[str]:
    return [hit.path.stem for hit in library.fitting(album).hits]


def test_photos_like_the_members_fit_and_no_member_does(library: PhotoLibrary) -> None:
    library.albums.create("Warm")
    library.albums.add("Warm", ids(library, "red0"))
    assert set(fitting(library, "Warm")[:3]) == {"red1", "red2", "red3"}
    library.albums.add("Warm", ids(library, "red1", "yellow0"))
    found = fitting(library, "Warm")
    assert set(found[:5]) == {"red2", "red3", "yellow1", "yellow2", "yellow3"}
    assert not {"red0", "red1", "yellow0"} & set(found)


def test_what_was_refused_or_taken_out_never_comes_back(library: PhotoLibrary) -> None:
    library.albums.create("Warm")
    library.albums.add("Warm", ids(library, "red0", "yellow0"))
    library.albums.reject("Warm", ids(library, "red1"))
    library.albums.remove("Warm", ids(library, "yellow0"))
    found = fitting(library, "Warm")
    assert "red2" in found
    assert not {"red1", "yellow0"} & set(found)
    directory = library.directory
    library.close()
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as again:
        assert not {"red1", "yellow0"} & set(fitting(again, "Warm"))
        again.albums.forget_fits("Warm", ids(again, "red1"))
        assert "red1" in fitting(again, "Warm")


def test_what_does_not_fit_teaches(library: PhotoLibrary) -> None:
    library.albums.create("Both")
    library.albums.add("Both", ids(library, "red0", "blue0"))
    before = {hit.path.stem: hit.relevance for hit in library.fitting("Both", least_relevance=0).hits}
    library.albums.reject("Both", ids(library, "green0", "green1"))
    after = {hit.path.stem: hit.relevance for hit in library.fitting("Both", least_relevance=0).hits}
    assert after["green2"] < before["green2"]
    assert after["red1"] > after["green2"]


def test_hidden_photos_and_albums_that_cannot_be(library: PhotoLibrary) -> None:
    library.albums.create("Warm")
    with pytest.raises(UserInputError, match="‘Warm’ is empty"):
        library.fitting("warm")
    library.albums.add("Warm", ids(library, "red0"))
    library.put_aside.hide(ids(library, "red0"))
    with pytest.raises(UserInputError, match="‘Warm’ cannot be seen now"):
        library.fitting("warm")
    library.put_aside.unhide(ids(library, "red0"))
    library.put_aside.hide(ids(library, "red1"))
    assert "red1" not in fitting(library, "Warm")
    with pytest.raises(UserInputError, match="The limit"):
        library.fitting("Warm", limit=0)
    with pytest.raises(UserInputError, match="There is no album ‘Cold’"):
        library.fitting("Cold")
    library.albums.create("All", "ext:jpg")
    with pytest.raises(UserInputError, match="is filled by its search"):
        library.fitting("All")
