"""Drives that go and come while the background is at work."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from photoorg.changes import FoldersChanged, NoticeRaised
from tests.ingest.recorder import Recorder
from tests.library.drives import Drive
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary
    from tests.tiny_encoder import TinyEncoder


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Drive]:
    """A mounted drive, or the test is skipped."""
    drive = Drive(tmp_path / "media" / "CARD")
    yield drive
    with suppress(AssertionError):
        drive.unplug()


def test_a_drive_is_followed_to_its_new_mount_point(
    library: PhotoLibrary, drive: Drive, tmp_path: Path, encoder: TinyEncoder
) -> None:
    make_jpeg(drive.point / "trip" / "red.jpg", "red")
    library.add_folder(drive.point)
    recorder = Recorder(library)
    library.start_background()
    recorder.wait_for_idle()
    (photo_id,) = library.photo_ids()
    library.add_tag([photo_id], "mine")

    drive.move(tmp_path / "media" / "CARD1")
    # It is offline for a moment only; then it is known at its new place, which is watched.
    recorder.wait_until(lambda: [folder.path for folder in library.folders()] == [drive.point])
    recorder.wait_until(lambda: not library.photo(photo_id).offline)
    assert library.photo(photo_id).path == drive.point / "trip" / "red.jpg"
    assert library.photo(photo_id).tags == ("mine",)
    make_jpeg(drive.point / "trip" / "blue.jpg", "blue")
    recorder.wait_until(lambda: len(library.photo_ids()) == 2)
    recorder.wait_for_idle()
    assert encoder.images_encoded == 2
    assert any("lies at" in notice.text for notice in recorder.notices)


def test_a_folder_that_goes_is_told_once_and_forgotten_when_it_is_back(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    make_jpeg(photo_folder / "red.jpg", "red")
    library.add_folder(photo_folder)
    recorder = Recorder(library)
    told: list[object] = []
    library.subscribe(told.append)
    library.start_background()
    recorder.wait_for_idle()
    (photo_id,) = library.photo_ids()
    away = tmp_path / "nowhere" / "to be found"
    away.parent.mkdir()
    photo_folder.rename(away)
    recorder.wait_until(lambda: library.photo(photo_id).offline)
    recorder.wait_until(lambda: any(isinstance(change, FoldersChanged) for change in told))
    away.rename(photo_folder)
    recorder.wait_until(lambda: not library.photo(photo_id).offline)
    recorder.wait_for_idle()
    assert len([change for change in told if isinstance(change, NoticeRaised)]) == 1
