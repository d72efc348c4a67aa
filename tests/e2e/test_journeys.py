"""What people do on one day and find again on the next, in a real window, by real keys and clicks.

Every journey ends with the catalogue and the disk: what was said is there, whatever happened to the files.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import QueryError
from photoorg.photo_library import PhotoLibrary
from tests.e2e.screen import FIRST_PHOTO, App, needs_a_screen, read, wait_until
from tests.pictures import exif, make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.library.records import Photo
    from tests.e2e.screen import Screen

pytestmark = needs_a_screen

# In the order of the page: the newest first.
COLOURS = ("red", "green", "blue", "orange")
SIZE = (300, 200)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of four photos, a minute apart."""
    folder = tmp_path / "photos"
    for minute, colour in enumerate(reversed(COLOURS)):
        save(folder, colour, minute)
    return folder


@pytest.fixture
def library(tmp_path: Path, photos: Path) -> Path:
    """A library that was told of them."""
    directory = tmp_path / "library"
    with PhotoLibrary.open(directory) as opened:
        opened.add_folder(photos)
    return directory


def save(folder: Path, colour: str, minute: int) -> Path:
    taken = datetime(2024, 5, 17, 12, minute)
    return make_jpeg(folder / f"{colour}.jpg", colour, SIZE, exif(taken))


def shown(library: Path, query: str = "") -> list[str]:
    """Names of the photos that a query of facts finds; none while it names what is not there yet."""

    def names(opened: PhotoLibrary) -> list[str]:
        try:
            photo_ids = opened.matching(query) if query else opened.photo_ids()
        except QueryError:
            return []
        return sorted(photo.path.stem for photo in opened.photos(photo_ids))

    return read(library, names)


def photo_of(library: Path, path: Path) -> Photo:
    def at_path(opened: PhotoLibrary) -> Photo:
        photo = opened.photo_at(path)
        assert photo is not None
        return photo

    return read(library, at_path)


def wait_for_photos(screen: Screen, library: Path, names: tuple[str, ...] = COLOURS) -> None:
    """Until they are described and on the screen."""

    def is_done() -> bool:
        status = read(library, PhotoLibrary.status)
        return status.pending == 0 and status.photos == status.embedded == len(names)

    wait_until(is_done)
    wait_until(lambda: screen.photo_share() > 0.02)
    screen.settle()


def test_an_album_is_there_the_next_day_though_its_photos_were_renamed(
    screen: Screen, library: Path, photos: Path
) -> None:
    with App(screen, library) as app:
        wait_for_photos(screen, library)
        screen.select(*FIRST_PHOTO)
        screen.do("key", "shift+Right", "ctrl+shift+a")
        app.focus_dialog("Add to album")
        screen.do("type", "--delay", 40, "Garden")
        screen.do("key", "Return")
        wait_until(lambda: shown(library, "in:Garden") == ["green", "red"])
        app.quit()
    (photos / "red.jpg").rename(photos / "rose.jpg")
    (photos / "summer").mkdir()
    (photos / "green.jpg").rename(photos / "summer" / "lawn.jpg")
    with App(screen, library) as app:
        wait_until(lambda: shown(library, "in:Garden") == ["lawn", "rose"])
        wait_for_photos(screen, library)
        all_photos = screen.photo_share()
        screen.do("key", "ctrl+f")
        screen.do("type", "--delay", 40, "in:Garden ")
        wait_until(lambda: 0.01 < screen.photo_share() < 0.7 * all_photos)
        app.quit()
    assert len(shown(library)) == 4


def test_what_was_said_is_taken_back_and_said_again(screen: Screen, library: Path, photos: Path) -> None:
    def said() -> tuple[int, bool, tuple[str, ...]]:
        photo = photo_of(library, photos / "red.jpg")
        return photo.rating, photo.favourite, photo.tags

    with App(screen, library) as app:
        wait_for_photos(screen, library)
        screen.select(*FIRST_PHOTO)
        screen.do("key", "4")
        wait_until(lambda: said() == (4, False, ()))
        screen.do("key", "f")
        wait_until(lambda: said() == (4, True, ()))
        screen.do("key", "ctrl+t")
        app.focus_dialog("Tags")
        screen.do("type", "--delay", 40, "garden")
        screen.do("key", "--delay", 200, "Return", "Return")
        wait_until(lambda: said() == (4, True, ("garden",)))
        app.focus_window()
        for before in ((4, True, ()), (4, False, ()), (0, False, ())):
            screen.do("key", "ctrl+z")
            wait_until(lambda before=before: said() == before)
        for after in ((4, False, ()), (4, True, ())):
            screen.do("key", "ctrl+shift+z")
            wait_until(lambda after=after: said() == after)
        app.quit()
    assert said() == (4, True, ())
    assert [photo_of(library, photos / f"{name}.jpg").rating for name in COLOURS] == [4, 0, 0, 0]


