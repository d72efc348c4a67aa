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
