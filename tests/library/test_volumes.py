"""Disks that are known by the identity of their file system, wherever they are plugged in."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tests.library.drives import Disk
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary
    from tests.tiny_encoder import TinyEncoder


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Disk]]:
    """Makes disks, or copies of disks; unplugs all in the end."""
    disks: list[Disk] = []

    def make(name: str, copy_of: Disk | None = None) -> Disk:
        image, identity = tmp_path / f"{name}.img", str(uuid.uuid4())
        made = Disk(image, identity) if copy_of is None else copy_of.copied_to(image, identity)
        disks.append(made)
        return made

    yield make
    for made in disks:
        made.unplug()


def indexed(library: PhotoLibrary, folder: Path) -> int:
    """Id of the one photo, which the user has tagged."""
    make_jpeg(folder / "red.jpg", "red")
    library.add_folder(folder)
    library.sync()
    (photo_id,) = library.photo_ids()
    library.add_tag([photo_id], "mine")
    return photo_id


def test_a_disk_is_known_at_another_mount_point_though_all_of_its_files_were_changed(
    library: PhotoLibrary, disk: Callable[[str], Disk], tmp_path: Path, encoder: TinyEncoder
) -> None:
    card = disk("card")
    folder = card.plug(tmp_path / "media" / "CARD") / "trip"
    photo_id = indexed(library, folder)
    card.unplug()
    assert library.sync().offline == 1
    assert library.photo(photo_id).offline

    moved = card.plug(tmp_path / "media" / "CARD1") / "trip"
    # Elsewhere: no file is as it was, so that only the identity of the disk tells.
    make_jpeg(moved / "blue.jpg", "blue")
    (moved / "red.jpg").rename(moved / "crimson.jpg")
    library.sync()
    assert [found.path for found in library.folders()] == [moved]
    assert library.photo(photo_id).path == moved / "crimson.jpg"
    assert library.photo(photo_id).tags == ("mine",)
    assert encoder.images_encoded == 2


def test_a_disk_in_the_place_of_another_is_not_taken_for_it(
    library: PhotoLibrary, disk: Callable[[str], Disk], tmp_path: Path
) -> None:
    place = tmp_path / "media" / "CARD"
    card = disk("card")
    photo_id = indexed(library, card.plug(place))
    card.unplug()
    other = disk("other")
    make_jpeg(other.plug(place) / "green.jpg", "green")
    library.sync()
    assert library.photo(photo_id).offline
    assert not library.photo(photo_id).missing
    other.unplug()
    card.plug(place)
    library.sync()
    assert not library.photo(photo_id).offline
    assert library.photo(photo_id).tags == ("mine",)


def test_a_copy_of_the_disk_is_not_the_disk(
    library: PhotoLibrary, disk: Callable[..., Disk], tmp_path: Path
) -> None:
    card = disk("card")
    photo_id = indexed(library, card.plug(tmp_path / "media" / "CARD"))
    card.unplug()
    backup = disk("backup", copy_of=card)
    backup.plug(tmp_path / "media" / "BACKUP")
    library.sync()
    assert [folder.path for folder in library.folders()] == [tmp_path / "media" / "CARD"]
    assert library.photo(photo_id).offline
