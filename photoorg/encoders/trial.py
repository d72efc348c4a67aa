"""One word and one picture through an encoder: weights may load and still be worthless.

Asked where torch has loaded them: when a model is imported, before it is converted, and where torch runs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from photoorg.errors import ModelUnavailable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from photoorg.encoders.encoder import Encoder

_TOLERANCE = 1e-2


def require_usable(encoder: Encoder, name: str) -> None:
    """Raises ModelUnavailable if the vectors of ``encoder`` are not finite and of unit length.

    Args:
        encoder: just loaded.
        name: of the model, as the user knows it.
    """
    picture = encoder.preprocess(Image.linear_gradient("L").convert("RGB"))
    for vectors in (encoder.encode_texts(["a photo"]), encoder.encode_images(picture[None])):
        lengths = np.linalg.norm(vectors, axis=1)
        if not (np.isfinite(lengths).all() and (abs(lengths - 1) < _TOLERANCE).all()):
            raise ModelUnavailable(
                Sentence("The weights of {name} are damaged: they make no vectors.", name=name)
            )
