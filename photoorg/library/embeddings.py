"""Vectors in the catalogue: the truth from which every index is rebuilt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import ColumnElement, bindparam, delete, exists, func, select, text
from sqlalchemy.dialects.sqlite import insert

from photoorg.library.schema import EmbeddingRow, LibraryRow, ModelRow, PhotoRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import numpy.typing as npt
    from sqlalchemy import Connection

    from photoorg.library.catalogue import Catalogue

    FloatArray = npt.NDArray[np.float32]
    IdArray = npt.NDArray[np.int64]

ROWS_PER_BATCH = 10_000
STORED_DTYPE = np.dtype("<f2")
# The newest id that was ever given out. Forgetting a vector takes one, too, so that indexes notice.
_CHANGES = text("SELECT seq FROM sqlite_sequence WHERE name = 'embedding'")
# Both are needed for every photo, and take longer to make than to carry out.
_OF_CONTENT = (
    select(EmbeddingRow.id)
    .join(PhotoRow, EmbeddingRow.photo_id == PhotoRow.id)
    .where(PhotoRow.content_hash == bindparam("content_hash"), EmbeddingRow.model_id == bindparam("model_id"))
)
_WRITE = insert(EmbeddingRow).prefix_with("OR REPLACE")
_TAKE_ID = text("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'embedding'")


class EmbeddingStore:
    """The vectors of one model."""

    def __init__(self, catalogue: Catalogue, model_key: str) -> None:
        self._catalogue = catalogue
        self.model_key = model_key
        self._known_model_id: int | None = None
        self._known_dimension: int | None = None

    @property
    def model_id(self) -> int | None:
        """The model's row, None until it described a first photo."""
        if self._known_model_id is None:
            with self._catalogue.reading() as connection:
                self._known_model_id = connection.execute(
                    select(ModelRow.id).where(ModelRow.key == self.model_key)
                ).scalar_one_or_none()
        return self._known_model_id

    def dimension(self) -> int | None:
        """Length of the model's vectors, None until it described a first photo."""
        with self._catalogue.reading() as connection:
            return connection.execute(
                select(ModelRow.dimension).where(ModelRow.key == self.model_key)
            ).scalar_one_or_none()

    def register(self, dimension: int) -> int:
        """The model's row, made if need be."""
        if self.model_id is None:
            with self._catalogue.writing() as connection:
                connection.execute(
                    insert(ModelRow).values(key=self.model_key, dimension=dimension).on_conflict_do_nothing()
                )
        model_id = self.model_id
        assert model_id is not None
        return model_id

    def library_uuid(self) -> str:
        """Tells this library from every other."""
        with self._catalogue.reading() as connection:
            return connection.execute(select(LibraryRow.uuid)).scalar_one()

    def extent(self) -> tuple[int, int]:
        """The id of the newest vector (0 without any) and the number of vectors, at one moment.

        Counts, which takes some 10 ms for 100,000: for every batch or search ask :meth:`changes`.
        """
        with self._catalogue.reading() as connection:
            row = connection.execute(
                select(func.max(EmbeddingRow.id), func.count()).where(self._of_model())
            ).one()
        return row[0] or 0, row[1]

    def changes(self) -> int:
        """Grows whenever a vector of any model is written or forgotten; asking costs nothing."""
        with self._catalogue.reading() as connection:
            return connection.execute(_CHANGES).scalar_one_or_none() or 0

    def only_written_since(self, changes: int) -> bool:
        """Whether vectors were written since then (see :meth:`changes`), but none forgotten or replaced.

        May say no though it is so, never yes though it is not.
        """
        with self._catalogue.reading() as connection:
            written = connection.execute(select(func.count()).where(EmbeddingRow.id > changes)).scalar_one()
            return bool(written == (connection.execute(_CHANGES).scalar_one_or_none() or 0) - changes)

    def photo_ids(self) -> IdArray:
        """Every photo that has a vector, ascending, shape (n,)."""
        with self._catalogue.reading() as connection:
            ids = connection.execute(
                select(EmbeddingRow.photo_id).where(self._of_model()).order_by(EmbeddingRow.photo_id)
            )
            return np.fromiter(ids.scalars(), np.int64)

    def written_after(self, embedding_id: int) -> Iterator[tuple[int, IdArray, FloatArray]]:
        """Batches of (newest embedding id, photo ids (n,), unit vectors (n, dimension)), oldest first."""
        while True:
            with self._catalogue.reading() as connection:
                rows = connection.execute(
                    select(EmbeddingRow.id, EmbeddingRow.photo_id, EmbeddingRow.vector)
                    .where(self._of_model(), EmbeddingRow.id > embedding_id)
                    .order_by(EmbeddingRow.id)
                    .limit(ROWS_PER_BATCH)
                ).all()
            if not rows:
                return
            embedding_id = rows[-1].id
            rows = [row for row in rows if self._is_whole(row.vector)]
            if rows:
                ids = np.array([row.photo_id for row in rows], dtype=np.int64)
                yield embedding_id, ids, unpack_vectors([row.vector for row in rows])

    def vectors(self, photo_ids: Sequence[int]) -> dict[int, FloatArray]:
        """Unit vectors of those photos that have one."""
        found: dict[int, FloatArray] = {}
        with self._catalogue.reading() as connection:
            for start in range(0, len(photo_ids), 500):
                rows = connection.execute(
                    select(EmbeddingRow.photo_id, EmbeddingRow.vector).where(
                        self._of_model(), EmbeddingRow.photo_id.in_(photo_ids[start : start + 500])
                    )
                ).all()
                for photo_id, blob in rows:
                    if self._is_whole(blob):
                        found[photo_id] = unpack_vectors([blob])[0]
        return found

    def has(self, content_hash: bytes) -> bool:
        """Whether the photo with these bytes (SHA-256) has a vector."""
        with self._catalogue.reading() as connection:
            wanted = {"content_hash": content_hash, "model_id": self.model_id}
            return connection.execute(_OF_CONTENT, wanted).first() is not None

    def described_pictures(self, image_hashes: Collection[bytes]) -> set[tuple[bytes, int]]:
        """(image hash, orientation) of the photos with these pictures that have a vector."""
        with self._catalogue.reading() as connection:
            # No join, for which SQLite goes through all vectors of the model.
            has_vector = exists().where(EmbeddingRow.photo_id == PhotoRow.id, self._of_model())
            rows = connection.execute(
                select(PhotoRow.image_hash, PhotoRow.orientation).where(
                    PhotoRow.image_hash.in_(image_hashes), has_vector
                )
            )
            return {(row.image_hash, row.orientation) for row in rows if row.image_hash is not None}

    def _is_whole(self, stored: bytes) -> bool:
        """Whether a vector can be used; ``photoorg doctor`` tells of the others."""
        if self._known_dimension is None:
            self._known_dimension = self.dimension()
        return len(stored) == STORED_DTYPE.itemsize * (self._known_dimension or 0)

    def _of_model(self) -> ColumnElement[bool]:
        return EmbeddingRow.model_id == self.model_id


