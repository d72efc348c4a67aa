"""Closing while the model is being loaded, which cannot be cut short."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from photoorg.changes import ModelState
from photoorg.encoders import loading
from photoorg.encoders.model_name import encoder_key
from photoorg.gui.main_window import MainWindow
from photoorg.photo_library import PhotoLibrary
from tests.gui.conftest import delete_now
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from photoorg.encoders.encoder import Encoder
    from photoorg.encoders.model_name import ModelName

RUN_APP_WHILE_LOADING = """
import sys, threading
from pathlib import Path
from photoorg.app import run_app
from photoorg.encoders import loading

def load_for_ever(name, **_options):
    print("loading", flush=True)
    threading.Event().wait()

loading.load_encoder = load_for_ever
sys.exit(run_app(Path(sys.argv[1]), None))
"""


class SlowLoading:
    """Stands for a model on a slow disk: begins, and ends when it is let."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.may_end = threading.Event()

    def load(self, name: ModelName, **_options: object) -> Encoder:
        """Takes the place of ``load_encoder``."""
        self.begun.set()
        assert self.may_end.wait(60)
        return TinyEncoder(encoder_key(name))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowLoading]:
    """Has every model load slowly, and lets it end after the test."""
    slow = SlowLoading()
    monkeypatch.setattr(loading, "load_encoder", slow.load)
    yield slow
    slow.may_end.set()


@pytest.fixture
def waiting_library(library_directory: Path, photo_folder: Path) -> Path:
    """A library with photos that are yet to be described."""
    with PhotoLibrary.open(library_directory, encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
    return library_directory


def join_our_threads() -> None:
    """Waits for the threads that were left to themselves."""
    for thread in threading.enumerate():
        if thread.name.startswith("photoorg-"):
            thread.join(60)


def test_the_background_lets_go_at_once(slow: SlowLoading, waiting_library: Path) -> None:
    library = PhotoLibrary.open(waiting_library)
    library.start_background()
    assert slow.begun.wait(60)
    library.close()
    assert not slow.may_end.is_set()
    catalogue = waiting_library / "catalogue.sqlite3"
    with PhotoLibrary.open(waiting_library, encoder=TinyEncoder()) as next_library:
        assert next_library.status().embedded == 0
    before = catalogue.read_bytes()
    slow.may_end.set()
    join_our_threads()
    assert catalogue.read_bytes() == before


def test_the_window_lets_go_at_once(slow: SlowLoading, qtbot: QtBot, waiting_library: Path) -> None:
    window = MainWindow(partial(PhotoLibrary.open, waiting_library))
    window.show()
    qtbot.waitUntil(lambda: window.bridge.model.state is ModelState.LOADING)
    assert slow.begun.wait(60)
    window.close()
    assert window.bridge.is_at_work_aside
    PhotoLibrary.open(waiting_library, encoder=TinyEncoder()).close()
    slow.may_end.set()
    join_our_threads()
    window.deleteLater()
    delete_now()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_the_process_ends_though_the_model_never_comes(waiting_library: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", RUN_APP_WHILE_LOADING, str(waiting_library)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as app:
        try:
            assert app.stdout.readline() == "loading\n"
            app.send_signal(signal.SIGTERM)
            assert app.wait(timeout=60) == 0
        finally:
            app.kill()
    assert not (waiting_library / "library.owner").exists()
