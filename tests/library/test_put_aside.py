"""Hidden photos, and those removed from the library."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import UserInputError
from photoorg.photo_library import PhotoLibrary
from tests.pictures import dng, encoded, make_jpeg, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLOURS = ("red", "green", "blue", "yellow")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library beside the folder of its photos."""
    base = tmp_path_factory.mktemp("original")
    for colour in COLOURS:
        make_jpeg(base / "photos" / f"{colour}.jpg", colour)
    (base / "photos" / "yellow.dng").write_bytes(dng((64, 48), encoded(plain("yellow", (64, 48)), "JPEG")))
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        library.add_folder(base / "photos")
        library.sync()
        library.albums.create("All")
        library.albums.add("All", library.photo_ids())
        library.albums.create("Smart", "ext:jpg")
    return base


@pytest.fixture
def base(tmp_path: Path, original: Path) -> Path:
    """A copy of it for one test."""
    shutil.copytree(original, tmp_path / "base")
    with PhotoLibrary.open(tmp_path / "base" / "library", encoder=TinyEncoder()) as library:
        library.relocate_folder(original / "photos", tmp_path / "base" / "photos")
        library.sync()
    return tmp_path / "base"


@pytest.fixture
def filled(base: Path) -> Iterator[PhotoLibrary]:
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        yield library


def put_aside_counts(library: PhotoLibrary) -> tuple[int, int]:
    """How many photos are hidden, and how many removed; all others are counted elsewhere."""
    overview = library.overview.read()
    assert overview.photos == len(library.photo_ids())
    return overview.hidden, overview.removed


def id_of(library: PhotoLibrary, name: str) -> int:
    (path,) = (folder.path / name for folder in library.folders())
    photo = library.photo_at(path)
    assert photo is not None
    return photo.id


def seen_in(library: PhotoLibrary, photo_id: int) -> set[str]:
    """Where a photo is seen."""
    (folder,) = library.folders()
    pages = {
        "all": library.photo_ids(),
        "first": library.photo_ids(limit=100),
        "newest": library.newest_first()[0].tolist(),
        "folder": library.photo_ids(folder=folder.path),
        "favourites": library.photo_ids(favourites=True),
        "album": library.albums.photo_ids("All"),
        "smart album": library.albums.photo_ids("Smart"),
        "filter": library.matching("ext:jpg"),
        "words": [hit.photo_id for hit in library.search("red", least_relevance=0).hits],
        "words and filter": [hit.photo_id for hit in library.search("red ext:jpg", least_relevance=0).hits],
        "similar": [
            hit.photo_id for hit in library.similar(id_of(library, "green.jpg"), least_relevance=0).hits
        ],
        "hidden": library.matching("is:hidden"),
        "not hidden": library.matching("-is:hidden"),
        "hidden words": [hit.photo_id for hit in library.search("red is:hidden", least_relevance=0).hits],
        "removed": library.put_aside.removed(),
    }
    return {page for page, photo_ids in pages.items() if photo_id in photo_ids}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is:hidden (green OR ext:png)", {"hidden.png"}),
        ("is:hidden (red OR ext:png)", {"hidden.png", "red.jpg"}),
        ("is:hidden OR green", {"hidden.png", "red.jpg", "green.jpg"}),
        ("-green -is:hidden", {"blue.jpg"}),
        ("green OR ext:png", {"green.jpg"}),
    ],
)
def test_filters_beside_words_see_hidden_photos_where_the_query_asks_for_them(
    library: PhotoLibrary, photo_folder: Path, query: str, expected: set[str]
) -> None:
    for colour in ("red", "green", "blue"):
        make_jpeg(photo_folder / f"{colour}.jpg", colour)
    (photo_folder / "hidden.png").write_bytes(encoded(plain("yellow", (60, 40)), "PNG"))
    library.add_folder(photo_folder)
    library.sync()
    library.put_aside.hide([id_of(library, "hidden.png"), id_of(library, "red.jpg")])
    assert {hit.path.name for hit in library.search(query).hits} == expected


EVERYWHERE = {
    "all",
    "first",
    "newest",
    "folder",
    "favourites",
    "album",
    "smart album",
    "filter",
    "words",
    "words and filter",
    "similar",
    "not hidden",
}


def test_a_hidden_photo_is_seen_only_by_those_who_ask(filled: PhotoLibrary) -> None:
    red = id_of(filled, "red.jpg")
    filled.set_favourite([red], True)
    assert seen_in(filled, red) == EVERYWHERE
    filled.put_aside.hide([red])
    assert seen_in(filled, red) == {"hidden", "hidden words"}
    assert filled.put_aside.hidden() == [red]
    assert put_aside_counts(filled) == (1, 0)
    assert filled.albums.get("All").photo_count == len(COLOURS) - 1
    assert filled.status().photos == len(COLOURS) - 1
    assert filled.photo(red).hidden
    filled.put_aside.unhide([red])
    assert seen_in(filled, red) == EVERYWHERE


