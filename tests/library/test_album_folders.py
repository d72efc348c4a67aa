"""Folders of albums: what lies in them, what they are called, and that nothing contains itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import QueryError, UserInputError
from photoorg.library.album_order import AlbumOrder, moved
from tests.pictures import exif, make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary


@pytest.fixture
def ids(library: PhotoLibrary, photo_folder: Path) -> list[int]:
    """Six photos, the oldest first."""
    for day, name in enumerate("fedcba", 1):
        tags = exif(datetime(2023, 5, day, 10))
        make_jpeg(photo_folder / f"{name}.jpg", "red", (40 + day, 30), tags)
    library.add_folder(photo_folder)
    library.sync()
    return library.photo_ids()[::-1]


def test_folders_hold_albums_and_folders_and_a_search_in_one_finds_all(
    library: PhotoLibrary, ids: list[int]
) -> None:
    folders, albums = library.album_folders, library.albums
    folders.create("Trips")
    folders.create("Italy", "trips")
    albums.create("Rome", folder="Italy")
    albums.add("Rome", ids[:2])
    albums.create("May 3", "date:2023-05-03", folder="Trips")
    albums.create("Elsewhere")
    albums.add("Elsewhere", ids[5:])
    assert [(one.name, one.parent) for one in folders.list()] == [("Italy", "Trips"), ("Trips", "")]
    assert folders.members("TRIPS") == ("May 3", "Italy")
    assert set(library.matching("in:Trips")) == set(ids[:3])
    assert set(library.matching("in:Italy OR in:Elsewhere")) == {*ids[:2], ids[5]}
    assert set(library.matching("-in:Trips")) == set(ids[3:])
    assert library.photos_in_folder("Trips") == ids[2::-1]
    assert albums.get("Rome").folder == "Italy"
    folders.delete("Italy")
    assert albums.get("Rome").folder == "Trips"
    with pytest.raises(QueryError, match="There is no album ‘Italy’"):
        library.matching("in:Italy")
    folders.create("Empty")
    assert library.matching("in:Empty") == []
    assert "Empty" in library.names()["in"]


def test_nothing_contains_itself(library: PhotoLibrary) -> None:
    folders, albums = library.album_folders, library.albums
    folders.create("Outer")
    folders.create("Inner", "Outer")
    albums.create("Red", "in:Outer")
    before = (folders.list(), albums.list())
    for attempt in (
        lambda: folders.move("Outer", "Outer"),
        lambda: folders.move("Outer", "Inner"),
        lambda: folders.take_album("Red", "Inner"),
        lambda: albums.create("Green", "in:Outer", folder="Inner"),
    ):
        with pytest.raises(UserInputError, match="would contain itself"):
            attempt()
        assert (folders.list(), albums.list()) == before


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "A folder of albums needs a name"),
        (" \x07 ", "A folder of albums needs a name"),
        ("x" * 5000, "may have at most 200 characters"),
        ("TRIPS", "There is already a folder of albums ‘Trips’"),
        ("summer", "There is already an album ‘Summer’"),
    ],
)
def test_a_name_that_cannot_be_is_one_sentence(library: PhotoLibrary, name: str, sentence: str) -> None:
    library.albums.create("Summer")
    library.album_folders.create("Trips")
    before = library.album_folders.list()
    with pytest.raises(UserInputError, match=sentence):
        library.album_folders.create(name)
    assert library.album_folders.list() == before
    with pytest.raises(UserInputError, match="There is already a folder of albums ‘Trips’"):
        library.albums.rename("Summer", "Trips")
    assert library.albums.create("Bell\x07 and\nline").name == "Bell and line"


def test_photos_go_where_they_are_put(library: PhotoLibrary, ids: list[int]) -> None:
    albums = library.albums
    albums.create("A")
    albums.add("A", [ids[2], ids[0], ids[1], ids[4]])
    albums.move("A", [ids[4]], before=ids[0])
    assert albums.photo_ids("A") == [ids[2], ids[4], ids[0], ids[1]]
    albums.move("A", [ids[2], ids[0]])
    assert albums.photo_ids("A") == [ids[4], ids[1], ids[2], ids[0]]
    albums.sort("A", AlbumOrder.OLDEST)
    assert albums.photo_ids("A") == [ids[0], ids[1], ids[2], ids[4]]
    albums.sort("A", AlbumOrder.NAME)
    assert albums.photo_ids("A") == [ids[4], ids[2], ids[1], ids[0]]
    assert moved([1, 2, 3, 4], [2, 3], 3) == [1, 2, 3, 4]
    assert moved([1, 2, 3, 4], [3], 1) == [3, 1, 2, 4]


def test_a_cover_is_the_chosen_photo_while_it_can_be_seen(library: PhotoLibrary, ids: list[int]) -> None:
    albums = library.albums
    albums.create("A")
    assert albums.get("A").cover_photo_id is None
    albums.add("A", ids[:3])
    assert albums.get("A").cover_photo_id == ids[0]
    assert albums.set_cover("A", ids[2]).cover_photo_id == ids[2]
    library.put_aside.remove([ids[2]])
    assert (albums.get("A").cover_photo_id, albums.get("A").has_chosen_cover) == (ids[0], False)
    library.put_aside.put_back([ids[2]])
    assert albums.get("A").cover_photo_id == ids[2]
    assert albums.create("Smart", "rating:5").cover_photo_id is None
    assert albums.set_cover("Smart", ids[1]).cover_photo_id == ids[1]
    assert albums.set_description("Smart", "  Two\nlines\x00 ").description == "Two\nlines"
    with pytest.raises(UserInputError, match="at most 10,000 characters"):
        albums.set_description("Smart", "x" * 10_001)
    with pytest.raises(UserInputError, match="no photo with the id 4711"):
        albums.set_cover("Smart", 4711)


def test_what_was_said_to_fit_stays_said(library: PhotoLibrary, ids: list[int]) -> None:
    albums = library.albums
    albums.create("A")
    albums.accept("A", ids[:2])
    albums.reject("A", ids[2:4])
    albums.remove("A", [ids[0], ids[5]])
    said = albums.fits("A")
    assert (said.yes, set(said.no), said.removed) == ((ids[1],), set(ids[2:4]), (ids[0],))
    albums.add("A", [ids[2]])
    assert albums.fits("A").no == (ids[3],)
    albums.forget_fits("A", [ids[3]])
    assert albums.fits("A").no == ()
