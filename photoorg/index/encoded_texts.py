"""Lists of texts as one model understands them: encoded once, kept beside the library."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from photoorg.encoders.prompts import encode_in_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.embedding_space import EmbeddingSpace

AS_THEY_ARE = ("{}",)


class EncodedTexts:
    """The unit vectors of one list of texts. Not safe between threads."""

    def __init__(
        self,
        name: str,
        texts: Sequence[str],
        space: EmbeddingSpace,
        cache: Path,
        templates: Sequence[str] = AS_THEY_ARE,
    ) -> None:
        """``cache`` is a directory that may be deleted at any time; ``name`` is part of the file's name. Of a
        text that is said in several ``templates`` the mean counts, see ``encoders.prompts``."""
        self._texts = texts
        self._templates = templates
        self._space = space
        digest = hashlib.sha256("\n".join([space.key, *templates, *texts]).encode()).hexdigest()[:16]
        self._cached = cache / f"{name}-{digest}.npy"
        self._vectors: FloatArray | None = None

    def vectors(self, progress: Callable[[int, int], None] | None = None) -> FloatArray:
        """Shape (n, dimension). Raises ModelUnavailable.

        ``progress`` is called where they have to be encoded first, with texts done and the total.
        """
        if self._vectors is None:
            self._vectors = self._stored()
        if self._vectors is None:
            encoder = self._space.encoder.get()
            self._vectors = encode_in_templates(encoder, self._texts, self._templates, progress)
            self._store(self._vectors)
        return self._vectors

    def _stored(self) -> FloatArray | None:
        with suppress(OSError, ValueError):
            with self._cached.open("rb") as stream:
                stored: FloatArray = np.lib.format.read_array(stream, allow_pickle=False)
            # Where photos are described, the model need not be in memory to know it.
            dimension = self._space.embeddings.dimension() or self._space.encoder.get().dimension
            if stored.shape == (len(self._texts), dimension):
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
