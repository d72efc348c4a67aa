"""A photo stays itself: renames, moves, copies, edits, deletions, with the library closed in between."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from photoorg.photo_library import PhotoLibrary
from tests.ingest.recorder import Recorder
from tests.pictures import encoded, exif, make_jpeg, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from photoorg.library.records import Photo


@pytest.fixture
def watched(library: PhotoLibrary, photo_folder: Path) -> PhotoLibrary:
    """A library that watches the photo folder."""
    library.add_folder(photo_folder)
    return library


def tell_all_about(library: PhotoLibrary, path: Path) -> int:
    """Says everything that can be said about the photo at ``path``; returns its id."""
    photo = found(library, path)
    library.add_tag([photo.id], "holiday")
    library.set_rating([photo.id], 4)
    library.set_favourite([photo.id], True)
    library.set_text(photo.id, "by the sea")
    if not library.albums.list():
        library.albums.create("Summer")
    library.albums.add("Summer", [photo.id])
    return photo.id


def found(library: PhotoLibrary, path: Path) -> Photo:
    photo = library.photo_at(path)
    assert photo is not None
    return photo


def assert_all_is_known(library: PhotoLibrary, photo_id: int) -> None:
    photo = library.photo(photo_id)
    assert (photo.tags, photo.rating, photo.favourite, photo.text) == (("holiday",), 4, True, "by the sea")
    assert not photo.missing
    assert photo_id in library.albums.photo_ids("Summer")


def paths_of(library: PhotoLibrary) -> dict[int, set[Path]]:
    """Present places by photo."""
    return {
        photo.id: {file.path for file in photo.files if not file.missing}
        for photo in library.photos(library.photo_ids())
    }


def test_a_renamed_file_is_the_same_photo_and_is_not_described_again(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    before = make_jpeg(photo_folder / "a.jpg", "red")
    make_jpeg(photo_folder / "other.jpg", "blue")
    watched.sync()
    photo_id = tell_all_about(watched, before)
    after = before.rename(photo_folder / "renamed.jpg")
    report = watched.sync()
    assert (report.added, report.updated, report.missing, report.embedded) == (0, 0, 0, 0)
    assert encoder.images_encoded == 2
    assert found(watched, after).id == photo_id
    assert_all_is_known(watched, photo_id)
    assert [file.path for file in watched.photo(photo_id).files] == [after]
    assert photo_id in {hit.photo_id for hit in watched.search("red").hits}


def test_a_directory_moved_to_another_folder_keeps_its_photos(
    watched: PhotoLibrary, photo_folder: Path, tmp_path: Path, encoder: TinyEncoder
) -> None:
    for name, colour in (("a", "red"), ("b", "blue"), ("c", "green")):
        make_jpeg(photo_folder / "trip" / f"{name}.jpg", colour)
    second = tmp_path / "second"
    second.mkdir()
    watched.add_folder(second)
    watched.sync()
    ids = {name: tell_all_about(watched, photo_folder / "trip" / f"{name}.jpg") for name in "abc"}
    shutil.move(photo_folder / "trip", second / "journey")
    report = watched.sync()
    assert (report.added, report.missing, report.embedded, encoder.images_encoded) == (0, 0, 0, 3)
    for name, photo_id in ids.items():
        assert found(watched, second / "journey" / f"{name}.jpg").id == photo_id
        assert_all_is_known(watched, photo_id)
    assert watched.status().missing == 0


def test_files_with_the_same_bytes_are_one_photo_with_two_places(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    first = make_jpeg(photo_folder / "a.jpg", "red")
    second = photo_folder / "copy.jpg"
    shutil.copyfile(first, second)
    assert watched.sync().added == 1
    assert encoder.images_encoded == 1
    photo_id = tell_all_about(watched, first)
    assert paths_of(watched) == {photo_id: {first, second}}
    assert found(watched, second).id == photo_id
    first.unlink()
    report = watched.sync()
    assert (report.missing, report.embedded) == (0, 0)
    assert_all_is_known(watched, photo_id)
    assert watched.photo(photo_id).path == second


def test_an_edit_keeps_the_id_and_gets_a_new_vector(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    photo_id = tell_all_about(watched, path)
    make_jpeg(path, "blue", size=(80, 80))
    report = watched.sync()
    assert (report.added, report.updated, report.embedded) == (0, 1, 1)
    assert_all_is_known(watched, photo_id)
    assert watched.photo(photo_id).width == 80
    assert [hit.photo_id for hit in watched.search("blue").hits] == [photo_id]
    assert watched.search("red").hits == ()
    make_jpeg(path, "red")
    watched.sync()
    assert_all_is_known(watched, photo_id)
    assert [hit.photo_id for hit in watched.search("red").hits] == [photo_id]


def test_swapped_files_are_known_by_their_bytes(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    first, second = make_jpeg(photo_folder / "a.jpg", "red"), make_jpeg(photo_folder / "b.jpg", "blue")
    watched.sync()
    red, blue = found(watched, first).id, found(watched, second).id
    watched.add_tag([red], "red one")
    aside = first.rename(photo_folder / "aside")
    second.rename(first)
    aside.rename(second)
    watched.sync()
    assert (found(watched, first).id, found(watched, second).id) == (blue, red)
    assert watched.photo(red).tags == ("red one",)
    assert watched.photo(blue).tags == ()
    assert encoder.images_encoded == 2


def test_the_original_lives_on_under_its_new_name_beside_an_edited_copy(
    watched: PhotoLibrary, photo_folder: Path
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    photo_id = tell_all_about(watched, path)
    original = path.rename(photo_folder / "original.jpg")
    make_jpeg(path, "orange")
    report = watched.sync()
    assert (report.added, report.updated) == (1, 0)
    assert found(watched, original).id == photo_id
    assert_all_is_known(watched, photo_id)
    assert found(watched, path).id != photo_id


def test_the_bytes_from_before_an_edit_come_back_with_what_was_said(
    watched: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    photo_id = tell_all_about(watched, path)
    backup = tmp_path / "backup.jpg"
    path.rename(backup)
    make_jpeg(path, "orange")
    watched.sync()
    assert_all_is_known(watched, photo_id)
    shutil.move(backup, photo_folder / "original.jpg")
    assert watched.sync().added == 1
    heir = found(watched, photo_folder / "original.jpg").id
    assert heir != photo_id
    assert_all_is_known(watched, heir)
    assert_all_is_known(watched, photo_id)


def test_an_edit_keeps_what_was_said_though_a_deleted_copy_is_remembered(
    watched: PhotoLibrary, photo_folder: Path
) -> None:
    path, copy = make_jpeg(photo_folder / "a.jpg", "red"), photo_folder / "copy.jpg"
    shutil.copyfile(path, copy)
    watched.sync()
    photo_id = tell_all_about(watched, path)
    copy.unlink()
    watched.sync()
    make_jpeg(path, "orange")
    watched.sync()
    assert found(watched, path).id == photo_id
    assert_all_is_known(watched, photo_id)


def test_an_edit_while_the_drive_with_a_copy_is_unplugged_inherits_what_was_said(
    watched: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    drive, unplugged = tmp_path / "drive", tmp_path / "unplugged"
    path, copy = make_jpeg(photo_folder / "a.jpg", "red"), drive / "copy.jpg"
    drive.mkdir()
    shutil.copyfile(path, copy)
    watched.add_folder(drive)
    watched.sync()
    photo_id = tell_all_about(watched, path)
    drive.rename(unplugged)
    make_jpeg(path, "orange")
    watched.sync()
    assert_all_is_known(watched, found(watched, path).id)
    unplugged.rename(drive)
    watched.sync()
    assert found(watched, copy).id == photo_id
    assert_all_is_known(watched, photo_id)
    assert_all_is_known(watched, found(watched, path).id)


def test_a_file_overwritten_by_a_copy_of_another_photo_becomes_a_place_of_that(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    first, second = make_jpeg(photo_folder / "a.jpg", "red"), make_jpeg(photo_folder / "b.jpg", "blue")
    watched.sync()
    photo_id, other_id = tell_all_about(watched, first), found(watched, second).id
    shutil.copyfile(second, first)
    watched.sync()
    assert paths_of(watched) == {other_id: {first, second}}
    assert watched.photo(photo_id).missing
    assert watched.status().missing == 1
    make_jpeg(photo_folder / "c.jpg", "red")
    watched.sync()
    assert found(watched, photo_folder / "c.jpg").id == photo_id
    assert_all_is_known(watched, photo_id)
    assert encoder.images_encoded == 2


def test_a_deleted_photo_is_hidden_and_remembered_until_it_is_back(
    watched: PhotoLibrary, photo_folder: Path, tmp_path: Path, encoder: TinyEncoder
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    photo_id = tell_all_about(watched, path)
    path.rename(tmp_path / "elsewhere.jpg")
    assert watched.sync().missing == 1
    assert watched.photo_ids() == []
    assert watched.search("red").hits == ()
    assert watched.albums.photo_ids("Summer") == []
    assert watched.albums.get("Summer").photo_count == 0
    assert watched.photo(photo_id).missing
    assert (watched.status().photos, watched.status().missing) == (0, 1)
    (tmp_path / "elsewhere.jpg").rename(path)
    assert watched.sync().restored == 1
    assert_all_is_known(watched, photo_id)
    assert encoder.images_encoded == 1
    assert [hit.photo_id for hit in watched.search("red").hits] == [photo_id]


def test_a_folder_removed_and_added_again_has_lost_nothing(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    photo_id = tell_all_about(watched, path)
    assert watched.remove_folder(photo_folder) == photo_folder
    assert watched.photo_ids() == []
    # Not missing: the user knows where they are.
    assert watched.status().missing == 0
    watched.sync()
    assert watched.photo_ids() == []
    watched.add_folder(photo_folder)
    watched.sync()
    assert_all_is_known(watched, photo_id)
    assert encoder.images_encoded == 1


def test_what_was_deleted_while_its_folder_was_not_watched_is_missing(
    watched: PhotoLibrary, photo_folder: Path
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    watched.remove_folder(photo_folder)
    path.unlink()
    watched.add_folder(photo_folder)
    watched.sync()
    assert watched.status().missing == 1


def test_an_edit_that_was_copied_elsewhere_keeps_what_was_said(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    photo_id = tell_all_about(watched, path)
    make_jpeg(path, "orange")
    for number in range(40):
        shutil.copyfile(path, photo_folder / f"copy {number}.jpg")
    watched.sync()
    assert set(paths_of(watched)) == {photo_id}
    assert_all_is_known(watched, photo_id)
    assert encoder.images_encoded == 2


def test_a_touched_file_is_read_again_but_not_described_again(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    os.utime(path, (1_000_000, 1_000_000))
    report = watched.sync()
    assert (report.added, report.updated, report.embedded) == (0, 0, 0)
    assert encoder.images_encoded == 1
    assert watched.status().pending == 0


@pytest.mark.parametrize("copy", ["0 copy.jpg", "z copy.jpg"])
def test_a_copy_made_later_is_no_newer_photo(watched: PhotoLibrary, photo_folder: Path, copy: str) -> None:
    """Nothing says its date but the file."""
    original = make_jpeg(photo_folder / "b.jpg", "red")
    taken = datetime(2015, 5, 5, 12)
    os.utime(original, (taken.timestamp(),) * 2)
    watched.sync()
    shutil.copyfile(original, photo_folder / copy)
    watched.sync()
    assert found(watched, original).taken_at == taken
    original.unlink()
    watched.sync()
    assert found(watched, photo_folder / copy).taken_at == taken
    earlier = datetime(2014, 5, 5, 12)
    shutil.copyfile(photo_folder / copy, original)
    os.utime(original, (earlier.timestamp(),) * 2)
    watched.sync()
    assert found(watched, original).taken_at == earlier


def test_a_copy_changes_no_date_that_the_user_said(watched: PhotoLibrary, photo_folder: Path) -> None:
    original = make_jpeg(photo_folder / "b.jpg", "red")
    written, said = datetime(2015, 5, 5, 12), datetime(1999, 1, 1, 12)
    os.utime(original, (written.timestamp(),) * 2)
    watched.sync()
    photo_id = found(watched, original).id
    watched.set_date([photo_id], said)
    shutil.copyfile(original, photo_folder / "a.jpg")
    watched.sync()
    assert watched.photo(photo_id).taken_at == said
    watched.reset_date([photo_id])
    assert watched.photo(photo_id).taken_at == written


def test_a_file_that_breaks_and_heals_is_the_same_photo(watched: PhotoLibrary, photo_folder: Path) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    watched.sync()
    photo_id = tell_all_about(watched, path)
    path.write_bytes(path.read_bytes()[:300])
    report = watched.sync()
    assert [file.path for file in report.unreadable] == [path]
    assert watched.photo_ids() == []
    make_jpeg(path, "orange")
    watched.sync()
    assert found(watched, path).id == photo_id
    assert_all_is_known(watched, photo_id)


def test_another_model_describes_the_same_photos_and_going_back_costs_nothing(
    tmp_path: Path, photo_folder: Path, encoder: TinyEncoder
) -> None:
    path = make_jpeg(photo_folder / "a.jpg", "red")
    other = type(encoder)("tiny-2")
    for chosen in (encoder, other, encoder):
        with PhotoLibrary.open(tmp_path / "library", encoder=chosen) as library:
            if not library.folders():
                library.add_folder(photo_folder)
                library.sync()
                photo_id = tell_all_about(library, path)
            library.sync()
            assert library.status().embedded == 1
            assert_all_is_known(library, photo_id)
            assert [hit.photo_id for hit in library.search("red").hits] == [photo_id]
    assert (encoder.images_encoded, other.images_encoded) == (1, 1)


@pytest.mark.parametrize("seconds", [2**40, -(2**40), 0], ids=["far future", "far past", "epoch"])
def test_any_time_of_modification_is_taken(library: PhotoLibrary, seconds: int) -> None:
    # Linux keeps shared memory on a file system that takes any time; others keep the nearest they know.
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        path = make_jpeg(Path(folder) / "a.jpg", "red")
        os.utime(path, (seconds, seconds))
        library.add_folder(folder)
        assert library.sync().added == 1
        assert library.status().pending == 0
        assert library.sync().added == 0


def with_exif(path: Path, taken_at: datetime | None, orientation: int | None = None) -> Path:
    """The photo of :func:`quadrants`, which looks another way up when it is turned."""
    path.write_bytes(encoded(quadrants(), "JPEG", exif=exif(taken_at, orientation=orientation)))
    return path


def vectors_of(library: PhotoLibrary) -> list[tuple[int, bytes]]:
    with closing(sqlite3.connect(library.status().library / "catalogue.sqlite3")) as connection:
        return connection.execute("SELECT photo_id, vector FROM embedding").fetchall()


EARLY, LATE, LATEST = (datetime(2001, 2, 3), datetime(2011, 12, 13), datetime(2021, 1, 1))


def test_files_that_differ_in_metadata_are_one_photo_with_the_facts_of_the_first_place(
    watched: PhotoLibrary, photo_folder: Path, tmp_path: Path, encoder: TinyEncoder
) -> None:
    first = with_exif(photo_folder / "a.jpg", EARLY)
    watched.sync()
    photo_id = tell_all_about(watched, first)
    second = with_exif(photo_folder / "b.jpg", LATE)
    report = watched.sync()
    assert (report.added, report.updated, report.embedded) == (0, 0, 0)
    assert paths_of(watched) == {photo_id: {first, second}}
    assert watched.photo(photo_id).taken_at == EARLY
    with_exif(first, LATEST)
    report = watched.sync()
    assert (report.added, report.updated, report.embedded) == (0, 1, 0)
    assert watched.photo(photo_id).taken_at == LATEST
    first.rename(tmp_path / "aside.jpg")
    watched.sync()
    assert watched.photo(photo_id).taken_at == LATE
    (tmp_path / "aside.jpg").rename(first)
    watched.sync()
    assert watched.photo(photo_id).taken_at == LATEST
    make_jpeg(first, "blue")
    watched.sync()
    assert watched.photo(photo_id).taken_at == LATE
    assert_all_is_known(watched, photo_id)
    assert encoder.images_encoded == 2


def test_files_found_together_that_differ_in_metadata_are_described_once(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    for number in range(5):
        with_exif(photo_folder / f"{number}.jpg", EARLY.replace(year=2000 + number))
    assert watched.sync().added == 1
    assert encoder.images_encoded == 1
    assert len(watched.photo_ids()) == 1
    assert watched.sync().updated == 0


def test_a_picture_edit_of_one_of_two_places_leaves_the_other_what_was_said(
    watched: PhotoLibrary, photo_folder: Path
) -> None:
    first, second = with_exif(photo_folder / "a.jpg", EARLY), with_exif(photo_folder / "b.jpg", LATE)
    watched.sync()
    photo_id = tell_all_about(watched, first)
    make_jpeg(first, "orange")
    assert watched.sync().added == 1
    assert found(watched, second).id == photo_id
    assert_all_is_known(watched, photo_id)
    # What is there gives the facts at once.
    assert watched.photo(photo_id).taken_at == LATE
    make_jpeg(second, "blue")
    watched.sync()
    assert found(watched, second).id == photo_id
    assert_all_is_known(watched, photo_id)


def test_a_picture_from_before_an_edit_inherits_also_with_other_metadata(
    watched: PhotoLibrary, photo_folder: Path
) -> None:
    path = with_exif(photo_folder / "a.jpg", EARLY)
    watched.sync()
    photo_id = tell_all_about(watched, path)
    make_jpeg(path, "orange")
    watched.sync()
    backup = with_exif(photo_folder / "backup.jpg", LATE)
    assert watched.sync().added == 1
    assert found(watched, backup).id != photo_id
    for id_ in (photo_id, found(watched, backup).id):
        assert_all_is_known(watched, id_)


def test_a_photo_turned_by_its_metadata_is_described_as_it_is_seen(
    watched: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    path = with_exif(photo_folder / "a.jpg", EARLY)
    watched.sync()
    photo_id = tell_all_about(watched, path)
    with_exif(path, EARLY, orientation=6)
    report = watched.sync()
    assert (report.updated, report.embedded, encoder.images_encoded) == (1, 1, 2)
    assert (watched.photo(photo_id).width, watched.photo(photo_id).height) == (48, 64)
    assert_all_is_known(watched, photo_id)
    # A further place that is turned another way does not give its vector to the photo.
    other = with_exif(photo_folder / "b.jpg", EARLY, orientation=3)
    before = vectors_of(watched)
    watched.sync()
    assert found(watched, other).id == photo_id
    assert vectors_of(watched) == before


def test_another_model_sees_a_photo_as_its_facts_say(
    tmp_path: Path, photo_folder: Path, encoder: TinyEncoder
) -> None:
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        library.add_folder(photo_folder)
        with_exif(photo_folder / "b.jpg", EARLY, orientation=3)
        library.sync()
        # A turned place with a lower number in the catalogue than the one that gives the facts.
        with_exif(photo_folder / "a.jpg", LATE)
        library.sync()
        (photo_id,) = library.photo_ids()
        assert library.photo(photo_id).orientation == 1
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder("tiny-2")) as library:
        assert library.sync().embedded == 1
        assert library.sync().embedded == 0
        assert library.photo(photo_id).taken_at == LATE


def test_a_catalogue_of_an_older_version_learns_its_pictures_in_the_background(
    tmp_path: Path, photo_folder: Path, encoder: TinyEncoder
) -> None:
    first, second = with_exif(photo_folder / "a.jpg", EARLY), make_jpeg(photo_folder / "b.jpg", "blue")
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        library.add_folder(photo_folder)
        library.sync()
        photo_id, other_id = tell_all_about(library, first), found(library, second).id
    (catalogue,) = (tmp_path / "library").glob("*.sqlite3")
    with closing(sqlite3.connect(catalogue)) as connection:
        # As the migrations leave it.
        connection.execute("UPDATE photo SET image_hash = NULL")
        connection.execute("UPDATE file SET sidecar_stamp = -1")
        connection.commit()
    second.rename(tmp_path / "unplugged.jpg")
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        recorder = Recorder(library)
        library.start_background()
        recorder.wait_until(lambda: library.photo(photo_id).image_hash is not None)
        assert library.photo(other_id).image_hash is None
        first.unlink()
        with_exif(photo_folder / "moved and edited.jpg", LATE)
        recorder.wait_until(lambda: library.photo(photo_id).path == photo_folder / "moved and edited.jpg")
        assert_all_is_known(library, photo_id)
        assert encoder.images_encoded == 2
