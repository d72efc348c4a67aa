"""Which of several files of one photo is proposed to be kept, and why."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.albums.duplicates.surplus_files import propose_place
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary


@pytest.mark.parametrize(
    ("names", "ages_s", "kept", "reason"),
    [
        # A minute tells a copy from the photo, even less does.
        (("a.jpg", "b.jpg"), (100, 110), "b.jpg", "It is older than the others."),
        (("photo (1).jpg", "photo.jpg"), (110, 100), "photo.jpg", "Its name is not that of a copy."),
        (("backup/a.jpg", "z.jpg"), (110, 100), "z.jpg", "It does not lie in a folder for backups."),
        (
            ("in/a.jpg", "b.jpg"),
            (100, 101),
            "b.jpg",
            "It is as old as the others, and lies in fewer folders.",
        ),
        (("a.jpg", "b.jpg"), (100, 101), "b.jpg", "It is older than the others."),
        (("b.jpg", "a.jpg"), (100, 100), "a.jpg", "It is as good as the others, and the first by name."),
    ],
)
def test_what_is_proposed_says_why(
    library: PhotoLibrary,
    photo_folder: Path,
    names: tuple[str, str],
    ages_s: tuple[int, int],
    kept: str,
    reason: str,
) -> None:
    first, second = (photo_folder / name for name in names)
    make_jpeg(first, "red")
    second.parent.mkdir(exist_ok=True)
    shutil.copy(first, second)
    for path, age_s in zip((first, second), ages_s, strict=True):
        os.utime(path, (1_700_000_000 - age_s, 1_700_000_000 - age_s))
    library.add_folder(photo_folder)
    library.sync()
    photo = library.photo_at(first)
    assert photo is not None
    proposed = propose_place(photo)
    assert (proposed.path, proposed.reason) == (photo_folder / kept, reason)
