"""Pictures of the main states of the window, of sample photos that installed packages ship.

``make screenshots`` writes them into ``build/screenshots``: light, dark, and as a screen of twice the density
shows them. Those of the README are copies.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

FOLDER = Path("build") / "screenshots"
SIZE_PX = 1280, 800
# Theme, density, language.
LOOKS = (("light", "1", "en"), ("dark", "1", "en"), ("light", "2", "en"), ("dark", "1", "zh_CN"))
WORDS = "a motorcycle"
COPIED = ("cat", "rocket", "temple")
PATIENCE_S = 120.0
# Until thumbnails have come and nothing moves any more.
REST_S = 2.0


def main() -> None:
    """Draws every look in a process of its own: Qt asks for the density of the screen once."""
    with tempfile.TemporaryDirectory() as directory:
        for theme, density, language in LOOKS:
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": density}
            look = f"{theme}-{density}x-{language}"
            command = [sys.executable, __file__, directory, theme, language, look]
            subprocess.run(command, env=environment, check=True)
    sys.stdout.write(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}\n")


def draw(directory: Path, theme: str, language: str, look: str) -> None:
    """Draws one look; the library is made in ``directory`` if it is not there."""
    from photoorg.app import make_application
    from photoorg.changes import ModelState
    from photoorg.gui.main_window import MainWindow
    from photoorg.gui.pages import (
        DuplicateGroups,
        InAlbum,
        Labelled,
        OneStack,
        PeopleAndPets,
        SuggestedAlbums,
        TrashedPhotos,
    )
    from photoorg.gui.theme import Theme
    from photoorg.photo_library import PhotoLibrary

    application = make_application(["photoorg"], language)
    (dress,) = application.findChildren(Theme)
    dress.choose(theme)
    FOLDER.mkdir(parents=True, exist_ok=True)

    def keep(widget: QWidget, state: str) -> None:
        _wait(lambda: False, REST_S)
        widget.grab().save(str(FOLDER / f"{state}-{look}.png"))

    empty = MainWindow(partial(PhotoLibrary.open, directory / f"empty-{look}"))
    empty.resize(*SIZE_PX)
    empty.show()
    _wait(lambda: empty.is_ready)
    keep(empty, "first-start")
    empty.close()

    _fill(directory / "library")
    window = MainWindow(partial(PhotoLibrary.open, directory / "library"))
    window.resize(*SIZE_PX)
    window.show()
    _wait(lambda: window.is_ready and window.bridge.model.state is ModelState.READY)
    dress.choose(theme)
    keep(window, "photos")
    stacked = next(filter(window.grid.photos.stack_size, window.grid.photos.photo_ids))
    window.browse.search.setText(WORDS)
    window.browse.search.text_typed.emit(WORDS)
    _wait(lambda: window.browse.message.isVisible() or getattr(window.browse._shown, "text", "") == WORDS)
    keep(window, "search")
    window.pages.open_photo(window.grid.photos.photo_ids[0])
    keep(window, "photo")
    for wanted, state in (
        (window.menus.tags_wanted, "tags"),
        (window.menus.labels_wanted, "labels"),
        (window.menus.corrections_wanted, "date-and-place"),
        (window.menus.export_wanted, "export"),
        (window.menus.shortcuts_wanted, "shortcuts"),
        (window.menus.settings_wanted, "settings"),
    ):
        wanted.emit()
        _wait(lambda: application.activeWindow() not in (None, window), REST_S)
        dialog = application.activeWindow()
        assert dialog is not None
        keep(dialog, state)
        dialog.close()
    window.viewer.closed.emit()
    for page, state in (
        (TrashedPhotos(), "empty-trash"),
        (PeopleAndPets(), "people"),
        (InAlbum("Travels"), "album"),
        (Labelled("space"), "label"),
        (SuggestedAlbums("group"), "suggested"),
        (SuggestedAlbums("event"), "events"),
        (DuplicateGroups(), "duplicates"),
        (OneStack(stacked), "stack"),
    ):
        window.browse.open_page(page)
        keep(window, state)
    window.close()


def _fill(directory: Path) -> None:
    from PIL import Image

    from photoorg.photo_library import PhotoLibrary
    from photoorg.sample_photos import SAMPLE_FOLDER, write_sample_photos

    if directory.exists():
        return
    with PhotoLibrary.open(directory) as library:
        for original in write_sample_photos(directory / SAMPLE_FOLDER):
            # Copies of some, so that there are duplicates.
            if original.stem in COPIED:
                with Image.open(original) as picture:
                    half = picture.convert("RGB").reduce(2)
                    half.save(original.with_name(f"{original.stem}-small.jpg"), quality=70)
        library.add_folder(directory / SAMPLE_FOLDER)
        library.sync()
        photos = {photo.path.stem: photo.id for photo in library.photos(library.photo_ids())}
        library.set_favourite([photos["cat"], photos["rocket"]], True)
        library.set_rating([photos["temple"]], 5)
        library.add_tag([photos["moon"], photos["galaxies"], photos["rocket"]], "space")
        library.albums.create("Travels")
        library.albums.add("Travels", [photos["temple"], photos["flower"]])
        library.albums.create("Night sky", "stars in the night sky")
        library.album_folders.create("Holidays")
        library.album_folders.take_album("Travels", "Holidays")
        library.albums.set_description("Travels", "Temples, flowers, and what else there was to be seen")
        library.labels.define(["food", "space", "animal"])
        library.stacks.stack([photos["rocket"], photos["moon"], photos["galaxies"]])
        library.suggestions.find()
        library.duplicates.find()


def _wait(is_done: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    from PySide6.QtTest import QTest

    until = time.monotonic() + patience_s
    while not is_done() and time.monotonic() < until:
        # Short: lanes get nowhere meanwhile.
        QTest.qWait(10)


if __name__ == "__main__":
    if len(sys.argv) == 5:
        draw(Path(sys.argv[1]), *sys.argv[2:])
    else:
        main()
