"""What the page of models says about the photos of the library."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from photoorg.changes import Activity, Progress
from photoorg.gui.settings import model_wording
from photoorg.gui.settings.model_actions import _read
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.settings.conftest import Encoders


class Stopped(Exception):
    """Somebody pulled the plug."""


def _stop_at_describing(progress: Progress) -> None:
    if progress.activity is Activity.DESCRIBING:
        raise Stopped


def test_photos_that_are_not_read_yet_are_not_described(
    library_directory: Path, photo_folder: Path, encoders: Encoders
) -> None:
    def said(library: PhotoLibrary) -> str:
        models = _read((), library)
        (row,) = (row for row in models.rows if row.model.used)
        return model_wording.described(row, models.photos)

    with PhotoLibrary.open(library_directory, encoders=encoders) as library:
        library.add_folder(photo_folder)
        with contextlib.suppress(Stopped):
            library.sync(_stop_at_describing)
        assert said(library) == f"1 of {len(COLOURS)} described."
        library.sync()
        assert said(library) == "All described."
