"""The watcher on real folders, with the events the system really sends."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import photoorg
from photoorg.library.watcher import FileChanges, FolderWatcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIXES = frozenset({".jpg"})
PATIENCE_S = 30.0
# Linux tells who writes, so there a test never needs the quiet time unless it is about it.
QUIET_S = 60.0 if sys.platform == "linux" else 1.0


def wait_until(condition: Callable[[], bool]) -> None:
    """Returns as soon as ``condition`` holds; the time limit only ends a test that has failed."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


class Recorder:
    """A watcher with short times, and everything it has told so far."""

    def __init__(self, **options: object) -> None:
        self.batches: list[FileChanges] = []
        self.sizes: dict[Path, list[int]] = {}
        self.notices: list[str] = []
        self.threads: set[str] = set()
        times = {"settle_s": 0.1, "quiet_s": QUIET_S, "folder_check_s": 0.1, **options}
        self.watcher = FolderWatcher(self._record, suffixes=SUFFIXES, on_notice=self.notices.append, **times)

    def _record(self, changes: FileChanges) -> None:
        self.threads.add(threading.current_thread().name)
        for path in changes.saved:
            self.sizes.setdefault(path, []).append(path.stat().st_size)
        self.batches.append(changes)

    def all(self, kind: str) -> list[Path | tuple[Path, Path]]:
        return [entry for batch in list(self.batches) for entry in getattr(batch, kind)]

    def wait_for(self, kind: str, *entries: Path | tuple[Path, Path]) -> None:
        wait_until(lambda: set(entries) <= set(self.all(kind)))

    def settle(self, folder: Path) -> None:
        """Everything that happened before has been told when a file saved now has been told."""
        mark = folder / f"mark-{time.monotonic_ns()}.jpg"
        mark.touch()
        self.wait_for("saved", mark)

    def forget(self, folder: Path) -> None:
        self.settle(folder)
        self.batches.clear()


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    threads = set(threading.enumerate())
    recorder = Recorder()
    yield recorder
    recorder.watcher.close()
    assert set(threading.enumerate()) <= threads


@pytest.fixture
def folder(tmp_path: Path, recorder: Recorder) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    recorder.watcher.watch(folder)
    return folder


def put(path: Path, content: bytes = b"photo") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


# Files


def test_a_new_file_is_saved_and_told_on_the_watchers_thread(recorder: Recorder, folder: Path) -> None:
    photo = put(folder / "a.jpg")
    recorder.wait_for("saved", photo)
    assert recorder.threads == {"photoorg-watcher"}
    wait_until(lambda: not recorder.watcher.is_being_written(photo))


def test_a_rewritten_file_is_saved_again(recorder: Recorder, folder: Path) -> None:
    photo = put(folder / "a.jpg")
    recorder.wait_for("saved", photo)
    put(photo, b"rewritten")
    wait_until(lambda: recorder.sizes[photo][-1] == 9)


@pytest.mark.parametrize("pause_s", [0.01, 0.25])
def test_a_slow_copy_is_never_told_before_it_is_complete(
    recorder: Recorder, folder: Path, pause_s: float
) -> None:
    photo = folder / "slow.jpg"
    with photo.open("wb", buffering=0) as file:
        for _ in range(6):
            file.write(b"x" * 1000)
            time.sleep(pause_s)
            assert recorder.all("saved") == []
        assert recorder.watcher.is_being_written(photo)
    recorder.wait_for("saved", photo)
    assert recorder.sizes[photo] == [6000]


def test_a_writer_that_stays_silent_is_not_waited_for_forever(tmp_path: Path) -> None:
    recorder = Recorder(quiet_s=0.5)
    try:
        recorder.watcher.watch(tmp_path)
        with (tmp_path / "a.jpg").open("wb", buffering=0) as file:
            file.write(b"everything")
            recorder.wait_for("saved", tmp_path / "a.jpg")
    finally:
        recorder.watcher.close()


