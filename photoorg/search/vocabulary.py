"""Texts that photoorg ships, as the active model understands them: encoded once, kept beside the library."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.embedding_space import EmbeddingSpace


class EncodedTexts:
    """The unit vectors of one list of texts. Not safe between threads."""

    def __init__(self, name: str, texts: list[str], space: EmbeddingSpace, cache: Path) -> None:
        """``cache`` is a directory that may be deleted at any time; ``name`` is part of the file's name."""
        self._texts = texts
        self._space = space
        digest = hashlib.sha256("\n".join([space.key, *texts]).encode()).hexdigest()[:16]
        self._cached = cache / f"{name}-{digest}.npy"
        self._vectors: FloatArray | None = None

    def vectors(self) -> FloatArray:
        """Shape (n, dimension). Raises ModelUnavailable."""
        if self._vectors is None:
            self._vectors = self._stored()
        if self._vectors is None:
            self._vectors = self._space.encoder.get().encode_texts(self._texts)
            self._store(self._vectors)
        return self._vectors

    def _stored(self) -> FloatArray | None:
        with suppress(OSError, ValueError):
            with self._cached.open("rb") as stream:
                stored: FloatArray = np.lib.format.read_array(stream, allow_pickle=False)
            if stored.shape == (len(self._texts), self._space.encoder.get().dimension):
                return stored
        return None

    def _store(self, vectors: FloatArray) -> None:
        # Without room on the disk, or in a library that is only read, they are encoded again next time.
        with suppress(OSError):
            self._cached.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._cached.with_suffix(".part")
            try:
                with unfinished.open("wb") as stream:
                    np.save(stream, vectors)
                unfinished.replace(self._cached)
            finally:
                unfinished.unlink(missing_ok=True)


def photo_words() -> list[str]:
    """Words for what photos show, in no order (``resources/vocabulary/photo_words.txt``)."""
    return _lines("photo_words.txt")


def everyday_queries() -> list[str]:
    """Phrases people type into a photo search (``resources/vocabulary/everyday_queries.txt``)."""
    return _lines("everyday_queries.txt")


def _lines(name: str) -> list[str]:
    text = (files("photoorg.resources") / "vocabulary" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
