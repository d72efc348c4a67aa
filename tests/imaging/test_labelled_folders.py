"""Photos that somebody sorted into folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.errors import FolderUnavailable, UserInputError
from photoorg.imaging.labelled_folders import labelled_photos
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path


def test_only_photos_in_folders_count(tmp_path: Path) -> None:
    wanted = [make_jpeg(tmp_path / "b" / "2.jpg"), make_jpeg(tmp_path / "a" / "1.JPG")]
    make_jpeg(tmp_path / "beside.jpg")
    make_jpeg(tmp_path / ".hidden" / "1.jpg")
    make_jpeg(tmp_path / "a" / ".hidden.jpg")
    make_jpeg(tmp_path / "a" / "deeper" / "1.jpg")
    (tmp_path / "a" / "folder.jpg").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("no photo")
    (tmp_path / "empty").mkdir()
    assert labelled_photos(tmp_path, "each person", least=2) == {"a": [wanted[1]], "b": [wanted[0]]}


def test_too_few_folders(tmp_path: Path) -> None:
    with pytest.raises(UserInputError, match=r"for each cat, and at least one of them\.$"):
        labelled_photos(tmp_path, "each cat")
    make_jpeg(tmp_path / "a" / "1.jpg")
    with pytest.raises(UserInputError, match=r"for each cat, and at least 2 of them\.$"):
        labelled_photos(tmp_path, "each cat", least=2)


def test_no_folder(tmp_path: Path) -> None:
    file = make_jpeg(tmp_path / "1.jpg")
    for path in (file, tmp_path / "gone"):
        with pytest.raises(FolderUnavailable, match="is no folder; name one that has a folder for each cat"):
            labelled_photos(path, "each cat")
