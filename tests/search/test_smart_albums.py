"""Albums that a search fills."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import QueryError, UserInputError
from photoorg.photo_library import PhotoLibrary
from photoorg.search.album_contents import AlbumContents
from photoorg.search.language.parsing import parse
from photoorg.search.smart_albums import with_smart_albums
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def coloured(library: PhotoLibrary, photo_folder: Path) -> PhotoLibrary:
    """A library with a photo of each colour."""
    for name, colour in COLOURS.items():
        make_jpeg(photo_folder / f"{name}.jpg", colour)
    library.add_folder(photo_folder)
    library.sync()
    return library


def names(library: PhotoLibrary, album: str) -> list[str]:
    return [photo.path.name for photo in library.photos(library.albums.photo_ids(album))]


def test_it_shows_what_its_search_finds_now_and_later(coloured: PhotoLibrary, photo_folder: Path) -> None:
    album = coloured.albums.create("Red things", query=" red ")
    assert (album.query, album.photo_count) == ("red", None)
    assert names(coloured, "red things")[0] == "red.jpg"
    make_jpeg(photo_folder / "another.jpg", COLOURS["red"], size=(70, 50))
    coloured.sync()
    assert set(names(coloured, "Red things")[:2]) == {"red.jpg", "another.jpg"}


def test_filters_alone_need_no_model(coloured: PhotoLibrary, encoder: TinyEncoder) -> None:
    before = encoder.texts_encoded
    coloured.albums.create("Tagged", query="tag:x ext:jpg")
    assert names(coloured, "Tagged") == []
    red = coloured.search("red").hits[0].photo_id
    after = encoder.texts_encoded
    coloured.add_tag([red], "x")
    assert names(coloured, "Tagged") == ["red.jpg"]
    assert (before, encoder.texts_encoded) == (0, after)


def test_an_album_that_is_not_there_is_told(coloured: PhotoLibrary) -> None:
    coloured.albums.create("Summer 2023")
    coloured.albums.create("Warm", query="red")
    assert coloured.search('in:"SUMMER  2023"').hits == ()
    for query, at, hint in (
        ("red in:sumer", 4, "no album ‘sumer’."),
        ('(cat OR -in:"Sumer 2023")', 9, "Did you mean ‘Summer 2023’?"),
        ("in:wram", 0, "Did you mean ‘Warm’?"),
    ):
        for ask in (coloured.search, lambda text: coloured.albums.create("New", query=text)):
            with pytest.raises(QueryError, match=re.escape(hint)) as raised:
                ask(query)
            assert raised.value.position == at
    with pytest.raises(QueryError):
        coloured.matching("in:sumer")
    assert [album.name for album in coloured.albums.list()] == ["Summer 2023", "Warm"]


def test_it_is_a_part_of_other_searches(coloured: PhotoLibrary) -> None:
    coloured.albums.create("Warm", query="red OR orange")
    coloured.albums.create("Of mine", query='in:"Warm" ext:jpg')
    found = [hit.path.name for hit in coloured.search("in:warm").hits]
    assert {"red.jpg", "orange.jpg"} <= set(found[:3])
    assert names(coloured, "Of mine") == found
    without = [hit.path.name for hit in coloured.search("red -in:warm", least_relevance=0.3).hits]
    assert "red.jpg" not in without


def test_it_cannot_be_made_to_contain_itself(library: PhotoLibrary) -> None:
    albums = library.albums
    with pytest.raises(UserInputError, match="‘One’ would contain itself by its search: in:ONE"):
        albums.create("One", query="in:ONE")
    albums.create("One", query="ext:jpg")
    albums.create("Two", query="rating:>2 -in:one")
    albums.create("Three", query="ext:gif OR (in:two ext:jpg)")
    for query in ("in:one", "in:THREE ext:png"):
        with pytest.raises(UserInputError, match="‘One’ would contain itself"):
            albums.set_query("one", query)
    albums.create("Later")
    albums.create("Early", query="in:later")
    albums.delete("Later")
    with pytest.raises(UserInputError, match="‘Later’ would contain itself"):
        albums.create("Later", query="in:early")
    with pytest.raises(UserInputError, match="‘Later’ would contain itself"):
        albums.rename("Early", "Later")
    assert {album.name: album.query for album in albums.list()} == {
        "One": "ext:jpg",
        "Two": "rating:>2 -in:one",
        "Three": "ext:gif OR (in:two ext:jpg)",
        "Early": "in:later",
    }
    albums.set_query("three", "in:one in:two")


def test_one_of_an_older_library_that_contains_itself_is_no_endless_search() -> None:
    queries = {"one": "in:two", "two": "in:one"}
    query = parse("in:one")
    assert query is not None
    with pytest.raises(QueryError, match="contains itself"):
        with_smart_albums(query, AlbumContents(lambda name: queries.get(name, ""), lambda _: None))


def test_it_is_known_which_ones_search_in_an_album(library: PhotoLibrary) -> None:
    library.albums.create("Mine")
    library.albums.create("Jpegs", query='ext:jpg in:"MINE"')
    library.albums.create("Except", query="-in:mine")
    library.albums.create("Others", query="in:jpegs")
    assert library.albums.searching_in("mine") == ["Except", "Jpegs"]
    assert library.albums.searching_in("Others") == []


def test_nobody_puts_photos_into_it(coloured: PhotoLibrary) -> None:
    coloured.albums.create("Red", query="red")
    coloured.albums.create("Mine")
    photo_ids = coloured.photo_ids()
    for change in (coloured.albums.add, coloured.albums.remove, coloured.albums.reorder):
        with pytest.raises(UserInputError, match="filled by its search: red"):
            change("Red", photo_ids)
    with pytest.raises(UserInputError, match="chosen photos"):
        coloured.albums.set_query("Mine", "red")
    with pytest.raises(QueryError):
        coloured.albums.create("Odd", query="(red")
    assert [album.name for album in coloured.albums.list()] == ["Mine", "Red"]


def test_it_survives_renaming_and_a_restart(
    coloured: PhotoLibrary, tmp_path: Path, encoder: TinyEncoder
) -> None:
    coloured.albums.create("Red", query="red")
    coloured.albums.rename("Red", "Rot")
    backup = tmp_path / "backup"
    coloured.backup(backup)
    coloured.close()
    PhotoLibrary.restore(backup, tmp_path / "other")
    with PhotoLibrary.open(tmp_path / "other", encoder=encoder) as again:
        assert again.albums.get("rot").query == "red"
