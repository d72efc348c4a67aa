"""A decoder that crashes, hangs or wants all memory costs one file, never the program."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from photoorg.ingest import reading
from photoorg.photo_library import PhotoLibrary
from photoorg.processes import HelperGone, HelperPool
from tests.e2e.processes import ROOT
from tests.ingest.misbehaving_decoder import CRASH, DEVOUR, HANG, KILLED_ONCE, TRACE, WAIT
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

MISBEHAVING = "tests.ingest.misbehaving_decoder"
PATIENCE_S = 30.0
SYNC = """
import sys, time
import psutil
from photoorg.ingest import engine
from photoorg.jobs import Worker
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder

def tell_when_reading(_):
    while not any(child.cpu_times().user > 0.05 for child in psutil.Process().children()):
        time.sleep(0.05)
    time.sleep(1)
    print("reading", flush=True)

engine.READING_MODULE = sys.argv[1]
with PhotoLibrary.open(sys.argv[2], encoder=TinyEncoder()) as library:
    library.add_folder(sys.argv[3])
    Worker("told", tell_when_reading)
    library.sync()
    time.sleep(3600)
"""


@pytest.fixture(autouse=True)
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every library opened from now on."""
    monkeypatch.setattr("photoorg.ingest.engine.READING_MODULE", MISBEHAVING)
    monkeypatch.setattr(reading, "DECODING_LIMIT_S", 5.0)
    # What ends with a library is looked at here.
    monkeypatch.setattr("photoorg.processes.spare_limit", 0)


def photo_that_asks_for(deed: bytes, path: Path, colour: str = "red") -> Path:
    make_jpeg(path, colour)
    with path.open("ab") as stream:
        stream.write(deed)
    return path


def await_gone(pids: set[int]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while left := {pid for pid in pids if psutil.pid_exists(pid)}:
        assert time.monotonic() < deadline, f"still there: {left}"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        (CRASH, "its decoder crashed"),
        (HANG, "reading it took longer than 5 s"),
        (DEVOUR, "not enough memory to decode it"),
    ],
)
def test_one_file_is_refused_with_a_reason_and_not_tried_again(
    library: PhotoLibrary, photo_folder: Path, deed: bytes, reason: str
) -> None:
    for number in range(6):
        make_jpeg(photo_folder / f"{number}.jpg", (number * 40, 90, 90))
    bad = photo_that_asks_for(deed, photo_folder / "3 bad.jpg")
    library.add_folder(photo_folder)
    report = library.sync()
    assert [(file.path, file.reason) for file in report.unreadable] == [(bad, reason)]
    assert report.added == report.embedded == 6
    assert library.sync().unreadable == ()
    assert [file.reason for file in library.unreadable()] == [reason]
    # A change gives it another chance.
    make_jpeg(bad, "blue")
    assert library.sync().added == 1
    assert library.unreadable() == []


def test_a_process_that_somebody_kills_in_the_middle_of_a_file_is_replaced(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = tmp_path / "trace"
    monkeypatch.setenv(TRACE, str(trace))
    photo_that_asks_for(KILLED_ONCE, photo_folder / "photo.jpg")
    library.add_folder(photo_folder)
    report = library.sync()
    assert trace.exists()
    assert (report.added, report.unreadable) == (1, ())


def test_closing_does_not_wait_for_a_decoder_that_hangs(
    tmp_path: Path, photo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "DECODING_LIMIT_S", 3600.0)
    photo_that_asks_for(HANG, photo_folder / "photo.jpg")
    library = PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder())
    library.add_folder(photo_folder)
    # Those of other tests that are handed on do not end with this library.
    handed_on = {child.pid for child in psutil.Process().children()}
    library.start_background()
    pids = await_children(psutil.Process(), handed_on)
    library.close()
    await_gone(pids)
    # Nothing was found out about the file.
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        assert library.unreadable() == []
        assert library.status().pending == 1


def await_children(process: psutil.Process, others: set[int]) -> set[int]:
    """Ids of processes it started beside ``others``, once one of them is busy."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        children = [child for child in process.children() if child.pid not in others]
        if any(child.cpu_times().user > 1 for child in children):
            return {child.pid for child in children}
        assert time.monotonic() < deadline, "nothing reads"
        time.sleep(0.02)


@pytest.mark.parametrize("deed", [WAIT, HANG, b""])
def test_no_process_is_left_when_the_program_is_killed(
    tmp_path: Path, photo_folder: Path, deed: bytes
) -> None:
    """Whether they are in the middle of a file, cannot notice, or wait for the next one."""
    photo_that_asks_for(deed, photo_folder / "photo.jpg")
    command = [sys.executable, "-c", SYNC, MISBEHAVING, str(tmp_path / "library"), str(photo_folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"reading\n"
        pids = {child.pid for child in psutil.Process(program.pid).children()}
        program.send_signal(signal.SIGKILL)
    assert len(pids) == 1
    await_gone(pids)


def test_processes_are_kept_and_end_with_the_library(tmp_path: Path, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "first.jpg", "red")
    before = {child.pid for child in psutil.Process().children()}
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        assert {child.pid for child in psutil.Process().children()} == before
        library.sync()
        started = {child.pid for child in psutil.Process().children()} - before
        assert len(started) == 1
        make_jpeg(photo_folder / "second.jpg", "blue")
        assert library.sync().added == 1
        assert {child.pid for child in psutil.Process().children()} - before == started
    await_gone(started)


def test_a_closed_pool_lends_nothing() -> None:
    pool = HelperPool(MISBEHAVING)
    pool.close()
    pool.warm_up(2)
    assert pool.pids == frozenset()
    with pytest.raises(HelperGone), pool.lent():
        pass


def test_a_pool_starts_no_more_processes_than_asked_for() -> None:
    pool = HelperPool(MISBEHAVING)
    pool.warm_up(2)
    pool.warm_up(2)
    assert len(pids := pool.pids) == 2
    with pool.lent() as first, pool.lent() as second:
        assert {first.pid, second.pid} == pids
        # All are busy, and stay so.
        with pool.lent() as third:
            assert third.pid not in pids
    assert len(pool.pids) == 3
    pool.close()