def test_a_photo_goes_to_the_trash_and_comes_back_with_its_stars(
    screen: Screen, library: Path, photos: Path, tmp_path: Path
) -> None:
    # Files go there that lie on the volume of the home folder.
    screen.environment |= {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}
    red = photos / "red.jpg"
    content = red.read_bytes()
    with App(screen, library) as app:
        wait_for_photos(screen, library)
        screen.select(*FIRST_PHOTO)
        screen.do("key", "5")
        wait_until(lambda: photo_of(library, red).rating == 5)
        screen.do("key", "Delete")
        app.focus_dialog("Move to trash")
        assert red.exists()
        screen.do("key", "Return")
        wait_until(lambda: not red.exists())
        wait_until(lambda: shown(library) == ["blue", "green", "orange"])
        app.focus_window()
        screen.do("key", "ctrl+z")
        wait_until(red.exists)
        wait_until(lambda: shown(library) == sorted(COLOURS))
        app.quit()
    assert red.read_bytes() == content
    assert photo_of(library, red).rating == 5


def test_the_window_follows_what_happens_in_the_folder(screen: Screen, library: Path, photos: Path) -> None:
    with App(screen, library) as app:
        wait_for_photos(screen, library)
        four = screen.photo_share()
        screen.select(*FIRST_PHOTO)
        screen.do("key", "3")
        wait_until(lambda: photo_of(library, photos / "red.jpg").rating == 3)
        save(photos / "new", "yellow", 30)
        wait_until(lambda: screen.photo_share() > 1.1 * four)
        wait_until(lambda: "yellow" in shown(library))
        # A drive that is unplugged and comes back under another name; then a photo that is deleted for good.
        elsewhere = photos.with_name("away")
        photos.rename(elsewhere)
        wait_until(lambda: len(shown(library, "is:offline")) == 5)
        elsewhere.rename(photos)
        wait_until(lambda: not shown(library, "is:offline"))
        (photos / "new" / "yellow.jpg").unlink()
        wait_until(lambda: shown(library) == sorted(COLOURS))
        wait_until(lambda: screen.photo_share() < 1.1 * four)
        app.quit()
    assert shown(library, "rating:3") == ["red"]


def test_a_photo_is_turned_in_the_large_view_and_stays_so(
    screen: Screen, library: Path, photos: Path
) -> None:
    red, green = photos / "red.jpg", photos / "green.jpg"
    content = green.read_bytes()
    with App(screen, library) as app:
        wait_for_photos(screen, library)
        screen.click(*FIRST_PHOTO)
        wait_until(lambda: screen.photo_share() > 0.3)
        first = screen.settle()
        screen.do("key", "Right")
        wait_until(lambda: (first != screen.pixels()).mean() > 0.2)
        lying = screen.settle()
        screen.do("key", "ctrl+r")
        wait_until(lambda: photo_of(library, green).quarter_turns == 1)
        wait_until(lambda: (lying != screen.pixels()).mean() > 0.05)
        screen.do("key", "2")
        wait_until(lambda: photo_of(library, green).rating == 2)
        screen.do("key", "Escape")
        wait_until(lambda: screen.photo_share() < 0.3)
        app.quit()
    assert green.read_bytes() == content
    turned = photo_of(library, green)
    assert (turned.width, turned.height) == SIZE[::-1]
    assert photo_of(library, red).quarter_turns == 0
    # The next day it is shown as it was left.
    with App(screen, library) as app:
        wait_for_photos(screen, library)
        screen.select(*FIRST_PHOTO)
        screen.do("key", "Right", "Return")
        wait_until(lambda: screen.photo_share() > 0.15)
        standing = screen.settle()
        assert (lying != standing).mean() > 0.05
        app.quit()