def test_a_removed_photo_is_seen_nowhere_and_comes_back_with_all(filled: PhotoLibrary) -> None:
    red = id_of(filled, "red.jpg")
    filled.set_favourite([red], True)
    filled.put_aside.remove([red])
    assert seen_in(filled, red) == {"removed"}
    assert filled.photo(red).removed
    assert filled.photo(red).path.exists()
    assert put_aside_counts(filled) == (0, 1)
    filled.put_aside.put_back([red])
    assert seen_in(filled, red) == EVERYWHERE


def test_what_was_hidden_before_it_was_removed_comes_back_hidden(filled: PhotoLibrary) -> None:
    red = id_of(filled, "red.jpg")
    filled.put_aside.hide([red])
    filled.put_aside.remove([red])
    assert seen_in(filled, red) == {"removed"}
    assert put_aside_counts(filled) == (0, 1)
    assert filled.put_aside.forget_removed() == [red]
    assert seen_in(filled, red) == {"hidden", "hidden words"}


def test_a_removed_photo_stays_away_through_rename_copy_scan_and_restart(base: Path) -> None:
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        red = id_of(library, "red.jpg")
        library.put_aside.remove([red])
    photos = base / "photos"
    (photos / "red.jpg").rename(photos / "other.jpg")
    shutil.copy(photos / "other.jpg", photos / "copy.jpg")
    (photos / "blue.jpg").touch()
    encoder = TinyEncoder()
    with PhotoLibrary.open(base / "library", encoder=encoder) as library:
        library.sync()
        assert encoder.images_encoded == 0
        assert id_of(library, "copy.jpg") == red
        assert seen_in(library, red) == {"removed"}


def test_another_model_does_not_describe_removed_photos(base: Path) -> None:
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        library.put_aside.remove([id_of(library, "red.jpg")])
    other = TinyEncoder("tiny-2")
    with PhotoLibrary.open(base / "library", encoder=other) as library:
        assert library.status().pending == len(COLOURS) - 1
        library.sync()
        assert other.images_encoded == len(COLOURS) - 1
        assert library.status().pending == 0
        library.put_aside.forget_removed()
        library.sync()
        assert other.images_encoded == len(COLOURS)


def test_an_edit_of_a_hidden_photo_is_hidden(filled: PhotoLibrary) -> None:
    red = id_of(filled, "red.jpg")
    filled.put_aside.hide([red])
    (folder,) = filled.folders()
    former = (folder.path / "red.jpg").read_bytes()
    make_jpeg(folder.path / "red.jpg", "purple")
    filled.sync()
    assert id_of(filled, "red.jpg") == red
    (folder.path / "former.jpg").write_bytes(former)
    filled.sync()
    again = id_of(filled, "former.jpg")
    assert again != red
    assert set(filled.put_aside.hidden()) == {red, again}


def test_both_of_a_shot_are_put_aside(filled: PhotoLibrary) -> None:
    pytest.importorskip("rawpy", reason="needs the extra photoorg[raw]")
    yellow = id_of(filled, "yellow.jpg")
    (folder,) = filled.folders()
    filled.put_aside.remove([yellow])
    assert filled.put_aside.removed() == [yellow]
    assert id_of(filled, "yellow.dng") == yellow
    (folder.path / "yellow.jpg").unlink()
    filled.sync()
    assert len(filled.photo_ids()) == len(COLOURS) - 1
    assert put_aside_counts(filled) == (0, 1)


def test_each_step_can_be_taken_back(filled: PhotoLibrary) -> None:
    red = id_of(filled, "red.jpg")
    filled.set_favourite([red], True)
    for put, seen in (
        (filled.put_aside.hide, {"hidden", "hidden words"}),
        (filled.put_aside.remove, {"removed"}),
    ):
        with filled.history.recording() as recording:
            put([red])
        assert red in recording.step.photo_ids
        again = filled.history.take_back(recording.step)
        assert seen_in(filled, red) == EVERYWHERE
        filled.history.take_back(again)
        assert seen_in(filled, red) == seen
        filled.put_aside.unhide([red])
        filled.put_aside.put_back([red])
    filled.put_aside.remove([red])
    with filled.history.recording() as recording:
        filled.put_aside.forget_removed()
    filled.history.take_back(recording.step)
    assert filled.put_aside.removed() == [red]


def test_an_unknown_photo_is_refused_and_nothing_changes(filled: PhotoLibrary) -> None:
    for put in (filled.put_aside.hide, filled.put_aside.remove, filled.put_aside.unhide):
        with pytest.raises(UserInputError, match="no photo with the id 4711"):
            put([id_of(filled, "red.jpg"), 4711])
    assert put_aside_counts(filled) == (0, 0)
