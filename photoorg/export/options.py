"""How copies are to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from photoorg.errors import UserInputError
from photoorg.sentences import Sentence

USUAL_QUALITY = 90


class CopyFormat(Enum):
    """Of what kind copies are."""

    AS_IT_IS = "as-is"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """What is asked of every copy. Without any wish, copies are the same bytes.

    Attributes:
        format: ``AS_IT_IS`` keeps JPEG, PNG and WebP; where pixels have to change, others become JPEG.
        longest_side_px: photos are made smaller to this, never larger; None for no limit.
        quality: of JPEG and WebP, 1 to 100.
        metadata: whether what the file says goes with it; if not, the copy holds pixels and nothing else.

    Raises UserInputError for numbers that make no sense.
    """

    format: CopyFormat = CopyFormat.AS_IT_IS
    longest_side_px: int | None = None
    quality: int = USUAL_QUALITY
    metadata: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.quality <= 100:
            raise UserInputError(Sentence("The quality is a number from 1 to 100."))
        if self.longest_side_px is not None and self.longest_side_px < 1:
            raise UserInputError(Sentence("The longest side is a number of pixels from 1 up."))
