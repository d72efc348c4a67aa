"""What people's disks really hold: broken and hostile files, odd names, loops, missing rights, full disks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from photoorg.errors import LibraryInUse
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.e2e.processes import ROOT, indexing, run
from tests.pictures import encoded, make_jpeg, plain, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photoorg.library.records import UnreadableFile

CORRUPT = ROOT.parent / "shared" / "photos" / "corrupt"


def reasons(files: tuple[UnreadableFile, ...] | list[UnreadableFile]) -> dict[str, str]:
    return {file.path.name: file.reason for file in files}


def test_files_that_are_no_photos_are_lines_in_a_report(library: PhotoLibrary, photo_folder: Path) -> None:
    whole = encoded(quadrants((400, 300)), "JPEG")
    good = make_jpeg(photo_folder / "good.jpg", "red")
    (photo_folder / "empty.jpg").touch()
    (photo_folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (photo_folder / "text.png").write_text("not a picture")
    bomb = bytearray(encoded(plain("red"), "BMP"))
    bomb[18:26] = struct.pack("<ii", 60_000, 60_000)
    (photo_folder / "bomb.bmp").write_bytes(bomb)
    (photo_folder / "notes.txt").write_text("no photo by its name")
    (photo_folder / "directory.jpg").mkdir()
    os.mkfifo(photo_folder / "pipe.jpg")
    (photo_folder / "dangling.jpg").symlink_to(photo_folder / "nowhere.jpg")
    library.add_folder(photo_folder)
    report = library.sync()
    assert report.added == 1
    found = reasons(report.unreadable)
    assert found.keys() == {"empty.jpg", "cut.jpg", "text.png", "bomb.bmp"}
    assert found["empty.jpg"] == "the file is empty"
    assert found["cut.jpg"] == "the file is cut short"
    assert "too many pixels" in found["bomb.bmp"]
    assert reasons(library.unreadable()) == found
    assert [photo.path for photo in library.photos(library.photo_ids())] == [good]
    status = library.status()
    assert (status.photos, status.unreadable, status.pending) == (1, 4, 0)
    # They are not tried again and again, but are once they change.
    assert library.sync().unreadable == ()
    (photo_folder / "cut.jpg").write_bytes(whole)
    assert library.sync().added == 1
    assert library.status().unreadable == 3


@pytest.mark.skipif(not CORRUPT.is_dir(), reason="needs ../shared/photos/corrupt")
def test_a_collection_of_hostile_files_is_indexed_with_little_memory(tmp_path: Path) -> None:
    command = indexing(tmp_path / "library", "--add", CORRUPT, "--memory-mb", "2048")
    result = run(command)
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout.splitlines()[-1])
    assert report["unreadable"]
    assert report["added"] > 10
    assert all(file["reason"] for file in report["unreadable"])
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        assert library.status().pending == 0
        assert library.status().photos == library.status().embedded == report["added"]


def test_names_of_any_bytes_come_through(library: PhotoLibrary, photo_folder: Path) -> None:
    names = [
        b"caf\xe9.jpg",
        b"\xff\xfe.jpg",
        "日本.jpg".encode(),
        b"new\nline.jpg",
        b"quo'te\".jpg",
        b" .jpg",
    ]
    for number, name in enumerate(names):
        path = Path(os.fsdecode(os.fsencode(photo_folder) + b"/" + name))
        make_jpeg(path, (40 * number, 100, 100))
    library.add_folder(photo_folder)
    assert library.sync().added == len(names)
    found = {os.fsencode(photo.path.name) for photo in library.photos(library.photo_ids())}
    assert found == set(names)
    odd = Path(os.fsdecode(os.fsencode(photo_folder) + b"/" + names[0]))
    photo = library.photo_at(odd)
    assert photo is not None
    library.albums.create("Odd")
    library.albums.add("Odd", [photo.id])
    assert [album_photo.path for album_photo in library.photos(library.albums.photo_ids("Odd"))] == [odd]
    assert library.similar(odd).query == str(odd)
    moved = odd.rename(odd.with_name("\udcfe moved.jpg"))
    library.sync()
    assert library.photo(photo.id).path == moved


def test_loops_of_links_end(library: PhotoLibrary, photo_folder: Path, tmp_path: Path) -> None:
    make_jpeg(photo_folder / "inner" / "a.jpg", "red")
    outside = make_jpeg(tmp_path / "outside" / "b.jpg", "blue").parent
    (photo_folder / "inner" / "up").symlink_to(photo_folder)
    (photo_folder / "loop.jpg").symlink_to(photo_folder / "loop.jpg")
    (photo_folder / "linked").symlink_to(outside)
    (outside / "back").symlink_to(photo_folder)
    library.add_folder(photo_folder)
    report = library.sync()
    assert (report.added, report.unreadable, report.unreachable) == (2, (), ())
    assert all(len(photo.files) == 1 for photo in library.photos(library.photo_ids()))


def _without_privileges() -> list[str] | None:
    """Runs a command that has to respect permissions; None where that is not possible."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        return None
    dropped = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={dropped}", f"--inh-caps={dropped}"]


