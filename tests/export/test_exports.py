"""Copies of photos: what is in them, what they are called, and what happens where they cannot be written."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import ExifTags, Image, ImageCms

from photoorg.errors import ExportError, UserInputError
from photoorg.export.options import CopyFormat, CopyOptions
from photoorg.export.placing import place
from photoorg.export.report import ExportStopped
from photoorg.imaging.embedded_metadata import read_metadata
from photoorg.jobs import Cancellation
from photoorg.library.records import Place
from photoorg.photo_library import PhotoLibrary
from tests.imaging.xmp_packets import ADA, mwg, packet
from tests.pictures import encoded, exif, make_jpeg, plain, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator

TAGS = exif(
    taken_at=datetime(2024, 5, 17, 18, 30, 5),
    orientation=6,
    make="Maker",
    model="Model",
    latitude=48.1,
    longitude=11.5,
)
NOTHING_BUT_PIXELS = CopyOptions(metadata=False)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of the library."""
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


@pytest.fixture
def library(tmp_path: Path, photos: Path) -> Iterator[PhotoLibrary]:
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as opened:
        opened.add_folder(photos)
        yield opened


def export(
    library: PhotoLibrary,
    photo: Path,
    folder: Path,
    options: CopyOptions = CopyOptions(),  # noqa: B008
) -> Path:
    """The copy of one photo."""
    library.sync()
    known = library.photo_at(photo)
    assert known is not None
    report = library.exports.write([known.id], folder, options)
    assert not report.failed
    return report.exported[0].copy


