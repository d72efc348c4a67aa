"""Fixtures for every test: a library with a tiny encoder, a folder of photos, no thread left behind."""

from __future__ import annotations

import faulthandler
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Before the first import of torch and numpy, which read them once. Several tests run at the same time:
# threads that wait for each other in a loop take the time from those they wait for.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from sqlalchemy import create_engine
from sqlalchemy.util import LRUCache

from photoorg.photo_library import PhotoLibrary
from photoorg.processes import end_spare
from tests.tiny_encoder import TinyEncoder
from tests.translation_tools import TRANSLATIONS, compile_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

# Threads of pools end a moment after the work is done.
GRACE_S = 5.0
# Beyond the limit of a test, which is told by a signal: as long as native code runs, Python hears of none.
NATIVE_GRACE_S = 120
_STUCK = pytest.StashKey["Path"]()


def pytest_configure(config: pytest.Config) -> None:
    """One file for each run, in which every process of the run says where it was stuck."""
    run = os.environ.setdefault("PHOTOORG_TEST_RUN", f"{os.getpid()}-{time.time_ns()}")
    config.stash[_STUCK] = Path(tempfile.gettempdir()) / f"photoorg-stuck-{run}.txt"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Ends the process, and with it the test, where not even a signal does; the run goes on without it."""
    marker = item.get_closest_marker("timeout")
    limit_s = float(marker.args[0] if marker else item.config.getini("timeout"))
    with item.config.stash[_STUCK].open("a") as told:
        faulthandler.dump_traceback_later(limit_s + NATIVE_GRACE_S, exit=True, file=told)
        try:
            return (yield)
        finally:
            faulthandler.cancel_dump_traceback_later()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[pytest.TestReport]:
    """A failure that quotes a name that is not UTF-8 can be sent to the process that collects the reports."""
    report = yield
    if report.failed and (told := _utf_8(report.longreprtext)) != report.longreprtext:
        report.longrepr = told
    report.sections = [(title, _utf_8(text)) for title, text in report.sections]
    return report


def _utf_8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says where tests were stuck that had to be ended."""
    told = config.stash[_STUCK]
    if told.exists():
        if text := told.read_text():
            terminalreporter.section("stuck")
            terminalreporter.write(text)
        told.unlink()


@pytest.fixture(scope="session", autouse=True)
def compiled_translations() -> None:
    """As the build compiles them, also for the processes that tests start."""
    compile_all(TRANSLATIONS)


@pytest.fixture(scope="session", autouse=True)
def model_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Converted models of this run, also for the processes it starts; the user's own are left alone, as are
    the imported ones. Those who test at the same time share them: converting takes longer than most tests."""
    run = tmp_path_factory.getbasetemp()
    directory = (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "models"
    directory.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTOORG_MODELS", str(directory))
        patch.setenv("PHOTOORG_IMPORTED_MODELS", str(tmp_path_factory.mktemp("imported")))
        yield directory


@pytest.fixture(scope="session", autouse=True)
def warm_readers() -> Iterator[None]:
    """Processes that read photos are handed on from test to test; those that are left end with this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("photoorg.processes.spare_limit", 4)
        yield
    end_spare()


@pytest.fixture(scope="session", autouse=True)
def warm_statements() -> Iterator[None]:
    """The statements of catalogues are compiled once for all that are opened here, one after another; in the
    app there is one catalogue, and the same holds for it."""
    first = create_engine("sqlite://")
    compiled = LRUCache[Any, Any](2000)

    def create(*arguments: Any, **options: Any) -> Engine:
        engine = create_engine(*arguments, **options)
        # What was compiled is found by the dialect, too.
        engine.dialect = first.dialect
        return engine.execution_options(compiled_cache=compiled)

    first.connect().close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("photoorg.library.catalogue.create_engine", create)
        yield
    first.dispose()


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fails a test that leaves one of our threads behind."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + GRACE_S
    while left := _our_threads() - before:
        if time.monotonic() > deadline:
            pytest.fail(f"left behind: {', '.join(sorted(thread.name for thread in left))}")
        time.sleep(0.01)


def _our_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name.startswith("photoorg-")}


@pytest.fixture(scope="session", autouse=True)
def trash_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of whoever runs the tests, as far as the trash is concerned. One for all tests, for
    Send2Trash asks once, when it is imported."""
    home = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home))
        import send2trash  # noqa: F401
    return home


@pytest.fixture
def trash_folder(trash_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files go that are moved to the trash; the user's own is left alone."""
    # What lies there from other tests would change names.
    shutil.rmtree(trash_home / "Trash", ignore_errors=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(trash_home))
    # Files go there that lie on the volume of the home folder.
    monkeypatch.setenv("HOME", str(tmp_path))
    return trash_home / "Trash" / "files"


@pytest.fixture
def encoder() -> TinyEncoder:
    """Counts what it is asked to encode."""
    return TinyEncoder()


@pytest.fixture
def photo_folder(tmp_path: Path) -> Path:
    """An empty folder for photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a library without folders: made once, as all migrations together take a while."""
    directory = tmp_path_factory.mktemp("empty") / "library"
    PhotoLibrary.open(directory, encoder=TinyEncoder()).close()
    return directory


@pytest.fixture
def library(tmp_path: Path, empty_library: Path, encoder: TinyEncoder) -> Iterator[PhotoLibrary]:
    """An empty library without folders."""
    shutil.copytree(empty_library, tmp_path / "library")
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as opened:
        yield opened
