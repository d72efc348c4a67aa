"""First stage: one file's bytes to its identity, facts, thumbnail and model input."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.errors import PhotoUnreadable
from photoorg.imaging.decode import orientation_of
from photoorg.imaging.embedded_metadata import read_metadata
from photoorg.imaging.examine import examine_photo
from photoorg.imaging.image_data import image_hash
from photoorg.imaging.photo_file import opened_photo
from photoorg.ingest.place_facts import place_facts
from photoorg.library.folder_walk import FoundFile
from photoorg.library.records import PhotoFacts, PlaceFacts
from photoorg.library.watch_writers import has_writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.library.files import KnownFile

# Larger files are hashed and decoded from disk, so that a look-ahead of them fits in memory. Hardly any is
# of a format that image_hash takes apart, so the hash of the whole stands for it.
IN_MEMORY_LIMIT_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Described:
    """Bytes not known yet. ``model_input`` has shape (3, H, W), float32; None without an encoder."""

    file: KnownFile
    facts: PhotoFacts
    model_input: FloatArray | None


@dataclass(frozen=True, slots=True)
class AlreadyDescribed:
    """Bytes of a photo that the model has described: no pixel was decoded.

    ``facts`` are None where what was a photo can no longer be opened.
    """

    file: KnownFile
    content_hash: bytes
    image_hash: bytes
    facts: PlaceFacts | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The file is there but gives no photo. ``state`` as in the file table."""

    file: KnownFile
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """The file is no longer there."""

    file: KnownFile


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Somebody wrote to the file while it was read: it is to be read again as it is now."""

    file: KnownFile
    found: FoundFile


@dataclass(frozen=True, slots=True)
class BeingWritten:
    """Somebody is still writing the file, and what there is of it gives no photo yet."""

    file: KnownFile


Reading = Described | AlreadyDescribed | Unreadable | Vanished | ChangedMeanwhile | BeingWritten


class PhotoReader:
    """Reads each file once; safe to call from several threads."""

    def __init__(
        self, encoder: Encoder | None, thumbnails: ThumbnailStore, is_described: Callable[[bytes], bool]
    ) -> None:
        """``is_described`` tells whether there is nothing to learn about bytes with this SHA-256."""
        self._encoder = encoder
        self._thumbnails = thumbnails
        self._is_described = is_described
        self._min_side_px = max(encoder.image_size_px if encoder else 0, thumbnails.size_px)

    def read(self, file: KnownFile) -> Reading:
        """Never raises for what is wrong with one file; DiskFull stops everything."""
        try:
            with file.path.open("rb") as stream:
                before = os.fstat(stream.fileno())
                if before.st_size <= IN_MEMORY_LIMIT_BYTES:
                    data = stream.read()
                    source: bytes | Path = data
                    content_hash = hashlib.sha256(data).digest()
                    picture_hash = image_hash(data)
                else:
                    source = file.path
                    content_hash = picture_hash = hashlib.file_digest(stream, "sha256").digest()
                after = os.fstat(stream.fileno())
        except (FileNotFoundError, NotADirectoryError):
            return Vanished(file)
        except OSError as error:
            return Unreadable(file, _sentence(error), "inaccessible")
        first, last = (
            FoundFile(file.path, s.st_size, s.st_mtime_ns, file.sidecar_stamp) for s in (before, after)
        )
        if not (file.has_bytes_of(first) and file.has_bytes_of(last)):
            return ChangedMeanwhile(file, last)
        if self._is_described(content_hash):
            return AlreadyDescribed(file, content_hash, picture_hash, _facts_of_known(source, file))
        try:
            examined = examine_photo(source, self._min_side_px)
        except PhotoUnreadable as error:
            if has_writer(file.path):
                return BeingWritten(file)
            return Unreadable(file, str(error), "unreadable")
        photo = examined.decoded
        # Whoever wants to see the photo will say what is wrong with the thumbnails' place.
        with suppress(OSError):
            self._thumbnails.save(content_hash, photo.image)
        facts = PhotoFacts(
            content_hash=content_hash,
            image_hash=picture_hash,
            format=photo.format,
            width=photo.width,
            height=photo.height,
            orientation=photo.orientation,
            **place_facts(examined.metadata, file, photo.orientation).by_name(),
        )
        model_input = None if self._encoder is None else self._encoder.preprocess(photo.image)
        return Described(file, facts, model_input)


def _facts_of_known(source: bytes | Path, file: KnownFile) -> PlaceFacts | None:
    try:
        with opened_photo(source) as image:
            return place_facts(read_metadata(image), file, orientation_of(image))
    except PhotoUnreadable:
        return None


def _sentence(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "you may not read this file"
    return (error.strerror or str(error)).lower()