def test_as_it_is_means_the_same_bytes(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    photo = make_jpeg(photos / "red.JPG", tags=TAGS)
    copy = export(library, photo, tmp_path / "new" / "folder")
    assert copy == tmp_path / "new" / "folder" / "red.JPG"
    assert copy.read_bytes() == photo.read_bytes()


def test_a_copy_without_metadata_is_pixels_alone(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    photo = photos / "turned.jpg"
    photo.write_bytes(
        encoded(
            quadrants(),
            "JPEG",
            exif=TAGS,
            comment=b"secret",
            xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>secret</x:xmpmeta>",
            quality=95,
        )
    )
    copy = export(library, photo, tmp_path / "out", NOTHING_BUT_PIXELS)
    data = copy.read_bytes()
    for trace in (b"Exif", b"secret", b"Maker", b"ICC_PROFILE", b"adobe"):
        assert trace not in data
    with Image.open(copy) as image:
        assert not image.getexif()
        # Orientation 6: what was at the left bottom is at the left top now.
        assert image.size == (48, 64)
        red, green, blue = image.convert("RGB").getpixel((8, 8))
        assert blue > 200 > 80 > max(red, green)


def test_metadata_go_with_a_smaller_copy(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    photo = photos / "turned.jpg"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a tiff:Orientation=\"6\"/>words</x:xmpmeta>"
    photo.write_bytes(encoded(quadrants((640, 480)), "JPEG", exif=TAGS, xmp=xmp))
    copy = export(library, photo, tmp_path / "out", CopyOptions(longest_side_px=100))
    with Image.open(copy) as image:
        assert image.size == (75, 100)
        tags = image.getexif()
        assert tags[ExifTags.Base.Make] == "Maker"
        # Upright already.
        assert tags.get(ExifTags.Base.Orientation, 1) == 1
        details = tags.get_ifd(ExifTags.IFD.Exif)
        assert details[ExifTags.Base.DateTimeOriginal] == "2024:05:17 18:30:05"
        assert details[ExifTags.Base.ExifImageWidth] == 75
        assert tags.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"
        assert image.info["xmp"] == xmp.replace(b'"6"', b'"1"')


@pytest.mark.parametrize("orientation", [1, 3])
def test_faces_are_not_said_to_be_where_they_were_before_turning(
    library: PhotoLibrary, photos: Path, tmp_path: Path, orientation: int
) -> None:
    photo = photos / "face.jpg"
    xmp = packet(mwg(ADA) + "<dc:subject><rdf:Bag><rdf:li>Ada</rdf:li></rdf:Bag></dc:subject>")
    photo.write_bytes(encoded(quadrants((64, 48)), "JPEG", exif=exif(orientation=orientation), xmp=xmp))
    smaller = CopyOptions(longest_side_px=50)
    found = read_metadata(export(library, photo, tmp_path / "out", smaller))
    assert found.keywords == ("Ada",)
    assert [face.name for face in found.faces] == ["Ada"] * (orientation == 1)
    library.turn([library.photo_at(photo).id], 1)
    assert read_metadata(export(library, photo, tmp_path / "turned", smaller)).faces == ()


def test_small_photos_are_not_enlarged(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    photo = make_jpeg(photos / "red.jpg")
    copy = export(library, photo, tmp_path / "out", CopyOptions(CopyFormat.PNG, longest_side_px=1000))
    with Image.open(copy) as image:
        assert (image.format, image.size) == ("PNG", (64, 48))


@pytest.mark.parametrize(
    ("wanted", "name"),
    [(CopyFormat.JPEG, "a.b.jpg"), (CopyFormat.PNG, "a.b.png"), (CopyFormat.WEBP, "a.b.webp")],
)
@pytest.mark.parametrize("metadata", [True, False])
def test_formats(
    library: PhotoLibrary, photos: Path, tmp_path: Path, wanted: CopyFormat, name: str, metadata: bool
) -> None:
    photo = photos / "a.b.tif"
    photo.write_bytes(encoded(quadrants(), "TIFF", exif=TAGS))
    copy = export(library, photo, tmp_path / "out", CopyOptions(wanted, metadata=metadata))
    assert copy.name == name
    with Image.open(copy) as image:
        assert image.format == wanted.name
        assert image.getexif().get(ExifTags.Base.Make) == ("Maker" if metadata else None)


def test_suffixes_that_fit_are_kept(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    photo = make_jpeg(photos / "red.JPEG", tags=TAGS)
    assert export(library, photo, tmp_path / "out", NOTHING_BUT_PIXELS).name == "red.JPEG"


def test_other_formats_become_jpeg_where_pixels_change(
    library: PhotoLibrary, photos: Path, tmp_path: Path
) -> None:
    photo = photos / "old.bmp"
    photo.write_bytes(encoded(quadrants(), "BMP"))
    assert export(library, photo, tmp_path / "out", NOTHING_BUT_PIXELS).name == "old.jpg"


def test_colours_are_those_of_srgb(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    photo = photos / "wide.png"
    # Not a profile of these pixels: ignored, and not handed on.
    photo.write_bytes(encoded(plain((10, 200, 30)), "PNG", icc_profile=lab.tobytes()))
    copy = export(library, photo, tmp_path / "out", NOTHING_BUT_PIXELS)
    with Image.open(copy) as image:
        assert "icc_profile" not in image.info
        assert image.convert("RGB").getpixel((5, 5)) == (10, 200, 30)


def test_quality_counts(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    photo = photos / "noise.png"
    photo.write_bytes(encoded(Image.effect_noise((128, 128), 90).convert("RGB"), "PNG"))
    sizes = [
        export(library, photo, tmp_path / "out", CopyOptions(CopyFormat.JPEG, quality=quality)).stat().st_size
        for quality in (20, 95)
    ]
    assert 2 * sizes[0] < sizes[1]


def test_names_are_numbered_and_no_file_replaced(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    for folder in ("one", "two", "three"):
        make_jpeg(photos / folder / "red.jpg", {"one": "red", "two": "lime", "three": "blue"}[folder])
    out = tmp_path / "out"
    out.mkdir()
    (out / "red.jpg").write_text("mine")
    library.sync()
    report = library.exports.write(library.photo_ids(), out)
    assert (out / "red.jpg").read_text() == "mine"
    assert {one.copy.name for one in report.exported} == {"red (2).jpg", "red (3).jpg", "red (4).jpg"}
    for one in report.exported:
        assert one.copy.read_bytes() == one.path.read_bytes()
    assert len(list(out.iterdir())) == 4


def test_what_cannot_be_read_stops_nothing(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        make_jpeg(photos / f"{name}.jpg", {"a": "red", "b": "lime", "c": "blue"}[name])
    library.sync()
    (photos / "a.jpg").unlink()
    (photos / "b.jpg").write_bytes(b"no picture any more")
    told: list[tuple[int, int]] = []
    report = library.exports.write(
        library.photo_ids(), tmp_path / "out", NOTHING_BUT_PIXELS, progress=lambda *far: told.append(far)
    )
    assert [one.path.name for one in report.exported] == ["c.jpg"]
    assert {one.path.name: one.reason for one in report.failed}.keys() == {"a.jpg", "b.jpg"}
    assert all(one.reason for one in report.failed)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["c.jpg"]


def test_a_photo_that_is_not_where_it_was(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    make_jpeg(photos / "a.jpg")
    library.sync()
    photo_ids = library.photo_ids()
    (photos / "a.jpg").unlink()
    library.sync()
    report = library.exports.write(photo_ids, tmp_path / "out")
    assert [one.reason for one in report.failed] == ["it is not where it was"]


def test_the_disk_is_asked_where_a_photo_is(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    for name, colour in (("a", "red"), ("b", "blue")):
        make_jpeg(photos / f"{name}.jpg", colour)
    library.sync()
    photo_ids = library.photo_ids()
    photos.rename(tmp_path / "away")
    library.sync()
    with pytest.raises(ExportError, match="All of these photos are offline"):
        library.exports.write(photo_ids, tmp_path / "out")
    (tmp_path / "away").rename(photos)
    # Not the photo that the library knows, but one of the same name on another drive.
    (photos / "b.jpg").write_bytes((photos / "a.jpg").read_bytes() + b"more")
    report = library.exports.write(photo_ids, tmp_path / "out")
    assert [one.path for one in report.exported] == [photos / "a.jpg"]
    assert [one.reason for one in report.failed] == ["another file lies where it was"]


def test_another_copy_serves_where_one_is_gone(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    make_jpeg(photos / "a.jpg")
    (photos / "b.jpg").write_bytes((photos / "a.jpg").read_bytes())
    library.sync()
    (photo_id,) = library.photo_ids()
    library.photo(photo_id).path.unlink()
    (exported,) = library.exports.write([photo_id], tmp_path / "out").exported
    assert exported.path.exists()


def test_cancelling_leaves_whole_copies(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    for number in range(4):
        make_jpeg(photos / f"{number}.jpg", (number * 60, 0, 0))
    library.sync()
    cancellation = Cancellation()

    def stop_at_two(done: int, _total: int) -> None:
        if done == 2:
            cancellation.cancel()

    with pytest.raises(ExportStopped) as stopped:
        library.exports.write(
            library.photo_ids(), tmp_path / "out", progress=stop_at_two, cancellation=cancellation
        )
    copies = {one.copy for one in stopped.value.report.exported}
    assert len(copies) == 2
    assert copies == set((tmp_path / "out").iterdir())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    make_jpeg(photos / "a.jpg")
    library.sync()
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    with pytest.raises(ExportError, match=r"Nothing can be written to ‘.*out’ \(permission denied\)"):
        library.exports.write(library.photo_ids(), out)


def test_a_file_where_a_folder_should_be(library: PhotoLibrary, photos: Path, tmp_path: Path) -> None:
    make_jpeg(photos / "a.jpg")
    library.sync()
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ExportError, match="Nothing can be written"):
        library.exports.write(library.photo_ids(), tmp_path / "out")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit of file sizes")
def test_a_full_disk_leaves_no_half_a_file(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full")
    out = tmp_path / "out"
    out.mkdir()
    import resource
    import signal

    # A limit of the size of a file: the nearest to a full disk that needs no rights.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            place(bytes(5000), out, "a.jpg")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert not list(out.iterdir())


def test_the_library_itself_is_no_place(library: PhotoLibrary, photos: Path) -> None:
    make_jpeg(photos / "a.jpg")
    library.sync()
    with pytest.raises(ExportError, match="part of the library"):
        library.exports.write(library.photo_ids(), library.directory / "cache")


def test_numbers_that_make_no_sense() -> None:
    for wrong in ({"quality": 0}, {"quality": 101}, {"longest_side_px": 0}):
        with pytest.raises(UserInputError):
            CopyOptions(**wrong)


def test_copies_can_be_read_by_others(tmp_path: Path) -> None:
    by_hand = tmp_path / "by hand"
    by_hand.write_bytes(b"x")
    assert place(b"x", tmp_path, "placed").stat().st_mode == by_hand.stat().st_mode


@pytest.mark.parametrize("tags", [TAGS, None])
def test_a_copy_says_when_and_where_as_the_user_does(
    library: PhotoLibrary, photos: Path, tmp_path: Path, tags: Image.Exif | None
) -> None:
    photo = make_jpeg(photos / "photo.jpg", "red", (60, 40), tags)
    library.sync()
    (photo_id,) = library.photo_ids()
    corrected = datetime(1999, 12, 24, 18, tzinfo=timezone(timedelta(hours=1)))
    library.set_date([photo_id], corrected)
    library.set_place([photo_id], library.place_named("Lisbon"))
    copy = export(library, photo, tmp_path / "out", CopyOptions(longest_side_px=20))
    with PhotoLibrary.open(tmp_path / "other", encoder=TinyEncoder()) as other:
        other.add_folder(copy.parent)
        other.sync()
        read = other.photo(1)
        assert (read.taken_at, read.utc_offset_minutes) == (datetime(1999, 12, 24, 18), 60)
        assert read.place.name == "Lisbon, Portugal"
    library.set_place([photo_id], Place())
    copy = export(library, photo, tmp_path / "nowhere", CopyOptions(longest_side_px=20))
    with Image.open(copy) as image:
        assert not image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    as_it_is = export(library, photo, tmp_path / "whole")
    assert as_it_is.read_bytes() == photo.read_bytes()
