"""A library of any number of photos, made in seconds by writing its catalogue directly.

Files lie on the disk as the catalogue says, so that a sync finds them unchanged, but they are only as long as
a name: nobody reads them again. Photos added later are real JPEGs, each of another picture.
"""

from __future__ import annotations

import hashlib
import io
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from sqlalchemy import insert

from photoorg import PhotoLibrary
from photoorg.library.catalogue import Catalogue
from photoorg.library.embeddings import pack_vector
from photoorg.library.schema import EmbeddingRow, FileRow, ModelRow, PhotoRow
from photoorg.settings_file import CATALOGUE_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photoorg.index.vector_index import FloatArray

FILES_PER_FOLDER = 500
ROWS_PER_STATEMENT = 5000


class LookedUpEncoder:
    """An encoder that costs nothing: vectors of a given distribution, chosen by what a photo looks like."""

    image_size_px = 32
    # Only :meth:`preprocess` knows.
    preprocessing = None
    languages = frozenset({"en"})

    def __init__(self, vectors: FloatArray) -> None:
        """``vectors`` (n, dimension) are unit vectors."""
        self._vectors = vectors
        self._lock = threading.Lock()
        self.dimension = vectors.shape[1]
        self.key = f"looked-up-{self.dimension}"

    def preprocess(self, image: Image.Image) -> FloatArray:
        """(3, 32, 32)."""
        pixels = np.asarray(image.convert("RGB").resize((32, 32)), np.float32) / 255
        return np.ascontiguousarray(pixels.transpose(2, 0, 1))

    def encode_images(self, inputs: FloatArray) -> FloatArray:
        """(n, 3, 32, 32) to (n, dimension)."""
        return self._vectors[[self._place(pixels.tobytes()) for pixels in inputs]]

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """n texts to (n, dimension)."""
        return self._vectors[[self._place(text.encode()) for text in texts]]

    def _place(self, data: bytes) -> int:
        return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") % len(self._vectors)


def make_library(directory: Path, vectors: FloatArray, model_key: str) -> None:
    """A closed library of as many photos as there are vectors (n, dimension), its index saved.

    The photos lie in ``directory / "photos"``, the library in ``directory / "library"``.
    """
    with PhotoLibrary.open(directory / "library", model="builtin") as library:
        (directory / "photos").mkdir()
        library.add_folder(directory / "photos")
    catalogue = Catalogue(directory / "library" / CATALOGUE_FILE)
    with catalogue.writing() as connection:
        connection.execute(insert(ModelRow).values(id=1, key=model_key, dimension=vectors.shape[1]))
        for start in range(0, len(vectors), ROWS_PER_STATEMENT):
            numbers = range(start + 1, min(start + ROWS_PER_STATEMENT, len(vectors)) + 1)
            files = [_file(directory / "photos", number) for number in numbers]
            connection.execute(insert(PhotoRow), [_photo(file) for file in files])
            connection.execute(insert(FileRow), files)
            rows = [
                {"model_id": 1, "photo_id": number, "vector": pack_vector(vectors[number - 1])}
                for number in numbers
            ]
            connection.execute(insert(EmbeddingRow), rows)
    catalogue.close()
    with PhotoLibrary.open(directory / "library", encoder=LookedUpEncoder(vectors)) as library:
        library.indexed_count()


def write_new_photos(directory: Path, count: int, seed: int) -> list[Path]:
    """Small JPEGs of ``count`` different pictures."""
    directory.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    paths = []
    for number in range(count):
        pixels = random.integers(0, 256, (6, 8, 3), np.uint8)
        stream = io.BytesIO()
        Image.fromarray(pixels).resize((96, 72)).save(stream, "JPEG")
        path = directory / f"new-{seed}-{number:06}.jpg"
        path.write_bytes(stream.getvalue())
        paths.append(path)
    return paths


def _file(photos: Path, number: int) -> dict[str, object]:
    folder = photos / f"{number // FILES_PER_FOLDER:04}"
    folder.mkdir(exist_ok=True)
    path = folder / f"IMG_{number:07}.jpg"
    path.write_bytes(path.name.encode())
    found = path.stat()
    return {
        "id": number,
        "path": path,
        "photo_id": number,
        "content_hash": hashlib.sha256(path.name.encode()).digest(),
        "size_bytes": found.st_size,
        "modified_ns": found.st_mtime_ns,
        "sidecar_stamp": 0,
        "presence": "present",
        "state": "read",
    }


def _photo(file: dict[str, object]) -> dict[str, object]:
    number = file["id"]
    assert isinstance(number, int)
    return {
        "id": number,
        "content_hash": file["content_hash"],
        "image_hash": file["content_hash"],
        "last_path": file["path"],
        "format": "JPEG",
        "width": 96,
        "height": 72,
        "orientation": 1,
        "taken_at": datetime(2005, 1, 1) + timedelta(minutes=37 * number),
        "taken_at_source": "exif_original",
        "has_video": False,
        "file_keywords": [],
        "file_faces": [],
        "added_at": datetime(2025, 1, 1),
        "rating": 0,
        "is_rated": False,
        "favourite": number % 50 == 0,
        "text": "",
    }