def pack_vector(vector: FloatArray) -> bytes:
    """A unit vector (dimension,) as stored. Half precision moves a cosine by less than 1e-3."""
    return vector.astype(STORED_DTYPE).tobytes()


def unpack_vectors(blobs: Sequence[bytes]) -> FloatArray:
    """Stored vectors to (n, dimension) float32, unit length again after rounding."""
    matrix = np.frombuffer(b"".join(blobs), dtype=STORED_DTYPE).reshape(len(blobs), -1).astype(np.float32)
    # Damaged numbers must not make more of them.
    np.nan_to_num(matrix, copy=False, nan=0, posinf=0, neginf=0)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    return matrix


def random_direction(dimension: int, seed: bytes) -> FloatArray:
    """A unit vector (dimension,) that depends on the seed alone. In spaces of hundreds of dimensions it is
    at a right angle to nearly everything, so it is near no photo and no query."""
    numbers = np.random.default_rng(int.from_bytes(seed, "big")).normal(size=dimension)
    return np.asarray(numbers / np.linalg.norm(numbers), np.float32)


def write_embedding(connection: Connection, model_id: int, photo_id: int, vector: FloatArray) -> None:
    """Writes or replaces a vector; a replacement gets a new id, so that indexes notice."""
    row = {"model_id": model_id, "photo_id": photo_id, "vector": pack_vector(vector)}
    connection.execute(_WRITE, row)


def forget_embeddings(connection: Connection, photo_id: int) -> None:
    """Every model's vector of a photo goes."""
    if connection.execute(delete(EmbeddingRow).where(EmbeddingRow.photo_id == photo_id)).rowcount:
        connection.execute(_TAKE_ID)
