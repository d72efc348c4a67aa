"""What people and programs do to a photo that stays the same photo all the same."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_DARK = (18, 18, 18)


def jpeg(picture: Image.Image, quality: int) -> Image.Image:
    """As it looks after it was saved as JPEG."""
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=quality)
    return Image.open(encoded)


def scaled(picture: Image.Image, factor: float, across: float = 1.0) -> Image.Image:
    """In another size, perhaps narrower by ``across``."""
    size = (round(picture.width * factor * across), round(picture.height * factor))
    return picture.resize(size, Image.Resampling.LANCZOS)


def cropped(picture: Image.Image, share: float, right: float = 0.5, down: float = 0.5) -> Image.Image:
    """So large a part of both sides; where from, 0..1."""
    width, height = round(picture.width * share), round(picture.height * share)
    left, top = round((picture.width - width) * right), round((picture.height - height) * down)
    return picture.crop((left, top, left + width, top + height))


def captioned(picture: Image.Image) -> Image.Image:
    """With a bar of text and large letters."""
    written = picture.copy()
    drawing, size = ImageDraw.Draw(written), max(12, picture.height // 12)
    top = picture.height - 2 * size
    drawing.rectangle((0, top, picture.width * 0.7, top + 1.4 * size), fill="black")
    drawing.text((size / 2, top + 0.1 * size), "Summer holidays", "white", ImageFont.load_default(size))
    place = (picture.width * 0.3, picture.height * 0.3)
    drawing.text(place, "HELLO", "yellow", ImageFont.load_default(2 * size))
    return written


def screenshot(picture: Image.Image) -> Image.Image:
    """On the screen of a phone, between the bars of a gallery."""
    screen = Image.new("RGB", (1080, 1920), _DARK)
    factor = min(1080 / picture.width, 1600 / picture.height)
    shown = picture.resize((round(picture.width * factor), round(picture.height * factor)))
    screen.paste(shown, ((1080 - shown.width) // 2, (1920 - shown.height) // 2))
    drawing, font = ImageDraw.Draw(screen), ImageFont.load_default(44)
    drawing.text((40, 20), "12:41", "white", font)
    drawing.text((800, 20), "LTE 83%", "white", font)
    for number in range(4):
        left = 120 + 260 * number
        drawing.ellipse((left, 1800, left + 60, 1860), outline="white", width=5)
    return screen


ATTACKS: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "JPEG 60": lambda photo: jpeg(photo, 60),
    "JPEG 25": lambda photo: jpeg(photo, 25),
    "JPEG 10": lambda photo: jpeg(photo, 10),
    "half the size": lambda photo: scaled(photo, 0.5),
    "quarter the size": lambda photo: scaled(photo, 0.25),
    "crop 80 %": lambda photo: cropped(photo, 0.8),
    "crop 80 %, a corner": lambda photo: cropped(photo, 0.8, 1, 0),
    "crop 60 %": lambda photo: cropped(photo, 0.6, 0.3, 0.6),
    "square": lambda photo: ImageOps.fit(photo, (min(photo.size), min(photo.size))),
    "brighter": lambda photo: ImageEnhance.Brightness(photo).enhance(1.4),
    "darker": lambda photo: ImageEnhance.Brightness(photo).enhance(0.6),
    "more contrast": lambda photo: ImageEnhance.Contrast(photo).enhance(1.5),
    "grey": lambda photo: photo.convert("L").convert("RGB"),
    "sepia": lambda photo: ImageOps.colorize(photo.convert("L"), "#201000", "#fff0d0"),
    "blurred": lambda photo: photo.filter(ImageFilter.GaussianBlur(photo.width / 300)),
    "text": captioned,
    "mirrored": ImageOps.mirror,
    "rotated by 90": lambda photo: photo.transpose(Image.Transpose.ROTATE_90),
    "rotated by 180": lambda photo: photo.transpose(Image.Transpose.ROTATE_180),
    "rotated by 270": lambda photo: photo.transpose(Image.Transpose.ROTATE_270),
    "white border": lambda photo: ImageOps.expand(photo, photo.width // 10, "white"),
    "screenshot": screenshot,
    "stretched": lambda photo: scaled(photo, 1.0, 0.9),
    "straightened": lambda photo: cropped(photo.rotate(2, Image.Resampling.BICUBIC), 0.92),
    "crop, mirror, JPEG 50": lambda photo: jpeg(ImageOps.mirror(cropped(photo, 0.85, 0.2, 0.8)), 50),
}


def write_copies(photo: Path, folder: Path, most_px: int = 1600) -> None:
    """The photo (its longer side at most ``most_px``) and a copy for each of ``ATTACKS``, by their names."""
    folder.mkdir(parents=True)
    with Image.open(photo) as opened:
        original = ImageOps.exif_transpose(opened).convert("RGB")
    original.thumbnail((most_px, most_px))
    original.save(folder / "original.jpg", quality=92)
    for name, attack in ATTACKS.items():
        attack(original).save(folder / f"{name}.jpg", quality=85)
