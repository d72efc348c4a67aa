"""What was changed is taken back exactly, and done again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from photoorg.changes import AlbumsChanged, Change, PhotosChanged
from photoorg.errors import UserInputError
from photoorg.photo_library import PhotoLibrary
from tests.pictures import dng, encoded, make_jpeg, plain
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from photoorg.library.history import Step

TABLES = ("photo", "tag", "photo_tag", "album_folder", "album", "album_photo", "album_verdict")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos with all that can be said about them, one of them with a raw beside it."""
    folder = tmp_path_factory.mktemp("photos")
    for name, colour in COLOURS.items():
        make_jpeg(folder / f"{name}.jpg", colour)
    (folder / "red.dng").write_bytes(dng((64, 48), encoded(plain("red", (64, 48)), "JPEG")))
    directory = tmp_path_factory.mktemp("original") / "library"
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.add_folder(folder)
        library.sync()
        ids = library.photo_ids()
        library.set_rating(ids[:3], 4)
        library.set_favourite(ids[2:5], True)
        library.set_text(ids[0], "with a \0 in it ‘and quotes’")
        library.add_tag(ids[:4], "Sea")
        library.add_tag(ids[2:6], "Hill")
        library.turn(ids[:2], 1)
        library.albums.create("Best")
        library.albums.add("Best", ids[3:8])
        library.albums.reorder("Best", [ids[6], ids[3]])
        library.album_folders.create("Trips")
        library.album_folders.create("Italy", "Trips")
        library.albums.create("Four stars", "rating:>=4", folder="Italy")
        library.albums.reject("Best", ids[:2])
    return directory


@pytest.fixture
def filled(tmp_path: Path, original: Path) -> Iterator[PhotoLibrary]:
    """A library like that, for one test."""
    shutil.copytree(original, tmp_path / "library")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        yield library


def rows(library: PhotoLibrary) -> dict[str, list[Any]]:
    """All that the user said, as it lies in the catalogue."""
    with closing(sqlite3.connect(library.directory / "catalogue.sqlite3")) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in TABLES
        }


def recorded(library: PhotoLibrary, operation: Callable[[PhotoLibrary], object]) -> Step:
    with library.history.recording() as recording:
        operation(library)
    return recording.step


def make_and_fill(library: PhotoLibrary) -> None:
    library.albums.create("New")
    library.albums.add("New", library.photo_ids())


def retag(library: PhotoLibrary) -> None:
    library.remove_tag(library.photo_ids(), "sea")
    library.add_tag(library.photo_ids()[2:9], "Mountain")


