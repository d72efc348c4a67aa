"""From the first start to similar photos, in a real window, by real keys and clicks."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from photoorg.photo_library import PhotoLibrary
from tests.e2e.screen import FIRST_PHOTO, PATIENCE_S, App, needs_a_screen, read, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.records import Photo
    from tests.e2e.screen import Screen

pytestmark = needs_a_screen

# Of the page, with all sample photos on it.
MUCH_COLOUR = 0.1


def test_from_the_first_start_to_similar_photos(screen: Screen, tmp_path: Path) -> None:
    library = tmp_path / "library"
    with App(screen, library) as app:
        start_with_sample_photos(screen, library)
        search_and_find_similar(screen, library)
        rename_behind_its_back(library)
        app.quit()
    assert not (library / "library.owner").exists()
    command = [sys.executable, "-m", "photoorg", "--library", str(library), "--json", "status"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
    status = json.loads(said.stdout)
    assert status["photos"] == status["embedded"] > 10
    assert status["missing"] == status["pending"] == 0


def start_with_sample_photos(screen: Screen, library: Path) -> None:
    """From the empty window to a page full of photos."""
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