@pytest.mark.skipif(_without_privileges() is None, reason="root reads everything, and setpriv is missing")
def test_what_may_not_be_read_is_told_and_found_once_it_may(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    make_jpeg(photos / "open.jpg", "red")
    closed_file = make_jpeg(photos / "closed.jpg", "blue")
    closed_directory = make_jpeg(photos / "private" / "hidden.jpg", "green").parent
    refused = make_jpeg(tmp_path / "refused" / "sub" / "a.jpg", "pink").parent.parent

    def sync(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run(indexing(tmp_path / "library", *arguments, prefix=_without_privileges() or []))

    def report_of(result: subprocess.CompletedProcess[str]) -> dict[str, Any]:
        assert result.returncode == 0, result.stderr
        report: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
        return report

    with _closed(closed_file), _closed(closed_directory):
        report = report_of(sync("--add", photos))
        assert report["added"] == 1
        assert [file["path"] for file in report["unreadable"]] == [str(closed_file)]
        assert "may not read" in report["unreadable"][0]["reason"]
        assert [line.split(":")[0] for line in report["unreachable"]] == [str(closed_directory)]
    report = report_of(sync())
    assert (report["added"], report["unreadable"], report["unreachable"]) == (2, [], [])

    with _closed(photos):
        report = report_of(sync())
        assert (report["offline"], report["missing"]) == (3, 0)
        assert str(photos) in report["unreachable"][0]
    assert report_of(sync())["restored"] == 3

    with _closed(refused):
        for folder, reason in ((refused, "may not be read"), (refused / "sub", "permission denied")):
            result = sync("--add", folder)
            assert result.returncode == 1
            assert reason in result.stderr
            assert result.stderr.startswith("FolderUnavailable: ")

    # A folder of the library below a place that may not be entered any more.
    report_of(sync("--add", refused / "sub"))
    with _closed(refused):
        report = report_of(sync())
        assert (report["offline"], len(report["unreachable"])) == (1, 1)

    closed_library = tmp_path / "closed library"
    closed_library.mkdir()
    with _closed(closed_library):
        result = run(indexing(closed_library, prefix=_without_privileges() or []))
        assert result.returncode == 1
        assert result.stderr.startswith("LibraryError: "), result.stderr


@contextmanager
def _closed(path: Path) -> Iterator[None]:
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        yield
    finally:
        path.chmod(mode)


def test_a_folder_that_vanishes_during_the_scan_hides_its_photos(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    for number in range(30):
        make_jpeg(photo_folder / f"{number}" / "a.jpg", (number * 8, 50, 50))
    library.add_folder(photo_folder)
    library.sync()
    stop = threading.Event()

    def come_and_go() -> None:
        while not stop.is_set():
            photo_folder.rename(tmp_path / "away")
            time.sleep(0.003)
            (tmp_path / "away").rename(photo_folder)
            time.sleep(0.003)

    mover = threading.Thread(target=come_and_go)
    mover.start()
    try:
        for _ in range(15):
            library.sync()
    finally:
        stop.set()
        mover.join()
    library.sync()
    status = library.status()
    assert (status.photos, status.missing, status.pending, status.unreadable) == (30, 0, 0, 0)


def test_a_second_process_is_told_and_may_still_search(tmp_path: Path, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "red.jpg", "red")
    directory = tmp_path / "library"
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        library.sync()
        second = run(indexing(directory))
        assert second.returncode == 1
        assert second.stderr.startswith("LibraryInUse: ")
        assert f"in use by another photoorg (process {os.getpid()})" in second.stderr
        with pytest.raises(LibraryInUse):
            PhotoLibrary.open(directory, encoder=TinyEncoder())
        with PhotoLibrary.open(directory, encoder=TinyEncoder(), read_only=True) as reader:
            assert [hit.path.name for hit in reader.search("red").hits] == ["red.jpg"]
            # It sees at once what the other one does.
            make_jpeg(photo_folder / "blue.jpg", "blue")
            library.sync()
            assert [hit.path.name for hit in reader.search("blue").hits] == ["blue.jpg"]
            (photo_folder / "red.jpg").unlink()
            library.sync()
            assert reader.search("red").hits == ()
    assert run(indexing(directory)).returncode == 0


def test_many_processes_make_a_library_at_the_same_moment(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from photoorg.photo_library import PhotoLibrary\n"
        "from tests.tiny_encoder import TinyEncoder\n"
        "with PhotoLibrary.open(sys.argv[1], encoder=TinyEncoder(), read_only=True) as library:\n"
        "    print(library.status().photos)"
    )
    # As left by one that was killed before it made more: readers complete it, and make none of their own.
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / CATALOGUE_FILE).touch()
    command = [sys.executable, "-c", code, str(tmp_path / "library")]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    outcomes = [process.communicate(timeout=60) for process in processes]
    assert outcomes == [("0\n", "")] * 4


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "red.jpg", "red")
    command = indexing(tmp_path / "library", "--add", photo_folder, "--delay-ms", "60000")
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        process.send_signal(signal.SIGKILL)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.sync()
        assert library.catalogue_faults() == []


def _can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    return run([*_small_disk(Path("/tmp"), 1), "true"]).returncode == 0


def _small_disk(place: Path, megabytes: int) -> list[str]:
    """Runs a command that sees a small disk of its own at ``place``."""
    rights = [] if os.geteuid() == 0 else ["--map-root-user"]
    script = f'mount -t tmpfs -o size={megabytes}m none "{place}" && exec "$@"'
    return ["unshare", *rights, "--mount", "sh", "-c", script, "sh"]


@pytest.mark.skipif(not _can_mount(), reason="no rights to mount a small disk")
def test_a_full_disk_stops_with_one_sentence_and_keeps_what_was_done(tmp_path: Path) -> None:
    """On a small disk, in a process of its own: fill it, be told, make room, go on."""
    script = """
import sys
import threading
from contextlib import suppress
from pathlib import Path
from photoorg.changes import Activity, NoticeRaised, Progress
from photoorg.errors import DiskFull
from photoorg.ingest import background
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder

disk, photos = Path(sys.argv[1]), Path(sys.argv[2])
with PhotoLibrary.open(disk / "library", encoder=TinyEncoder()) as library:
    library.add_folder(photos)
    library.albums.create("Before")
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", 0) as stream:
        while True:
            stream.write(bytes(4096))
    try:
        library.sync()
        sys.exit("it should have said that the disk is full")
    except DiskFull as error:
        print(error)
    try:
        library.albums.create("Full " + "x" * 150)
        library.add_tag(library.photo_ids(), "tag")
    except DiskFull as error:
        print(error)
with PhotoLibrary.open(disk / "library", encoder=TinyEncoder(), read_only=True) as library:
    assert library.catalogue_faults() == []
    assert "Before" in [album.name for album in library.albums.list()]
background.RETRY_S = 0.05
with PhotoLibrary.open(disk / "library", encoder=TinyEncoder()) as library:
    told, idle = threading.Event(), threading.Event()
    def listen(change):
        if isinstance(change, NoticeRaised):
            print(change.text)
            told.set()
        elif isinstance(change, Progress) and change.activity is Activity.IDLE:
            if library.status().embedded == 40:
                idle.set()
    library.subscribe(listen)
    library.start_background()
    assert told.wait(30)
    filler.unlink()
    assert idle.wait(30)
with PhotoLibrary.open(disk / "library", encoder=TinyEncoder()) as library:
    status = library.status()
    assert (status.photos, status.embedded, status.pending) == (40, 40, 0), status
    assert library.catalogue_faults() == []
"""
    photos, disk = tmp_path / "photos", tmp_path / "disk"
    disk.mkdir()
    for number in range(40):
        make_jpeg(photos / f"{number}.jpg", (6 * number, 100, 100), size=(100 + number, 80))
    result = run([*_small_disk(disk, 4), sys.executable, "-c", script, str(disk), str(photos)])
    assert result.returncode == 0, result.stderr
    told = result.stdout.splitlines()
    assert len(told) >= 2
    assert all("No space is left" in line for line in told)


def test_damaged_thumbnails_are_made_anew(library: PhotoLibrary, photo_folder: Path, tmp_path: Path) -> None:
    path = make_jpeg(photo_folder / "red.jpg", "red", size=(800, 600))
    library.add_folder(photo_folder)
    library.sync()
    (photo_id,) = library.photo_ids()
    whole = library.thumbnail(photo_id)
    (stored,) = (tmp_path / "library" / "cache" / "thumbnails").rglob("*.jpg")
    for damage in (b"", b"junk", whole[:-40]):
        stored.write_bytes(damage)
        assert library.thumbnail(photo_id) == whole
    shutil.rmtree(tmp_path / "library" / "cache")
    assert library.thumbnail(photo_id) == whole
    path.unlink()
    library.sync()
    assert library.thumbnail(photo_id) == whole


def test_an_unusable_place_for_thumbnails_does_not_stop_indexing(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "library" / "cache").mkdir()
    (tmp_path / "library" / "cache" / "thumbnails").write_text("in the way")
    make_jpeg(photo_folder / "red.jpg", "red")
    library.add_folder(photo_folder)
    assert library.sync().added == 1
    assert library.search("red").hits


def test_a_large_photo_is_described_from_a_fraction_of_its_pixels(
    library: PhotoLibrary, photo_folder: Path
) -> None:
    (photo_folder / "thin.png").write_bytes(encoded(plain("red", (1, 1)), "PNG"))
    (photo_folder / "long.png").write_bytes(encoded(plain("red", (5000, 2)), "PNG"))
    (photo_folder / "large.jpg").write_bytes(encoded(plain("red", (6000, 4000)), "JPEG"))
    library.add_folder(photo_folder)
    report = library.sync()
    assert (report.added, report.unreadable) == (3, ())
    assert len(library.search("red").hits) == 3
