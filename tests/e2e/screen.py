"""A real window on a screen of its own, worked with by real keys and clicks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest

from photoorg.photo_library import PhotoLibrary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy.typing as npt

Result = TypeVar("Result")

needs_a_screen = [
    pytest.mark.skipif(sys.platform != "linux", reason="a virtual screen needs X"),
    pytest.mark.skipif(
        shutil.which("Xvfb") is None or shutil.which("xdotool") is None,
        reason="needs Xvfb and xdotool (sudo apt install xvfb xdotool)",
    ),
    pytest.mark.timeout(600),
]

SCREEN = (1280, 800)
# Only ends a test that has failed.
PATIENCE_S = 120.0
# What photoorg's layout puts there, in a window of the whole screen.
SIDE_BAR_PX = 235
FIRST_PHOTO = (350, 190)


def wait_until(condition: Callable[[], object]) -> None:
    """Looks again and again, as a person would."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.2)


class Screen:
    """A virtual screen with keyboard and mouse.

    Attributes:
        environment: makes a process appear on it.
    """

    def __init__(self, directory: Path) -> None:
        read_end, write_end = os.pipe()
        size = f"{SCREEN[0]}x{SCREEN[1]}x24"
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", size, "-fbdir", str(directory)]
        self._frame = directory / "Xvfb_screen0"
        # Without -noreset it starts anew after its last client, and turns away whoever comes meanwhile.
        self._server = subprocess.Popen(
            [*command, "-nolisten", "tcp", "-noreset"], pass_fds=[write_end], stderr=subprocess.DEVNULL
        )
        os.close(write_end)
        # The server picks a free number and writes it once it is ready.
        with os.fdopen(read_end) as ready:
            display = f":{ready.readline().strip()}"
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
        self.environment |= {"DISPLAY": display, "LANG": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)

    def close(self) -> None:
        """Ends the server."""
        self._server.terminate()
        self._server.wait()

    def do(self, *words: object) -> str:
        """One command of xdotool."""
        command = ["xdotool", *map(str, words)]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        return done.stdout.strip()

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Clicks with the left button."""
        self.do("mousemove", x, y, "click", "--repeat", times, "--delay", 60, 1)

    def select(self, x: int, y: int) -> None:
        """Adds a photo to those selected, or takes it out; a mere click would open it."""
        self.do("mousemove", x, y, "keydown", "ctrl", "click", 1, "keyup", "ctrl")

    def pixels(self) -> npt.NDArray[np.uint8]:
        """What is on the screen, (height, width, 3), blue first."""
        # An XWD file: a header of big-endian words (its own size first, the number of colours at word 19),
        # the colours of 12 bytes each, then the pixels (X11/XWDFile.h).
        raw = self._frame.read_bytes()
        header = np.frombuffer(raw[:100], ">u4")
        start = int(header[0]) + 12 * int(header[19])
        width, height = SCREEN
        frame = np.frombuffer(raw, np.uint8, width * height * 4, start)
        return frame.reshape(height, width, 4)[..., :3]

    def photo_share(self) -> float:
        """The share of the page, 0..1, that is neither plain ground nor grey text."""
        page = self.pixels()[120:, SIDE_BAR_PX:].astype(np.int16)
        return float(((page.max(axis=2) - page.min(axis=2)) > 24).mean())

    def settle(self) -> npt.NDArray[np.uint8]:
        """Waits until nothing moves any more; the cursor in the search field may blink."""
        before = self.pixels()
        deadline = time.monotonic() + PATIENCE_S
        while True:
            time.sleep(0.4)
            now = self.pixels()
            if np.mean(before != now) < 1e-4:
                return now.copy()
            assert time.monotonic() < deadline, "the screen never came to rest"
            before = now


class App:
    """photoorg with its window open, as large as the screen."""

    def __init__(self, screen: Screen, library: Path) -> None:
        self._screen = screen
        command = [sys.executable, "-m", "photoorg", "--library", str(library), "gui"]
        self._process = subprocess.Popen(command, env=screen.environment)
        window = self._window("photoorg")
        # There is no window manager to do this.
        screen.do("windowmove", window, 0, 0, "windowsize", window, *SCREEN, "windowfocus", window)
        wait_until((library / "library.owner").exists)

    def __enter__(self) -> App:
        return self

    def __exit__(self, *_: object) -> None:
        # Where it was not quit, the test has failed.
        self._process.kill()
        self._process.wait()

    def quit(self) -> None:
        """By the key for it, with every part of it in order."""
        self.focus_window()
        self._screen.do("key", "ctrl+q")
        assert self._process.wait(timeout=PATIENCE_S) == 0

    def focus_dialog(self, title: str) -> None:
        """Gives the keyboard to a dialog once it is there, as a window manager does."""
        self._screen.do("windowfocus", "--sync", self._window(title))

    def focus_window(self) -> None:
        """Gives the keyboard back to the main window."""
        self._screen.do("windowfocus", "--sync", self._window("photoorg"))

    def _window(self, title: str) -> str:
        found: list[str] = []

        def is_there() -> bool:
            found[:] = self._screen.do("search", "--onlyvisible", "--name", f"^{title}$").split()
            return bool(found)

        wait_until(is_there)
        return found[0]


def read(library: Path, question: Callable[[PhotoLibrary], Result]) -> Result:
    """Asks the catalogue beside the open window."""
    with PhotoLibrary.open(library, read_only=True) as opened:
        return question(opened)
