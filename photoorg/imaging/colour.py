"""Any colour mode of Pillow to 8-bit sRGB."""

from __future__ import annotations

import math
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_LAB = ImageCms.createProfile("LAB")
# Colour space named in an ICC profile, by the mode of the pixels that it describes.
_PROFILE_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}


def grey_levels(image: Image.Image) -> tuple[float, float]:
    """What is black and what is white in loaded greyscale of more than 8 bits: (0, 255) for other modes."""
    if image.mode.startswith("I;"):
        return 0, 0xFFFF
    if image.mode not in ("I", "F"):
        return 0, 255
    low, high = image.getextrema()
    if not (isinstance(low, (int, float)) and isinstance(high, (int, float))):
        raise ValueError("a picture of one band has one pair of extrema")
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError("pixel values are not finite")
    if image.mode == "F" and low >= 0 and high <= 1:
        return 0, 1
    if image.mode == "I" and low >= 0 and high <= 0xFFFF:
        return 0, 0xFFFF
    return low, high


def to_srgb(image: Image.Image, levels: tuple[float, float]) -> Image.Image:
    """Loaded pixels of any mode as RGB in sRGB: alpha on white, deep pixels scaled, ICC profile applied.

    Args:
        levels: see :func:`grey_levels`; of the whole picture where ``image`` is a part of it.
    """
    profile = image.info.get("icc_profile")
    image = _flatten(_to_eight_bits(image, levels))
    if image.mode == "LAB":
        return _apply(ImageCms.buildTransform(_LAB, _SRGB, "LAB", "RGB"), image)
    if image.mode not in _PROFILE_SPACES:
        image = image.convert("RGB")
    if isinstance(profile, bytes) and profile:
        transform = _transform_to_srgb(profile, image.mode)
        if transform is not None:
            return _apply(transform, image)
    return image if image.mode == "RGB" else image.convert("RGB")


def _to_eight_bits(image: Image.Image, levels: tuple[float, float]) -> Image.Image:
    """Greyscale of 16 or 32 bits or floating point as "L"; other modes unchanged."""
    if image.mode == "1":
        return image.convert("L")
    if not image.mode.startswith(("I", "F")):
        return image
    # Integers are widened first, because only "I" and "F" can be scaled by a linear function.
    wide = image.convert("I") if image.mode.startswith("I;") else image
    low, high = levels
    scale = 255 / ((high - low) or 1)
    offset = -low * scale
    return wide.point(lambda value: value * scale + offset).convert("L")


def _flatten(image: Image.Image) -> Image.Image:
    """Palettes resolved, transparency laid on white."""
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    if image.mode in ("P", "PA"):
        return image.convert("RGB")
    return image


@lru_cache(maxsize=32)
def _transform_to_srgb(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The transform for an ICC profile; None where it changes nothing, does not fit or is damaged."""
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile))
        if source.profile.xcolor_space != _PROFILE_SPACES[mode]:
            return None
        if "sRGB" in (source.profile.profile_description or ""):
            return None
        return ImageCms.buildTransform(source, _SRGB, mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _apply(transform: ImageCms.ImageCmsTransform, image: Image.Image) -> Image.Image:
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None  # only the in-place form returns nothing
    return converted
