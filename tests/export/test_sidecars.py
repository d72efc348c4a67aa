"""What the user said, written beside photos."""

from __future__ import annotations

import os
import threading
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from photoorg.changes import PhotosChanged
from photoorg.errors import SidecarUnreadable
from photoorg.export.orphaned_sidecars import OrphanedSidecar
from photoorg.export.sidecars import SidecarFiles, sidecar_to_write
from photoorg.imaging import xmp_claims
from photoorg.imaging.xmp import read_xmp
from photoorg.imaging.xmp_writing import Said, with_said
from photoorg.library.records import FaceRegion, Place
from photoorg.photo_library import PhotoLibrary
from tests.pictures import dng, exif, make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BY_CAMERA, BY_USER = datetime(2023, 5, 1, 12, 30), datetime(1999, 12, 24, 18, 0, 5)
LISBON = Place(38.71667, -9.13333, 12.5, "Lisbon", None, "Portugal")
# As darktable writes them, shortened.
FOREIGN = b"""<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:darktable="http://darktable.sf.net/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmp:Rating="1" xmp:Label="Red" darktable:xmp_version="5">
   <!-- a word of somebody -->
   <darktable:history><rdf:Seq><rdf:li darktable:num="0" darktable:operation="exposure"/></rdf:Seq>
   </darktable:history>
   <dc:subject><rdf:Seq><rdf:li>sea</rdf:li><rdf:li>Beach</rdf:li></rdf:Seq></dc:subject>
   <lr:hierarchicalSubject><rdf:Bag><rdf:li>nature|sea</rdf:li></rdf:Bag></lr:hierarchicalSubject>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Old</rdf:li><rdf:li xml:lang="de">Alt</rdf:li></rdf:Alt>
   </dc:title>
   <dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""


@pytest.fixture
def photo(photo_folder: Path) -> Path:
    """A photo whose camera knew when and where."""
    tags = exif(taken_at=BY_CAMERA, latitude=48.137, longitude=11.575)
    return make_jpeg(photo_folder / "photo.jpg", "red", tags=tags)


@pytest.fixture
def filled(library: PhotoLibrary, photo: Path) -> PhotoLibrary:
    """A library of that photo, about which the user said something of every kind."""
    library.add_folder(photo.parent)
    library.sync()
    say(library, library.photo_ids())
    return library


@pytest.fixture
def other(tmp_path: Path) -> Iterator[PhotoLibrary]:
    """A library that knows nothing of the first."""
    with PhotoLibrary.open(tmp_path / "other", encoder=TinyEncoder()) as library:
        yield library


def say(library: PhotoLibrary, ids: list[int]) -> None:
    library.set_rating(ids, 4)
    library.set_favourite(ids, True)
    library.add_tag(ids, "Beach")
    library.add_tag(ids, "Äpfel & <Birnen>")
    library.set_title(ids, "Up the hill")
    library.set_text(ids[0], "A tram\nand people")
    library.set_date(ids, BY_USER)
    library.set_place(ids, LISBON)


def written(library: PhotoLibrary) -> list[str]:
    return [path.name for path in library.sidecars.write(library.photo_ids()).written]


def test_another_library_reads_the_same(filled: PhotoLibrary, other: PhotoLibrary, photo: Path) -> None:
    before = photo.read_bytes()
    assert written(filled) == ["photo.jpg.xmp"]
    assert photo.read_bytes() == before
    assert sorted(path.name for path in photo.parent.iterdir()) == ["photo.jpg", "photo.jpg.xmp"]
    other.add_folder(photo.parent)
    other.sync()
    said, read = filled.photo(1), other.photo(1)
    assert (read.rating, read.shown_title, read.shown_text) == (4, "Up the hill", "A tram\nand people")
    assert set(read.file_keywords) == set(said.tags)
    assert (read.taken_at, read.taken_at_source) == (BY_USER, "sidecar_user")
    assert read.place.name == LISBON.name
    assert (read.latitude, read.longitude) == pytest.approx((38.71667, -9.13333), abs=1e-7)
    assert read.altitude_m == 12.5
    for query in ("rating:4", "tag:beach", "text:tram", "date:1999-12-24", "place:lisbon"):
        assert other.matching(query) == [1]


def test_nowhere_is_a_place_too(filled: PhotoLibrary, other: PhotoLibrary, photo: Path) -> None:
    filled.set_place([1], Place())
    written(filled)
    other.add_folder(photo.parent)
    other.sync()
    assert other.photo(1).place == Place()


def test_it_is_no_news_to_the_library_that_wrote_it(filled: PhotoLibrary, photo: Path) -> None:
    before = filled.photo(1)
    written(filled)
    assert filled.status().pending == 0
    assert filled.sync().updated == 0
    # Also where the sidecar is read again, as with the photo.
    os.utime(photo)
    filled.sync()
    filled.reset_date([1])
    filled.reset_place([1])
    found = filled.photo(1)
    assert (found.taken_at, found.place.city) == (BY_CAMERA, "Munich")
    assert (found.file_keywords, found.file_title, found.file_rating) == ((), None, None)
    assert found.tags == before.tags


def test_what_is_no_longer_said_goes(filled: PhotoLibrary, other: PhotoLibrary, photo: Path) -> None:
    written(filled)
    filled.remove_tag([1], "Beach")
    filled.set_title([1], "")
    filled.reset_date([1])
    filled.reset_place([1])
    assert written(filled) == ["photo.jpg.xmp"]
    assert written(filled) == []
    other.add_folder(photo.parent)
    other.sync()
    read = other.photo(1)
    assert (read.file_keywords, read.file_title) == (("Äpfel & <Birnen>",), None)
    assert (read.taken_at, read.place.city, read.rating) == (BY_CAMERA, "Munich", 4)


def test_a_sidecar_with_nothing_left_goes(library: PhotoLibrary, photo: Path) -> None:
    library.add_folder(photo.parent)
    library.sync()
    sidecar = photo.with_name("photo.jpg.xmp")
    library.set_title([1], "Here")
    library.add_tag([1], "Beach")
    assert written(library) == [sidecar.name]
    library.reset_title([1])
    library.remove_tag([1], "Beach")
    report = library.sidecars.write([1])
    assert (report.written, report.emptied) == ((), (sidecar,))
    assert [path.name for path in photo.parent.iterdir()] == [photo.name]
    assert library.status().pending == 0
    # Where others left anything, be it a word in passing, it stays.
    library.set_title([1], "Here")
    assert written(library) == [sidecar.name]
    sidecar.write_text(sidecar.read_text().replace("<rdf:RDF>", "<!-- of somebody --><rdf:RDF>"))
    library.reset_title([1])
    assert written(library) == [sidecar.name]
    assert "of somebody" in sidecar.read_text()


def test_sidecars_left_behind_are_told_and_removed(library: PhotoLibrary, photo: Path) -> None:
    make_jpeg(photo.with_name("other.jpg"), "blue")
    library.add_folder(photo.parent)
    library.sync()
    library.set_title(library.photo_ids(), "Here")
    left, mixed = (photo.with_name(f"{name}.jpg.xmp") for name in ("photo", "other"))
    assert set(written(library)) == {left.name, mixed.name}
    mixed.write_text(mixed.read_text().replace("<dc:title>", "<dc:creator>Ada</dc:creator><dc:title>"))
    photo.with_name("of nobody.xmp").write_bytes(FOREIGN)
    assert library.sidecars.orphans() == []
    for name in ("photo", "other"):
        photo.with_name(f"{name}.jpg").rename(photo.with_name(f"{name} renamed.jpg"))
    library.sync()
    assert library.sidecars.orphans() == [OrphanedSidecar(mixed, False), OrphanedSidecar(left, True)]
    assert set(written(library)) == {"photo renamed.jpg.xmp", "other renamed.jpg.xmp"}
    assert library.sidecars.remove_orphans() == ([left], {})
    assert mixed.exists()
    assert {known.shown_title for known in library.photos(library.photo_ids())} == {"Here"}


def test_what_others_wrote_stays(filled: PhotoLibrary, photo: Path) -> None:
    sidecar = photo.with_name("photo.xmp")
    sidecar.write_bytes(FOREIGN)
    sidecar.chmod(0o640)
    filled.sync()
    assert written(filled) == ["photo.xmp"]
    text = sidecar.read_text()
    for kept in (
        'darktable:xmp_version="5"',
        'xmp:Label="Red"',
        '<rdf:li darktable:num="0" darktable:operation="exposure" />',
        "<!-- a word of somebody -->",
        "<rdf:li>nature|sea</rdf:li>",
        "<rdf:li>Ada</rdf:li>",
        '<rdf:li xml:lang="de">Alt</rdf:li>',
        'x:xmptk="XMP Core 4.4.0-Exiv2"',
    ):
        assert kept in text
    read = read_xmp(sidecar.read_bytes())
    assert (read.rating, read.title) == (4, "Up the hill")
    assert read.keywords == ("sea", "Beach", "Äpfel & <Birnen>")
    assert sidecar.stat().st_mode & 0o777 == 0o640
    # A tag that was there before was somebody else's, and so is what others wrote since.
    sidecar.write_text(text.replace("<rdf:li>sea</rdf:li>", "<rdf:li>sea</rdf:li><rdf:li>new</rdf:li>"))
    for tag in filled.tags():
        filled.remove_tag([1], tag)
    assert written(filled) == ["photo.xmp"]
    assert read_xmp(sidecar.read_bytes()).keywords == ("sea", "new", "Beach")
    filled.sync()
    # The user took that one away, whoever wrote it.
    assert filled.photo(1).file_keywords == ("sea", "new")


def test_what_another_program_says_instead_of_us_is_heard(filled: PhotoLibrary, photo: Path) -> None:
    written(filled)
    sidecar = photo.with_name("photo.jpg.xmp")
    sidecar.write_text(sidecar.read_text().replace("<xmp:Rating>4<", "<xmp:Rating>2<"))
    filled.sync()
    assert filled.photo(1).file_rating == 2


@pytest.mark.parametrize(
    "content", [b"", b"no xml", b"<a/>", FOREIGN[:-20], b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']
)
def test_a_damaged_one_is_left_alone(filled: PhotoLibrary, photo: Path, content: bytes) -> None:
    good = make_jpeg(photo.with_name("good.jpg"), "blue")
    sidecar = photo.with_name("photo.jpg.xmp")
    sidecar.write_bytes(content)
    filled.sync()
    filled.set_rating([filled.photo_at(good).id], 3)
    report = filled.sidecars.write(filled.photo_ids())
    assert [path.name for path in report.written] == ["good.jpg.xmp"]
    assert list(report.failures) == [sidecar]
    assert report.failures[sidecar].endswith(".")
    assert sidecar.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_line(filled: PhotoLibrary, photo: Path) -> None:
    for number in range(3):
        make_jpeg(photo.with_name(f"{number}.jpg"), (number * 50, 0, 0))
    filled.sync()
    filled.set_rating(filled.photo_ids(), 3)
    photo.parent.chmod(0o500)
    try:
        report = filled.sidecars.write(filled.photo_ids())
    finally:
        photo.parent.chmod(0o700)
    assert list(report.failures) == [photo.parent]
    assert report.written == ()


def test_photos_of_which_nothing_is_said_get_none(filled: PhotoLibrary, photo: Path) -> None:
    make_jpeg(photo.with_name("plain.jpg"), "blue")
    filled.sync()
    assert written(filled) == ["photo.jpg.xmp"]


def test_which_one_is_written(tmp_path: Path) -> None:
    photo = make_jpeg(tmp_path / "a.jpg")
    assert sidecar_to_write(photo).name == "a.jpg.xmp"
    (tmp_path / "a.XMP").touch()
    assert sidecar_to_write(photo).name == "a.XMP"
    # Of the same shot, so it is said about both; an edit beside it is another photo.
    (tmp_path / "a.dng").touch()
    assert sidecar_to_write(photo).name == "a.XMP"
    (tmp_path / "a.png").touch()
    assert sidecar_to_write(photo).name == "a.jpg.xmp"
    (tmp_path / "a.jpg.xmp").touch()
    assert sidecar_to_write(photo).name == "a.jpg.xmp"


def test_raw_files_and_copies_get_theirs(library: PhotoLibrary, photo: Path) -> None:
    photo.with_suffix(".dng").write_bytes(dng((96, 64)))
    (photo.parent / "copy").mkdir()
    (photo.parent / "copy" / "same.jpg").write_bytes(photo.read_bytes())
    library.add_folder(photo.parent)
    library.sync()
    library.set_rating(library.photo_ids(), 3)
    assert sorted(written(library)) == ["photo.dng.xmp", "photo.jpg.xmp", "same.jpg.xmp"]


def test_a_link_stays_one_and_nothing_is_left_behind(filled: PhotoLibrary, photo: Path) -> None:
    elsewhere = photo.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "real").write_bytes(FOREIGN)
    link = photo.with_name("photo.jpg.xmp")
    link.symlink_to(elsewhere / "real")
    written(filled)
    assert link.is_symlink()
    assert b"Up the hill" in (elsewhere / "real").read_bytes()
    assert [path.name for path in elsewhere.iterdir()] == ["real"]


def test_the_watcher_starts_nothing_because_of_it(filled: PhotoLibrary, photo: Path) -> None:
    changed: list[frozenset[int]] = []
    heard = threading.Event()

    def listen(change: object) -> None:
        if isinstance(change, PhotosChanged):
            changed.append(change.photo_ids)
            if max(change.photo_ids) > 1:
                heard.set()

    filled.start_background()
    filled.subscribe(listen)
    sidecar = photo.with_name("photo.jpg.xmp")
    for title in ("First", "Second"):
        filled.set_title([1], title)
        assert written(filled) == [sidecar.name]
    left = sidecar.read_bytes()
    # What was saved later is told later, so by then the sidecar was looked at.
    make_jpeg(photo.with_name("later.jpg"), "blue")
    assert heard.wait(60)
    assert changed == [frozenset([1])] * 2 + [frozenset([2])]
    assert (filled.status().pending, sidecar.read_bytes()) == (0, left)
    assert filled.photo(1).file_title is None


def test_packets_in_other_forms() -> None:
    said = Said({xmp_claims.RATING: "3"}, ("a",), ())
    flat = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>one</dc:subject></rdf:Description></rdf:RDF>'
    )
    for packet in (flat.encode(), flat.encode("utf-16"), flat.encode() + b"\0" * 100):
        changed = with_said(packet, said, "library")
        assert changed is not None
        read = read_xmp(changed)
        assert (read.rating, read.keywords) == (3, ("one", "a"))
        assert with_said(changed, said, "library") is None
        # To another library it is somebody else's word.
        assert read_xmp(with_said(changed, Said({}, (), ()), "another") or changed).rating == 3
    empty = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
    assert read_xmp(with_said(empty, said, "library") or b"").rating == 3
    assert with_said(None, Said({}, (), ("file",)), "library") is None
    with pytest.raises(SidecarUnreadable):
        with_said(b"<" * 9_000_000, said, "library")


def test_libraries_leave_each_others_words(photo: Path, filled: PhotoLibrary, other: PhotoLibrary) -> None:
    written(filled)
    other.add_folder(photo.parent)
    other.sync()
    other.add_tag([1], "Of the other")
    other.set_rating([1], 1)
    assert written(other) == ["photo.jpg.xmp"]
    filled.sync()
    heard = filled.photo(1)
    assert (heard.file_keywords, heard.file_rating, heard.rating) == (("Of the other",), 1, 4)
    # To a third one, both are what somebody said; the rating that was written last counts.
    third = read_xmp(photo.with_name("photo.jpg.xmp").read_bytes())
    assert (third.capture_source, third.captured_at, third.rating) == ("sidecar_user", BY_USER, 1)
    assert set(third.keywords) == {"Beach", "Äpfel & <Birnen>", "Of the other"}
    # Nothing of the other is taken away with what is ours.
    for tag in ("Beach", "Äpfel & <Birnen>"):
        filled.remove_tag([1], tag)
    filled.reset_date([1])
    written(filled)
    third = read_xmp(photo.with_name("photo.jpg.xmp").read_bytes())
    assert (third.captured_at, third.keywords, third.rating) == (None, ("Of the other",), 4)


@pytest.mark.parametrize("orientation", [1, 6])
def test_who_is_where_is_said_too(
    library: PhotoLibrary, other: PhotoLibrary, photo_folder: Path, orientation: int
) -> None:
    make_jpeg(photo_folder / "face.jpg", "red", size=(96, 64), tags=exif(orientation=orientation))
    make_jpeg(photo_folder / "plain.jpg", "blue")
    library.add_folder(photo_folder)
    library.sync()
    photo_id = library.photo_at(photo_folder / "face.jpg").id
    ada = FaceRegion("Ada", "face", 0.25, 0.5, 0.125, 0.25)
    marked = {photo_id: (ada,)}
    sidecars = SidecarFiles(
        library._photos, library._files, lambda ids: {id: marked.get(id, ()) for id in ids}
    )
    assert [path.name for path in sidecars.write(library.photo_ids()).written] == ["face.jpg.xmp"]
    assert library.sync().updated == 0
    other.add_folder(photo_folder)
    other.sync()
    read = other.photo_at(photo_folder / "face.jpg")
    assert read.file_faces == (ada,)
    assert read.file_keywords == ("Ada",)
    marked.clear()
    sidecars.write(library.photo_ids())
    other.sync()
    read = other.photo_at(photo_folder / "face.jpg")
    assert (read.file_faces, read.file_keywords) == ((), ())


def test_what_xml_does_not_take_is_left_out(filled: PhotoLibrary, photo: Path) -> None:
    filled.set_text(1, "one\x01\r\ntwo\N{ZERO WIDTH JOINER}\x0b\rthree \N{GRINNING FACE}")
    filled.set_title([1], "\x02")
    filled.add_tag([1], "sea\x03side")
    assert written(filled) == ["photo.jpg.xmp"]
    assert written(filled) == []
    packet = photo.with_name("photo.jpg.xmp").read_bytes()
    assert "one\ntwo\N{ZERO WIDTH JOINER}\nthree \N{GRINNING FACE}".encode() in packet
    read = read_xmp(packet)
    assert read.title is None
    assert "seaside" in read.keywords
