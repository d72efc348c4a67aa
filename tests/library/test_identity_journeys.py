"""Everything people do to photo files, however the library learns of it: all labels survive."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from tests.ingest.recorder import Recorder
from tests.pictures import encoded, exif, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PICTURE = quadrants()
TAKEN_AT, EDITED_AT = datetime(2019, 8, 7, 6, 5, 4), datetime(2020, 1, 2, 3, 4, 5)
ORIGINAL = encoded(PICTURE, "JPEG", exif=exif(TAKEN_AT, make="Maker"))
EDITED = encoded(PICTURE, "JPEG", exif=exif(EDITED_AT, make="Maker"))
STRIPPED = encoded(PICTURE, "JPEG")


@dataclass
class World:
    """Two watched folders, a third on another drive, and a place outside; ``look`` makes the library look."""

    first: Path
    second: Path
    drive: Path
    outside: Path
    look: Callable[[], None]
    photo: Path = field(init=False)

    def __post_init__(self) -> None:
        self.photo = self.first / "trip" / "a.jpg"


def save_over(path: Path, data: bytes) -> None:
    """As careful programs do it: a new file beside it, then its name."""
    unfinished = path.with_name(path.name + ".tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def renamed(world: World) -> Path:
    return world.photo.rename(world.photo.with_name("b.jpg"))


def renamed_in_case(world: World) -> Path:
    return world.photo.rename(world.photo.with_name("A.JPG"))


def moved_up(world: World) -> Path:
    return world.photo.rename(world.first / "a.jpg")


def folder_renamed(world: World) -> Path:
    return (world.first / "trip").rename(world.first / "journey") / "a.jpg"


def moved_to_another_folder(world: World) -> Path:
    return world.photo.rename(world.second / "a.jpg")


def moved_to_another_drive(world: World) -> Path:
    return Path(shutil.move(world.photo, world.drive / "a.jpg"))


def folder_moved_to_another_drive(world: World) -> Path:
    return Path(shutil.move(world.first / "trip", world.drive / "trip")) / "a.jpg"


def copied(world: World) -> Path:
    return Path(shutil.copyfile(world.photo, world.second / "copy.jpg"))


def copied_and_the_original_deleted(world: World) -> Path:
    copy = Path(shutil.copyfile(world.photo, world.drive / "copy.jpg"))
    world.look()
    world.photo.unlink()
    return copy


def written_in_place(world: World) -> Path:
    world.photo.write_bytes(world.photo.read_bytes())
    os.utime(world.photo, (1_600_000_000, 1_600_000_000))
    return world.photo


def saved_over(world: World) -> Path:
    save_over(world.photo, world.photo.read_bytes())
    return world.photo


def restored_from_the_trash(world: World) -> Path:
    trashed = Path(shutil.move(world.photo, world.outside / "a.jpg"))
    world.look()
    return Path(shutil.move(trashed, world.photo))


def restored_from_the_trash_elsewhere(world: World) -> Path:
    trashed = Path(shutil.move(world.photo, world.outside / "a.jpg"))
    world.look()
    return Path(shutil.move(trashed, world.second / "restored.jpg"))


def drive_unplugged_and_back(world: World) -> Path:
    world.first.rename(world.outside / "unplugged")
    world.look()
    (world.outside / "unplugged").rename(world.first)
    return world.photo


def renamed_twice_unseen(world: World) -> Path:
    return world.photo.rename(world.first / "b.jpg").rename(world.second / "c.jpg")


JOURNEYS = [
    renamed,
    renamed_in_case,
    moved_up,
    folder_renamed,
    moved_to_another_folder,
    moved_to_another_drive,
    folder_moved_to_another_drive,
    copied,
    copied_and_the_original_deleted,
    written_in_place,
    saved_over,
    restored_from_the_trash,
    restored_from_the_trash_elsewhere,
    drive_unplugged_and_back,
    renamed_twice_unseen,
]


@pytest.fixture
def drive() -> Iterator[Path]:
    """A folder on another file system, where there is one."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as directory:
        yield Path(directory)


@pytest.mark.parametrize("edited", [None, EDITED, STRIPPED], ids=["untouched", "edited", "stripped"])
@pytest.mark.parametrize("seen_by", ["sync", "next start", "background"])
@pytest.mark.parametrize("journey", JOURNEYS, ids=[journey.__name__ for journey in JOURNEYS])
def test_labels_survive(
    tmp_path: Path, drive: Path, journey: Callable[[World], Path], seen_by: str, edited: bytes | None
) -> None:
    encoder = TinyEncoder()
    with ExitStack() as stack:
        opened: list[PhotoLibrary] = []

        def reopen() -> PhotoLibrary:
            stack.pop_all().close()
            opened.append(PhotoLibrary.open(tmp_path / "library", encoder=encoder))
            return stack.enter_context(opened[-1])

        def look() -> None:
            if seen_by == "next start":
                reopen()
            if seen_by != "background":
                opened[-1].sync()

        world = World(tmp_path / "one", tmp_path / "two", drive / "three", tmp_path / "outside", look)
        for folder in (world.first / "trip", world.second, world.drive, world.outside):
            folder.mkdir(parents=True)
        world.photo.write_bytes(ORIGINAL)
        (world.first / "another.jpg").write_bytes(encoded(PICTURE.rotate(180), "JPEG"))
        library = reopen()
        for folder in (world.first, world.second, world.drive):
            library.add_folder(folder)
        library.sync()
        photo_id = say_all(library, world.photo)
        if seen_by == "background":
            recorder = Recorder(library)
            library.start_background()
            recorder.wait_for_idle()

        place = journey(world)
        if edited is not None:
            save_over(place, edited)
        look()

        library = opened[-1]
        if seen_by == "background":
            expected = place.stat()
            places = {place, world.photo} if journey is copied else {place}

            def has_settled() -> bool:
                there = library.photo_at(place)
                if there is None or library.status().pending:
                    return False
                files = {file.path: file for file in there.files if not file.missing}
                is_read = files.keys() == places and files[place].modified_ns == expected.st_mtime_ns
                # The new place may have been seen before the old one was missed.
                return is_read and (edited is not EDITED or journey is copied or there.taken_at == EDITED_AT)

            recorder.wait_until(has_settled)
        there = library.photo_at(place)
        assert there is not None
        assert there.id == photo_id
        assert (there.tags, there.rating, there.favourite, there.text) == (("sea",), 5, True, "words")
        assert not there.missing
        assert library.albums.photo_ids("Summer") == [photo_id]
        assert len(library.photo_ids()) == 2
        assert encoder.images_encoded == 2
        assert library.indexed_count() == 2
        assert library.catalogue_faults() == []
        if journey is not copied:
            assert [file.path for file in there.files if not file.missing] == [place]
        # A further place changes no facts; where nothing else is left, the edit gives them.
        if edited is None or journey is copied:
            assert there.taken_at == TAKEN_AT
        elif edited is EDITED:
            assert there.taken_at == EDITED_AT


def say_all(library: PhotoLibrary, path: Path) -> int:
    photo = library.photo_at(path)
    assert photo is not None
    library.add_tag([photo.id], "sea")
    library.set_rating([photo.id], 5)
    library.set_favourite([photo.id], True)
    library.set_text(photo.id, "words")
    library.albums.create("Summer")
    library.albums.add("Summer", [photo.id])
    return photo.id
