"""How an index lies on disk: one file, replaced as a whole, verified before it is believed.

Layout, integers little-endian: 8 bytes ``PHOTOIDX``; format version (uint32); length of the header
(uint32); header (JSON: kind, dimension, stamp, parameters, names of the arrays); each array as ``.npy``;
BLAKE2b-256 of all that. The checksum guards the native code: hnswlib trusts what it is given.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from photoorg.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MAGIC = b"PHOTOIDX"
_VERSION = 1
_LENGTHS = struct.Struct("<II")
_DIGEST_BYTES = 32
_CHUNK_BYTES = 1 << 20


class IndexDamaged(EnvironmentProblem):
    """A saved index is missing or cannot be trusted; it has to be rebuilt from the catalogue."""


@dataclass(frozen=True, slots=True)
class StoredIndex:
    """Content of an index file.

    Attributes:
        kind: name of the implementation.
        dimension: length of every vector.
        stamp: the caller's text, see ``HnswIndex.stamp``.
        parameters: scalars of the implementation.
        arrays: arrays of the implementation, of no object dtype.
    """

    kind: str
    dimension: int
    stamp: str
    parameters: Mapping[str, int | float | str | bool] = field(default_factory=dict)
    arrays: Mapping[str, npt.NDArray[Any]] = field(default_factory=dict)


def write_index(path: Path, stored: StoredIndex) -> None:
    """Writes ``stored`` beside ``path`` and moves it into place when it is safely on the disk.

    Not for two writers of one path at the same time.

    Raises:
        OSError: no space left, no permission, ...; an older file at ``path`` is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    header = {
        "kind": stored.kind,
        "dimension": stored.dimension,
        "stamp": stored.stamp,
        "parameters": dict(stored.parameters),
        "arrays": list(stored.arrays),
    }
    encoded = json.dumps(header).encode()
    try:
        with part.open("wb") as file:
            writer = _HashingWriter(file)
            writer.write(_MAGIC + _LENGTHS.pack(_VERSION, len(encoded)) + encoded)
            for array in stored.arrays.values():
                np.lib.format.write_array(writer, np.ascontiguousarray(array), allow_pickle=False)
            file.write(writer.digest())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def read_index(path: Path) -> StoredIndex:
    """Reads and verifies what :func:`write_index` wrote.

    Raises:
        IndexDamaged: missing, unreadable, cut short, altered, or no index file of this format version.
    """
    try:
        with path.open("rb") as file:
            _verify(file)
            return _parse(file)
    except FileNotFoundError as error:
        raise IndexDamaged("there is no saved search index") from error
    except OSError as error:
        raise IndexDamaged("the saved search index cannot be read") from error
    except (ValueError, KeyError, TypeError, struct.error) as error:
        raise IndexDamaged("the saved search index has an unknown structure") from error


class _HashingWriter:
    """Passes writes on and remembers their checksum."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.blake2b(digest_size=_DIGEST_BYTES)

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._file.write(data)

    def digest(self) -> bytes:
        return self._hash.digest()


def _verify(file: BinaryIO) -> None:
    remaining = os.fstat(file.fileno()).st_size - _DIGEST_BYTES
    if remaining < len(_MAGIC) + _LENGTHS.size or file.read(len(_MAGIC)) != _MAGIC:
        raise IndexDamaged("the saved search index is not an index file")
    file.seek(0)
    checksum = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    while remaining:
        chunk = file.read(min(_CHUNK_BYTES, remaining))
        if not chunk:
            raise IndexDamaged("the saved search index is cut short")
        checksum.update(chunk)
        remaining -= len(chunk)
    if file.read() != checksum.digest():
        raise IndexDamaged("the saved search index is damaged: its checksum does not match")


def _parse(file: BinaryIO) -> StoredIndex:
    file.seek(len(_MAGIC))
    version, header_bytes = _LENGTHS.unpack(file.read(_LENGTHS.size))
    if version != _VERSION:
        raise IndexDamaged(f"the saved search index has format {version}, not {_VERSION}")
    header = json.loads(file.read(header_bytes))
    arrays = {name: np.lib.format.read_array(file, allow_pickle=False) for name in header["arrays"]}
    return StoredIndex(header["kind"], header["dimension"], header["stamp"], header["parameters"], arrays)
