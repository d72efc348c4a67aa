"""Albums as web pages, links and lists: names, odd albums, and what is left when it is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from photoorg.errors import ExportError, UserInputError
from photoorg.export.file_names import safe_name
from photoorg.export.report import ExportStopped
from photoorg.export.web_album import WebOptions
from photoorg.jobs import Cancelled
from tests.pictures import exif, make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.photo_library import PhotoLibrary


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Rome", "Rome"),
        ("a/b\\c: d?", "a b c d"),
        ("..", "album"),
        (" . ", "album"),
        ("\x00\x07\n", "album"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("夏天", "夏天"),
        ("\u202egnp.exe", "gnp.exe"),
        ("x" * 5000, "x" * 180),
        ("夏" * 5000, "夏" * 60),
        ("\udce9", "album"),
    ],
)
def test_names_are_such_as_every_system_takes(name: str, safe: str) -> None:
    assert safe_name(name, "album") == safe


@pytest.fixture
def photo_ids(library: PhotoLibrary, photo_folder: Path) -> list[int]:
    """Two photos that know where they were taken."""
    for name, colour in (("one", "red"), ("two", "blue")):
        make_jpeg(photo_folder / f"{name}.jpg", colour, (900, 600), exif(latitude=48.1, longitude=11.5))
    library.add_folder(photo_folder)
    library.sync()
    return library.photo_ids()


def test_pictures_of_a_page_tell_no_place_unless_asked_to(
    library: PhotoLibrary, photo_ids: list[int], tmp_path: Path
) -> None:
    for metadata in (False, True):
        options = WebOptions(longest_side_px=400, metadata=metadata)
        report = library.album_exports.web_page("Two", "", photo_ids, tmp_path / str(metadata), options)
        assert len(report.exported) == 2
        with Image.open(report.exported[0].copy) as picture:
            assert max(picture.size) == 400
            assert bool(picture.getexif().get_ifd(0x8825)) is metadata
        assert b"one.jpg" not in (report.folder / "index.html").read_bytes()


def test_pages_of_none_and_of_one(library: PhotoLibrary, photo_ids: list[int], tmp_path: Path) -> None:
    empty = library.album_exports.web_page("Empty", "", [], tmp_path)
    assert "There are no photos" in (empty.folder / "index.html").read_text()
    one = library.album_exports.web_page("One", "First\n\nSecond", photo_ids[:1], tmp_path)
    text = (one.folder / "index.html").read_text()
    assert "1 photo<" in text
    assert "<p>First</p><p>Second</p>" in text


@pytest.mark.parametrize("is_known", [False, True])
def test_of_photos_that_are_away_nothing_is_written(
    library: PhotoLibrary, photo_ids: list[int], photo_folder: Path, tmp_path: Path, is_known: bool
) -> None:
    photo_folder.rename(tmp_path / "away")
    if is_known:
        library.sync()
    out = tmp_path / "out"
    for export in (
        lambda: library.album_exports.web_page("Two", "", photo_ids, out),
        lambda: library.album_exports.links(photo_ids, out),
        lambda: library.exports.write(photo_ids, out),
    ):
        with pytest.raises(ExportError, match="All of these photos are offline"):
            export()
    assert not out.exists()


def test_a_page_of_photos_that_cannot_be_read_is_not_made(
    library: PhotoLibrary, photo_ids: list[int], photo_folder: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (photo_folder / f"{name}.jpg").write_bytes(b"damaged")
    report = library.album_exports.web_page("Two", "", photo_ids, tmp_path / "out")
    assert (len(report.exported), len(report.failed)) == (0, 2)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_page_that_is_stopped_leaves_nothing(
    library: PhotoLibrary, photo_ids: list[int], tmp_path: Path
) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(ExportStopped):
        library.album_exports.web_page("Two", "", photo_ids, tmp_path / "out", progress=stop)
    assert list((tmp_path / "out").iterdir()) == []


def test_what_makes_no_sense_is_said(library: PhotoLibrary, photo_ids: list[int], tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="part of the library itself"):
        library.album_exports.web_page("Two", "", photo_ids, library.directory / "x")
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="Nothing can be written"):
        library.album_exports.links(photo_ids, tmp_path / "file" / "x")
    with pytest.raises(UserInputError, match="320 to 8,000 pixels"):
        WebOptions(longest_side_px=1)
