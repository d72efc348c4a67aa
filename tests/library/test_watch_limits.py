"""Folders of whose changes the system does not tell, and more changes at once than anyone makes by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from photoorg.library.catalogue import Catalogue
from photoorg.library.files import FileStore
from photoorg.library.folders import FolderStore
from photoorg.library.mounts import Mount
from photoorg.library.scan import Scanner
from photoorg.library.watcher import FileChanges, FolderWatcher
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import Settings, save_settings
from tests.ingest.recorder import Recorder as LibraryRecorder
from tests.library.test_watcher import SUFFIXES, Recorder, put, wait_until
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = Mount(Path("/"), Path("/"), "ext4", "/dev/sda1", 1)


@pytest.fixture
def remote_at(tmp_path: Path) -> Iterator[tuple[Recorder, list[Path]]]:
    """A watcher on a machine where the listed paths are drives of another one."""
    points: list[Path] = []

    def mounted() -> list[Mount]:
        return [LOCAL, *(Mount(point, Path("/"), "nfs4", "nas:/photos", 2) for point in points)]

    recorder = Recorder(mounted=mounted, poll_s=0.2, quiet_s=0.5)
    yield recorder, points
    recorder.watcher.close()


def test_a_folder_on_a_network_drive_is_polled_and_told_once(
    remote_at: tuple[Recorder, list[Path]], tmp_path: Path
) -> None:
    recorder, points = remote_at
    points.append(tmp_path / "nas")
    first = put(tmp_path / "nas" / "photos" / "a.jpg")
    recorder.watcher.watch(first.parent)
    (notice,) = recorder.notices
    assert notice == (
        f"{first.parent} is on a drive that does not tell of changes made elsewhere, "
        f"so {first.parent} is looked through every 0 seconds instead."
    )
    recorder.wait_for("saved", put(first.parent / "deep" / "b.jpg"))
    first.unlink()
    recorder.wait_for("deleted", first)
    assert len(recorder.notices) == 1


def test_a_network_drive_below_a_folder_is_polled_beside_its_events(
    remote_at: tuple[Recorder, list[Path]], tmp_path: Path
) -> None:
    recorder, points = remote_at
    folder = tmp_path / "photos"
    (folder / "nas").mkdir(parents=True)
    recorder.watcher.watch(folder)
    assert recorder.notices == []
    points.append(folder / "nas")
    wait_until(lambda: len(recorder.notices) == 1)
    assert str(folder / "nas") in recorder.notices[0]
    recorder.wait_for("saved", put(folder / "nas" / "trip" / "a.jpg"), put(folder / "b.jpg"))
    points.clear()
    recorder.batches.clear()
    recorder.wait_for("rescans", folder)
    recorder.wait_for("saved", put(folder / "nas" / "c.jpg"))


def test_polling_can_be_chosen_for_every_folder(tmp_path: Path, photo_folder: Path) -> None:
    directory = tmp_path / "library"
    directory.mkdir()
    save_settings(directory, Settings(watching="polling", polling_interval_s=1))
    make_jpeg(photo_folder / "red.jpg", "red")
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        recorder = LibraryRecorder(library)
        library.start_background()
        recorder.wait_for_idle()
        make_jpeg(photo_folder / "blue.jpg", "blue")
        recorder.wait_until(lambda: len(library.photo_ids()) == 2)
        # It was asked for, so nobody needs to be told.
        assert recorder.notices == []


def test_five_thousand_files_at_once_are_found_and_none_twice(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    files = FileStore(catalogue)
    FolderStore(catalogue).add(folder)
    to_read: Counter[Path] = Counter()

    class CountingStore(FileStore):
        def record_to_read(self, found):  # type: ignore[no-untyped-def]
            to_read.update(file.path for file in found)
            super().record_to_read(found)

    def apply(changes: FileChanges) -> None:
        scanner.apply(changes)

    notices: list[str] = []
    # Longer than an event may take to come on a busy machine, after the walk that has seen its file.
    watcher = FolderWatcher(apply, suffixes=SUFFIXES, on_notice=notices.append, settle_s=1.0)
    scanner = Scanner(CountingStore(catalogue), SUFFIXES, (), lambda: False, watcher.is_being_written)
    try:
        watcher.watch(folder)
        # Directories that appear with files in them are walked, beside the events of each file.
        photos = {put(folder / str(number % 50) / f"{number}.jpg") for number in range(5000)}
        # What was put there last settles last, and with it all that was said about the others.
        mark = put(folder / "mark.jpg")
        wait_until(lambda: bool(files.by_paths([mark])))
        wait_until(lambda: len(files.below(folder)) == len(photos) + 1)
    finally:
        watcher.close()
    known = files.below(folder)
    catalogue.close()
    assert set(known) == photos | {mark}
    assert {file.state for file in known.values()} == {"pending"}
    assert set(to_read.values()) == {1}
    assert notices == []
