"""The process that reads and decodes photos: whatever a file does to its decoder, only this process suffers.

It knows neither the library nor a model, only bytes, pixels and facts; see ``reading_talk`` for what is said.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from photoorg.errors import PhotoUnreadable
from photoorg.imaging import photo_file
from photoorg.imaging.embedded_metadata import read_metadata
from photoorg.imaging.examine import examine_photo
from photoorg.imaging.image_data import image_hash
from photoorg.imaging.memory import limit_memory
from photoorg.imaging.photo_file import opened_photo
from photoorg.imaging.stored_picture import stored_picture
from photoorg.imaging.thumbnails import thumbnail_jpeg
from photoorg.ingest.reading_talk import (
    DecodedPicture,
    Identified,
    MuchMemory,
    NothingSeen,
    Pixels,
    ReadFile,
    Seen,
    Wanted,
)
from photoorg.processes import HelperTalk
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

# Larger files are hashed and decoded from disk, so that they are not in memory twice. Hardly any is of a
# format that image_hash takes apart, so the hash of the whole stands for it.
IN_MEMORY_LIMIT_BYTES = 64 * 1024 * 1024
# Longer than the parent gives a decoder: this is for when there is no parent any more.
ORPHAN_LIFE_S = 120


def main() -> None:
    """Reads one file after the other until the parent has no more."""
    limit_memory()
    talk = HelperTalk()
    while True:
        talk.send(_answer(talk, talk.receive()))


def _answer(talk: HelperTalk, request: ReadFile) -> Seen | NothingSeen:
    photo_file.turn_of_large = _TurnGivenByParent(talk)
    try:
        return _look(talk, request)
    except PhotoUnreadable as error:
        return NothingSeen(error.problem, "unreadable")
    except MemoryError:
        return NothingSeen(Sentence("not enough memory to decode it"), "unreadable")


class _TurnGivenByParent(AbstractContextManager["_TurnGivenByParent"]):
    """Asks before the first step of a file that takes much memory; the turn lasts until the talk's end."""

    def __init__(self, talk: HelperTalk) -> None:
        self._talk = talk
        self._asked = False

    def __enter__(self) -> _TurnGivenByParent:
        if not self._asked:
            self._talk.send(MuchMemory())
            self._talk.receive(ORPHAN_LIFE_S)
            self._asked = True
        return self

    def __exit__(self, *exc_info: object) -> None:
        pass


def _look(talk: HelperTalk, request: ReadFile) -> Seen | NothingSeen:
    try:
        source, identified = _read(request.path)
    except (FileNotFoundError, NotADirectoryError):
        return NothingSeen(Sentence("the file does not exist"), "gone")
    except OSError as error:
        return NothingSeen(_sentence(error), "inaccessible")
    talk.send(identified)
    wanted: Wanted = talk.receive(ORPHAN_LIFE_S)
    if wanted is Wanted.NOTHING:
        return NothingSeen("", "gone")
    if wanted is Wanted.METADATA:
        with opened_photo(source) as image:
            return Seen(read_metadata(image), stored_picture(image), None)
    examined = examine_photo(source, request.min_side_px)
    photo = examined.decoded
    prepared = photo.image if request.preprocessing is None else request.preprocessing.picture(photo.image)
    picture = DecodedPicture(
        photo.format,
        photo.width,
        photo.height,
        photo.orientation,
        thumbnail_jpeg(photo.image, request.thumbnail_px),
        _pixels(prepared),
    )
    return Seen(examined.metadata, examined.stored, picture)


def _read(path: Path) -> tuple[bytes | Path, Identified]:
    # Opening a named pipe would block until somebody writes into it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - it is open
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(None, Sentence("it is not a regular file"))
        source: bytes | Path = path
        if before.st_size <= IN_MEMORY_LIMIT_BYTES:
            source = stream.read()
            content_hash = hashlib.sha256(source).digest()
            picture_hash = image_hash(source)
        else:
            content_hash = picture_hash = hashlib.file_digest(stream, "sha256").digest()
        after = os.fstat(descriptor)
    return source, Identified((_stamp(before), _stamp(after)), content_hash, picture_hash)


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _pixels(image: Image.Image) -> Pixels:
    return Pixels(image.width, image.height, image.tobytes())


def _sentence(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return Sentence("you may not read this file")
    return reason_of(error)
