"""However large a photo is, decoding it takes bounded memory, or it is refused with a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import PhotoUnreadable
from photoorg.imaging import memory
from photoorg.imaging.decode import decode_photo
from photoorg.imaging.memory import MOST_PIXELS, reduction
from photoorg.imaging.photo_file import opened_photo
from tests.pictures import encoded, plain, quadrants

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image


def tall_jpeg(strip: Image.Image, repeats: int) -> bytes:
    """A JPEG that shows ``strip`` (of 128 rows) ``repeats`` times, made without holding its pixels.

    Rows of blocks end with restart markers, which count to eight, so that eight of them can be repeated.
    """
    assert strip.height == 128
    one = encoded(strip, "JPEG", restart_marker_rows=1, subsampling=2)
    scan = one.index(b"\xff\xda")
    rows = scan + 2 + int.from_bytes(one[scan + 2 : scan + 4])
    head = with_size(one[:rows], (strip.width, 128 * repeats))
    return head + b"\xff\xd7".join([one[rows:-2]] * repeats) + b"\xff\xd9"


def with_size(jpeg: bytes, size: tuple[int, int]) -> bytes:
    """The bytes of a JPEG that claims another size."""
    frame = max(jpeg.find(b"\xff\xc0"), jpeg.find(b"\xff\xc2"))
    return jpeg[: frame + 5] + size[1].to_bytes(2) + size[0].to_bytes(2) + jpeg[frame + 9 :]


def reason(source: bytes) -> str:
    with pytest.raises(PhotoUnreadable) as caught:
        decode_photo(source, 384)
    return str(caught.value)


def test_a_jpeg_of_200_megapixels_is_examined_in_little_memory(tmp_path: Path) -> None:
    photo = tmp_path / "panorama.jpg"
    photo.write_bytes(tall_jpeg(quadrants((20_000, 128)), 80))
    process = subprocess.run(
        [sys.executable, "-m", "tests.imaging.decode_capped", str(photo)],
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(process.stdout)
    assert result["size"] == [20_000, 10_240]
    assert result["grew_by_bytes"] < 100_000_000


def test_a_jpeg_beyond_pillows_limit_has_the_right_pixels() -> None:
    picture = plain("red", (20_000, 128))
    picture.paste("lime", (10_000, 0, 20_000, 128))
    image = decode_photo(tall_jpeg(picture, 75), 384).image
    assert min(image.size) >= 384
    quarter = image.width // 4
    assert image.getpixel((quarter, image.height // 2)) == pytest.approx((255, 0, 0), abs=8)
    assert image.getpixel((3 * quarter, image.height - 1)) == pytest.approx((0, 255, 0), abs=8)


@pytest.mark.parametrize("size", [(300, 200), (20_000, 500), (60_000, 10_000), (200, 60_000)])
def test_reduction_keeps_the_short_side_and_bounds_the_rest(size: tuple[int, int]) -> None:
    for min_side_px in (224, 4000):
        factor = reduction(size, min_side_px)
        pixels = (size[0] // factor) * (size[1] // factor)
        assert pixels <= MOST_PIXELS
        assert min(size) // factor >= min(min_side_px, *size) or pixels > MOST_PIXELS // 4


def test_a_progressive_jpeg_counts_what_its_decoder_keeps() -> None:
    small = encoded(plain("red", (64, 64)), "JPEG", progressive=True, subsampling=0)
    assert "too many pixels (225 million)" in reason(with_size(small, (15_000, 15_000)))
    # Scans of one component each are kept as well, whatever the file calls itself.
    one_scan = encoded(plain("red", (64, 64)), "JPEG", subsampling=0)
    scan = one_scan.index(b"\xff\xda")
    several = one_scan[:scan] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + one_scan[scan + 14 :]
    assert "too many pixels" in reason(with_size(several, (15_000, 15_000)))
    with opened_photo(with_size(one_scan, (15_000, 15_000)), 384) as image:
        assert image.size == (15_000, 15_000)


def test_a_jpeg_of_absurd_size_is_refused() -> None:
    small = encoded(plain("red", (64, 64)), "JPEG")
    assert "too many pixels (4,290 million)" in reason(with_size(small, (65_500, 65_500)))


@pytest.mark.parametrize("picture_format", ["PNG", "WEBP", "TIFF", "AVIF", "GIF", "BMP"])
def test_formats_without_scaled_decoding_have_a_limit(
    picture_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = encoded(plain("red", (300, 300)), picture_format)
    assert decode_photo(data, 100).width == 300
    monkeypatch.setattr(memory, "MEMORY_PER_PHOTO_BYTES", 60_000)
    assert "too many pixels" in reason(data)


@pytest.mark.parametrize("mode", ["RGBA", "P", "1", "I;16", "F", "CMYK"])
@pytest.mark.parametrize("min_side_px", [90, 700])
def test_strips_give_what_one_piece_gives(
    mode: str, min_side_px: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = quadrants((900, 701))
    match mode:
        case "I;16":
            picture = picture.convert("I").point(lambda value: value * 257 + 0).convert("I;16")
        case _:
            picture = picture.convert(mode)
    file = BytesIO()
    picture.save(file, "PNG" if mode in ("RGBA", "P", "1") else "TIFF")
    whole = decode_photo(file.getvalue(), min_side_px).image
    monkeypatch.setattr("photoorg.imaging.decode._PIXELS_PER_STRIP", 9000)
    strips = decode_photo(file.getvalue(), min_side_px).image
    assert strips.size == whole.size
    assert strips.tobytes() == whole.tobytes()
