"""As many vectors as one likes, distributed as those of real photos under the built-in model.

A few thousand real photos are described once (and kept in the user's cache). A new vector lies between a real
one and one of its neighbours, moved by half the difference of two other neighbours: that noise has the
covariance with which real photos of one kind differ. Beside nothing but the packaged photos, those serve.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from platformdirs import user_cache_path

from benchmarks.photos import SHARED_PHOTOS
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from photoorg.errors import PhotoUnreadable
from photoorg.sample_photos import write_sample_photos
from photoorg.search.query_vectors import encode_picture

if TYPE_CHECKING:
    from photoorg.index.vector_index import FloatArray

REAL_PHOTOS = 3000
NEIGHBOURS = 10
NOISE = 0.5


def photo_vectors(count: int, dimension: int | None = None, seed: int = 0) -> FloatArray:
    """Unit vectors (count, dimension); None for the model's own dimension. A larger one turns them into a
    wider space, in which they keep their cosines; a smaller one is not possible."""
    real = _real_vectors()
    if dimension is not None:
        turned = np.linalg.qr(np.random.default_rng(1).normal(size=(dimension, real.shape[1])))[0]
        real = _unit(real @ turned.T.astype(np.float32))
    near = np.argsort(-(real @ real.T), axis=1)[:, 1 : NEIGHBOURS + 1]
    random = np.random.default_rng(seed)

    def pairs(size: int) -> tuple[FloatArray, FloatArray]:
        first = random.integers(len(real), size=size)
        return real[first], real[near[first, random.integers(near.shape[1], size=size)]]

    made = np.empty((count, real.shape[1]), np.float32)
    for start in range(0, count, 10_000):
        size = min(10_000, count - start)
        (one, other), (this, that) = pairs(size), pairs(size)
        share = random.uniform(0, 0.5, (size, 1)).astype(np.float32)
        made[start : start + size] = _unit(one + share * (other - one) + NOISE * (this - that))
    return made


def _real_vectors() -> FloatArray:
    found = [*(SHARED_PHOTOS.parent / "train").rglob("*.jpg"), *(SHARED_PHOTOS / "captioned").rglob("*.jpg")]
    photos = sorted(found)[:: max(len(found) // REAL_PHOTOS, 1)]
    encoder = load_encoder(ModelName.parse("builtin"))
    digest = hashlib.sha256("\n".join([encoder.key, *map(str, photos)]).encode()).hexdigest()[:16]
    cached = user_cache_path("photoorg") / "benchmarks" / f"vectors-{digest}.npy"
    if cached.exists():
        loaded: FloatArray = np.load(cached)
        return loaded
    with tempfile.TemporaryDirectory() as samples:
        vectors = []
        for photo in photos or write_sample_photos(Path(samples)):
            try:
                vectors.append(encode_picture(encoder, photo))
            except PhotoUnreadable:
                continue
    cached.parent.mkdir(parents=True, exist_ok=True)
    np.save(cached, np.stack(vectors))
    return np.stack(vectors)


def _unit(vectors: FloatArray) -> FloatArray:
    scaled: FloatArray = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return scaled
