"""Ratings, favourites, tags and text, and albums: what the user says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import UserInputError
from photoorg.imaging.xmp_writing import Said, with_said
from tests.ingest.recorder import Recorder
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary

UNKNOWN_IDS = [4711, 0, -1, 10**30]


@pytest.fixture
def ids(library: PhotoLibrary, photo_folder: Path) -> list[int]:
    """Three photos, in the order of their names."""
    paths = [make_jpeg(photo_folder / f"{colour}.jpg", colour) for colour in ("blue", "green", "red")]
    library.add_folder(photo_folder)
    library.sync()
    found = [library.photo_at(path) for path in paths]
    return [photo.id for photo in found if photo is not None]


def test_tags_keep_their_first_spelling_and_go_when_unused(library: PhotoLibrary, ids: list[int]) -> None:
    library.add_tag(ids[:2], "  Summer   holiday ")
    library.add_tag(ids, "summer holiday")
    assert library.tags() == ["Summer holiday"]
    assert all(photo.tags == ("Summer holiday",) for photo in library.photos(ids))
    library.remove_tag(ids[:2], "SUMMER HOLIDAY")
    assert library.tags() == ["Summer holiday"]
    library.remove_tag(ids, "summer holiday")
    assert library.tags() == []


def test_a_tag_is_renamed_joined_with_another_and_deleted(library: PhotoLibrary, ids: list[int]) -> None:
    library.add_tag(ids[:2], "Beach")
    library.add_tag(ids[1:], "Sea")
    library.rename_tag("beach", "BEACH")
    assert library.tags() == ["BEACH", "Sea"]
    changes = Recorder(library)
    library.rename_tag("BEACH", " sea ")
    assert changes.changed_ids == set(ids[:2])
    assert [photo.tags for photo in library.photos(ids)] == [("Sea",)] * 3
    library.delete_tag("SEA")
    assert library.tags() == []
    assert [photo.tags for photo in library.photos(ids)] == [()] * 3
    for refused in (lambda: library.rename_tag("Sea", "x"), lambda: library.delete_tag("Sea")):
        with pytest.raises(UserInputError, match="no tag ‘Sea’"):
            refused()
    library.add_tag(ids, "One")
    with pytest.raises(UserInputError, match="1 to 200"):
        library.rename_tag("One", "  ")


def test_keywords_of_files_are_taken_away_and_files_keep_them(
    library: PhotoLibrary, ids: list[int], photo_folder: Path
) -> None:
    first = library.photo(ids[0])
    sidecar = first.path.with_name(f"{first.path.name}.xmp")
    sidecar.write_bytes(with_said(None, Said({}, ("Sea", "boring"), ()), "another") or b"")
    written = sidecar.read_bytes()
    library.sync()
    library.add_tag(ids[1:2], "Boring")
    library.add_tag(ids[:1], "Mine")
    assert library.keyword_counts(ids) == {"Sea": 1, "boring": 1}
    changes = Recorder(library)
    with library.history.recording() as recorded:
        library.remove_tag(ids, "BORING")
    assert changes.changed_ids == set(ids)
    first = library.photo(ids[0])
    assert (first.tags, first.file_keywords) == (("Mine",), ("Sea",))
    assert library.keyword_counts(ids) == {"Sea": 1}
    assert library.matching("tag:boring") == library.matching("text:boring") == []
    assert library.matching("tag:sea") == [ids[0]]
    assert library.names()["tag"] == ["Mine", "Sea"]
    # However often it is read again, and whoever writes it there again.
    os.utime(first.path)
    os.utime(sidecar)
    library.sync()
    assert library.photo(ids[0]).file_keywords == ("Sea",)
    assert sidecar.read_bytes() == written
    library.history.take_back(recorded.step)
    assert library.photo(ids[0]).file_keywords == ("Sea", "boring")
    assert sorted(library.matching("tag:boring")) == sorted(ids[:2])
    library.remove_tag(ids[:1], "sea")
    library.remove_tag(ids[:1], "boring")
    library.remove_tag(ids[:1], "mine")
    assert ids[0] not in library.matching("is:tagged")
    # Who adds it has it again.
    library.add_tag(ids[:1], "Sea")
    first = library.photo(ids[0])
    assert (first.tags, first.file_keywords) == (("Sea",), ("Sea",))
    assert library.keyword_counts(ids[:1]) == {}


@pytest.mark.parametrize("tag", ["", "   ", "x" * 201])
def test_a_tag_that_is_none_is_refused(library: PhotoLibrary, ids: list[int], tag: str) -> None:
    with pytest.raises(UserInputError, match="1 to 200"):
        library.add_tag(ids, tag)


def test_ratings_favourites_and_text(library: PhotoLibrary, ids: list[int]) -> None:
    library.set_rating(ids, 5)
    library.set_rating(ids[:1], 0)
    library.set_favourite(ids, True)
    library.set_favourite(ids[:1], False)
    library.set_text(ids[1], "zu Hause 🏡 \udcff")
    first, second, _ = library.photos(ids)
    assert (first.rating, first.favourite) == (0, False)
    assert (second.rating, second.favourite, second.text) == (5, True, "zu Hause 🏡 ?")
    for rating in (-1, 6):
        with pytest.raises(UserInputError, match="0 to 5"):
            library.set_rating(ids, rating)


@pytest.mark.parametrize("unknown", UNKNOWN_IDS)
@pytest.mark.parametrize(
    "say",
    [
        lambda library, ids: library.add_tag(ids, "new"),
        lambda library, ids: library.remove_tag(ids, "old"),
        lambda library, ids: library.set_rating(ids, 1),
        lambda library, ids: library.set_favourite(ids, True),
        lambda library, ids: library.set_text(ids[-1], "text"),
        lambda library, ids: library.albums.add("Mine", ids),
    ],
    ids=["add_tag", "remove_tag", "set_rating", "set_favourite", "set_text", "albums.add"],
)
def test_about_an_unknown_photo_nothing_is_said(
    library: PhotoLibrary, ids: list[int], say: Callable[[PhotoLibrary, list[int]], None], unknown: int
) -> None:
    library.albums.create("Mine")
    library.add_tag(ids, "old")
    with pytest.raises(UserInputError, match=f"no photo with the id {unknown}"):
        say(library, [*ids, unknown])
    assert all(photo.tags == ("old",) and photo.rating == 0 for photo in library.photos(ids))
    assert library.tags() == ["old"]
    assert library.albums.photo_ids("Mine") == []


@pytest.mark.parametrize("unknown", UNKNOWN_IDS)
def test_an_unknown_photo_is_refused_by_name_and_passed_over_in_a_list(
    library: PhotoLibrary, ids: list[int], unknown: int
) -> None:
    with pytest.raises(UserInputError, match="no photo"):
        library.photo(unknown)
    assert [photo.id for photo in library.photos([ids[1], unknown, ids[0]])] == [ids[1], ids[0]]


def test_an_album_keeps_its_order(library: PhotoLibrary, ids: list[int]) -> None:
    blue, green, red = ids
    assert library.albums.create("  Best  of ").name == "Best of"
    library.albums.add("best of", [red, blue])
    library.albums.add("BEST OF", [blue, green])
    assert library.albums.photo_ids("Best of") == [red, blue, green]
    library.albums.reorder("Best of", [green, 4711, red])
    assert library.albums.photo_ids("Best of") == [green, red, blue]
    library.albums.remove("Best of", [red, 4711])
    album = library.albums.get("Best of")
    assert (album.photo_count, album.cover_photo_id) == (2, green)


def test_album_names_are_unique_whatever_their_case(library: PhotoLibrary, ids: list[int]) -> None:
    library.albums.create("Straße")
    library.albums.create("Other")
    with pytest.raises(UserInputError, match="already an album"):
        library.albums.create("STRASSE")
    with pytest.raises(UserInputError, match="already an album"):
        library.albums.rename("Other", "strasse")
    assert library.albums.rename("straße", "STRASSE").name == "STRASSE"
    assert [album.name for album in library.albums.list()] == ["Other", "STRASSE"]
    library.albums.delete("strasse")
    assert [album.name for album in library.albums.list()] == ["Other"]
    assert len(library.photo_ids()) == 3


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_an_album_needs_a_name(library: PhotoLibrary, name: str) -> None:
    with pytest.raises(UserInputError, match="name"):
        library.albums.create(name)


def test_a_name_that_is_not_utf_8_can_be_used(library: PhotoLibrary) -> None:
    library.albums.create("trip \udcff")
    assert library.albums.get("trip \udcff").name == "trip ?"


def test_an_unknown_album_is_named(library: PhotoLibrary) -> None:
    for ask in (library.albums.get, library.albums.delete, library.albums.photo_ids):
        with pytest.raises(UserInputError, match="no album ‘Nowhere’"):
            ask("Nowhere")
