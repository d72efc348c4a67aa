"""Is an int8 image tower as good as the float32 one for what is done with vectors? Measured on pictures.

No picture needs a caption: each is asked for by a quarter of its own area, and everyday words ask for the
picture that float32 puts first. That measures what int8 changes, not how good the model is.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.encoders.batching import IMAGES_PER_BATCH
from photoorg.encoders.openvino_runtime import processor_name
from photoorg.encoders.precision import Measurement, Recall
from photoorg.errors import PhotoUnreadable, UserInputError
from photoorg.imaging.decode import decode_photo
from photoorg.search.ranks import IntArray, ranks_of
from photoorg.search.vocabulary import everyday_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PIL import Image

    from photoorg.encoders.encoder import Encoder, FloatArray

# Fewer own photos say too little, and packaged ones are taken.
LEAST_OWN_PHOTOS = 200
CALIBRATION_PICTURES = 300
CHECK_PICTURES = 400
# Of one packaged photo, whole and cut.
_CUTS_PER_PHOTO = 20
_SPEED_ROUNDS = 7
_FOUND_WITHIN = 10

Box = tuple[float, float, float, float]
_WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class View:
    """A photo, or a part of it: ``box`` is left, top, right and bottom as shares (0..1) of the sides."""

    path: Path
    box: Box = _WHOLE


@dataclass(frozen=True, slots=True)
class PictureSet:
    """Pictures to calibrate on, pictures of other photos to check on, and where they are from."""

    calibration: tuple[View, ...]
    check: tuple[View, ...]
    source: str


def own_pictures(photos: Sequence[Path]) -> PictureSet:
    """Photos of the user, at least :data:`LEAST_OWN_PHOTOS` for figures that mean something."""
    shuffled = [photos[row] for row in np.random.default_rng(0).permutation(len(photos))]
    calibrating = min(CALIBRATION_PICTURES, len(photos) // 2)
    check = shuffled[calibrating : calibrating + CHECK_PICTURES]
    return PictureSet(
        tuple(map(View, shuffled[:calibrating])), tuple(map(View, check)), "photos of this library"
    )


def packaged_pictures(photos: Sequence[Path]) -> PictureSet:
    """Cuts of a few packaged photos; no photo is both calibrated and checked on."""
    generator = np.random.default_rng(0)

    def cuts(path: Path) -> Iterator[View]:
        yield View(path)
        for side in generator.uniform(0.4, 1.0, _CUTS_PER_PHOTO - 1):
            yield View(path, _part(side, generator))

    calibration = [view for path in photos[::2] for view in cuts(path)]
    check = [view for path in photos[1::2] for view in cuts(path)]
    return PictureSet(tuple(calibration), tuple(check), f"cuts of {len(photos)} packaged photos")


def calibration_inputs(pictures: PictureSet, encoder: Encoder) -> list[FloatArray]:
    """Model inputs (3, H, W). Raises UserInputError where no picture can be read."""
    inputs = [
        encoder.preprocess(image) for view in pictures.calibration if (image := _picture(view, encoder))
    ]
    if not inputs:
        raise UserInputError(f"None of the {pictures.source} can be read.")
    return inputs


def compare_precisions(
    pictures: PictureSet,
    f32: Encoder,
    int8: Encoder,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Measurement:
    """Measures both encoders, which differ in the image tower alone, on the check pictures.

    Raises:
        UserInputError: none of them can be read.
    """
    generator = np.random.default_rng(1)
    whole: list[list[FloatArray]] = [[], []]
    parts: list[list[FloatArray]] = [[], []]
    views = pictures.check
    batch = np.empty(0, np.float32)
    for start in range(0, len(views), IMAGES_PER_BATCH):
        images = [
            image for view in views[start : start + IMAGES_PER_BATCH] if (image := _picture(view, f32, 2))
        ]
        if images:
            batch = np.stack([f32.preprocess(image) for image in images])
            cut = np.stack([f32.preprocess(_cut(image, _part(0.5, generator))) for image in images])
            for encoder, wholes, cuts in zip((f32, int8), whole, parts, strict=True):
                wholes.append(encoder.encode_images(batch))
                cuts.append(encoder.encode_images(cut))
        progress(min(start + IMAGES_PER_BATCH, len(views)), len(views))
    if not batch.size:
        raise UserInputError(f"None of the {pictures.source} can be read.")
    plain, quantized = (np.concatenate(vectors) for vectors in whole)
    asked_plain, asked_quantized = (np.concatenate(vectors) for vectors in parts)
    mixed = plain.copy()
    mixed[::2] = quantized[::2]
    words = f32.encode_texts(everyday_queries())
    first = np.argmax(words @ plain.T, axis=1)
    own = np.arange(len(plain))
    cosines = np.sum(plain * quantized, axis=1)
    seconds = _in_turns(lambda: f32.encode_images(batch), lambda: int8.encode_images(batch))
    return Measurement(
        processor=processor_name(),
        pictures=pictures.source,
        count=len(plain),
        least_cosine=float(cosines.min()),
        mean_cosine=float(cosines.mean()),
        words=Recall(*(_recall(words, library, first) for library in (plain, quantized, mixed))),
        examples=Recall(
            _recall(asked_plain, plain, own),
            _recall(asked_quantized, quantized, own),
            _recall(asked_quantized, mixed, own),
        ),
        f32_per_s=len(batch) / seconds[0],
        int8_per_s=len(batch) / seconds[1],
    )


def _recall(queries: FloatArray, library: FloatArray, truth: IntArray) -> float:
    return float((ranks_of(queries, library, truth) <= _FOUND_WITHIN).mean())


def _in_turns(*works: Callable[[], object]) -> list[float]:
    """Median seconds of each; in turns, so that a busy machine disturbs all alike."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(_SPEED_ROUNDS):
        for work, taken in zip(works, seconds, strict=True):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    return [statistics.median(taken) for taken in seconds]


def _picture(view: View, encoder: Encoder, detail: int = 1) -> Image.Image | None:
    """The picture, its sides about ``detail`` times as long as the encoder needs; None if unreadable."""
    left, top, right, bottom = view.box
    needed = detail * encoder.image_size_px / min(right - left, bottom - top)
    try:
        return _cut(decode_photo(view.path, round(needed)).image, view.box)
    except PhotoUnreadable:
        return None


def _part(side: float, generator: np.random.Generator) -> Box:
    """Anywhere in the picture, with sides of this share."""
    left, top = generator.uniform(0, 1 - side, 2)
    return left, top, left + side, top + side


def _cut(image: Image.Image, box: Box) -> Image.Image:
    width, height = image.size
    left, top = int(box[0] * width), int(box[1] * height)
    right, bottom = max(left + 1, round(box[2] * width)), max(top + 1, round(box[3] * height))
    return image.crop((left, top, right, bottom))
