"""Everything about one photo from one look at its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.imaging.decode import DecodedPhoto, decode_opened
from photoorg.imaging.embedded_metadata import read_metadata
from photoorg.imaging.photo_file import opened_photo
from photoorg.imaging.stored_picture import StoredPicture, stored_picture

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.imaging.metadata import PhotoMetadata


@dataclass(frozen=True, slots=True)
class ExaminedPhoto:
    """Pixels and facts of one photo; ``stored`` is how they lie in its file."""

    decoded: DecodedPhoto
    stored: StoredPicture
    metadata: PhotoMetadata


def examine_photo(source: bytes | Path, min_side_px: int) -> ExaminedPhoto:
    """Decodes a photo and reads its facts, opening it once.

    Args:
        source: the content of a file, or its path.
        min_side_px: see :func:`photoorg.imaging.decode.decode_photo`.

    Raises:
        PhotoUnreadable: it cannot be decoded; the text is a short reason.
    """
    with opened_photo(source, min_side_px) as image:
        metadata, stored = read_metadata(image), stored_picture(image)
        return ExaminedPhoto(decode_opened(image, min_side_px), stored, metadata)
