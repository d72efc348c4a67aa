"""A small, deterministic encoder without torch: photos and words meet where they share a colour."""

from __future__ import annotations

import hashlib
import re
import threading
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

FloatArray = npt.NDArray[np.float32]

# Named colours and one typical RGB value each; a pixel counts for the nearest one.
COLOURS: dict[str, tuple[int, int, int]] = {
    "red": (220, 20, 30),
    "orange": (250, 140, 10),
    "yellow": (245, 230, 40),
    "green": (30, 150, 40),
    "cyan": (40, 210, 220),
    "blue": (30, 70, 210),
    "purple": (130, 40, 160),
    "pink": (250, 150, 190),
    "brown": (120, 70, 30),
    "black": (10, 10, 10),
    "gray": (128, 128, 128),
    "white": (245, 245, 245),
}
_PALETTE = np.array(list(COLOURS.values()), dtype=np.float32) / 255
_GRID_WEIGHT = 0.2
_DETAIL_WEIGHT = 0.1
_DETAIL = np.random.default_rng(7).normal(size=(8, 3 * 32 * 32)).astype(np.float32)


class TinyEncoder:
    """Fulfils the Encoder protocol in microseconds and counts what it was asked to encode.

    Vectors have three parts: the share of each named colour (12), the mean colour of a 2x2 grid (12), and
    eight numbers of fine detail. A text that names colours points at those shares, so "a green photo" is near
    green photos; any other text is a fixed pseudo-random vector in the detail part, near no photo.
    """

    dimension = 32
    image_size_px = 32
    # Only :meth:`preprocess` knows.
    preprocessing = None
    languages = frozenset({"en"})

    def __init__(self, key: str = "tiny-1") -> None:
        self.key = key
        self._lock = threading.Lock()
        self._images_encoded = 0
        self._texts_encoded = 0

    @property
    def images_encoded(self) -> int:
        """Photos encoded so far."""
        with self._lock:
            return self._images_encoded

    @property
    def texts_encoded(self) -> int:
        """Texts encoded so far."""
        with self._lock:
            return self._texts_encoded

    def preprocess(self, image: Image.Image) -> FloatArray:
        """The whole picture squeezed to (3, 32, 32), values 0..1."""
        size = (self.image_size_px, self.image_size_px)
        pixels = np.asarray(image.convert("RGB").resize(size, Image.Resampling.BOX), dtype=np.float32) / 255
        return np.ascontiguousarray(pixels.transpose(2, 0, 1))

    def encode_images(self, inputs: FloatArray) -> FloatArray:
        """Model inputs (n, 3, 32, 32) to unit vectors (n, 32)."""
        with self._lock:
            self._images_encoded += len(inputs)
        return _unit_rows([_describe(pixels) for pixels in inputs], self.dimension)

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """Texts to unit vectors (n, 32)."""
        with self._lock:
            self._texts_encoded += len(texts)
        return _unit_rows([_describe_words(text) for text in texts], self.dimension)


class WideTinyEncoder(TinyEncoder):
    """Another model: the same sense of colours, but vectors of another length in which nothing lies where
    it lies in :class:`TinyEncoder`, so that vectors of the two never pass for one another."""

    dimension = 48

    def encode_images(self, inputs: FloatArray) -> FloatArray:
        """Model inputs (n, 3, 32, 32) to unit vectors (n, 48)."""
        return _turned(super().encode_images(inputs))

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """Texts to unit vectors (n, 48)."""
        return _turned(super().encode_texts(texts))


def _turned(vectors: FloatArray) -> FloatArray:
    missing = WideTinyEncoder.dimension - vectors.shape[1]
    return np.ascontiguousarray(np.pad(vectors, ((0, 0), (0, missing)))[:, ::-1])


def _describe(pixels: FloatArray) -> FloatArray:
    colours = pixels.reshape(3, -1).T
    nearest = ((colours[:, None, :] - _PALETTE) ** 2).sum(axis=2).argmin(axis=1)
    shares = np.bincount(nearest, minlength=len(_PALETTE)) / len(nearest)
    grid = pixels.reshape(3, 2, 16, 2, 16).mean(axis=(2, 4)).ravel() - 0.5
    detail = _DETAIL @ (pixels.ravel() - 0.5)
    detail /= np.linalg.norm(detail) + 1e-9
    return np.concatenate([shares, _GRID_WEIGHT * grid, _DETAIL_WEIGHT * detail]).astype(np.float32)


def _describe_words(text: str) -> FloatArray:
    words = re.findall(r"[a-z]+", text.lower().replace("grey", "gray"))
    vector = np.zeros(TinyEncoder.dimension, dtype=np.float32)
    for place, colour in enumerate(COLOURS):
        vector[place] = words.count(colour)
    if not vector.any():
        seed = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")
        vector[24:] = np.random.default_rng(seed).normal(size=8)
    return vector


def _unit_rows(rows: list[FloatArray], dimension: int) -> FloatArray:
    if not rows:
        return np.empty((0, dimension), dtype=np.float32)
    stacked = np.stack(rows)
    unit: FloatArray = stacked / np.linalg.norm(stacked, axis=1, keepdims=True)
    return unit
