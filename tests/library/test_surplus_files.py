"""Moving copies to the trash: what belongs to the photo that stays, stays with it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import TrashError
from tests.pictures import dng, encoded, make_jpeg, plain

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary


@pytest.fixture
def shot(library: PhotoLibrary, photo_folder: Path, trash_folder: Path) -> Path:
    """A JPEG with its raw file and a sidecar, in a folder that lies there once more as a backup, and the JPEG
    alone once more."""
    folder = photo_folder / "2024"
    make_jpeg(folder / "red.jpg", "red")
    (folder / "red.dng").write_bytes(dng((64, 48), encoded(plain("red", (64, 48)), "JPEG")))
    (folder / "red.jpg.xmp").write_text("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    shutil.copytree(folder, photo_folder / "backup")
    (photo_folder / "mail").mkdir()
    shutil.copy(folder / "red.jpg", photo_folder / "mail" / "red.jpg")
    library.add_folder(photo_folder)
    library.sync()
    return folder


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_surplus_files_go_with_what_belongs_to_them(
    library: PhotoLibrary, shot: Path, photo_folder: Path
) -> None:
    photo = library.photo_at(shot / "red.jpg")
    assert photo is not None
    plan = library.trash.plan_surplus(photo.id, shot / "red.jpg")
    assert (len(plan.files), len(plan.paired), len(plan.sidecars)) == (2, 1, 1)
    library.trash.move_surplus(photo.id, shot / "red.jpg")
    assert below(photo_folder) == ["2024/red.dng", "2024/red.jpg", "2024/red.jpg.xmp"]
    assert library.photo_ids() == [photo.id]


def test_a_raw_file_without_another_place_keeps_its_picture(
    library: PhotoLibrary, shot: Path, photo_folder: Path
) -> None:
    photo = library.photo_at(shot / "red.jpg")
    assert photo is not None
    # Beside the one that is kept lies no raw file, so those of the others stay whole.
    with pytest.raises(TrashError, match="no file to move"):
        library.trash.move_surplus(photo.id, photo_folder / "mail" / "red.jpg")
    assert below(photo_folder / "2024") == ["red.dng", "red.jpg", "red.jpg.xmp"]
    assert below(photo_folder / "backup") == ["red.dng", "red.jpg", "red.jpg.xmp"]


def test_nothing_moves_where_what_is_kept_is_another_file_by_now(
    library: PhotoLibrary, shot: Path, photo_folder: Path
) -> None:
    photo = library.photo_at(shot / "red.jpg")
    assert photo is not None
    before = below(photo_folder)
    make_jpeg(shot / "red.jpg", "blue", (80, 60))
    for kept in (shot / "red.jpg", photo_folder / "none.jpg"):
        with pytest.raises(TrashError, match="Nothing was moved"):
            library.trash.move_surplus(photo.id, kept)
    assert below(photo_folder) == before


def test_the_raw_file_of_what_is_kept_stays(library: PhotoLibrary, shot: Path, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "copy" / "red.jpg", "red", (32, 24))
    shutil.copy(shot / "red.dng", photo_folder / "copy" / "red.dng")
    library.sync()
    kept, copy = library.photo_at(shot / "red.jpg"), library.photo_at(photo_folder / "copy" / "red.jpg")
    assert kept is not None
    assert copy is not None
    # The raw file is one photo with several places, and hangs on both.
    assert shot / "red.dng" in library.trash.plan([copy.id]).paired
    library.trash.move([copy.id], keeping=[kept.id])
    assert (shot / "red.dng").exists()
    assert not (photo_folder / "copy" / "red.jpg").exists()


def test_surplus_files_are_found_in_the_trash_on_another_day(
    library: PhotoLibrary, shot: Path, photo_folder: Path
) -> None:
    before = below(photo_folder)
    photo = library.photo_at(shot / "red.jpg")
    assert photo is not None
    library.trash.move_surplus(photo.id, shot / "red.jpg")
    assert library.trash.photo_ids() == []
    # The picture and its raw file.
    found = library.trash.all_photo_ids()
    assert photo.id in found
    assert library.overview.read().trashed == len(found) == 2
    restored = library.trash.restore_photos([photo.id])
    assert restored.problem == ""
    assert below(photo_folder) == before
    assert library.trash.all_photo_ids() == []
    assert library.overview.read().trashed == 0
    # What was brought back goes again, and nothing else.
    library.trash.move_again(restored)
    assert below(photo_folder) == ["2024/red.dng", "2024/red.jpg", "2024/red.jpg.xmp"]
    assert photo.id in library.trash.all_photo_ids()


def test_surplus_files_that_somebody_else_restored_are_in_the_trash_no_more(
    library: PhotoLibrary, shot: Path
) -> None:
    photo = library.photo_at(shot / "red.jpg")
    assert photo is not None
    for file in library.trash.move_surplus(photo.id, shot / "red.jpg").files:
        assert file.place is not None
        file.path.parent.mkdir(exist_ok=True)
        file.place.rename(file.path)
    library.sync()
    assert library.overview.read().trashed == 0
    assert library.trash.all_photo_ids() == []
