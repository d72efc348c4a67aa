"""One model at work in one library."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from photoorg.index.photo_index import PhotoIndex
from photoorg.library.embeddings import EmbeddingStore

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.lazy_encoder import NamedEncoder
    from photoorg.library.catalogue import Catalogue


class EmbeddingSpace:
    """The space one model maps pictures and words into, with all photos it has described so far.

    Vectors of different spaces do not compare. Whoever answers a question takes encoder, vectors and index
    from one space, so that it does not matter if another one becomes active meanwhile.

    Attributes:
        encoder: maps into the space; loaded when first needed.
        embeddings: where the photos lie in it, as the catalogue says.
        index: the neighbours there; follows ``embeddings``.
    """

    def __init__(self, encoder: NamedEncoder, catalogue: Catalogue, indexes: Path) -> None:
        """``indexes`` is the directory where the index of every model is saved."""
        self.encoder = encoder
        self.embeddings = EmbeddingStore(catalogue, encoder.key)
        file = f"{sha256(encoder.key.encode()).hexdigest()[:16]}.hnsw"
        self.index = PhotoIndex(self.embeddings, indexes / file)

    @property
    def name(self) -> str:
        """The model as the user writes it."""
        return self.encoder.name

    @property
    def key(self) -> str:
        """Tells this space from every other."""
        return self.encoder.key
