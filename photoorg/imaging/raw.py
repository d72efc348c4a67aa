"""Camera raw through LibRaw, where the extra ``photoorg[raw]`` is installed: its preview, or developed."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import ExifTags, Image, JpegImagePlugin

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.memory import MEMORY_PER_PHOTO_BYTES
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    import rawpy

IS_AVAILABLE = find_spec("rawpy") is not None

_TIFF_STARTS = (b"II*\0", b"MM\0*")
_OTHER_STARTS = (b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FUJIFILMCCD-RAW")
_REDUCED_PICTURE = 1
# Previews of this size do for every screen; smaller ones are thumbnails for the camera's own.
_GOOD_PREVIEW_SIDE_PX = 1000
_BYTES_PER_PIXEL_DEVELOPING = 8
_JPEG_QUALITY = 95
# LibRaw's turns as EXIF orientations.
_ORIENTATIONS = {0: 1, 3: 3, 5: 8, 6: 6}


class RawPicture(JpegImagePlugin.JpegImageFile):
    """The pixels of a raw photo as a JPEG in memory, with the metadata of the raw file.

    Attributes:
        full_size: of the raw photo, width and height in pixels, not turned by the orientation that is left.
        sensor_orientation: EXIF orientation of the raw photo, also where the JPEG is upright.
    """

    format = "RAW"

    def __init__(self, jpeg: bytes, exif: Image.Exif | None, orientation: int, full_size: tuple[int, int]):
        """``exif``: None where the JPEG has its own."""
        self._camera_exif: Image.Exif | None = None
        super().__init__(BytesIO(jpeg))
        self._camera_exif = super().getexif() if exif is None else exif
        self._camera_exif[ExifTags.Base.Orientation] = orientation
        self.full_size = full_size
        self.sensor_orientation = orientation

    def getexif(self) -> Image.Exif:
        """The camera's."""
        return super().getexif() if self._camera_exif is None else self._camera_exif


def open_raw(data: bytes, min_side_px: int | None) -> RawPicture | None:
    """The raw photo in these bytes; None where they hold none, or one that LibRaw does not know.

    The preview that the camera embedded is taken if it is large enough: it looks as the camera meant it, and
    takes a fraction of the time. Otherwise the photo is developed at half its size.

    Args:
        min_side_px: what the short side should have; None if nobody looks at the pixels.

    Raises:
        PhotoUnreadable: damaged, or too large for the memory that one photo may take.
    """
    if not (IS_AVAILABLE and _looks_raw(data)):
        return None
    import rawpy

    try:
        with rawpy.RawPy() as raw:
            raw.open_buffer(BytesIO(data))
            size = (raw.sizes.width, raw.sizes.height)
            orientation = _ORIENTATIONS.get(raw.sizes.flip, 1)
            jpeg = _preview(raw, size, min_side_px)
            if jpeg is None and min_side_px is not None:
                if _is_cut_short(data):
                    raise PhotoUnreadable(Sentence("the file is cut short"))
                jpeg = _developed(raw, size)
    except rawpy.LibRawFileUnsupportedError:
        return None
    except rawpy.LibRawError as error:
        raise PhotoUnreadable(Sentence("the picture data are damaged")) from error
    if jpeg is None:
        # Nobody looks at it; the facts are what is wanted.
        return RawPicture(_encoded(Image.new("L", (1, 1))), _camera_exif(data), orientation, size)
    picture = RawPicture(jpeg, _camera_exif(data), orientation, size)
    if orientation >= 5 and (picture.width > picture.height) != (size[0] > size[1]):
        # The camera turned its preview already.
        picture = RawPicture(jpeg, _camera_exif(data), 1, size[::-1])
        picture.sensor_orientation = orientation
    return picture


