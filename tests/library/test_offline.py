"""Photos of drives and folders that go, and come back somewhere else."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import FolderUnavailable, PhotoUnreadable, UserInputError
from photoorg.library import identity
from photoorg.library.catalogue import Catalogue
from photoorg.library.files import FileStore
from photoorg.settings_file import CATALOGUE_FILE
from tests.library.drives import Drive
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary
    from tests.tiny_encoder import TinyEncoder

COLOURS = ("red", "green", "blue")


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """Where folders are put that are not to be found."""
    away = tmp_path / "nowhere" / "to be found"
    away.mkdir(parents=True)
    return away


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Callable[[str], Drive]]:
    """Mounts drives, or skips the test where that is not allowed."""
    drives: list[Drive] = []

    def plug(name: str) -> Drive:
        drives.append(Drive(tmp_path / name))
        return drives[-1]

    yield plug
    for drive in drives:
        with suppress(AssertionError):
            drive.unplug()


def fill(folder: Path) -> None:
    for colour in COLOURS:
        make_jpeg(folder / "trip" / f"{colour}.jpg", colour)


def label(library: PhotoLibrary) -> dict[str, int]:
    """Tags every photo with the name of its file; ids by name."""
    ids = {photo.path.name: photo.id for photo in library.photos(library.photo_ids())}
    for name, photo_id in ids.items():
        library.add_tag([photo_id], name)
    return ids


def assert_all_there(library: PhotoLibrary, ids: dict[str, int], folder: Path) -> None:
    photos = library.photos(library.photo_ids())
    assert {photo.path.name: photo.id for photo in photos} == ids
    for photo in photos:
        assert photo.tags == (photo.path.name,)
        assert not photo.offline
        assert [file.path for file in photo.files] == [folder / "trip" / photo.path.name]


def presences(library: PhotoLibrary) -> dict[str, str]:
    return {
        file.path.name: "offline" if file.offline else "missing" if file.missing else "present"
        for photo in library.photos(range(1, 100))
        for file in photo.files
    }


def test_photos_of_a_folder_that_is_gone_are_offline_and_come_back(
    library: PhotoLibrary, photo_folder: Path, away: Path, encoder: TinyEncoder
) -> None:
    fill(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    ids = label(library)
    photo_folder.rename(away / "photos")
    report = library.sync()
    assert (report.offline, report.missing, len(report.unreachable)) == (3, 0, 1)
    assert not library.folders()[0].available
    status = library.status()
    assert (status.photos, status.offline, status.missing, status.embedded) == (3, 3, 0, 3)

    (hit,) = library.search("red").hits
    assert (hit.photo_id, hit.offline) == (ids["red.jpg"], True)
    photo = library.photo(hit.photo_id)
    assert (photo.offline, photo.missing, photo.tags) == (True, False, ("red.jpg",))
    assert set(library.photo_ids(folder=photo_folder)) == set(ids.values())
    assert set(library.matching("is:offline")) == set(ids.values())
    assert library.matching("is:offline name:red") == [ids["red.jpg"]]
    assert library.matching("-is:offline") == []
    assert library.thumbnail(photo.id).startswith(b"\xff\xd8")
    assert library.picture(photo.id, 2000).width > 0
    library.set_rating([photo.id], 5)

    shutil.rmtree(library.thumbnail_directory)
    with pytest.raises(PhotoUnreadable, match="on a drive that is not connected"):
        library.thumbnail(photo.id)

    assert library.sync().offline == 0
    (away / "photos").rename(photo_folder)
    report = library.sync()
    assert (report.restored, report.unreachable) == (3, ())
    assert library.status().offline == 0
    assert library.photo(photo.id).rating == 5
    assert_all_there(library, ids, photo_folder)
    assert encoder.images_encoded == 3


def test_what_was_deleted_in_a_folder_that_is_there_is_missing(
    library: PhotoLibrary, photo_folder: Path
) -> None:
    fill(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    (photo_folder / "trip" / "red.jpg").unlink()
    report = library.sync()
    assert (report.offline, report.missing) == (0, 1)
    shutil.rmtree(photo_folder / "trip")
    report = library.sync()
    assert (report.offline, report.missing) == (0, 2)
    assert library.photo_ids() == []


def test_what_was_deleted_while_the_drive_was_away_is_missing(
    library: PhotoLibrary, photo_folder: Path, away: Path
) -> None:
    fill(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    gone = photo_folder.rename(away / "photos")
    library.sync()
    (gone / "trip" / "red.jpg").unlink()
    gone.rename(photo_folder)
    assert library.sync().missing == 1
    assert presences(library) == {"red.jpg": "missing", "green.jpg": "present", "blue.jpg": "present"}


def test_a_drive_that_goes_while_its_photos_wait_to_be_read_leaves_them_offline(
    library: PhotoLibrary, photo_folder: Path, away: Path, tmp_path: Path
) -> None:
    fill(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    photo_folder.rename(away / "photos")
    catalogue = Catalogue(tmp_path / "library" / CATALOGUE_FILE)
    red = photo_folder / "trip" / "red.jpg"
    file = FileStore(catalogue).by_paths([red])[red]
    with catalogue.writing() as connection:
        # What the engine does with a file that it does not find.
        identity.mark_missing(connection, file)
    catalogue.close()
    assert presences(library)["red.jpg"] == "offline"


def test_an_empty_mount_point_is_a_drive_that_is_gone(
    library: PhotoLibrary, plug: Callable[[str], Drive], encoder: TinyEncoder
) -> None:
    card = plug("media/CARD")
    fill(card.point)
    library.add_folder(card.point)
    library.sync()
    ids = label(library)
    shutil.copytree(card.point, card.point.parent.parent / "copy")
    card.unplug()
    assert card.point.is_dir()
    assert not library.folders()[0].available
    report = library.sync()
    assert (report.offline, report.missing) == (3, 0)
    assert "not connected" in report.unreachable[0]

    # The same photos on another file system, at the same place: the drive was replaced.
    replaced = plug("media/CARD")
    shutil.copytree(card.point.parent.parent / "copy" / "trip", replaced.point / "trip")
    assert library.sync().restored == 3
    assert_all_there(library, ids, card.point)
    assert encoder.images_encoded == 3


def test_a_drive_emptied_while_it_is_there_has_lost_its_photos(
    library: PhotoLibrary, plug: Callable[[str], Drive]
) -> None:
    card = plug("media/CARD")
    fill(card.point)
    library.add_folder(card.point)
    library.sync()
    shutil.rmtree(card.point / "trip")
    assert library.sync().missing == 3


@pytest.mark.parametrize("below", ["", "DCIM"])
def test_a_drive_is_recognised_at_another_mount_point(
    library: PhotoLibrary, plug: Callable[[str], Drive], tmp_path: Path, encoder: TinyEncoder, below: str
) -> None:
    card = plug("media/CARD")
    folder = card.point / below
    fill(folder)
    library.add_folder(folder)
    library.sync()
    ids = label(library)
    card.move(tmp_path / "media" / "CARD1")
    report = library.sync()
    assert (report.added, report.missing, report.offline, report.restored) == (0, 0, 0, 0)
    assert [each.path for each in library.folders()] == [card.point / below]
    assert_all_there(library, ids, card.point / below)
    make_jpeg(card.point / below / "later.jpg", "pink")
    assert library.sync().added == 1
    assert encoder.images_encoded == 4


def test_another_card_with_the_same_names_is_no_edit_of_the_first(
    library: PhotoLibrary, plug: Callable[[str], Drive], tmp_path: Path
) -> None:
    first = plug("media/CARD")
    fill(first.point)
    library.add_folder(first.point)
    library.sync()
    ids = label(library)
    first.move(tmp_path / "elsewhere" / "not looked at")
    second = plug("media/CARD")
    for colour in COLOURS:
        make_jpeg(second.point / "trip" / f"{colour}.jpg", "orange", size=(90, 60))
    # The first one is recognised where it is now, and the second is no part of the library.
    library.sync()
    assert_all_there(library, ids, first.point)
    first.unplug()
    assert library.sync().offline == 3
    second.move(first.point)
    report = library.sync()
    assert (report.updated, report.added, report.missing) == (0, 0, 0)
    assert "another one is in its place" in report.unreachable[0]
    assert {photo.width for photo in library.photos(list(ids.values()))} != {90}
    assert set(presences(library).values()) == {"offline"}

    # Unless the user says that this is the folder now.
    library.relocate_folder(first.point, first.point)
    report = library.sync()
    assert report.updated + report.added > 0
    assert library.status().offline == 0


def test_a_drive_inside_of_a_folder_goes_alone(
    library: PhotoLibrary, plug: Callable[[str], Drive], photo_folder: Path
) -> None:
    make_jpeg(photo_folder / "home.jpg", "pink")
    stick = plug("photos/stick")
    fill(stick.point)
    library.add_folder(photo_folder)
    library.sync()
    stick.unplug()
    report = library.sync()
    assert (report.offline, report.missing) == (3, 0)
    assert presences(library)["home.jpg"] == "present"
    assert library.folders()[0].available


def test_a_link_to_a_drive_that_is_gone_leads_to_offline_photos(
    library: PhotoLibrary, plug: Callable[[str], Drive], photo_folder: Path
) -> None:
    make_jpeg(photo_folder / "home.jpg", "pink")
    stick = plug("stick")
    fill(stick.point)
    (photo_folder / "link").symlink_to(stick.point / "trip")
    library.add_folder(photo_folder)
    library.sync()
    stick.unplug()
    report = library.sync()
    assert (report.offline, report.missing) == (3, 0)


def test_a_folder_added_at_its_new_place_replaces_the_one_that_is_gone(
    library: PhotoLibrary, photo_folder: Path, away: Path, encoder: TinyEncoder
) -> None:
    fill(photo_folder / "2024")
    library.add_folder(photo_folder / "2024")
    library.sync()
    ids = label(library)
    photo_folder.rename(away / "photos")
    folder = library.add_folder(away)
    assert folder.former == photo_folder / "2024"
    assert [each.path for each in library.folders()] == [away]
    report = library.sync()
    assert (report.added, report.missing, report.offline) == (0, 0, 0)
    assert_all_there(library, ids, away / "photos" / "2024")
    assert encoder.images_encoded == 3


def test_a_folder_with_other_photos_replaces_none(
    library: PhotoLibrary, photo_folder: Path, away: Path, tmp_path: Path
) -> None:
    fill(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    photo_folder.rename(away / "photos")
    other = make_jpeg(tmp_path / "other" / "a.jpg", "pink").parent
    assert library.add_folder(other).former is None
    assert len(library.folders()) == 2


def test_a_folder_whose_photos_are_all_elsewhere_may_be_removed(
    library: PhotoLibrary, photo_folder: Path, away: Path
) -> None:
    fill(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    copy = shutil.copytree(photo_folder, away / "copy")
    (copy / "trip" / "red.jpg").unlink()
    library.add_folder(copy)
    library.sync()
    shutil.rmtree(photo_folder)
    library.sync()
    assert [folder.replaced for folder in library.folders()] == [False, False]
    make_jpeg(copy / "red again.jpg", "red")
    library.sync()
    assert {folder.path: folder.replaced for folder in library.folders()} == {photo_folder: True, copy: False}


@pytest.mark.parametrize("known_there", [False, True])
def test_a_folder_is_relocated_by_hand(
    library: PhotoLibrary, photo_folder: Path, away: Path, encoder: TinyEncoder, known_there: bool
) -> None:
    fill(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    ids = label(library)
    new = away / "photos"
    shutil.copytree(photo_folder, new)
    if known_there:
        # The same photos have two places each by then.
        library.add_folder(new)
        library.sync()
    shutil.rmtree(photo_folder)
    library.sync()
    assert library.relocate_folder(photo_folder, new) == new
    library.sync()
    assert [each.path for each in library.folders()] == [new]
    assert_all_there(library, ids, new)
    assert encoder.images_encoded == 3
    with pytest.raises(UserInputError, match="is not a folder of this library"):
        library.relocate_folder(photo_folder, new)
    with pytest.raises(FolderUnavailable, match="does not exist"):
        library.relocate_folder(new, photo_folder)


def test_a_folder_is_relocated_into_itself_and_out_again(library: PhotoLibrary, photo_folder: Path) -> None:
    fill(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    ids = label(library)
    aside = photo_folder.rename(photo_folder.with_name("aside"))
    inner = photo_folder / "photos"
    photo_folder.mkdir()
    aside.rename(inner)
    library.relocate_folder(photo_folder, inner)
    library.sync()
    assert_all_there(library, ids, inner)
    inner.rename(aside)
    photo_folder.rmdir()
    aside.rename(photo_folder)
    library.relocate_folder(inner, photo_folder)
    library.sync()
    assert_all_there(library, ids, photo_folder)
