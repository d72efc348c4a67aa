"""The application as a whole: uncaught errors, and signals from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from photoorg.app import BugCatcher
from photoorg.gui.one_window import SOCKET_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

RUN_APP = """
import signal
import sys
from pathlib import Path
from photoorg.app import run_app
code = run_app(Path(sys.argv[1]), "ViT-B-32:laion2b_s34b_b79k")
# ``timeout`` asks twice, and the socket that the first signal was written to is about to go.
assert signal.set_wakeup_fd(-1) == -1
sys.exit(code)
"""

RUN_APP_AND_TELL = """
import sys
from pathlib import Path
from photoorg import app

class Told(app.MainWindow):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        # After whatever else comes of it.
        self.bridge.opened.connect(self.tell, app.Qt.ConnectionType.QueuedConnection)

    def tell(self):
        print("opened", flush=True)

    def raise_(self):
        super().raise_()
        print("shown again", flush=True)

app.MainWindow = Told
sys.exit(app.run_app(Path(sys.argv[1]), "ViT-B-32:laion2b_s34b_b79k"))
"""


@pytest.fixture
def catcher(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> BugCatcher:
    """An installed catcher; the hooks before it come back afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    caught = BugCatcher()
    caught.install()
    return caught


def test_an_uncaught_error_is_reported(catcher: BugCatcher, qtbot: QtBot) -> None:
    error = ValueError("a mistake")
    with qtbot.waitSignal(catcher.bug_found) as found:
        sys.excepthook(ValueError, error, None)
    assert found.args == [error]


def test_an_uncaught_error_of_a_thread_is_reported(catcher: BugCatcher, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: 1 // 0)
    with qtbot.waitSignal(catcher.bug_found) as found:
        thread.start()
    thread.join()
    assert isinstance(found.args[0], ZeroDivisionError)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_a_signal_closes_window_and_library(tmp_path: Path, number: signal.Signals) -> None:
    library = tmp_path / "library"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-c", RUN_APP, str(library)], env=environment) as app:
        try:
            # The owner's name is written when the library is locked, after the window was made.
            while not (library / "library.owner").exists():
                assert app.poll() is None
                time.sleep(0.05)
            app.send_signal(number)
            assert app.wait(timeout=120) == 0
        finally:
            app.kill()
    assert not (library / "library.owner").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="looks for the socket as a file")
def test_a_second_start_shows_the_window_that_is_open(tmp_path: Path) -> None:
    library = tmp_path / "library"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", RUN_APP_AND_TELL, str(library)]

    def started() -> subprocess.Popen[str]:
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    def wait_for(app: subprocess.Popen[str], word: str) -> None:
        assert app.stdout is not None
        assert next(line for line in app.stdout if line.strip() == word)

    with started() as first:
        try:
            wait_for(first, "opened")
            with started() as second:
                assert second.communicate(timeout=120)[0] == ""
                assert second.returncode == 0
            wait_for(first, "shown again")
        finally:
            first.kill()
    # What was killed left its socket behind, at which nobody listens.
    assert (library / SOCKET_NAME).is_socket()
    with started() as third:
        try:
            wait_for(third, "opened")
            third.send_signal(signal.SIGTERM)
            assert third.wait(timeout=120) == 0
        finally:
            third.kill()
    assert not (library / SOCKET_NAME).exists()