def _looks_raw(data: bytes) -> bool:
    if data.startswith(_OTHER_STARTS) or data[4:12] == b"ftypcrx ":
        return True
    if not data.startswith(_TIFF_STARTS):
        return False
    if data[8:10] == b"CR":
        return True
    # The first picture of a raw file in TIFF's clothes is a small one; that of a TIFF is all of it.
    exif = _tiff_exif(data)
    return ExifTags.Base.DNGVersion in exif or (
        exif.get(ExifTags.Base.NewSubfileType) == _REDUCED_PICTURE and ExifTags.Base.Make in exif
    )


def _preview(raw: rawpy.RawPy, size: tuple[int, int], min_side_px: int | None) -> bytes | None:
    import rawpy

    try:
        thumbnail = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    if thumbnail.format != rawpy.ThumbFormat.JPEG:
        return None
    jpeg = bytes(thumbnail.data)
    try:
        with JpegImagePlugin.JpegImageFile(BytesIO(jpeg)) as preview:
            short_side = min(preview.size)
    except (SyntaxError, OSError):
        return None
    wanted = 0 if min_side_px is None else min(min_side_px, _GOOD_PREVIEW_SIDE_PX, *size)
    return jpeg if short_side >= wanted else None


def _is_cut_short(data: bytes) -> bool:
    """Whether the main picture alone should be longer than the file; LibRaw makes up what is not there."""
    if not data.startswith(_TIFF_STARTS + _OTHER_STARTS[:4]):
        return False
    counts = _tiff_exif(data).get(ExifTags.Base.StripByteCounts)
    counts = counts if isinstance(counts, tuple) else (counts,)
    return sum(count for count in counts if isinstance(count, int)) > len(data)


def _developed(raw: rawpy.RawPy, size: tuple[int, int]) -> bytes:
    import rawpy

    if size[0] * size[1] * _BYTES_PER_PIXEL_DEVELOPING > MEMORY_PER_PHOTO_BYTES:
        raise PhotoUnreadable(Sentence("it has too many pixels to be developed in little memory"))
    # Turning is left to whoever turns every other photo.
    pixels: Any = raw.postprocess(use_camera_wb=True, half_size=True, user_flip=0, output_bps=8)
    sensor: Any = raw.raw_image if raw.raw_type == rawpy.RawType.Flat else pixels
    last_rows = sensor[-max(1, len(sensor) // 20) :]
    if last_rows.min() == last_rows.max():
        # LibRaw makes an even surface of pixels that are not there; those of a sensor are never the same.
        raise PhotoUnreadable(Sentence("the file is cut short"))
    return _encoded(Image.fromarray(pixels))


def _encoded(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    return file.getvalue()


def _camera_exif(data: bytes) -> Image.Exif | None:
    """None where it lies in the preview, as Fujifilm's does."""
    if data[4:12] == b"ftypcrx ":
        return _canon_exif(data)
    return None if data.startswith(b"FUJIFILM") else _tiff_exif(data)


def _tiff_exif(data: bytes) -> Image.Exif:
    exif = Image.Exif()
    # Olympus and Panasonic write TIFF under marks of their own.
    mark = b"II*\0" if data.startswith(b"II") else b"MM\0*"
    try:
        exif.load(b"Exif\0\0" + mark + data[4:])
    except Exception:  # noqa: BLE001 - damaged EXIF raises nearly anything; the photo has no such facts then
        return Image.Exif()
    return exif


def _canon_exif(data: bytes) -> Image.Exif:
    """CR3 keeps the directories of EXIF in boxes of their own: CMT1 (main), CMT2 (details), CMT4 (GPS)."""
    exif = Image.Exif()
    for name, directory in ((b"CMT1", None), (b"CMT2", ExifTags.IFD.Exif), (b"CMT4", ExifTags.IFD.GPSInfo)):
        start = data.find(name, 0, 1 << 20)
        length = int.from_bytes(data[start - 4 : start]) if start >= 4 else 0
        tags = _tiff_exif(data[start + 4 : start - 4 + length]) if length else Image.Exif()
        target: Any = exif if directory is None else exif.get_ifd(directory)
        for tag in tags:
            try:
                target[tag] = tags[tag]
            except Exception:  # noqa: BLE001 - a damaged value is lost alone
                continue
    return exif
