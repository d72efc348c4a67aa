"""The whole journey in a real window, on a screen of its own, by real keys and clicks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest

from photoorg.photo_library import PhotoLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    from photoorg.library.records import Photo

Result = TypeVar("Result")

pytestmark = [
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
# Of the page, with all sample photos on it.
MUCH_COLOUR = 0.1


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


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen of its own."""
    directory = tmp_path / "screen"
    directory.mkdir()
    screen = Screen(directory)
    yield screen
    screen.close()


def read(library: Path, question: Callable[[PhotoLibrary], Result]) -> Result:
    """Asks the catalogue beside the open window."""
    with PhotoLibrary.open(library, read_only=True) as opened:
        return question(opened)


def test_from_the_first_start_to_similar_photos(screen: Screen, tmp_path: Path) -> None:
    library = tmp_path / "library"
    photoorg = [sys.executable, "-m", "photoorg", "--library", str(library)]
    with subprocess.Popen([*photoorg, "gui"], env=screen.environment) as app:
        try:
            start_with_sample_photos(screen, library)
            search_and_find_similar(screen, library)
            rename_behind_its_back(library)
            screen.do("key", "ctrl+q")
            assert app.wait(timeout=PATIENCE_S) == 0
        finally:
            app.kill()
    assert not (library / "library.owner").exists()
    said = subprocess.run(
        [*photoorg, "--json", "status"], capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    status = json.loads(said.stdout)
    assert status["photos"] == status["embedded"] > 10
    assert status["missing"] == status["pending"] == 0


def start_with_sample_photos(screen: Screen, library: Path) -> None:
    """From the empty window to a page full of photos."""
    wait_until(lambda: screen.do("search", "--onlyvisible", "--name", "photoorg"))
    window = screen.do("search", "--onlyvisible", "--name", "photoorg").split()[0]
    # There is no window manager to do this.
    screen.do("windowmove", window, 0, 0, "windowsize", window, *SCREEN, "windowfocus", window)
    wait_until(lambda: (library / "library.owner").exists())
    # Before it is known that there are no folders, there is a side bar of another colour than the page.
    wait_until(lambda: screen.pixels()[700, 20].min() > 200)
    wait_until(lambda: np.array_equal(screen.pixels()[700, 20], screen.pixels()[700, 700]))
    welcome = screen.settle()
    assert welcome.std() > 5
    assert screen.photo_share() < 0.1
    # "Choose a folder…" has the focus, "Try with sample photos" comes next.
    screen.do("key", "--delay", 100, "Tab", "space")
    wait_until((library / "sample-photos").is_dir)

    def is_indexed() -> bool:
        status = read(library, PhotoLibrary.status)
        return status.pending == 0 and status.embedded == status.photos > 10

    wait_until(is_indexed)
    wait_until(lambda: screen.photo_share() > MUCH_COLOUR)


def search_and_find_similar(screen: Screen, library: Path) -> None:
    """Words, the large view, the heart, photos like this one, and all the way back."""
    all_photos = screen.settle()
    screen.do("key", "ctrl+f")
    screen.do("type", "--delay", 40, "a cup of espresso")
    # The one cup among the sample photos is left.
    wait_until(lambda: 0 < screen.photo_share() < MUCH_COLOUR)
    results = screen.settle()
    screen.click(*FIRST_PHOTO, times=2)
    wait_until(lambda: screen.photo_share() > 2 * MUCH_COLOUR)
    screen.settle()
    screen.do("key", "f")
    coffee = library / "sample-photos" / "coffee.png"
    wait_until(lambda: [photo.path for photo in read(library, favourites)] == [coffee])

    screen.do("key", "ctrl+l")
    # No other cup is there: the button that shows the closest photos has the focus.
    wait_until(lambda: screen.photo_share() < 0.01)
    nothing_like_it = screen.settle()
    screen.do("key", "space")
    wait_until(lambda: screen.photo_share() > MUCH_COLOUR)
    closest = screen.settle()
    pages = [all_photos, results, nothing_like_it, closest]
    assert all(page.std() > 5 for page in pages)
    assert all(np.mean(one != other) > 0.01 for one, other in pairwise(pages))

    screen.do("key", "alt+Left")
    wait_until(lambda: 0 < screen.photo_share() < MUCH_COLOUR)
    screen.do("key", "alt+Left")
    wait_until(lambda: screen.photo_share() > MUCH_COLOUR)


def rename_behind_its_back(library: Path) -> None:
    """A favourite stays one under its new name."""
    old = library / "sample-photos" / "coffee.png"
    new = old.rename(old.with_name("espresso.png"))
    wait_until(lambda: read(library, lambda opened: opened.photo_at(new)) is not None)
    (renamed,) = read(library, favourites)
    assert renamed.path == new


def favourites(library: PhotoLibrary) -> list[Photo]:
    """The favourites of a library."""
    return library.photos(library.photo_ids(favourites=True))
