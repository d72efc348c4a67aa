"""The protocol every encoder fulfils: pixels and words to vectors of one shared space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from photoorg.encoders.preprocessing import Preprocessing

FloatArray = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Pixels and words to unit vectors of one shared space.

    Implementations are safe to call from several threads.
    """

    @property
    def key(self) -> str:
        """Identity of the weights and the preprocessing: equal keys give comparable vectors."""

    @property
    def dimension(self) -> int:
        """Length of every vector."""

    @property
    def image_size_px(self) -> int:
        """Side of the square model input; a decoder need not deliver much more than this."""

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of the languages its text side understands; empty if unknown."""

    @property
    def preprocessing(self) -> Preprocessing | None:
        """What :meth:`preprocess` does, for another process to do a part of it; None if it cannot."""

    def preprocess(self, image: Image.Image) -> FloatArray:
        """Upright RGB image to one model input, shape (3, H, W), float32."""

    def encode_images(self, inputs: FloatArray) -> FloatArray:
        """Model inputs (n, 3, H, W) to unit vectors (n, dimension), float32. n may be 0."""

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """n texts to unit vectors (n, dimension), float32. Overlong texts are cut, never refused."""
