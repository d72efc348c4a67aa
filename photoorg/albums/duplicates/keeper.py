"""Which photo of a group to keep: a proposal by rules, and its reason. The user decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import laplace

from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PIL import Image

    from photoorg.library.records import Photo

# What differs by less is the same.
_PIXELS_TOLERANCE = 0.05
_SHARPNESS_TOLERANCE = 0.1
_SIZE_TOLERANCE = 0.02
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Attributes:
    photo_id: the photo that should be kept.
    reasons: one sentence for each rule that decided, in order; the first counts most.
    """

    photo_id: int
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Prefers photos of a higher value.

    Attributes:
        tolerance: part of the highest value by which others may be lower and yet be as good.
    """

    value: Callable[[Photo], float]
    reason: Callable[[Photo], Sentence]
    tolerance: float = 0.0


def propose_keeper(
    photos: Sequence[Photo], sharpness: Mapping[int, float] | None = None, framed: Collection[int] = ()
) -> Keeper:
    """The photo of a group (one or more) that is best by these rules, each of which decides only between
    those that are equal by all before it:

    1. it can be reached: not missing, not on a drive that is not connected;
    2. it is an original: what its camera wrote is still in it, which editing and sending often remove;
    3. it has no frame, as screenshots have; 4. it has the most pixels; 5. it tells the most about itself;
    6. it is the sharpest; 7. its file is the largest, so the least compressed; 8. it is the oldest, and was
    known first.

    Args:
        sharpness: by photo id, see :func:`sharpness_of`; compares photos of one size.
        framed: ids of photos that have a frame of one colour.
    """
    left = list(photos)
    reasons = []
    for rule in _rules(sharpness or {}, framed):
        values = [rule.value(photo) for photo in left]
        least = max(values) - rule.tolerance * abs(max(values))
        best = [photo for photo, value in zip(left, values, strict=True) if value >= least]
        if len(best) < len(left):
            reasons.append(rule.reason(best[0]))
        left = best
    return Keeper(left[0].id, tuple(reasons))


def sharpness_of(thumbnail: Image.Image) -> float:
    """How much fine detail there is for the contrast of a picture, 0 for none. Thumbnails of one size, and of
    one scene, compare."""
    grey = np.asarray(thumbnail.convert("L"), np.float32)
    contrast = float(grey.std())
    return float(laplace(grey).std()) / contrast if contrast > 1 else 0.0


def _rules(sharpness: Mapping[int, float], framed: Collection[int]) -> tuple[_Rule, ...]:
    return (
        _Rule(
            lambda photo: 2 * (not photo.missing) - photo.offline,
            lambda _: Sentence("It can be reached now."),
        ),
        _Rule(
            lambda photo: photo.camera_model is not None,
            lambda photo: Sentence("It still has what its camera wrote ({name}).", name=photo.camera_model),
        ),
        # More pixels than the photo in it has say nothing.
        _Rule(
            lambda photo: photo.id not in framed,
            lambda _: Sentence("It has no frame around it."),
        ),
        _Rule(
            lambda photo: photo.width * photo.height,
            lambda photo: Sentence(
                "It has the most pixels ({width} × {height}).", width=photo.width, height=photo.height
            ),
            _PIXELS_TOLERANCE,
        ),
        _Rule(_told, lambda _: Sentence("It tells the most about itself.")),
        _Rule(
            lambda photo: sharpness.get(photo.id, 0.0),
            lambda _: Sentence("It is the sharpest."),
            _SHARPNESS_TOLERANCE,
        ),
        _Rule(
            lambda photo: photo.files[0].size_bytes,
            lambda _: Sentence("Its file is the largest, so it is compressed the least."),
            _SIZE_TOLERANCE,
        ),
        _Rule(
            lambda photo: -(photo.taken_at - _EPOCH).total_seconds(),
            lambda _: Sentence("It has the oldest date."),
        ),
        _Rule(lambda photo: -photo.id, lambda _: Sentence("It was known first.")),
    )


def _told(photo: Photo) -> int:
    """How many things are known about it beside its pixels."""
    said = (
        photo.taken_at_certainty == "certain",
        photo.utc_offset_minutes is not None,
        photo.latitude is not None,
        photo.lens,
        photo.exposure_s,
        photo.shown_title,
        photo.shown_text,
        photo.rating,
        photo.favourite,
        photo.tags or photo.file_keywords,
        photo.file_faces,
        photo.has_video,
    )
    return sum(map(bool, said))
