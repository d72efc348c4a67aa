"""Describing photos whose drive is not connected, by their thumbnails.

A model that is yet to come would else not know them, and a search would no longer find what it found under
the model before. A thumbnail shows a model nearly what the photo does, and when the drive is back the vector
stays.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from photoorg.library.embeddings import random_direction, write_embedding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.photos import OfflinePhoto, PhotoStore

PHOTOS_PER_BATCH = 16


class OfflinePhotos:
    """Those that a model has not described."""

    def __init__(self, catalogue: Catalogue, photos: PhotoStore, thumbnails: ThumbnailStore) -> None:
        self._catalogue = catalogue
        self._photos = photos
        self._thumbnails = thumbnails

    def describe(self, space: EmbeddingSpace, encoder: Encoder, interrupted: Callable[[], bool]) -> set[int]:
        """Describes all that have a thumbnail; gives the ids of the photos that got a vector.

        Args:
            interrupted: asked between batches; what is written by then stays.
        """
        described: set[int] = set()
        model_id = space.embeddings.register(encoder.dimension)
        for batch in self._batches(model_id):
            if interrupted():
                break
            inputs = {photo: self._model_input(photo, encoder) for photo in batch}
            seen = {photo: pixels for photo, pixels in inputs.items() if pixels is not None}
            if seen:
                vectors = encoder.encode_images(np.stack(list(seen.values())))
                described |= self._write(model_id, dict(zip(seen, vectors, strict=True)))
                space.index.refresh()
        return described

    def _batches(self, model_id: int) -> Iterator[list[OfflinePhoto]]:
        before: int | None = None
        while batch := self._photos.offline_without_embedding(model_id, PHOTOS_PER_BATCH, before):
            yield batch
            before = batch[-1].photo_id

    def _model_input(self, photo: OfflinePhoto, encoder: Encoder) -> FloatArray | None:
        thumbnail = self._thumbnails.load(photo.content_hash)
        if thumbnail is None:
            return None
        with Image.open(BytesIO(thumbnail), formats=("JPEG",)) as image:
            return encoder.preprocess(image.convert("RGB"))

    def _write(self, model_id: int, vectors: dict[OfflinePhoto, FloatArray]) -> set[int]:
        with self._catalogue.writing() as connection:
            # Its drive may have come back meanwhile, and the photo may have been edited there.
            same = self._photos.with_same_content(connection, vectors)
            for photo in same:
                vector = vectors[photo]
                if not np.isfinite(vector).all():
                    vector = random_direction(len(vector), photo.content_hash)
                write_embedding(connection, model_id, photo.photo_id, vector)
        return {photo.photo_id for photo in same}
