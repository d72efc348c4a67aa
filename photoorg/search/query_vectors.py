"""What is asked for as a unit vector: words, a picture, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.decode import decode_photo
from photoorg.search.query import words_for_encoder
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder, FloatArray


def encode_words(encoder: Encoder, text: str) -> FloatArray:
    """The unit vector (dimension,) of a text."""
    vector: FloatArray = encoder.encode_texts([words_for_encoder(text)])[0]
    return vector


def blend(text: FloatArray | None, image: FloatArray | None, share: float) -> FloatArray:
    """The unit vector of words (``share``) and example (the rest); one of them may be absent."""
    if text is None or image is None:
        only = image if text is None else text
        assert only is not None, "a query has words, an example, or both"
        return only
    mixed = share * text + (1 - share) * image
    return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), np.float32)


def encode_example(encoder: Encoder, picture: Path | bytes, name: str) -> FloatArray:
    """As :func:`encode_picture`, but the error is a sentence with the name of the example."""
    try:
        return encode_picture(encoder, picture)
    except PhotoUnreadable as error:
        raise PhotoUnreadable(
            Sentence("‘{name}’ gives no example: {error}.", name=name, error=error)
        ) from error


def encode_picture(encoder: Encoder, picture: Path | bytes) -> FloatArray:
    """The unit vector (dimension,) of an image file. Raises PhotoUnreadable."""
    decoded = decode_photo(picture, encoder.image_size_px)
    vector: FloatArray = encoder.encode_images(encoder.preprocess(decoded.image)[np.newaxis])[0]
    return vector
