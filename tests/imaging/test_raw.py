"""Camera raw: the preview first, else developed; always upright, with the facts of the camera."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from photoorg.errors import PhotoUnreadable
from photoorg.imaging import raw
from photoorg.imaging.decode import decode_photo
from photoorg.imaging.embedded_metadata import read_metadata
from photoorg.imaging.examine import examine_photo
from photoorg.imaging.formats import PHOTO_SUFFIXES
from tests.pictures import dng, encoded, exif, plain, quadrants

pytest.importorskip("rawpy", reason="needs the extra photoorg[raw]")
PHOTOS = Path("../shared/photos/raw")
SIZE = (320, 240)


def preview(size: tuple[int, int] = SIZE) -> bytes:
    return encoded(quadrants(size), "JPEG", quality=95)


def test_the_preview_is_taken_where_it_is_large_enough() -> None:
    photo = decode_photo(dng(SIZE, preview()), 240)
    assert (photo.format, photo.width, photo.height) == ("RAW", *SIZE)
    assert photo.image.getpixel((10, 10)) == pytest.approx((255, 0, 0), abs=8)
    # A thumbnail for the camera's screen is not; the sensor is developed.
    photo = decode_photo(dng(SIZE, preview((80, 60))), 200)
    assert (photo.width, photo.height) == SIZE
    assert photo.image.getpixel((10, 10)) != pytest.approx((255, 0, 0), abs=8)
    assert min(photo.image.size) >= 100


@pytest.mark.parametrize("with_preview", [True, False])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_raw_photos_stand_upright(orientation: int, with_preview: bool) -> None:
    photo = decode_photo(dng(SIZE, preview() if with_preview else None, orientation), 100)
    assert (photo.width, photo.height) == (SIZE if orientation < 5 else SIZE[::-1])
    assert (photo.image.width > photo.image.height) == (photo.width > photo.height)
    assert photo.orientation == orientation
    if not with_preview:
        # Brighter where the left of the sensor is.
        width, height = photo.image.size
        left, right, top, bottom = (
            sum(photo.image.getpixel(at))  # type: ignore[arg-type]  # an RGB pixel has three values
            for at in ((8, height // 2), (width - 8, height // 2), (width // 2, 8), (width // 2, height - 8))
        )
        brightest = {1: left, 3: right, 6: top, 8: bottom}[orientation]
        assert brightest == max(left, right, top, bottom)


def test_the_cameras_facts_are_read_without_developing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError("developed for its metadata")

    monkeypatch.setattr(raw, "_developed", never)
    for data in (dng(SIZE), dng(SIZE, preview((80, 60)))):
        found = read_metadata(data)
        assert (found.camera_make, found.camera_model) == ("Maker", "Model")
        assert found.captured_at == datetime(2024, 5, 17, 18, 30, 5)


def test_a_tiff_is_no_raw() -> None:
    tags = exif(make="Maker")
    assert decode_photo(encoded(quadrants(SIZE), "TIFF", exif=tags), 100).format == "TIFF"


@pytest.mark.parametrize(
    "start", [b"IIRO\x08\0\0\0", b"IIU\0\x08\0\0\0", b"FUJIFILMCCD-RAW 0201", b"\0\0\0\x18ftypcrx "]
)
def test_damaged_raw_is_one_sentence(start: bytes) -> None:
    for data in (start, start + b"\xff" * 5000):
        with pytest.raises(PhotoUnreadable):
            decode_photo(data, 100)


def test_raw_without_pixels_is_cut_short() -> None:
    whole = dng(SIZE)
    with pytest.raises(PhotoUnreadable):
        decode_photo(whole[: len(whole) - SIZE[0] * SIZE[1] * 2] + bytes(SIZE[0] * SIZE[1] * 2), 100)


def test_a_raw_too_large_to_be_developed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "MEMORY_PER_PHOTO_BYTES", 10_000)
    with pytest.raises(PhotoUnreadable, match="too many pixels"):
        decode_photo(dng(SIZE), 100)


def test_suffixes() -> None:
    assert {".dng", ".cr2", ".cr3", ".nef", ".arw", ".rw2", ".orf", ".raf"} <= PHOTO_SUFFIXES


def test_examined_like_any_photo(tmp_path: Path) -> None:
    photo = tmp_path / "photo.dng"
    photo.write_bytes(dng(SIZE, preview()))
    assert examine_photo(photo, 100).metadata.camera_model == "Model"
    assert decode_photo(encoded(plain("red"), "JPEG"), 16).format == "JPEG"


@pytest.mark.skipif(not PHOTOS.is_dir(), reason="needs the collection ../shared/photos")
def test_real_files_without_their_pixels() -> None:
    for name, model in (("IMG_1361.dng", "iPhone 12 Pro"), ("Panasonic.rw2", "DMC-LX3")):
        with pytest.raises(PhotoUnreadable):
            decode_photo(PHOTOS / name, 384)
        found = read_metadata(PHOTOS / name)
        assert found.camera_model == model
        assert found.captured_at is not None