def test_a_renamed_file_is_moved(recorder: Recorder, folder: Path) -> None:
    photo = put(folder / "a.jpg")
    recorder.forget(folder)
    photo.rename(folder / "b.jpg")
    recorder.wait_for("moved", (photo, folder / "b.jpg"))
    recorder.settle(folder)
    assert photo not in recorder.all("deleted")
    assert folder / "b.jpg" not in recorder.all("saved")


def test_a_chain_of_renames_can_be_followed(recorder: Recorder, folder: Path) -> None:
    names = [folder / f"{name}.jpg" for name in "abcd"]
    put(names[0])
    recorder.forget(folder)
    for source, target in itertools.pairwise(names):
        source.rename(target)

    def place() -> Path:
        path = names[0]
        for batch in list(recorder.batches):
            path = dict(batch.moved).get(path, path)
        return path

    wait_until(lambda: place() == names[3])


@pytest.mark.parametrize("temporary", ["photo.jpg.part", ".photo.jpg.tmp", "photo~.jpg"])
def test_a_file_written_under_a_temporary_name_is_saved_under_its_own(
    recorder: Recorder, folder: Path, temporary: str
) -> None:
    photo = put(folder / "photo.jpg")
    recorder.forget(folder)
    put(folder / temporary, b"new content").rename(photo)
    recorder.wait_for("saved", photo)
    recorder.settle(folder)
    assert photo not in recorder.all("deleted")


def test_a_deleted_file_is_deleted_and_back_it_is_saved(recorder: Recorder, folder: Path) -> None:
    photo = put(folder / "a.jpg")
    recorder.forget(folder)
    photo.unlink()
    recorder.wait_for("deleted", photo)
    put(photo)
    recorder.wait_for("saved", photo)


def test_files_move_in_and_out(recorder: Recorder, folder: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "a.jpg")
    outside.rename(folder / "a.jpg")
    recorder.wait_for("saved", folder / "a.jpg")
    (folder / "a.jpg").rename(outside)
    recorder.wait_for("deleted", folder / "a.jpg")


def test_a_link_to_a_photo_is_saved(recorder: Recorder, folder: Path, tmp_path: Path) -> None:
    (folder / "link.jpg").symlink_to(put(tmp_path / "a.jpg"))
    recorder.wait_for("saved", folder / "link.jpg")


def test_five_hundred_files_at_once_all_arrive(recorder: Recorder, folder: Path) -> None:
    photos = [put(folder / f"{number}.jpg") for number in range(500)]
    recorder.wait_for("saved", *photos)
    assert len(recorder.batches) < 500


def test_hidden_and_other_files_are_passed_over(recorder: Recorder, folder: Path) -> None:
    for name in (".a.jpg", "._a.jpg", "a.txt", ".cache/a.jpg", "@eaDir/a.jpg", ".Trash-0/b/a.jpg"):
        put(folder / name)
    shutil.rmtree(folder / ".cache")
    recorder.settle(folder)
    assert len(recorder.all("saved")) == 1
    assert recorder.all("deleted_directories") == recorder.all("rescans") == []


def test_names_that_are_not_utf8_survive(recorder: Recorder, folder: Path) -> None:
    photo = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.jpg"))
    try:
        put(photo)
    except OSError:
        pytest.skip("this file system accepts UTF-8 names only")
    recorder.wait_for("saved", photo)


# Directories


def tree(root: Path) -> list[Path]:
    return [put(root / name) for name in ("1.jpg", "x/2.jpg", "x/y/3.jpg", "z/4.jpg")]


def test_a_copied_tree_is_found_whole(recorder: Recorder, folder: Path, tmp_path: Path) -> None:
    tree(tmp_path / "trip")
    shutil.copytree(tmp_path / "trip", folder / "trip")
    recorder.wait_for("rescans", folder / "trip")
    later = put(folder / "trip" / "x" / "y" / "later.jpg")
    recorder.wait_for("saved", later)


