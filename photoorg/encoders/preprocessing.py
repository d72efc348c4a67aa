"""open_clip's evaluation transform without torch: an upright photo to the pixels a model expects."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from PIL import Image, ImageOps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from photoorg.encoders.encoder import FloatArray

Size = tuple[int, int]


@dataclass(frozen=True)
class Preprocessing:
    """Resizes, cuts and normalises exactly as ``open_clip.transform.image_transform_v2`` does.

    Attributes:
        size_px: height and width of the model input.
        mean, std: of each channel, on the scale 0..1.
        interpolation: ``bilinear``, or anything else for bicubic.
        resize_mode: ``squash`` ignores the aspect ratio, ``shortest`` fills the input and cuts the rest off,
            ``longest`` shows everything and fills the rest with ``fill_color``.
        fill_color: grey level 0..255.
    """

    size_px: Size
    mean: tuple[float, ...]
    std: tuple[float, ...]
    interpolation: str
    resize_mode: str
    fill_color: int

    @classmethod
    def from_open_clip(cls, preprocess_cfg: Mapping[str, Any]) -> Self:
        """From ``model.visual.preprocess_cfg``, or from what :meth:`as_json` returned."""
        size = preprocess_cfg["size"]
        height, width = (size, size) if isinstance(size, int) else size
        return cls(
            (int(height), int(width)),
            _per_channel(preprocess_cfg["mean"]),
            _per_channel(preprocess_cfg["std"]),
            preprocess_cfg["interpolation"],
            preprocess_cfg["resize_mode"],
            int(preprocess_cfg["fill_color"]),
        )

    def as_json(self) -> dict[str, Any]:
        """The form :meth:`from_open_clip` reads."""
        fields = asdict(self)
        return {"size": fields.pop("size_px"), **fields}

    def __call__(self, image: Image.Image) -> FloatArray:
        """Upright RGB image to (3, height, width), float32."""
        return self.model_input(self.picture(image))

    def picture(self, image: Image.Image) -> Image.Image:
        """The part of an upright RGB image that a model sees, in RGB and the size that it sees."""
        return self._resized(image).convert("RGB")

    def model_input(self, picture: Image.Image) -> FloatArray:
        """What :meth:`picture` gave to (3, height, width), float32."""
        # Imported here: a process that only makes pictures starts in two thirds of the time without it.
        import numpy as np

        # There are only 256 levels: what each becomes is looked up.
        levels = np.arange(256, dtype=np.float32) / np.float32(255)
        inputs: FloatArray = np.empty((3, picture.height, picture.width), dtype=np.float32)
        for channel, band in enumerate(picture.split()):
            become = (levels - np.float32(self.mean[channel])) / np.float32(self.std[channel])
            np.take(become, np.asarray(band), out=inputs[channel], mode="clip")
        return inputs

    def _resized(self, image: Image.Image) -> Image.Image:
        bilinear = self.interpolation == "bilinear"
        filter_ = Image.Resampling.BILINEAR if bilinear else Image.Resampling.BICUBIC
        height, width = self.size_px
        if self.resize_mode == "squash":
            return image.resize((width, height), filter_)
        if self.resize_mode == "longest":
            scaled = image.resize(_scaled(image, max(image.height / height, image.width / width)), filter_)
            return _centred(scaled, self.size_px, self.fill_color)
        if height == width:
            # torchvision's own rule for the shorter side, which rounds down.
            shorter, longer = sorted(image.size)
            long_side = int(height * longer / shorter)
            size = (height, long_side) if image.width <= image.height else (long_side, height)
        else:
            # Here open_clip forgets the wish for bilinear.
            filter_ = Image.Resampling.BICUBIC
            size = _scaled(image, min(image.height / height, image.width / width))
        return _centred(image.resize(size, filter_), self.size_px, fill=0)


def _per_channel(value: float | tuple[float, ...] | list[float]) -> tuple[float, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (value,) * 3


def _scaled(image: Image.Image, ratio: float) -> Size:
    """Width and height divided by ``ratio``. A hair-thin photo keeps one pixel."""
    return max(1, round(image.width / ratio)), max(1, round(image.height / ratio))


def _centred(image: Image.Image, size_px: Size, fill: int) -> Image.Image:
    """Pads what is too small (the odd pixel right and below), then cuts the middle out."""
    height, width = size_px
    missing_x, missing_y = max(0, width - image.width), max(0, height - image.height)
    if missing_x or missing_y:
        border = (missing_x // 2, missing_y // 2, (missing_x + 1) // 2, (missing_y + 1) // 2)
        image = ImageOps.expand(image, border, fill=(fill,) * 3 if image.mode == "RGB" else fill)
    left, top = round((image.width - width) / 2), round((image.height - height) / 2)
    return image.crop((left, top, left + width, top + height))
