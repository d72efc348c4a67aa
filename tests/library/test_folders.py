"""Which folders a library takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.errors import FolderUnavailable, UserInputError
from photoorg.library.folders import absolute
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary
    from tests.tiny_encoder import TinyEncoder


def test_a_folder_inside_another_is_covered(
    library: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    inner = make_jpeg(photo_folder / "inner" / "a.jpg", "red").parent
    library.add_folder(photo_folder)
    with pytest.raises(UserInputError, match="already covered by"):
        library.add_folder(inner)
    with pytest.raises(UserInputError, match="already in the library"):
        library.add_folder(photo_folder)


def test_a_folder_around_another_takes_its_place_and_keeps_what_was_said(
    library: PhotoLibrary, photo_folder: Path, encoder: TinyEncoder
) -> None:
    path = make_jpeg(photo_folder / "inner" / "a.jpg", "red")
    make_jpeg(photo_folder / "b.jpg", "blue")
    library.add_folder(path.parent)
    library.sync()
    (photo_id,) = library.photo_ids()
    library.add_tag([photo_id], "mine")
    library.add_folder(photo_folder)
    assert [folder.path for folder in library.folders()] == [photo_folder]
    report = library.sync()
    assert (report.added, report.missing, encoder.images_encoded) == (1, 0, 2)
    photo = library.photo_at(path)
    assert photo is not None
    assert (photo.id, photo.tags) == (photo_id, ("mine",))


def test_neighbours_with_a_common_beginning_are_two_folders(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    make_jpeg(photo_folder / "a.jpg", "red")
    second = make_jpeg(tmp_path / "photos 2" / "b.jpg", "blue").parent
    library.add_folder(photo_folder)
    library.add_folder(second)
    library.sync()
    library.remove_folder(photo_folder)
    assert [photo.path.name for photo in library.photos(library.photo_ids())] == ["b.jpg"]


def test_what_is_no_folder_is_refused_with_a_reason(library: PhotoLibrary, photo_folder: Path) -> None:
    file = make_jpeg(photo_folder / "a.jpg", "red")
    for path, reason in (
        (photo_folder / "nowhere", "does not exist"),
        (file / "below", "does not exist"),
        (file, "is not a folder"),
        ("~nobody-of-this-name/photos", "does not exist"),
        ("nul\0character", "cannot be looked into"),
    ):
        with pytest.raises(FolderUnavailable, match=reason):
            library.add_folder(path)
    with pytest.raises(UserInputError, match="not a folder of this library"):
        library.remove_folder(photo_folder)
    assert library.folders() == []


def test_a_path_is_made_absolute_but_links_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "link").symlink_to(tmp_path)
    for given, expected in (
        ("link/../photos", tmp_path / "photos"),
        ("~/photos", tmp_path / "home" / "photos"),
        ("link/photos/", tmp_path / "link" / "photos"),
    ):
        assert absolute(type(tmp_path)(given)) == expected


def test_a_link_into_a_folder_of_the_library_is_that_folder(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    inner = make_jpeg(photo_folder / "inner" / "a.jpg", "red").parent
    library.add_folder(photo_folder)
    for number, target in enumerate((photo_folder, inner)):
        link = tmp_path / f"link{number}"
        link.symlink_to(target)
        with pytest.raises(UserInputError, match="leads into"):
            library.add_folder(link)
    beside = tmp_path / "beside"
    beside.mkdir()
    assert library.add_folder(beside).path == beside
