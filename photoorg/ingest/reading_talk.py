"""What the reader of photos and the process that decodes for it say to each other about one file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.preprocessing import Preprocessing
    from photoorg.imaging.metadata import PhotoMetadata
    from photoorg.imaging.stored_picture import StoredPicture


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Begins the talk: read this file, and say which bytes are in it.

    Attributes:
        min_side_px: what the short side of the decoded picture should have.
        thumbnail_px: greatest length of the thumbnail's longer side.
        preprocessing: makes the model input; None to be given the decoded picture itself.
    """

    path: Path
    min_side_px: int
    thumbnail_px: int
    preprocessing: Preprocessing | None


@dataclass(frozen=True, slots=True)
class Identified:
    """The file was read; what is wanted of it?

    Attributes:
        stamps: size in bytes and time of modification in ns, before and after it was read.
        content_hash, image_hash: as in ``PhotoFacts``.
    """

    stamps: tuple[tuple[int, int], tuple[int, int]]
    content_hash: bytes
    image_hash: bytes


class Wanted(Enum):
    """Answers :class:`Identified`."""

    NOTHING = "nothing"
    METADATA = "metadata"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class MuchMemory:
    """Decoding the file takes much memory: may it begin? Any answer is a yes, that may be long in coming."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """8-bit RGB: ``rgb`` is width * height * 3 bytes."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class DecodedPicture:
    """What decoding gave, see ``decode.DecodedPhoto``.

    Attributes:
        orientation: undone already, see ``decode.DecodedPhoto``.
        thumbnail: JPEG.
        pixels: the model input, or the decoded picture where there is no preprocessing.
    """

    format: str
    width: int
    height: int
    orientation: int
    thumbnail: bytes
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class Seen:
    """Ends the talk. ``picture``: None where only metadata were wanted."""

    metadata: PhotoMetadata
    stored: StoredPicture
    picture: DecodedPicture | None


@dataclass(frozen=True, slots=True)
class NothingSeen:
    """Ends the talk.

    Attributes:
        reason: a short one.
        state: ``gone``, or as in the file table: ``inaccessible``, ``unreadable``.
    """

    reason: str
    state: str
