"""When background work leaves the machine to others."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from photoorg.changes import Activity
from photoorg.ingest.idleness import Idleness, MachineState, look_at_machine
from photoorg.jobs import BACKGROUND_NICENESS, Lane, Worker, work_in_background
from photoorg.settings import load_settings
from tests.ingest.recorder import Recorder
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary
    from tests.tiny_encoder import TinyEncoder

PROCESSORS = 4


class Machine:
    """Seconds of its processors, as others and we use them up."""

    def __init__(self) -> None:
        self.at_s = self.others_s = self.own_s = 0.0
        self.on_battery = False

    def look(self) -> MachineState:
        return MachineState(self.at_s, self.others_s + self.own_s, self.own_s, PROCESSORS, self.on_battery)

    def run(self, seconds: float, others: float, own: float = 0.0) -> None:
        """Time passes, with others and us at so many processors."""
        self.at_s += seconds
        self.others_s += seconds * others
        self.own_s += seconds * own


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def idleness(machine: Machine) -> Idleness:
    return Idleness(machine.look, lambda: machine.at_s)


def test_nothing_is_done_before_the_machine_is_known(machine: Machine, idleness: Idleness) -> None:
    assert "not known yet" in idleness.reason_to_wait()
    machine.run(1, others=0)
    assert idleness.reason_to_wait() != ""
    machine.run(2, others=0.1)
    assert idleness.reason_to_wait() == ""


def test_own_work_does_not_count_as_that_of_others(machine: Machine, idleness: Idleness) -> None:
    idleness.reason_to_wait()
    for _ in range(5):
        machine.run(3, others=0.2, own=3.8)
        assert idleness.reason_to_wait() == ""


def test_work_stops_for_others_and_goes_on_when_they_are_done(machine: Machine, idleness: Idleness) -> None:
    reasons = []
    idleness.reason_to_wait()
    # Shares of the whole machine: it goes on further down than where it stops, so as not to flutter.
    for share in (0.1, 0.3, 0.5, 0.3, 0.25, 0.1, 0.3):
        machine.run(3, others=share * PROCESSORS)
        reasons.append(bool(idleness.reason_to_wait()))
    assert reasons == [False, False, True, True, True, False, False]


def test_a_battery_is_saved(machine: Machine, idleness: Idleness) -> None:
    idleness.reason_to_wait()
    machine.on_battery = True
    machine.run(3, others=0)
    assert idleness.reason_to_wait() == "the computer runs on battery"
    machine.on_battery = False
    machine.run(3, others=0)
    assert idleness.reason_to_wait() == ""


def test_this_machine_tells_our_share() -> None:
    before = look_at_machine()
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass
    after = look_at_machine()
    assert after.own_s - before.own_s >= 0.25
    # Counted in hundredths of a second, and not all at the same moment.
    assert after.busy_s - before.busy_s >= after.own_s - before.own_s - 0.1


class Busy:
    """Somebody else needs the machine, until told otherwise."""

    def __init__(self) -> None:
        self.reason = "other programs are busy"

    def reason_to_wait(self) -> str:
        return self.reason


def test_a_library_waits_for_an_idle_machine_and_still_follows_files(
    library: PhotoLibrary,
    photo_folder: Path,
    tmp_path: Path,
    encoder: TinyEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    busy = Busy()
    monkeypatch.setattr(library, "_idleness", busy)
    red = make_jpeg(photo_folder / "red.jpg", "red")
    library.add_folder(photo_folder)
    library.sync()
    library.change_setting("only_when_idle", "true")
    assert load_settings(tmp_path / "library").only_when_idle
    recorder = Recorder(library)
    library.start_background()
    make_jpeg(photo_folder / "blue.jpg", "blue")
    recorder.wait_until(lambda: library.progress.activity is Activity.WAITING)
    assert library.progress.reason == "other programs are busy"
    recorder.wait_until(lambda: library.status().pending == 1)
    photo = library.photo_at(red)
    assert photo is not None
    red.unlink()
    recorder.wait_until(lambda: library.photo(photo.id).missing)
    assert encoder.images_encoded == 1
    # Told once, not whenever it is looked at again.
    waiting = [progress for progress in recorder.progress if progress.activity is Activity.WAITING]
    assert len(waiting) <= 1 + sum(p.activity is Activity.SCANNING for p in recorder.progress)
    busy.reason = ""
    recorder.wait_for_idle()
    assert encoder.images_encoded == 2


def test_without_the_setting_nobody_is_waited_for(
    library: PhotoLibrary, photo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "_idleness", Busy())
    make_jpeg(photo_folder / "red.jpg", "red")
    library.add_folder(photo_folder)
    recorder = Recorder(library)
    library.start_background()
    recorder.wait_for_idle()
    assert library.status().embedded == 1


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are told on Linux")
def test_work_in_the_background_and_its_lanes_have_a_lower_priority() -> None:
    niceness: dict[str, int] = {}

    def note(name: str) -> None:
        niceness[name] = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def in_a_lane(name: str) -> None:
        lane = Lane(name, threads=2)
        lane.submit(lambda: note(name)).result()
        lane.close()

    def in_background(_cancellation: object) -> None:
        work_in_background()
        note("worker")
        in_a_lane("lane of the worker")

    worker = Worker("background", in_background)
    worker.stop(timeout_s=30)
    note("ours")
    in_a_lane("lane of ours")
    lower = min(niceness["ours"] + BACKGROUND_NICENESS, 19)
    assert niceness["worker"] == niceness["lane of the worker"] == lower
    assert niceness["lane of ours"] == niceness["ours"]
