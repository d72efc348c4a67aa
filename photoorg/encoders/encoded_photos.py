"""Photo files to vectors, outside of any library: some are decoded while others are encoded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import PhotoUnreadable, UserInputError
from photoorg.imaging.decode import decode_photo
from photoorg.jobs import Lane
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder, FloatArray

# Bounds memory: 16 inputs of 260 px are 13 MB, and two batches are decoded while one is encoded.
_PHOTOS_PER_BATCH = 16
_BATCHES_AHEAD = 2


@dataclass(frozen=True)
class EncodedPhotos:
    """Photos that could be read.

    Attributes:
        names: as they were given, in order.
        vectors: unit vectors (len(names), dimension).
        skipped: names of photos that are missing or unreadable.
    """

    names: tuple[str, ...]
    vectors: FloatArray
    skipped: tuple[str, ...]


def encode_photos(
    encoder: Encoder, files: Mapping[str, Path], folder: Path, advance: Callable[[int], None]
) -> EncodedPhotos:
    """Args:
        files: where photos lie, by a name for each.
        folder: that they come from, for the sentence.
        advance: called after each batch with how many photos it had.

    Raises UserInputError where none can be read.
    """
    read: list[str] = []
    vectors: list[FloatArray] = []
    skipped: list[str] = []
    for batch, inputs in _read_ahead(encoder, files):
        fine = [(name, pixels) for name, pixels in zip(batch, inputs, strict=True) if pixels is not None]
        skipped += [name for name, pixels in zip(batch, inputs, strict=True) if pixels is None]
        if fine:
            read += [name for name, _ in fine]
            vectors.append(encoder.encode_images(np.stack([pixels for _, pixels in fine])))
        advance(len(batch))
    if not read:
        raise UserInputError(
            Sentence("None of the {count} photos can be read from {folder}.", count=len(files), folder=folder)
        )
    return EncodedPhotos(tuple(read), np.concatenate(vectors), tuple(skipped))


def _read_ahead(
    encoder: Encoder, files: Mapping[str, Path]
) -> Iterator[tuple[list[str], list[FloatArray | None]]]:
    """Batches of names and model inputs, None for unreadable photos."""

    def read(batch: list[str]) -> list[FloatArray | None]:
        return [_model_input(encoder, files[name]) for name in batch]

    lane = Lane("evaluation")
    try:
        names = list(files)
        batches = [
            names[start : start + _PHOTOS_PER_BATCH] for start in range(0, len(names), _PHOTOS_PER_BATCH)
        ]
        waiting = [lane.submit(partial(read, batch)) for batch in batches[:_BATCHES_AHEAD]]
        for number, batch in enumerate(batches):
            inputs = waiting.pop(0).result()
            if (ahead := number + _BATCHES_AHEAD) < len(batches):
                waiting.append(lane.submit(partial(read, batches[ahead])))
            yield batch, inputs
    finally:
        lane.close()


def _model_input(encoder: Encoder, path: Path) -> FloatArray | None:
    try:
        return encoder.preprocess(decode_photo(path, encoder.image_size_px).image)
    except PhotoUnreadable:
        return None
