"""Pixels come out upright, in sRGB, and no more of them than asked for."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageCms

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.decode import decode_photo
from tests.pictures import encoded, exif, plain, quadrants

SIZE = (64, 48)
RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)
# What the corners (top left, top right, bottom left, bottom right) of a stored red-green-blue-yellow
# picture show once its orientation is undone (EXIF 2.32, tag 0x0112).
UPRIGHT_CORNERS = {
    1: (RED, GREEN, BLUE, YELLOW),
    2: (GREEN, RED, YELLOW, BLUE),
    3: (YELLOW, BLUE, GREEN, RED),
    4: (BLUE, YELLOW, RED, GREEN),
    5: (RED, BLUE, GREEN, YELLOW),
    6: (BLUE, RED, YELLOW, GREEN),
    7: (YELLOW, GREEN, BLUE, RED),
    8: (GREEN, YELLOW, RED, BLUE),
}


def corners(image: Image.Image) -> list[Any]:
    width, height = image.size
    return [image.getpixel(at) for at in ((3, 3), (width - 4, 3), (3, height - 4), (width - 4, height - 4))]


def assert_close(pixels: Any, expected: Any, tolerance: int = 8) -> None:
    assert pixels == [pytest.approx(colour, abs=tolerance) for colour in expected]


@pytest.mark.parametrize("orientation", UPRIGHT_CORNERS)
@pytest.mark.parametrize("picture_format", ["JPEG", "MPO", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("min_side_px", [16, 1000])
def test_every_orientation_is_undone(picture_format: str, orientation: int, min_side_px: int) -> None:
    data = encoded(quadrants(SIZE), picture_format, exif=exif(orientation=orientation), quality=95)
    photo = decode_photo(data, min_side_px)
    assert_close(corners(photo.image), UPRIGHT_CORNERS[orientation])
    assert (photo.width, photo.height) == (SIZE if orientation < 5 else SIZE[::-1])
    assert photo.orientation == orientation
    assert (photo.image.width > photo.image.height) == (photo.width > photo.height)


def test_an_orientation_behind_the_pixels_of_a_png_counts() -> None:
    data = encoded(quadrants(SIZE), "PNG", exif=exif(orientation=6))
    start = data.index(b"eXIf") - 4
    end = start + 12 + int.from_bytes(data[start : start + 4])
    moved = data[:start] + data[end:-12] + data[start:end] + data[-12:]
    assert_close(corners(decode_photo(moved, 16).image), UPRIGHT_CORNERS[6])


@pytest.mark.parametrize("orientation", [0, 9, 77])
def test_a_nonsense_orientation_counts_as_upright(orientation: int) -> None:
    data = encoded(quadrants(SIZE), "JPEG", exif=exif(orientation=orientation), quality=95)
    photo = decode_photo(data, 16)
    assert photo.orientation == 1
    assert_close(corners(photo.image), UPRIGHT_CORNERS[1])


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
@pytest.mark.parametrize("min_side_px", [7, 100, 250, 599, 600, 5000])
def test_the_short_side_keeps_what_was_asked_for_and_not_much_more(
    picture_format: str, min_side_px: int
) -> None:
    photo = decode_photo(encoded(plain("teal", (800, 600)), picture_format), min_side_px)
    assert (photo.width, photo.height) == (800, 600)
    assert min(photo.image.size) >= min(min_side_px, 600)
    assert min(photo.image.size) < 2 * min_side_px + 1 or min_side_px > 300
    assert photo.image.width / photo.image.height == pytest.approx(4 / 3, rel=0.4)


def test_a_small_or_narrow_picture_is_never_enlarged() -> None:
    photo = decode_photo(encoded(plain("teal", (1000, 3)), "PNG"), 256)
    assert photo.image.size == (1000, 3)


def in_mode(mode: str) -> Image.Image:
    picture = quadrants(SIZE)
    grey = picture.convert("L")
    match mode:
        case "I;16":
            return grey.convert("I").point(lambda value: value * 257 + 0).convert("I;16")
        case "I":
            return grey.convert("I").point(lambda value: value * 257 + 0)
        case "F":
            return grey.convert("F").point(lambda value: value * (1 / 255) + 0)
        case "LAB":
            lab = ImageCms.profileToProfile(
                picture, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
            )
            assert lab is not None
            return lab
        case _:
            return picture.convert(mode)


GREYS = [(76,) * 3, (150,) * 3, (29,) * 3, (226,) * 3]
COLOURS = [RED, GREEN, BLUE, YELLOW]


@pytest.mark.parametrize("min_side_px", [10, 48])
@pytest.mark.parametrize(
    ("mode", "picture_format", "expected"),
    [
        ("L", "PNG", GREYS),
        ("L", "JPEG", GREYS),
        ("LA", "PNG", GREYS),
        ("I;16", "PNG", GREYS),
        ("I;16", "TIFF", GREYS),
        ("I", "TIFF", GREYS),
        ("F", "TIFF", GREYS),
        ("P", "PNG", COLOURS),
        ("P", "GIF", COLOURS),
        ("PA", "TIFF", COLOURS),
        ("RGBA", "PNG", COLOURS),
        ("RGBA", "WEBP", COLOURS),
        ("CMYK", "JPEG", COLOURS),
        ("CMYK", "TIFF", COLOURS),
        ("YCbCr", "TIFF", COLOURS),
        ("LAB", "TIFF", COLOURS),
    ],
)
def test_every_pixel_format_becomes_rgb(
    mode: str, picture_format: str, expected: Any, min_side_px: int
) -> None:
    photo = decode_photo(encoded(in_mode(mode), picture_format, quality=95), min_side_px)
    assert photo.image.mode == "RGB"
    assert_close(corners(photo.image), expected, tolerance=24 if mode == "LAB" else 8)


def test_black_and_white_keeps_its_shade_when_reduced() -> None:
    photo = decode_photo(encoded(plain("#808080", (640, 640)).convert("1"), "PNG"), 16)
    assert photo.image.getpixel((8, 8)) == pytest.approx((128,) * 3, abs=8)


@pytest.mark.parametrize("min_side_px", [10, 48])
@pytest.mark.parametrize("keyed", [False, True])
def test_transparency_lies_on_white(keyed: bool, min_side_px: int) -> None:
    if keyed:
        data = encoded(quadrants(SIZE), "PNG", transparency=RED)
    else:
        picture = quadrants(SIZE).convert("RGBA")
        picture.paste((255, 0, 0, 0), (0, 0, SIZE[0] // 2, SIZE[1] // 2))
        data = encoded(picture, "PNG")
    assert_close(corners(decode_photo(data, min_side_px).image), [(255,) * 3, GREEN, BLUE, YELLOW])


def test_the_first_picture_of_an_animation_is_taken() -> None:
    frames = [plain("red", SIZE), plain("blue", SIZE)]
    for picture_format in ("GIF", "WEBP", "PNG"):
        data = encoded(frames[0], picture_format, save_all=True, append_images=frames[1:], duration=100)
        assert decode_photo(data, 16).image.getpixel((5, 5)) == pytest.approx(RED, abs=8)


def test_a_colour_profile_is_applied_and_a_damaged_one_ignored() -> None:
    grey = plain("#808080", SIZE)
    of_another_space = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (b"nonsense", of_another_space):
        photo = decode_photo(encoded(grey, "PNG", icc_profile=profile), 16)
        assert photo.image.getpixel((5, 5)) == (128, 128, 128)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # The red and green primaries exchanged: a profile that is visibly not sRGB.
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be")).replace(
        b"sRGB", b"test"
    )
    photo = decode_photo(encoded(plain("red", SIZE), "JPEG", icc_profile=swapped, quality=95), 16)
    red, green, blue = photo.image.getpixel((5, 5))  # type: ignore[misc]  # an RGB pixel has three values
    assert green > red
    assert green > blue


def test_between_one_and_two_times_the_limit_is_decoded_quietly(
    monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100 * 100)
    assert decode_photo(encoded(plain("red", (140, 140)), "BMP"), 16).width == 140
    assert not list(recwarn)
    with pytest.raises(PhotoUnreadable, match="too many pixels"):
        decode_photo(encoded(plain("red", (142, 142)), "BMP"), 16)
    # Of these the memory decides that they take.
    for picture_format in ("PNG", "JPEG"):
        assert decode_photo(encoded(plain("red", (142, 142)), picture_format), 16).width == 142