OPERATIONS: dict[str, Callable[[PhotoLibrary], object]] = {
    "rating": lambda library: library.set_rating(library.photo_ids(), 2),
    "rating taken away": lambda library: library.set_rating(library.photo_ids(), 0),
    "favourite": lambda library: library.set_favourite(library.photo_ids(), True),
    "text": lambda library: library.set_text(library.photo_ids()[0], "other"),
    "tag": lambda library: library.add_tag(library.photo_ids(), "sea"),
    "new tag": lambda library: library.add_tag(library.photo_ids(), "Mountain"),
    "last of a tag": lambda library: library.remove_tag(library.photo_ids(), "Sea"),
    "other tags": retag,
    "rotation": lambda library: library.turn(library.photo_ids()[1:4], -1),
    "other name of a tag": lambda library: library.rename_tag("Sea", "Ocean"),
    "other case of a tag": lambda library: library.rename_tag("Sea", "SEA"),
    "two tags made one": lambda library: library.rename_tag("Sea", "hill"),
    "tag gone": lambda library: library.delete_tag("Hill"),
    "new album": lambda library: library.albums.create("New"),
    "new smart album": lambda library: library.albums.create("New", "rating:5"),
    "new album with photos": make_and_fill,
    "other name": lambda library: library.albums.rename("Best", "Better"),
    "other search": lambda library: library.albums.set_query("Four stars", "rating:>=3"),
    "album gone": lambda library: library.albums.delete("best"),
    "smart album gone": lambda library: library.albums.delete("Four stars"),
    "into the album": lambda library: library.albums.add("Best", library.photo_ids()),
    "out of the album": lambda library: library.albums.remove("Best", library.photo_ids()[4:6]),
    "description": lambda library: library.albums.set_description("Best", "The sea."),
    "cover": lambda library: library.albums.set_cover("Best", library.photo_ids()[0]),
    "fits": lambda library: library.albums.accept("Best", library.photo_ids()[:3]),
    "does not fit": lambda library: library.albums.reject("Best", library.photo_ids()[1:3]),
    "to the end": lambda library: library.albums.move("Best", library.albums.photo_ids("Best")[:1]),
    "new folder": lambda library: library.album_folders.create("New folder", "Trips"),
    "other name of a folder": lambda library: library.album_folders.rename("Trips", "Travels"),
    "folder elsewhere": lambda library: library.album_folders.move("Italy", ""),
    "album into a folder": lambda library: library.album_folders.take_album("Best", "Italy"),
    "folder gone": lambda library: library.album_folders.delete("Italy"),
    "other order": lambda library: library.albums.reorder("Best", library.albums.photo_ids("Best")[::-1]),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_taken_back_exactly_and_done_again(name: str, filled: PhotoLibrary) -> None:
    before, order = rows(filled), filled.albums.photo_ids("Best")
    step = recorded(filled, OPERATIONS[name])
    after = rows(filled)
    assert step
    assert after != before
    again = filled.history.take_back(step)
    assert rows(filled) == before
    assert filled.albums.photo_ids("Best") == order
    back = filled.history.take_back(again)
    assert rows(filled) == after
    filled.history.take_back(back)
    assert rows(filled) == before


def test_many_steps_are_taken_back_one_after_the_other(filled: PhotoLibrary) -> None:
    states, steps = [rows(filled)], []
    for operation in OPERATIONS.values():
        try:
            steps.append(recorded(filled, operation))
        except UserInputError:
            # The album has another name by now.
            continue
        states.append(rows(filled))
    assert len(steps) > 10
    for step, state in zip(reversed(steps), reversed(states[:-1]), strict=True):
        filled.history.take_back(step)
        assert rows(filled) == state


def test_what_changes_nothing_is_no_step(filled: PhotoLibrary) -> None:
    assert not recorded(filled, lambda library: library.set_rating(library.photo_ids()[:3], 4))
    assert not recorded(filled, lambda library: library.add_tag(library.photo_ids()[:4], "SEA"))


def test_only_what_the_step_changed_is_taken_back(filled: PhotoLibrary) -> None:
    ids = filled.photo_ids()
    step = recorded(filled, lambda library: library.set_rating(ids, 1))
    filled.set_favourite(ids, True)
    filled.add_tag(ids, "later")
    filled.history.take_back(step)
    assert [filled.photo(id_).rating for id_ in ids[:4]] == [4, 4, 4, 0]
    assert all(photo.favourite and "later" in photo.tags for photo in filled.photos(ids))


def test_an_operation_that_fails_half_way_leaves_nothing_behind(filled: PhotoLibrary) -> None:
    before = rows(filled)

    def fill_the_wrong_one(library: PhotoLibrary) -> None:
        make_and_fill(library)
        library.albums.add("Nowhere", library.photo_ids())

    with pytest.raises(UserInputError):
        recorded(filled, fill_the_wrong_one)
    assert rows(filled) == before
    # And what comes next is not recorded.
    filled.set_rating(filled.photo_ids(), 5)


def test_what_stands_in_the_way_is_said_and_nothing_is_changed(filled: PhotoLibrary) -> None:
    step = recorded(filled, lambda library: library.albums.delete("Best"))
    filled.albums.create("best")
    before = rows(filled)
    with pytest.raises(UserInputError, match="changed since"):
        filled.history.take_back(step)
    assert rows(filled) == before
    filled.albums.delete("best")
    filled.history.take_back(step)
    assert filled.albums.get("Best").photo_count == 5


def test_listeners_hear_of_what_is_taken_back(filled: PhotoLibrary) -> None:
    ids = filled.photo_ids()
    steps = [
        recorded(filled, lambda library: library.add_tag(ids[:2], "new")),
        recorded(filled, lambda library: library.albums.delete("Best")),
    ]
    heard: list[Change] = []
    filled.subscribe(heard.append)
    filled.history.take_back(steps[0])
    assert heard == [PhotosChanged(frozenset(ids[:2]))]
    heard.clear()
    filled.history.take_back(steps[1])
    assert heard == [AlbumsChanged()]


@pytest.mark.parametrize("new_name", ["Ocean", "Hill"])
def test_the_photos_of_a_tag_are_told_of_when_it_has_its_name_again(
    filled: PhotoLibrary, new_name: str
) -> None:
    tagged = filled.matching("tag:Sea")
    step = recorded(filled, lambda library: library.rename_tag("Sea", new_name))
    heard: list[Change] = []
    filled.subscribe(heard.append)
    again = filled.history.take_back(step)
    filled.history.take_back(again)
    assert len(heard) == 2
    for change in heard:
        assert isinstance(change, PhotosChanged)
        assert change.photo_ids >= set(tagged)


def test_a_step_of_a_pair_is_taken_back_for_both(filled: PhotoLibrary) -> None:
    pytest.importorskip("rawpy", reason="needs the extra photoorg[raw]")
    (red,) = (photo for photo in filled.photos(filled.photo_ids()) if photo.path.name == "red.jpg")
    before = rows(filled)
    step = recorded(filled, lambda library: library.set_rating([red.id], 1))
    assert len(step.photo_ids) == 2
    filled.history.take_back(step)
    assert rows(filled) == before
