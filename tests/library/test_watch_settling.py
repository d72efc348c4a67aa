"""What comes out of a series of events, at times that the test decides; the files are real."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from photoorg.library.watch_settling import FileChanges, PendingChanges

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = FileChanges()


@pytest.fixture
def pending() -> PendingChanges:
    return PendingChanges(settle_s=1.0, quiet_s=10.0, closed_s=0.25)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"photo")
    return photo


def test_nothing_pending_needs_no_look(pending: PendingChanges) -> None:
    assert pending.next_due() is None
    assert not pending.take_settled(0)


def test_a_closed_file_is_saved_after_its_last_event(pending: PendingChanges, photo: Path) -> None:
    pending.closed(photo, 0)
    pending.closed(photo, 0.125)
    assert pending.next_due() == 0.375
    assert pending.take_settled(0.3) == NOTHING
    assert pending.is_saving(photo)
    assert pending.take_settled(0.375) == FileChanges(saved=(photo,))
    assert pending.next_due() is None


def test_a_file_saved_under_the_name_of_one_that_was_moved_is_not_told_before_the_move(
    pending: PendingChanges, photo: Path, tmp_path: Path
) -> None:
    elsewhere = photo.rename(tmp_path / "b.jpg")
    pending.moved(photo, elsewhere, 0)
    photo.write_bytes(b"another photo")
    pending.closed(photo, 0.1)
    assert pending.next_due() == 1
    assert pending.take_settled(0.9) == NOTHING
    assert pending.take_settled(1) == FileChanges(moved=((photo, elsewhere),))
    assert pending.take_settled(1) == FileChanges(saved=(photo,))


def test_a_file_that_stays_open_takes_its_time_whatever_else_is_saved(
    pending: PendingChanges, photo: Path
) -> None:
    with photo.open("ab", buffering=0):
        pending.written(photo, 0)
        assert pending.next_due() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whether a file is written to")
def test_a_file_that_nobody_writes_to_needs_no_close(pending: PendingChanges, photo: Path) -> None:
    pending.written(photo, 0)
    assert pending.take_settled(1) == FileChanges(saved=(photo,))


def test_an_open_file_is_saved_once_it_stood_still(pending: PendingChanges, photo: Path) -> None:
    with photo.open("ab", buffering=0) as file:
        pending.written(photo, 0)
        assert pending.take_settled(1) == NOTHING
        file.write(b"more, unseen")
        assert pending.take_settled(11) == NOTHING
        assert pending.take_settled(20) == NOTHING
        assert pending.take_settled(21) == FileChanges(saved=(photo,))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whether a file is written to")
def test_a_file_reopened_after_its_close_is_not_complete(pending: PendingChanges, photo: Path) -> None:
    pending.closed(photo, 0)
    with photo.open("ab"):
        assert pending.take_settled(1) == NOTHING
        assert pending.is_saving(photo)


def test_a_file_that_vanished_before_it_settled_is_deleted(pending: PendingChanges, photo: Path) -> None:
    pending.closed(photo, 0)
    photo.unlink()
    assert pending.take_settled(1) == FileChanges(deleted=(photo,))


def test_a_file_deleted_and_written_anew_is_only_saved(pending: PendingChanges, photo: Path) -> None:
    pending.deleted(photo, 0)
    pending.written(photo, 0.1)
    pending.closed(photo, 0.2)
    assert pending.take_settled(1) == NOTHING
    assert pending.take_settled(1.2) == FileChanges(saved=(photo,))


def test_a_file_that_came_back_unseen_is_saved(pending: PendingChanges, photo: Path) -> None:
    pending.deleted(photo, 0)
    changes = pending.take_settled(1) or pending.take_settled(11)
    assert changes == FileChanges(saved=(photo,))


def test_writing_follows_a_rename(pending: PendingChanges, photo: Path) -> None:
    old = photo.with_name("old.jpg")
    pending.closed(old, 0)
    pending.moved(old, photo, 0.1)
    assert pending.take_settled(1.1) == FileChanges(moved=((old, photo),), saved=(photo,))


def test_renames_in_a_chain_are_one(pending: PendingChanges, photo: Path) -> None:
    first, second = photo.with_name("1.jpg"), photo.with_name("2.jpg")
    pending.moved(first, second, 0)
    pending.moved(second, photo, 0.1)
    assert pending.take_settled(1) == FileChanges(moved=((first, photo),), deleted=(second,))


def test_a_swap_of_two_names(pending: PendingChanges, photo: Path) -> None:
    other, aside = photo.with_name("b.jpg"), photo.with_name("aside.jpg")
    other.write_bytes(b"other")
    pending.moved(photo, aside, 0)
    pending.moved(other, photo, 0)
    pending.moved(aside, other, 0)
    changes = pending.take_settled(1)
    assert set(changes.moved) == {(photo, other), (other, photo)}
    assert changes.deleted == (aside,)
    assert changes.saved == ()


def test_a_move_there_and_back_is_nothing_but_a_look(pending: PendingChanges, photo: Path) -> None:
    other = photo.with_name("b.jpg")
    pending.moved(photo, other, 0)
    pending.moved(other, photo, 0)
    assert pending.take_settled(1) == FileChanges(deleted=(other,))


def test_a_moved_file_that_is_deleted_is_deleted_where_it_was(
    pending: PendingChanges, tmp_path: Path
) -> None:
    source, target = tmp_path / "1.jpg", tmp_path / "2.jpg"
    pending.moved(source, target, 0)
    pending.deleted(target, 0)
    assert set(pending.take_settled(1).deleted) == {source, target}


def test_a_second_file_of_the_same_name_is_not_a_second_move(pending: PendingChanges, photo: Path) -> None:
    source, second = photo.with_name("in.jpg"), photo.with_name("b.jpg")
    second.write_bytes(b"another")
    pending.moved(source, photo, 0)
    pending.closed(source, 0.1)
    pending.moved(source, second, 0.2)
    assert pending.take_settled(1).moved == ((source, photo),)
    assert pending.take_settled(1.2) == FileChanges(saved=(second,))


def test_file_moves_are_told_in_names_after_the_directory_moved(pending: PendingChanges, photo: Path) -> None:
    old, new = photo.parent / "old", photo.parent / "new"
    pending.moved(old / "1.jpg", old / "2.jpg", 0)
    pending.deleted(old / "3.jpg", 0)
    pending.directory_moved(old, new, 0.5)
    assert pending.take_settled(1) == FileChanges(
        moved_directories=((old, new),),
        moved=((new / "1.jpg", new / "2.jpg"),),
        deleted=(new / "3.jpg",),
    )


def test_what_is_below_a_deleted_directory_needs_no_mention(pending: PendingChanges, photo: Path) -> None:
    trip = photo.parent / "trip"
    pending.closed(trip / "1.jpg", 0)
    pending.deleted(trip / "2.jpg", 0)
    pending.moved(photo.with_name("gone.jpg"), trip / "3.jpg", 0)
    pending.directory_appeared(trip / "x", 0)
    pending.directory_deleted(trip / "x", 0)
    pending.directory_deleted(trip, 0)
    assert pending.take_settled(1) == FileChanges(
        deleted_directories=(trip,), deleted=(photo.with_name("gone.jpg"),)
    )
    assert pending.next_due() is None


def test_a_deleted_directory_that_is_there_again_is_rescanned(
    pending: PendingChanges, tmp_path: Path
) -> None:
    pending.directory_deleted(tmp_path, 0)
    assert pending.take_settled(1) == FileChanges(rescans=(tmp_path,))


def test_a_rescan_covers_directories_below_and_waits_for_writers(
    pending: PendingChanges, photo: Path
) -> None:
    trip = photo.parent
    pending.directory_appeared(trip, 0)
    pending.directory_appeared(trip / "x", 0.5)
    with photo.open("ab"):
        pending.written(photo, 0.5)
        assert pending.take_settled(1.5) == NOTHING
        assert pending.take_settled(11.4) == NOTHING
    pending.closed(photo, 12)
    assert pending.take_settled(13) == FileChanges(saved=(photo,), rescans=(trip,))


def test_what_is_no_longer_watched_is_forgotten(pending: PendingChanges, tmp_path: Path) -> None:
    kept, dropped = tmp_path / "kept", tmp_path / "dropped"
    for folder in (kept, dropped):
        pending.closed(folder / "1.jpg", 0)
        pending.deleted(folder / "2.jpg", 0)
        pending.moved(folder / "3.jpg", folder / "4.jpg", 0)
        pending.directory_moved(folder / "x", folder / "y", 0)
        pending.directory_deleted(folder / "z", 0)
        pending.directory_appeared(folder / "n", 0)
    pending.forget(lambda path: path.is_relative_to(kept))
    assert pending.take_settled(1) == FileChanges(
        moved_directories=((kept / "x", kept / "y"),),
        moved=((kept / "3.jpg", kept / "4.jpg"),),
        deleted_directories=(kept / "z",),
        deleted=(kept / "2.jpg", kept / "1.jpg"),
        rescans=(kept / "n",),
    )