def test_a_tree_moved_in_is_rescanned_and_watched(recorder: Recorder, folder: Path, tmp_path: Path) -> None:
    tree(tmp_path / "trip")
    (tmp_path / "trip").rename(folder / "trip")
    recorder.wait_for("rescans", folder / "trip")
    later = put(folder / "trip" / "x" / "y" / "later.jpg")
    recorder.wait_for("saved", later)


def test_a_renamed_tree_is_moved_and_watched_under_its_new_name(recorder: Recorder, folder: Path) -> None:
    tree(folder / "old")
    recorder.forget(folder)
    (folder / "old").rename(folder / "new")
    recorder.wait_for("moved_directories", (folder / "old", folder / "new"))
    photo = put(folder / "new" / "x" / "y" / "3.jpg", b"new content")
    recorder.wait_for("saved", photo)
    assert recorder.all("moved") == recorder.all("deleted") == []


def test_a_deleted_tree_is_one_deleted_directory(recorder: Recorder, folder: Path) -> None:
    tree(folder / "trip")
    recorder.forget(folder)
    shutil.rmtree(folder / "trip")
    recorder.wait_for("deleted_directories", folder / "trip")


def test_a_tree_moved_out_is_gone_and_no_longer_heard_of(
    recorder: Recorder, folder: Path, tmp_path: Path
) -> None:
    tree(folder / "trip")
    recorder.forget(folder)
    (folder / "trip").rename(tmp_path / "trip")
    recorder.wait_for("deleted_directories", folder / "trip")
    recorder.wait_for("rescans", folder)
    recorder.batches.clear()
    (tmp_path / "trip" / "x" / "2.jpg").unlink()
    recorder.settle(folder)
    assert recorder.all("deleted") == []


# Rules


@pytest.mark.parametrize("name", [".photoorgignore", ".nomedia"])
def test_a_rule_file_that_comes_changes_moves_or_goes_leads_to_a_rescan(
    recorder: Recorder, folder: Path, name: str
) -> None:
    (folder / "trip" / "x").mkdir(parents=True)
    (folder / "other").mkdir()
    recorder.forget(folder)
    rules = put(folder / "trip" / name)
    for act in (
        lambda: None,
        lambda: rules.write_text("x/"),
        # As editors save: under another name first.
        lambda: put(folder / "trip" / "~saving").replace(rules),
        lambda: rules.rename(folder / "trip" / "x" / name).rename(rules),
        rules.unlink,
    ):
        act()
        recorder.wait_for("rescans", folder / "trip")
        recorder.settle(folder)
        recorder.batches.clear()
    put(folder / "trip" / name).rename(folder / "other" / name)
    recorder.wait_for("rescans", folder / "trip", folder / "other")


def test_rules_of_the_folder_itself_are_watched_those_of_hidden_ones_are_not(
    recorder: Recorder, folder: Path
) -> None:
    put(folder / ".git" / ".photoorgignore")
    put(folder / ".photoorgignore")
    recorder.wait_for("rescans", folder)
    recorder.settle(folder)
    assert set(recorder.all("rescans")) == {folder}


def test_rules_are_noticed_where_a_folder_is_polled(tmp_path: Path) -> None:
    from photoorg.library.watch_sources import FolderEvents, polling_source

    seen = threading.Event()
    source = polling_source(0.05)
    source.attach(FolderEvents(tmp_path, lambda event, folder, source, target: seen.set()))
    try:
        put(tmp_path / ".photoorgignore")
        assert seen.wait(PATIENCE_S)
    finally:
        source.close()


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")
def test_software_in_a_folder_takes_no_watches(recorder: Recorder, folder: Path) -> None:
    def watches() -> int:
        count = 0
        for information in Path("/proc/self/fdinfo").iterdir():
            with suppress(FileNotFoundError):
                count += information.read_text().count("inotify wd:")
        return count

    site = folder / "site"
    site.mkdir()
    recorder.forget(folder)
    before = watches()
    for number in range(30):
        put(site / "node_modules" / f"package{number}" / "lib" / "logo.jpg")
        put(site / ".git" / "objects" / f"{number:02}" / "x")
    photo = put(site / "photos" / "a.jpg")
    recorder.wait_for("saved", photo)
    recorder.settle(folder)
    assert watches() - before == 1
    # Nor when the folder is attached as a whole, or one of them gets an ordinary name.
    recorder.watcher.unwatch(folder)
    recorder.watcher.watch(folder)
    assert watches() - before == 1
    (site / "node_modules").rename(site / "modules")
    recorder.wait_for("rescans", site / "modules")
    recorder.wait_for("saved", put(site / "modules" / "package7" / "b.jpg"))
    assert not any("node_modules" in path.parts for path in recorder.all("saved"))


# Folders


def test_an_unwatched_folder_is_silent_and_the_other_goes_on(
    recorder: Recorder, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    recorder.watcher.watch(other)
    recorder.watcher.watch(other)
    recorder.wait_for("saved", put(other / "a.jpg"))
    recorder.batches.clear()
    recorder.watcher.unwatch(other)
    recorder.watcher.unwatch(tmp_path / "never watched")
    put(other / "b.jpg")
    recorder.settle(folder)
    assert other / "b.jpg" not in recorder.all("saved")


def test_a_file_between_two_watched_folders_leaves_one_and_enters_the_other(
    recorder: Recorder, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    recorder.watcher.watch(other)
    photo = put(folder / "a.jpg")
    recorder.forget(folder)
    photo.rename(other / "a.jpg")
    recorder.wait_for("saved", other / "a.jpg")
    recorder.wait_for("deleted", photo)


def test_a_folder_inside_a_watched_folder_may_be_watched_too(recorder: Recorder, folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    recorder.watcher.watch(inner)
    photo = put(inner / "a.jpg")
    recorder.wait_for("saved", photo)
    recorder.watcher.unwatch(inner)
    recorder.wait_for("saved", put(inner / "b.jpg"))


def test_a_folder_chosen_through_a_link_keeps_its_chosen_path(recorder: Recorder, tmp_path: Path) -> None:
    put(tmp_path / "real" / "x" / "a.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    recorder.watcher.watch(tmp_path / "link")
    put(tmp_path / "real" / "a.jpg")
    put(tmp_path / "real" / "x" / "b.jpg")
    recorder.wait_for("saved", tmp_path / "link" / "a.jpg", tmp_path / "link" / "x" / "b.jpg")


def test_a_loop_of_links_is_no_trouble(recorder: Recorder, tmp_path: Path) -> None:
    root = tmp_path / "root"
    put(root / "a" / "a.jpg")
    (root / "a" / "up").symlink_to(root)
    recorder.watcher.watch(root)
    recorder.wait_for("saved", put(root / "a" / "b.jpg"))


def test_a_missing_folder_is_waited_for(recorder: Recorder, tmp_path: Path) -> None:
    recorder.watcher.watch(tmp_path / "drive")
    put(tmp_path / "drive" / "a.jpg")
    recorder.wait_for("rescans", tmp_path / "drive")
    recorder.wait_for("saved", put(tmp_path / "drive" / "b.jpg"))


@pytest.mark.parametrize("way", ["renamed", "deleted"])
def test_a_folder_that_goes_and_returns_is_rescanned(recorder: Recorder, folder: Path, way: str) -> None:
    put(folder / "x" / "a.jpg")
    recorder.forget(folder)
    aside = folder.with_name("aside")
    if way == "renamed":
        folder.rename(aside)
    else:
        shutil.copytree(folder, aside)
        shutil.rmtree(folder)
    recorder.wait_for("rescans", folder)
    recorder.batches.clear()
    aside.rename(folder)
    recorder.wait_for("rescans", folder)
    recorder.wait_for("saved", put(folder / "x" / "b.jpg"))


def test_excluded_directories_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    recorder = Recorder(excluded=[tmp_path / "library"])
    try:
        recorder.watcher.watch(tmp_path)
        put(tmp_path / "library" / "thumbnails" / "a.jpg")
        recorder.settle(tmp_path)
        assert len(recorder.all("saved")) == 1
        assert recorder.all("rescans") == []
    finally:
        recorder.watcher.close()


# Trouble


def test_an_error_in_the_receiver_is_told_and_the_watching_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[FileChanges] = []
    notices: list[str] = []

    def receive(changes: FileChanges) -> None:
        told.append(changes)
        if len(told) == 1:
            raise ValueError("a bug")

    watcher = FolderWatcher(receive, suffixes=SUFFIXES, on_notice=notices.append, settle_s=0.1)
    try:
        watcher.watch(tmp_path)
        put(tmp_path / "a.jpg")
        wait_until(lambda: len(notices) == 1)
        put(tmp_path / "b.jpg")
        wait_until(lambda: len(told) == 2)
    finally:
        watcher.close()
    assert "a bug" in caplog.text


def test_a_watcher_without_folders_closes(recorder: Recorder) -> None:
    recorder.watcher.close()


def run_script(script: str, *arguments: Path, command: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*command, sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(Path(photoorg.__file__).parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


WATCH_SCRIPT = """
import sys
from pathlib import Path
from photoorg.library.watcher import FolderWatcher

def tell(changes):
    for kind in ("saved", "rescans"):
        for path in getattr(changes, kind):
            print(kind, path.name, flush=True)

watcher = FolderWatcher(tell, suffixes=frozenset({".jpg"}), settle_s=0.1, poll_s=0.2,
                        on_notice=lambda text: print("notice", text, flush=True))
watcher.watch(Path(sys.argv[1]))
print("watching", flush=True)
sys.stdin.readline()
watcher.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")
def test_a_queue_that_overflows_leads_to_a_rescan(tmp_path: Path) -> None:
    import signal

    events = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    if events > 50_000:
        pytest.skip("this system's queue is too long to be filled in a test")
    folder = tmp_path / "photos"
    first, second = put(folder / "a.jpg"), folder / "b.jpg"
    process = run_script(WATCH_SCRIPT, folder)
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "watching\n"
        process.send_signal(signal.SIGSTOP)
        for _ in range(events // 2):
            first.rename(second)
            second.rename(first)
        process.send_signal(signal.SIGCONT)
        lines = iter(process.stdout.readline, "")
        assert any(line == "rescans photos\n" for line in lines)
        put(folder / "later.jpg")
        assert any(line == "saved later.jpg\n" for line in lines)
        process.stdin.write("\n")
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")
@pytest.mark.parametrize("limit", ["max_inotify_watches=3", "max_inotify_instances=0"])
def test_where_the_system_has_no_watches_left_the_folder_is_polled(tmp_path: Path, limit: str) -> None:
    name, value = limit.split("=")
    set_limit = f'echo {value} > /proc/sys/user/{name} && exec "$@"'
    command = ("unshare", "--user", "--map-root-user", "sh", "-c", set_limit, "sh")
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("no user namespace to lower the limit in")
    folder = tmp_path / "photos"
    for number in range(5):
        put(folder / str(number) / "a.jpg")
    (folder / "0" / "up").symlink_to(folder)
    process = run_script(WATCH_SCRIPT, folder, command=command)
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        lines = iter(process.stdout.readline, "")
        told = next(
            line for line in lines if line.startswith("notice The system cannot watch any more folders")
        )
        assert "is looked through every 0 seconds instead" in told
        assert f"sudo sysctl fs.inotify.max_user_{name.removeprefix('max_inotify_')}=" in told
        for number in range(5):
            put(folder / str(number) / f"later{number}.jpg")
        expected = {f"saved later{number}.jpg\n" for number in range(5)}
        for line in lines:
            expected.discard(line)
            if not expected:
                break
        assert not expected
        process.stdin.write("\n")
    assert process.returncode == 0
